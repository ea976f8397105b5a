//! How long people helped, with or without a role, and the confirmation of it that they ask for.

mod form;
pub(super) mod queries;

pub(super) use self::form::{HoursForm, PeriodForm};

use crate::language::Language;

/// A length of time as people write it.
pub(super) fn in_words(language: Language, minutes: i64) -> String {
    let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
    let values = [("hours", hours.as_str()), ("minutes", rest.as_str())];
    language.message_with(if minutes % 60 == 0 { "work-hours" } else { "work-hours-minutes" }, &values)
}
