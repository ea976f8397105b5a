//! How a monthly gift goes on, in words, and the pages on which it is changed.

use askama::Template;

use crate::{
    calendar, donations::monthly::course::Course, form::Problems, language::Language,
    manage::monthly::kind::ChangeKind, money::Amount, view::Frame,
};

/// How a monthly gift goes on, in a sentence for its donor.
pub(crate) fn sentence(course: Course, language: Language) -> String {
    let (key, day) = match course {
        Course::Begins => ("monthly-begins", None),
        Course::Goes(next) => ("monthly-goes", next),
        Course::Rests(until) => ("monthly-rests", until),
        Course::Fails(again) => ("monthly-fails", again),
        Course::Ends(on) => ("monthly-ends", Some(on)),
        Course::Ended(on) => ("monthly-ended", on),
    };
    match day {
        Some(day) => language.message_with(key, &[("day", &calendar::day_in_words(day, language))]),
        None => language.message(&format!("{key}-some-day")),
    }
}

/// The page of a monthly gift.
#[derive(Template)]
#[template(path = "manage/monthly.html")]
pub(crate) struct MonthlyPage {
    pub(crate) frame: Frame,
    pub(crate) amount: Amount,
    pub(crate) course: Course,
    pub(crate) token: String,
    /// The new sum, as it was typed.
    pub(crate) typed: String,
    pub(crate) problems: Problems,
    /// A sentence about the whole page.
    pub(crate) notice: Option<String>,
    /// Whether the sum can be changed, because its currency is still on offer.
    pub(crate) has_terms: bool,
    /// Whether Stripe knows the donor, who can then use Stripe's portal.
    pub(crate) has_customer: bool,
    /// How many payments can be left out, each with the day of the payment after them; none if it cannot be paused.
    pub(crate) pauses: Vec<(u8, String)>,
    /// The part of the sum that the donor chose for the fees. A new sum has none.
    pub(crate) fee_cover: Option<Amount>,
    pub(crate) url: String,
    /// The way back to all gifts, for a visit that shows all.
    pub(crate) back: Option<String>,
}

impl MonthlyPage {
    fn sentence(&self) -> String {
        sentence(self.course, self.frame.language)
    }

    fn pause(&self, months: &u8, day: &str) -> String {
        let key = if *months == 1 { "monthly-pause-one" } else { "monthly-pause-more" };
        self.frame.language.message_with(key, &[("months", &months.to_string()), ("day", day)])
    }
}

/// The page on which a monthly gift is stopped.
#[derive(Template)]
#[template(path = "manage/stop.html")]
pub(crate) struct StopPage {
    pub(crate) frame: Frame,
    pub(crate) amount: Amount,
    pub(crate) course: Course,
    /// Until when it is paid.
    pub(crate) paid_until: Option<String>,
    pub(crate) token: String,
    /// The address of the gift's page, where the buttons lead.
    pub(crate) url: String,
}

impl StopPage {
    fn sentence(&self) -> String {
        sentence(self.course, self.frame.language)
    }
}

#[cfg(test)]
mod tests {
    use time::{OffsetDateTime, macros::datetime};

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);

    #[test]
    fn every_course_has_a_sentence() {
        for course in [
            Course::Begins,
            Course::Goes(Some(NOW)),
            Course::Goes(None),
            Course::Rests(Some(NOW)),
            Course::Rests(None),
            Course::Fails(Some(NOW)),
            Course::Fails(None),
            Course::Ends(NOW),
            Course::Ended(Some(NOW)),
            Course::Ended(None),
        ] {
            for language in Language::ALL {
                let sentence = sentence(course, language);
                assert!(!sentence.starts_with("monthly-") && !sentence.contains("{"), "{course:?}: {sentence}");
            }
        }
    }
}
