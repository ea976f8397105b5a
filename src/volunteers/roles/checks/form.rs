//! What is typed to note a check, and what is valid. Knows no web server and no database.

use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use crate::{
    form::Problems,
    language::Language,
    volunteers::{roles::typed, words::CheckKind},
    words::Word as _,
};

/// For how many years a check holds at most.
const MOST_YEARS: i32 = 5;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckForm {
    /// Names the showing, so that sending it twice is one check.
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) checked_on: String,
    pub(crate) valid_until: String,
    #[serde(rename = "do")]
    pub(crate) pressed: String,
}

#[derive(Clone, Debug)]
pub(crate) struct NewCheck {
    pub(crate) id: Uuid,
    pub(crate) kind: CheckKind,
    pub(crate) checked_on: Date,
    pub(crate) valid_until: Date,
}

impl CheckForm {
    pub(crate) const FIELDS: [(&str, &str); 3] = [
        ("kind", "rooms-roles-check-kind"),
        ("checked_on", "rooms-roles-checked-on"),
        ("valid_until", "rooms-roles-valid-until"),
    ];

    /// An empty one, for a check of this day.
    pub(crate) fn fresh(today: Date) -> Self {
        Self { id: Uuid::now_v7().to_string(), checked_on: today.to_string(), ..Self::default() }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// A sentence for each field that needs another look.
    pub(crate) fn check(&self, today: Date, language: Language) -> Result<NewCheck, Problems> {
        let mut problems = Problems::default();
        let kind = CheckKind::from_word(&self.kind);
        if kind.is_none() {
            problems.add("kind", language.message("rooms-roles-problem-check-kind"));
        }
        let checked_on = typed::day(&self.checked_on).ok().flatten();
        match checked_on {
            None => problems.add("checked_on", language.message("rooms-roles-problem-day")),
            Some(day) if day > today => problems.add("checked_on", language.message("rooms-roles-problem-future")),
            Some(_) => {}
        }
        let valid_until = typed::day(&self.valid_until).ok().flatten();
        match (checked_on, valid_until) {
            (_, None) => problems.add("valid_until", language.message("rooms-roles-problem-day")),
            (Some(from), Some(until)) if until < from => {
                problems.add("valid_until", language.message("rooms-roles-problem-before"));
            }
            (Some(from), Some(until)) if until.year() > from.year() + MOST_YEARS => {
                let most = MOST_YEARS.to_string();
                problems.add("valid_until", language.message_with("rooms-roles-problem-years", &[("most", &most)]));
            }
            _ => {}
        }
        let id = Uuid::try_parse(&self.id).unwrap_or_else(|_| Uuid::now_v7());
        match (kind, checked_on, valid_until) {
            (Some(kind), Some(checked_on), Some(valid_until)) if problems.is_empty() => {
                Ok(NewCheck { id, kind, checked_on, valid_until })
            }
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_field_is_named() {
        let today = time::macros::date!(2026 - 11 - 30);
        let form = |kind: &str, checked_on: &str, valid_until: &str| {
            let [kind, checked_on, valid_until] = [kind, checked_on, valid_until].map(str::to_owned);
            CheckForm { kind, checked_on, valid_until, ..CheckForm::default() }
        };
        assert!(form("identity", "2026-11-30", "2027.11.30").check(today, Language::Korean).is_ok());
        for (kind, checked_on, valid_until, field) in [
            ("papers", "2026-11-30", "2027-11-30", "kind"),
            ("identity", "", "2027-11-30", "checked_on"),
            ("identity", "2026-12-01", "2027-11-30", "checked_on"),
            ("identity", "2026-11-30", "", "valid_until"),
            ("identity", "2026-11-30", "2026-11-29", "valid_until"),
            ("identity", "2026-11-30", "2032-01-01", "valid_until"),
        ] {
            let problems = form(kind, checked_on, valid_until).check(today, Language::English).expect_err(field);
            assert_eq!(problems.all().iter().map(|problem| &*problem.field).collect::<Vec<_>>(), [field]);
        }
    }
}
