//! How many people one of the staff may open within an hour and within a day. Who must read more at once than the work of a
//! coordinator asks for is warned about, and then stopped.

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// From so many people within an hour on the others are told.
pub(super) const TOLD: usize = 10;
/// So many people can be opened within an hour, and within a day.
const IN_HOUR: usize = 30;
const IN_DAY: usize = 60;

/// Somebody who was opened within a day, and when last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) person_id: Uuid,
    pub(super) at: OffsetDateTime,
}

/// Whether one more may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may; with it, so many people were opened within an hour.
    Goes(usize),
    /// Not before this moment.
    Stops { until: OffsetDateTime, people: usize },
}

/// Judges by all who were opened within a day. Who is opened again within the time counts once.
pub(super) fn judge(seen: &[Seen], person_id: Uuid, now: OffsetDateTime) -> Verdict {
    let full = |span: Duration, most: usize| {
        let mut within: Vec<Seen> = seen.iter().copied().filter(|seen| seen.at > now - span).collect();
        within.sort_by_key(|seen| seen.at);
        let is_known = within.iter().any(|seen| seen.person_id == person_id);
        // As many must fall out of the time as are too many with this one.
        let leaves = within.len().checked_sub(most).filter(|_| !is_known).and_then(|over| within.get(over).copied());
        (within.len() + usize::from(!is_known), leaves.map(|seen| seen.at + span))
    };
    let (in_hour, after_hour) = full(Duration::HOUR, IN_HOUR);
    let (_, after_day) = full(Duration::DAY, IN_DAY);
    match after_hour.max(after_day) {
        Some(until) => Verdict::Stops { until, people: in_hour.saturating_sub(1) },
        None => Verdict::Goes(in_hour),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-12-01 10:00 UTC);

    /// So many people, one every so often, the last one just now.
    fn opened(count: u32, every: Duration) -> Vec<Seen> {
        let seen = |number| Seen { person_id: Uuid::from_u128(u128::from(number)), at: NOW - every * (count - number) };
        (1..=count).map(seen).collect()
    }

    #[test]
    fn the_thirty_first_of_an_hour_waits_until_the_first_is_an_hour_old() {
        let stranger = Uuid::from_u128(1000);
        assert_eq!(judge(&[], stranger, NOW), Verdict::Goes(1));
        assert_eq!(judge(&opened(29, Duration::MINUTE), stranger, NOW), Verdict::Goes(30));
        let full = opened(30, Duration::MINUTE);
        let until = NOW + Duration::minutes(31);
        assert_eq!(judge(&full, stranger, NOW), Verdict::Stops { until, people: 30 });
        assert_eq!(judge(&full, full[7].person_id, NOW), Verdict::Goes(30), "who was opened before is nobody new");
        assert_eq!(judge(&full, stranger, until), Verdict::Goes(30));
    }

    #[test]
    fn sixty_are_enough_for_a_day() {
        let stranger = Uuid::from_u128(1000);
        let slowly = opened(60, Duration::minutes(20));
        let until = slowly[0].at + Duration::DAY;
        assert_eq!(judge(&slowly, stranger, NOW), Verdict::Stops { until, people: 3 });
        assert_eq!(judge(&slowly[1..], stranger, NOW), Verdict::Goes(4));
        assert_eq!(judge(&slowly, stranger, until), Verdict::Goes(1));
    }
}
