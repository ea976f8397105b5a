//! Days and years as the organisation counts them: by the clock of Seoul, which has had no summer time since 1988.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// The clock of Seoul.
pub const SEOUL: UtcOffset = match UtcOffset::from_hms(9, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// The year of a moment.
pub fn year(at: OffsetDateTime) -> i32 {
    at.to_offset(SEOUL).year()
}

/// The day of a moment.
pub fn day(at: OffsetDateTime) -> Date {
    at.to_offset(SEOUL).date()
}

/// When a day begins.
pub fn midnight(day: Date) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_offset(SEOUL)
}

/// A day as browsers send it: `2026-03-09`. Nothing if it is none of this age.
pub fn read_day(typed: &str) -> Option<Date> {
    let mut parts = typed.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse::<u16>().ok()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, day.parse().ok()?).ok().filter(|_| (2000..2200).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_begins_in_seoul() {
        let eve = time::macros::datetime!(2026-12-31 14:59:59 UTC);
        assert_eq!((year(eve), year(eve + time::Duration::seconds(1))), (2026, 2027));
    }
}
