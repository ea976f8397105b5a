//! What is typed to note hours and to have them confirmed, and what is valid. Knows no web server and no database.

use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use crate::{
    form::Problems,
    language::Language,
    volunteers::roles::typed::{self, MINUTES},
};

/// Hours as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HoursForm {
    /// Names the showing, so that sending it twice notes it once.
    pub(crate) id: String,
    pub(crate) worked_on: String,
    /// How long, in hours.
    pub(crate) long: String,
    /// The id of a role, or nothing.
    pub(crate) for_role: String,
    #[serde(rename = "do")]
    pub(crate) pressed: String,
}

#[derive(Clone, Debug)]
pub(crate) struct NewHours {
    pub(crate) id: Uuid,
    pub(crate) worked_on: Date,
    pub(crate) minutes: i32,
    pub(crate) role_id: Option<Uuid>,
}

impl HoursForm {
    pub(crate) const FIELDS: [(&str, &str); 3] =
        [("worked_on", "rooms-roles-worked-on"), ("long", "rooms-roles-long"), ("for_role", "rooms-roles-hours-role")];

    /// An empty one, for this day.
    pub(crate) fn fresh(today: Date) -> Self {
        Self { id: Uuid::now_v7().to_string(), worked_on: today.to_string(), ..Self::default() }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// A sentence for each field that needs another look.
    pub(crate) fn check(&self, today: Date, language: Language) -> Result<NewHours, Problems> {
        let mut problems = Problems::default();
        let worked_on = past_day("worked_on", &self.worked_on, today, language, &mut problems);
        let minutes = typed::minutes(&self.long);
        match minutes {
            None => problems.add("long", language.message("rooms-roles-problem-long")),
            Some(minutes) if !MINUTES.contains(&minutes) => {
                problems.add("long", language.message("rooms-roles-problem-long-range"));
            }
            Some(_) => {}
        }
        let id = Uuid::try_parse(&self.id).unwrap_or_else(|_| Uuid::now_v7());
        match (worked_on, minutes) {
            (Some(worked_on), Some(minutes)) if problems.is_empty() => {
                Ok(NewHours { id, worked_on, minutes, role_id: Uuid::try_parse(&self.for_role).ok() })
            }
            _ => Err(problems),
        }
    }
}

/// What a confirmation is to say, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PeriodForm {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The language of the paper.
    pub(crate) language: String,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) language: Language,
}

impl PeriodForm {
    pub(crate) const FIELDS: [(&str, &str); 3] =
        [("from", "rooms-roles-from"), ("to", "rooms-roles-to"), ("language", "rooms-roles-paper-language")];

    /// This year so far, in the language of the person.
    pub(crate) fn fresh(today: Date, language: Language) -> Self {
        let from = Date::from_ordinal_date(today.year(), 1).unwrap_or(today);
        Self { from: from.to_string(), to: today.to_string(), language: language.tag().to_owned() }
    }

    /// Checks every field; `language` is that of the rooms.
    ///
    /// # Errors
    /// A sentence for each field that needs another look.
    pub(crate) fn check(&self, today: Date, language: Language) -> Result<Period, Problems> {
        let mut problems = Problems::default();
        let from = past_day("from", &self.from, today, language, &mut problems);
        let to = past_day("to", &self.to, today, language, &mut problems);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            problems.add("to", language.message("rooms-roles-problem-before"));
        }
        let paper = Language::from_tag(&self.language);
        if paper.is_none() {
            problems.add("language", language.message("rooms-roles-problem-language"));
        }
        match (from, to, paper) {
            (Some(from), Some(to), Some(language)) if problems.is_empty() => Ok(Period { from, to, language }),
            _ => Err(problems),
        }
    }
}

/// A day that is not in the future.
fn past_day(field: &'static str, text: &str, today: Date, language: Language, problems: &mut Problems) -> Option<Date> {
    let day = typed::day(text).ok().flatten();
    match day {
        None => problems.add(field, language.message("rooms-roles-problem-day")),
        Some(day) if day > today => problems.add(field, language.message("rooms-roles-problem-future")),
        Some(_) => {}
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = time::macros::date!(2026 - 11 - 30);

    #[test]
    fn hours_are_of_a_day_that_was() {
        let form = |worked_on: &str, long: &str| {
            let [worked_on, long] = [worked_on, long].map(str::to_owned);
            HoursForm { worked_on, long, ..HoursForm::default() }.check(TODAY, Language::Korean)
        };
        assert_eq!(form("2026-11-30", "２：３０").expect("hours").minutes, 150);
        for (worked_on, long, field) in [
            ("2026-12-01", "2", "worked_on"),
            ("", "2", "worked_on"),
            ("2026-11-30", "", "long"),
            ("2026-11-30", "25", "long"),
            ("2026-11-30", "0:04", "long"),
            ("2026-11-30", "두 시간", "long"),
        ] {
            let problems = form(worked_on, long).expect_err(field);
            assert_eq!(problems.all().iter().map(|problem| &*problem.field).collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn a_period_ends_after_it_began() {
        let form = |from: &str, to: &str, language: &str| {
            let [from, to, language] = [from, to, language].map(str::to_owned);
            PeriodForm { from, to, language }.check(TODAY, Language::English)
        };
        assert!(form("2026-01-01", "2026-11-30", "ko").is_ok());
        assert!(PeriodForm::fresh(TODAY, Language::Korean).check(TODAY, Language::Korean).is_ok());
        for (from, to, language, field) in [
            ("2026-02-01", "2026-01-01", "ko", "to"),
            ("2026-02-01", "2026-12-01", "ko", "to"),
            ("x", "2026-11-30", "ko", "from"),
            ("2026-02-01", "2026-11-30", "fr", "language"),
        ] {
            let problems = form(from, to, language).expect_err(field);
            assert_eq!(problems.all().iter().map(|problem| &*problem.field).collect::<Vec<_>>(), [field]);
        }
    }
}
