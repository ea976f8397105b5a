//! Which part of the log is asked for, as its address says it.

use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::{Action, Outcome},
    calendar,
    error::Error,
    words::Word as _,
};

/// What stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct FilterForm {
    pub(super) who: String,
    pub(super) act: String,
    pub(super) outcome: String,
    /// The id of an object.
    pub(super) object: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) staff_member_id: Option<Uuid>,
    pub(super) action: Option<&'static str>,
    pub(super) outcome: Option<&'static str>,
    pub(super) subject_id: Option<Uuid>,
    pub(super) from: Option<OffsetDateTime>,
    pub(super) to: Option<OffsetDateTime>,
}

impl FilterForm {
    /// Reads the address.
    ///
    /// # Errors
    /// When something in it is none of ours.
    pub(super) fn read(&self) -> Result<Filter, Error> {
        fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
            let text = text.trim();
            if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(Error::BadRequest) }
        }
        let day = |text: &str| calendar::read_day(text).map(calendar::midnight);
        let next_day = |text: &str| calendar::read_day(text)?.next_day().map(calendar::midnight);
        Ok(Filter {
            staff_member_id: optional(&self.who, |text| Uuid::try_parse(text).ok())?,
            action: optional(&self.act, |text| Action::from_word(text).map(Action::word))?,
            outcome: optional(&self.outcome, |text| Outcome::from_word(text).map(Outcome::word))?,
            subject_id: optional(&self.object, |text| Uuid::try_parse(text).ok())?,
            from: optional(&self.from, day)?,
            to: optional(&self.to, next_day)?,
        })
    }

    /// Whether all of the log is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The address of this part of a room.
    pub(super) fn url(&self, room: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("who", &self.who),
            ("act", &self.act),
            ("outcome", &self.outcome),
            ("object", &self.object),
            ("from", &self.from),
            ("to", &self.to),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { room.to_owned() } else { format!("{room}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_form_of_ours_sends_is_refused() {
        let forms = [
            FilterForm { who: "7".to_owned(), ..FilterForm::default() },
            FilterForm { act: "danced".to_owned(), ..FilterForm::default() },
            FilterForm { outcome: "perhaps".to_owned(), ..FilterForm::default() },
            FilterForm { object: "' or 1=1".to_owned(), ..FilterForm::default() },
            FilterForm { from: "2026-02-30".to_owned(), ..FilterForm::default() },
        ];
        assert!(forms.iter().all(|form| form.read().is_err()));
        assert!(FilterForm::default().read().is_ok_and(|filter| filter.from.is_none()));
    }

    #[test]
    fn a_day_ends_where_the_next_one_begins() {
        let form = FilterForm { from: "2026-11-30".to_owned(), to: "2026-11-30".to_owned(), ..FilterForm::default() };
        let filter = form.read().expect("good days");
        assert_eq!(filter.to.zip(filter.from).map(|(to, from)| to - from), Some(time::Duration::DAY));
        assert_eq!(form.url("/admin/audit"), "/admin/audit?from=2026-11-30&to=2026-11-30");
    }
}
