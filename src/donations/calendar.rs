//! Days and years as the organisation counts them: by the clock of Seoul, which has had no summer time since 1988.

use time::{Date, OffsetDateTime, UtcOffset};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_begins_in_seoul() {
        let eve = time::macros::datetime!(2026-12-31 14:59:59 UTC);
        assert_eq!((year(eve), year(eve + time::Duration::seconds(1))), (2026, 2027));
    }
}
