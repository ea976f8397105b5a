//! What staff say about a publication: which sides, from when, until when.

use time::OffsetDateTime;

use crate::{calendar, form::Problems, language::Language, pages::staff::revise::LONGEST_NOTE, text};

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct PublishForm {
    /// Whether English and Korean are chosen.
    pub(super) sides: [bool; 2],
    pub(super) is_later: bool,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) note: String,
    /// What its author saw of the page.
    pub(super) seen: String,
    pub(super) act: String,
    /// The entry of the list that it is about.
    pub(super) number: String,
}

/// What shall be published when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) sides: Vec<Language>,
    /// Nothing for now.
    pub(super) starts_at: Option<OffsetDateTime>,
    pub(super) ends_at: Option<OffsetDateTime>,
    pub(super) note: Option<String>,
}

impl PublishForm {
    /// Reads the fields that were sent.
    pub(super) fn read(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "en" => form.sides[0] = true,
                "ko" => form.sides[1] = true,
                "when" => form.is_later = value == "later",
                "starts" => form.starts = value,
                "ends" => form.ends = value,
                "note" => form.note = value,
                "seen" => form.seen = value,
                "do" => form.act = value,
                "number" => form.number = value,
                _ => {}
            }
        }
        form
    }

    /// The chosen sides.
    pub(super) fn chosen(&self) -> Vec<Language> {
        let [english, korean] = self.sides;
        Language::ALL
            .into_iter()
            .zip([english, korean])
            .filter(|(_, is_chosen)| *is_chosen)
            .map(|(side, _)| side)
            .collect()
    }

    /// What is wanted, or what is wrong with it. `language` is that of the reader.
    pub(super) fn check(&self, language: Language, now: OffsetDateTime) -> Result<Wanted, Problems> {
        let mut problems = Problems::default();
        let is_saving = self.act == "save";
        let sides = self.chosen();
        if sides.is_empty() {
            problems.add("en", language.message("rooms-publishing-no-side"));
        }
        if !self.is_later && !is_saving && !self.starts.trim().is_empty() {
            problems.add("starts", language.message("rooms-publishing-now-or-later"));
        }
        let starts_at =
            (self.is_later && !is_saving).then(|| moment("starts", &self.starts, language, now, &mut problems));
        let is_ending = !self.ends.trim().is_empty() && !is_saving;
        let ends_at = is_ending.then(|| moment("ends", &self.ends, language, now, &mut problems));
        let (starts_at, ends_at) = (starts_at.flatten(), ends_at.flatten());
        if starts_at.zip(ends_at).is_some_and(|(starts, ends)| ends <= starts) {
            problems.add("ends", language.message("rooms-publishing-ends-before"));
        }
        let note = text::tidy(&self.note).replace('\n', " ");
        if let Some(fault) = text::Fault::of_length(note.chars().count(), LONGEST_NOTE) {
            problems.add("note", fault.sentence(language).unwrap_or_default());
        }
        let note = (!note.is_empty()).then_some(note);
        if problems.is_empty() { Ok(Wanted { sides, starts_at, ends_at, note }) } else { Err(problems) }
    }
}

/// A moment that has not passed.
fn moment(
    field: &'static str,
    typed: &str,
    language: Language,
    now: OffsetDateTime,
    problems: &mut Problems,
) -> Option<OffsetDateTime> {
    let moment = calendar::read_moment(typed);
    match moment {
        None => problems.add(field, language.message("rooms-publishing-no-time")),
        Some(at) if at <= now => {
            let (day, time) = (calendar::day(now).to_string(), calendar::local(now).time());
            let now = format!("{day} {:02}:{:02}", time.hour(), time.minute());
            problems.add(field, language.message_with("rooms-publishing-time-past", &[("now", &now)]));
        }
        Some(_) => {}
    }
    moment
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn what_is_wanted_or_what_is_wrong_with_it() {
        let now = datetime!(2026-11-30 03:00 UTC);
        let read = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            PublishForm::read(pairs).check(Language::English, now)
        };
        let both = [Language::English, Language::Korean].to_vec();
        let wanted = read(&[("en", "yes"), ("ko", "yes"), ("when", "now"), ("note", " New\n numbers ")]);
        let note = Some("New  numbers".to_owned());
        assert_eq!(wanted, Ok(Wanted { sides: both, starts_at: None, ends_at: None, note }));
        let wanted =
            read(&[("ko", "yes"), ("when", "later"), ("starts", "2026-11-30T12:01"), ("ends", "2026-12-24T00:00")]);
        let (starts_at, ends_at) = (Some(datetime!(2026-11-30 03:01 UTC)), Some(datetime!(2026-12-23 15:00 UTC)));
        assert_eq!(wanted, Ok(Wanted { sides: vec![Language::Korean], starts_at, ends_at, note: None }));
        for (pairs, field, says) in [
            (&[][..], "en", "English"),
            (&[("en", "yes"), ("when", "later"), ("starts", "")], "starts", "day and time"),
            (&[("en", "yes"), ("when", "later"), ("starts", "2026-11-30T12:00")], "starts", "2026-11-30 12:00"),
            (&[("en", "yes"), ("when", "now"), ("starts", "2026-12-30T12:00")], "starts", "Now"),
            (&[("en", "yes"), ("ends", "2025-11-30T12:00")], "ends", "2026-11-30 12:00"),
            (
                &[("en", "yes"), ("when", "later"), ("starts", "2026-12-02T12:00"), ("ends", "2026-12-01T12:00")],
                "ends",
                "after",
            ),
            (&[("en", "yes"), ("note", &"가".repeat(301))], "note", "301"),
        ] {
            let problems = read(pairs).expect_err("it cannot be done");
            assert!(problems.of(field).is_some_and(|sentence| sentence.contains(says)), "{pairs:?}: {problems:?}");
        }
        assert!(read(&[("en", "yes"), ("do", "save"), ("when", "later"), ("starts", "x")]).is_ok());
    }
}
