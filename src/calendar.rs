//! The time zone of the organisation, and days and years by its clock. Nothing else knows where the organisation is, but for
//! `day_ends_at` in the database.

use time::{Date, Month, OffsetDateTime, UtcOffset};

use crate::language::Language;

/// The zone as PostgreSQL knows it.
pub(crate) const ZONE: &str = "Asia/Seoul";

/// The same zone for the program. Seoul has had no summer time since 1988.
const SEOUL: UtcOffset = match UtcOffset::from_hms(9, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// A moment as the organisation's clock shows it.
pub(crate) fn local(at: OffsetDateTime) -> OffsetDateTime {
    at.to_offset(SEOUL)
}

pub fn year(at: OffsetDateTime) -> i32 {
    local(at).year()
}

pub(crate) fn today() -> Date {
    day(OffsetDateTime::now_utc())
}

pub fn day(at: OffsetDateTime) -> Date {
    local(at).date()
}

/// A day as people write it: `24 November 2026`, `2026년 11월 24일`.
pub(crate) fn day_in_words(at: OffsetDateTime, language: Language) -> String {
    let day = day(at);
    match language {
        Language::English => format!("{} {} {}", day.day(), day.month(), day.year()),
        Language::Korean => format!("{}년 {}월 {}일", day.year(), u8::from(day.month()), day.day()),
    }
}

/// The same with the name of the zone, for papers and mails that are read in any zone: a gift in the evening is of the next day
/// there, and at the end of December of the next year.
pub fn day_with_zone(at: OffsetDateTime, language: Language) -> String {
    language.message_with("day-with-zone", &[("day", &day_in_words(at, language))])
}

/// When a year begins and when the next one does; none for years before 2000 and after 2999.
pub(crate) fn year_bounds(year: i32) -> Option<(OffsetDateTime, OffsetDateTime)> {
    let begin = |year| Date::from_calendar_date(year, Month::January, 1).ok().map(midnight);
    (2000..=2999).contains(&year).then(|| begin(year).zip(begin(year + 1)))?
}

/// The same day some months later, at the same time of day; the last of the month where that is shorter. Stripe counts the
/// turns of a subscription so, in UTC.
pub(crate) fn months_later(at: OffsetDateTime, months: u8) -> OffsetDateTime {
    let (mut year, mut month) = (at.year(), at.month());
    for _ in 0..months {
        month = month.next();
        year += i32::from(month == Month::January);
    }
    let day = at.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).map_or(at, |date| at.replace_date(date))
}

pub(crate) fn midnight(day: Date) -> OffsetDateTime {
    day.midnight().assume_offset(SEOUL)
}

/// Reads a day as browsers send it: `2026-03-09`. None for years before 2000 and after 2199.
pub(crate) fn read_day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if !typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let mut parts = typed.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse::<u16>().ok()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, day.parse().ok()?).ok().filter(|_| (2000..2200).contains(&year))
}

/// Reads a moment as browsers send it, by the organisation's clock: `2026-03-09T18:30`.
pub(crate) fn read_moment(typed: &str) -> Option<OffsetDateTime> {
    let (day, time) = typed.trim().split_once(['T', ' '])?;
    let mut parts = time.split(':').map(|part| part.get(..2).filter(|digits| digits.len() == part.len()));
    let (hour, minute) = (parts.next()??.parse().ok()?, parts.next()??.parse().ok()?);
    let time = time::Time::from_hms(hour, minute, 0).ok()?;
    Some(read_day(day)?.with_time(time).assume_offset(SEOUL))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn moments_are_those_of_the_organisation() {
        let good = Some(datetime!(2026-03-09 09:30 UTC));
        for (typed, moment) in [
            ("2026-03-09T18:30", good),
            (" 2026-03-09 18:30:00 ", good),
            ("2026-03-09", None),
            ("2026-03-09T", None),
            ("2026-03-09T24:00", None),
            ("2026-03-09T1:30", None),
            ("1026-03-09T18:30", None),
            ("내일 18:30", None),
            ("", None),
        ] {
            assert_eq!(read_moment(typed), moment, "{typed}");
        }
    }

    #[test]
    fn months_end_where_they_are_shorter() {
        let at = |date: Date| date.midnight().assume_utc();
        for (from, months, to) in [
            (date!(2026 - 01 - 31), 0, date!(2026 - 01 - 31)),
            (date!(2026 - 01 - 31), 1, date!(2026 - 02 - 28)),
            (date!(2027 - 12 - 31), 2, date!(2028 - 02 - 29)),
            (date!(2026 - 08 - 15), 5, date!(2027 - 01 - 15)),
        ] {
            assert_eq!(months_later(at(from), months), at(to), "{from} {months}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_seoul() {
        assert_eq!(day(datetime!(2026-11-24 14:59:59 UTC)), date!(2026 - 11 - 24));
        assert_eq!(day(datetime!(2026-11-24 15:00 UTC)), date!(2026 - 11 - 25));
    }

    #[test]
    fn the_year_begins_in_seoul() {
        let eve = datetime!(2026-12-31 14:59:59 UTC);
        assert_eq!((year(eve), year(eve + time::Duration::seconds(1))), (2026, 2027));
        assert_eq!(midnight(date!(2027 - 01 - 01)), eve + time::Duration::seconds(1));
    }

    #[test]
    fn a_year_holds_its_moments_and_no_other() {
        let eve = datetime!(2026-12-31 14:59:59 UTC);
        let (begin, end) = year_bounds(2026).expect("a year of ours");
        assert!(begin <= eve && eve < end && eve + time::Duration::seconds(1) == end);
        assert!(year_bounds(1999).is_none() && year_bounds(i32::MAX).is_none() && year_bounds(-1).is_none());
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let eve = datetime!(2026-11-23 15:00 UTC);
        assert_eq!(day_in_words(eve, Language::English), "24 November 2026");
        assert_eq!(day_in_words(eve, Language::Korean), "2026년 11월 24일");
        let late = datetime!(2026-12-31 23:30 UTC);
        assert_eq!(day_with_zone(late, Language::English), "1 January 2027 (Seoul time)");
        assert_eq!(day_with_zone(late, Language::Korean), "2027년 1월 1일(서울 시각)");
        let (begin, _) = year_bounds(2027).expect("a year of ours");
        assert!(begin <= late && year(late) == 2027);
    }
}
