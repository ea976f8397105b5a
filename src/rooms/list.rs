//! What stands in the addresses of staff pages: ids of rows, and places in long lists.

use std::fmt;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{error::Error, inputs::Path, rooms::frame::Moment};

/// How many rows a list shows at once.
const ROWS: usize = 50;

/// The id of a row, as the last part of an address. What is no id names nothing.
pub(crate) struct RowId(pub(crate) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for RowId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await?;
        Uuid::try_parse(&text).map(Self).map_err(|_| Error::NotFound)
    }
}

/// Where a list goes on: after the row of this time and id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListPlace {
    before: String,
}

impl ListPlace {
    /// The place as queries want it; nothing for the beginning of the list.
    ///
    /// # Errors
    /// When it is none of ours.
    pub(crate) fn read(&self) -> Result<Option<(OffsetDateTime, Uuid)>, Error> {
        if self.before.is_empty() { Ok(None) } else { parse(&self.before).map(Some).ok_or(Error::BadRequest) }
    }

    /// The same where rows have names of the processor, such as `evt_…`.
    ///
    /// # Errors
    /// When it is none of ours.
    pub(crate) fn read_named(&self) -> Result<Option<(OffsetDateTime, String)>, Error> {
        if self.before.is_empty() { Ok(None) } else { split(&self.before).map(Some).ok_or(Error::BadRequest) }
    }

    /// One row more than is shown tells whether there are more.
    pub(crate) fn count() -> i64 {
        ROWS as i64 + 1
    }
}

/// Which part of a list is shown. Of its choices each has a word in the address and one that staff read; the first, which has no
/// word in the address, is all of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    show: String,
}

impl Choice {
    /// What is chosen.
    ///
    /// # Errors
    /// When it is none of the choices.
    pub(crate) fn read<T: Copy>(&self, choices: &[(&str, &str, T)]) -> Result<T, Error> {
        let known = choices.iter().find(|(word, ..)| *word == self.show);
        known.map(|(.., chosen)| *chosen).ok_or(Error::BadRequest)
    }

    /// The choices as links: both words, and whether it is this one.
    pub(crate) fn among<T>(
        &self,
        choices: &'static [(&'static str, &'static str, T)],
    ) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        choices.iter().map(|(word, words, _)| (*word, *words, *word == self.show))
    }

    /// Whether all of the list is shown.
    pub(crate) fn is_all(&self) -> bool {
        self.show.is_empty()
    }

    /// The address at which this part of a list begins.
    pub(crate) fn url(&self, list: &str) -> String {
        if self.is_all() { list.to_owned() } else { format!("{list}?show={}", self.show) }
    }
}

/// The rows of one day, with what is said of all of it.
pub(crate) struct Day<T> {
    /// Such as `2026-11-23`, by the organisation's clock.
    pub(crate) day: String,
    /// What is said of the whole day, also where only a part of its rows is on the page.
    pub(crate) about: String,
    pub(crate) rows: Vec<T>,
}

/// The rows of a long list that one page shows.
pub(crate) struct List<T> {
    pub(crate) rows: Vec<T>,
    /// Whether it is the beginning of the list.
    pub(crate) is_first: bool,
    /// The place where the list goes on, if there is more.
    pub(crate) next: Option<String>,
}

impl<T> List<T> {
    /// Everything that was found, on one page.
    pub(crate) fn whole(rows: Vec<T>) -> Self {
        Self { rows, is_first: true, next: None }
    }

    /// What a query gave that was asked for [`ListPlace::count`] rows. `place` names a row's place in the list.
    pub(crate) fn part<K: fmt::Display>(
        is_first: bool,
        mut rows: Vec<T>,
        place: impl Fn(&T) -> (OffsetDateTime, K),
    ) -> Self {
        let has_more = rows.len() > ROWS;
        rows.truncate(ROWS);
        let next = rows.last().filter(|_| has_more).map(|row| {
            let (at, id) = place(row);
            format!("{}.{id}", at.unix_timestamp_nanos() / 1000)
        });
        Self { rows, is_first, next }
    }

    /// The same list with its rows as a page shows them.
    pub(crate) fn map<U>(self, line: impl FnMut(T) -> U) -> List<U> {
        List { rows: self.rows.into_iter().map(line).collect(), is_first: self.is_first, next: self.next }
    }

    /// The same list with its rows gathered by day, as long as they follow each other. `about` gives what is said of a day.
    pub(crate) fn by_day(self, at: impl Fn(&T) -> Moment, about: impl Fn(&str) -> String) -> List<Day<T>> {
        let mut days: Vec<Day<T>> = Vec::new();
        for row in self.rows {
            let day = at(&row).day();
            match days.last_mut().filter(|last| last.day == day) {
                Some(last) => last.rows.push(row),
                None => days.push(Day { about: about(&day), day, rows: vec![row] }),
            }
        }
        List { rows: days, is_first: self.is_first, next: self.next }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn parse(text: &str) -> Option<(OffsetDateTime, Uuid)> {
    let (at, id) = split(text)?;
    Some((at, Uuid::try_parse(&id).ok()?))
}

fn split(text: &str) -> Option<(OffsetDateTime, String)> {
    let (micros, id) = text.split_once('.')?;
    let micros = micros.parse::<i64>().ok()?;
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000).ok()?;
    Some((at, id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_where_it_was_cut() {
        let at = OffsetDateTime::UNIX_EPOCH + time::Duration::microseconds(1_234_567);
        let rows: Vec<u128> = (0..51).collect();
        let place = |row: &u128| (at, Uuid::from_u128(*row));
        let list = List::part(true, rows, place);
        assert!(list.is_first && list.rows.len() == 50);
        let before = ListPlace { before: list.next.expect("there is more") }.read().expect("ours");
        assert_eq!(before, Some((at, Uuid::from_u128(49))));
        let rest = List::part(false, vec![50], place);
        assert!(!rest.is_first && rest.next.is_none());
        let named = List::part(true, (0..51).collect(), |row: &u32| (at, format!("evt_{row}")));
        assert_eq!(
            ListPlace { before: named.next.expect("there is more") }.read_named().expect("ours"),
            Some((at, "evt_49".to_owned()))
        );
    }

    #[test]
    fn rows_are_gathered_by_the_days_of_seoul() {
        let at = |hour: i64| OffsetDateTime::UNIX_EPOCH + time::Duration::hours(hour);
        let list = List::whole(vec![at(30), at(15), at(14), at(0)]);
        // In Seoul the day is over at 15:00 UTC.
        let days = list.by_day(|row| Moment::new(*row), |day| format!("of {day}")).rows;
        let seen: Vec<_> = days.iter().map(|day| (&*day.day, &*day.about, day.rows.len())).collect();
        assert_eq!(seen, [("1970-01-02", "of 1970-01-02", 2), ("1970-01-01", "of 1970-01-01", 2)]);
    }

    #[test]
    fn a_part_of_a_list_is_one_of_its_choices() {
        let choices = [("", "All", 1), ("dead", "Given up", 2)];
        for (show, chosen, url) in [("", Some(1), "/list"), ("dead", Some(2), "/list?show=dead"), ("x", None, "")] {
            let choice = Choice { show: show.to_owned() };
            assert_eq!(choice.read(&choices).ok(), chosen, "{show}");
            assert!(chosen.is_none() || choice.url("/list") == url, "{show}");
        }
    }

    #[test]
    fn other_places_are_refused() {
        for text in [
            "x",
            "1",
            "1.",
            ".",
            "1.2",
            "99999999999999999999.0190a5f0-0000-7000-8000-000000000000",
            "a.0190a5f0-0000-7000-8000-000000000000",
        ] {
            assert!(ListPlace { before: text.to_owned() }.read().is_err(), "{text}");
        }
    }
}
