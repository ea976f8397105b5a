//! What coordinators type to follow somebody up: next steps, contacts, and the end of a record. Knows no web server.

use serde::Deserialize;
use time::{Date, Duration};

use crate::{
    calendar::read_day,
    form::Problems,
    language::Language,
    volunteers::{
        record::later_by,
        words::{ContactMade, NextStep, ProlongationReason},
    },
    words::Word as _,
};

/// How far ahead a step can be planned.
const FARTHEST: Duration = Duration::days(730);

/// How many months from today a record can be kept at most.
const LONGEST_MONTHS: u8 = 24;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NextForm {
    /// A word of [`NextStep`]; nothing, if nothing is to be done.
    pub(super) next_step: String,
    pub(super) next_on: String,
}

impl NextForm {
    pub(super) fn check(&self, today: Date, language: Language) -> Result<Option<(NextStep, Date)>, Problems> {
        if self.next_step.is_empty() && self.next_on.trim().is_empty() {
            return Ok(None);
        }
        let mut problems = Problems::default();
        let step = NextStep::from_word(&self.next_step);
        if step.is_none() {
            problems.add("next_step", language.message("rooms-volunteers-problem-next"));
        }
        let on = read_day(&self.next_on).filter(|on| *on >= today && *on - today <= FARTHEST);
        if on.is_none() {
            problems.add("next_on", language.message("rooms-volunteers-problem-next-on"));
        }
        step.zip(on).map(Some).ok_or(problems)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ContactForm {
    pub(super) contact_kind: String,
    pub(super) contact_on: String,
}

impl ContactForm {
    /// A contact between the day on which the person came and today.
    pub(super) fn check(
        &self,
        arrived_on: Date,
        today: Date,
        language: Language,
    ) -> Result<(ContactMade, Date), Problems> {
        let mut problems = Problems::default();
        let kind = ContactMade::from_word(&self.contact_kind);
        if kind.is_none() {
            problems.add("contact_kind", language.message("rooms-volunteers-problem-contact"));
        }
        let on = read_day(&self.contact_on).filter(|on| (arrived_on..=today).contains(on));
        if on.is_none() {
            let arrived = arrived_on.to_string();
            let sentence = language.message_with("rooms-volunteers-problem-contact-on", &[("arrived", &arrived)]);
            problems.add("contact_on", sentence);
        }
        kind.zip(on).ok_or(problems)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EndForm {
    /// `3`, `6` or `12`.
    pub(super) months: String,
    pub(super) prolonging: String,
}

impl EndForm {
    /// The new end, counted from the one that there is.
    pub(super) fn check(
        &self,
        erase_on: Date,
        today: Date,
        language: Language,
    ) -> Result<(ProlongationReason, Date), Problems> {
        let mut problems = Problems::default();
        let reason = ProlongationReason::from_word(&self.prolonging);
        if reason.is_none() {
            problems.add("prolonging", language.message("rooms-volunteers-problem-prolonging"));
        }
        let months = self.months.parse().ok().filter(|months| [3, 6, 12].contains(months));
        let until = months.map(|months| later_by(erase_on, months));
        match until {
            None => problems.add("months", language.message("rooms-volunteers-problem-months")),
            Some(until) if until > later_by(today, LONGEST_MONTHS) => {
                let most = later_by(today, LONGEST_MONTHS).to_string();
                let sentence = language.message_with("rooms-volunteers-problem-longest", &[("most", &most)]);
                problems.add("months", sentence);
            }
            Some(until) => return reason.map(|reason| (reason, until)).ok_or(problems),
        }
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 12 - 01);

    #[test]
    fn a_step_is_planned_for_a_day_that_comes() {
        let form = |step: &str, on: &str| NextForm { next_step: step.to_owned(), next_on: on.to_owned() };
        let check = |step, on| form(step, on).check(TODAY, Language::English);
        assert_eq!(check("meet", "2026-12-01"), Ok(Some((NextStep::Meet, TODAY))));
        assert_eq!(check("", " "), Ok(None));
        for (step, on, field) in [
            ("meet", "2026-11-30", "next_on"),
            ("meet", "", "next_on"),
            ("meet", "2029-12-01", "next_on"),
            ("meet", "tomorrow", "next_on"),
            ("", "2026-12-02", "next_step"),
            ("dance", "2026-12-02", "next_step"),
        ] {
            assert!(check(step, on).is_err_and(|problems| problems.of(field).is_some()), "{step} {on}");
        }
    }

    #[test]
    fn a_contact_was_made_since_the_person_came() {
        let arrived = date!(2026 - 11 - 20);
        let check = |kind: &str, on: &str| {
            let form = ContactForm { contact_kind: kind.to_owned(), contact_on: on.to_owned() };
            form.check(arrived, TODAY, Language::Korean)
        };
        assert_eq!(check("met", "2026-11-20"), Ok((ContactMade::Met, arrived)));
        for (kind, on) in [("met", "2026-11-19"), ("met", "2026-12-02"), ("met", ""), ("", "2026-11-20")] {
            assert!(check(kind, on).is_err(), "{kind} {on}");
        }
    }

    #[test]
    fn an_end_is_put_off_but_not_for_ever() {
        let check = |months: &str, reason: &str, end| {
            let form = EndForm { months: months.to_owned(), prolonging: reason.to_owned() };
            form.check(end, TODAY, Language::English)
        };
        let soon = date!(2026 - 12 - 31);
        assert_eq!(check("6", "asked", soon), Ok((ProlongationReason::Asked, date!(2027 - 06 - 30))));
        for (months, reason, end) in
            [("5", "asked", soon), ("", "asked", soon), ("6", "", soon), ("12", "asked", date!(2027 - 12 - 02))]
        {
            assert!(check(months, reason, end).is_err(), "{months} {reason} {end}");
        }
    }
}
