//! What a page asks of a browser whose form has a toll, and what it says meanwhile.

use time::Duration;

use super::{amount::Toll, proof};
use crate::language::Language;

/// The task of a form, for `templates/toll/task.html`.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    toll: Toll,
    words: TaskWords,
    /// What was solved before.
    pub(crate) proof: String,
    /// Whether the form was sent already, so that it goes on by itself.
    pub(crate) goes_on: bool,
}

/// Who says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TaskWords {
    /// The donation form while it guards itself.
    Guarded,
    /// The donation form while many come at once.
    Checkout,
    /// Any other form.
    Form,
}

impl Task {
    /// The task of a form that costs this much; none if it costs nothing. `proof` is what was sent with it under this token.
    pub(crate) fn of(toll: Toll, words: TaskWords, (token, proof): (&str, &str), goes_on: bool) -> Option<Self> {
        let proof = || proof::good_part(token, proof).to_owned();
        (toll > Toll::NONE).then(|| Self { toll, words, proof: proof(), goes_on })
    }

    pub(crate) fn parts(&self) -> u32 {
        self.toll.parts()
    }

    pub(crate) fn bits(&self) -> u32 {
        proof::BITS
    }

    pub(crate) fn row(&self) -> u32 {
        proof::ROW
    }

    /// The message that says why.
    pub(crate) fn why(&self) -> &'static str {
        if self.words == TaskWords::Guarded { "guard-why" } else { "toll-why" }
    }

    /// A message about the task: `task`, `waiting` or `ready`.
    pub(crate) fn message(&self, language: &Language, what: &str) -> String {
        let begin = if self.words == TaskWords::Form { "toll" } else { "guard" };
        language.message(&format!("{begin}-{what}"))
    }

    /// What somebody does whose browser runs no scripts. Of a form that was sent, the notice above it says how long is left.
    pub(crate) fn without_scripts(&self, language: &Language) -> Option<String> {
        match self.words {
            TaskWords::Form if self.goes_on => None,
            TaskWords::Form => {
                let wait = wait_in_words(*language, self.toll.left(Duration::ZERO));
                Some(language.message_with("toll-no-scripts", &[("wait", &wait)]))
            }
            TaskWords::Guarded | TaskWords::Checkout => Some(language.message("guard-no-scripts")),
        }
    }
}

/// A time to wait, rounded up to what people count in.
pub(crate) fn wait_in_words(language: Language, wait: Duration) -> String {
    let seconds = wait.whole_seconds() + i64::from(wait.subsec_nanoseconds() > 0);
    let (key, count) = match seconds {
        ..=90 => ("toll-seconds", (seconds + 9) / 10 * 10),
        91..=5400 => ("toll-minutes", (seconds + 59) / 60),
        _ => ("toll-hours", (seconds + 3599) / 3600),
    };
    language.message_with(key, &[("count", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_one_wait() {
        let without_scripts = |goes_on| {
            let task = Task::of(Toll::FIRST, TaskWords::Form, ("token", ""), goes_on).expect("it costs something");
            task.without_scripts(&Language::English)
        };
        assert!(without_scripts(false).is_some());
        assert_eq!(without_scripts(true), None, "the notice says it");
    }
}
