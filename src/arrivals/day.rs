//! Days as staff and banks write them.

use time::{Date, Month};

use crate::language::Language;

/// Nothing is older than this.
const FIRST_YEAR: i32 = 2000;

/// Why a day was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayError {
    Empty,
    NotADay,
    /// In the future, or before [`FIRST_YEAR`].
    OutOfRange,
}

impl DayError {
    pub(crate) fn sentence(self, language: Language) -> String {
        language.message(match self {
            Self::Empty => "rooms-arrivals-day-empty",
            Self::NotADay => "rooms-arrivals-day-none",
            Self::OutOfRange => "rooms-arrivals-day-range",
        })
    }
}

/// Reads `2026-11-24`, `2026.11.24`, `2026/11/24` or `20261124`; a time after it is ignored.
pub(crate) fn parse(typed: &str, today: Date) -> Result<Date, DayError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DayError::Empty);
    }
    let (day, time) = typed.split_once([' ', 'T']).unwrap_or((typed, ""));
    if !time.chars().all(|c| c.is_ascii_digit() || ":. ".contains(c)) {
        return Err(DayError::NotADay);
    }
    let day = read(day.trim_end_matches('.')).ok_or(DayError::NotADay)?;
    if day > today || day.year() < FIRST_YEAR { Err(DayError::OutOfRange) } else { Ok(day) }
}

fn read(text: &str) -> Option<Date> {
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let parts: Vec<&str> = match separator {
        Some(separator @ ('-' | '.' | '/')) => text.split(separator).collect(),
        None if text.len() == 8 => vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?],
        _ => return None,
    };
    let [year, month, day] = parts[..] else { return None };
    let number = |part: &str, most: usize| -> Option<u16> {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| fits)
    };
    let month = Month::try_from(u8::try_from(number(month, 2)?).ok()?).ok()?;
    let (year, day) = (number(year, 4).filter(|_| year.len() == 4)?, u8::try_from(number(day, 2)?).ok()?);
    Date::from_calendar_date(i32::from(year), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_banks_write_them() {
        let today = time::macros::date!(2026 - 11 - 24);
        for typed in [
            "2026-11-24",
            "2026.11.24",
            "2026.11.24.",
            "2026/11/24",
            "20261124",
            " 2026-11-24 13:05:22 ",
            "2026-11-24T01:02",
        ] {
            assert_eq!(parse(typed, today), Ok(today), "{typed}");
        }
        for (typed, error) in [
            ("", DayError::Empty),
            ("24-11-2026", DayError::NotADay),
            ("11/24/2026", DayError::NotADay),
            ("2026-13-01", DayError::NotADay),
            ("2026-02-30", DayError::NotADay),
            ("2026-11", DayError::NotADay),
            ("2026112", DayError::NotADay),
            ("=2026-11-24", DayError::NotADay),
            ("2026-11-24 <b>", DayError::NotADay),
            ("yesterday", DayError::NotADay),
            ("２０２６", DayError::NotADay),
            ("2026-11-25", DayError::OutOfRange),
            ("1999-12-31", DayError::OutOfRange),
        ] {
            assert_eq!(parse(typed, today), Err(error), "{typed}");
        }
    }
}
