//! How a monthly gift goes on, decided once for donors and for staff. It follows what Stripe will charge.

use time::OffsetDateTime;

use super::status::Status;
use crate::calendar;

/// How a monthly gift goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// The first payment is not there yet.
    Begins,
    /// It comes again on a day.
    Goes(Option<OffsetDateTime>),
    /// Nothing is charged before a day, on which it comes again, or before somebody ends the pause.
    Rests(Option<OffsetDateTime>),
    /// The last payment failed; it is tried again on a day, or not at all.
    Fails(Option<OffsetDateTime>),
    /// It ends on a day, and no further turn begins.
    Ends(OffsetDateTime),
    Ended(Option<OffsetDateTime>),
}

/// What of a monthly gift's row decides its course.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) status: Status,
    /// When the present turn ends.
    pub(crate) current_period_end: Option<OffsetDateTime>,
    /// When it ends or ended, if that is decided.
    pub(crate) cancel_at: Option<OffsetDateTime>,
    /// Until when turns are skipped.
    pub(crate) paused_until: Option<OffsetDateTime>,
    pub(crate) failing_since: Option<OffsetDateTime>,
    /// When a failed turn is tried again.
    pub(crate) next_attempt_at: Option<OffsetDateTime>,
}

impl Course {
    /// The course at a moment. What is asked first wins:
    ///
    /// 1. An ended subscription charges nothing, whatever its row still says.
    /// 2. One whose first invoice is not paid waits for its donor: Stripe does not try that invoice again by itself.
    /// 3. An end that is decided lets no further turn begin.
    /// 4. An invoice that failed stays open. A pause skips only invoices that are made while it lasts, so Stripe tries this
    ///    one again all the same. `unpaid` means that Stripe gave up trying.
    /// 5. A pause skips turns until it is over. `paused` is a trial that ended without a way to pay.
    pub(crate) fn of(facts: Facts, now: OffsetDateTime) -> Self {
        match facts.status {
            Status::Canceled | Status::IncompleteExpired => return Self::Ended(facts.cancel_at),
            Status::Pending | Status::Incomplete => return Self::Begins,
            _ => {}
        }
        if let Some(ends_at) = facts.cancel_at {
            return Self::Ends(ends_at);
        }
        match (facts.status, facts.paused_until) {
            (Status::Unpaid, _) => Self::Fails(None),
            (Status::PastDue, _) => Self::Fails(facts.next_attempt_at),
            _ if facts.failing_since.is_some() => Self::Fails(facts.next_attempt_at),
            (_, Some(until)) if until > now => Self::Rests(Some(next_turn(facts.current_period_end, until))),
            (Status::Paused, _) => Self::Rests(None),
            _ => Self::Goes(facts.current_period_end),
        }
    }

    /// Whether turns are still to come, so that the sum matters.
    pub(crate) fn goes_on(self) -> bool {
        matches!(self, Self::Goes(_) | Self::Rests(_) | Self::Fails(_))
    }

    /// Whether it can be stopped at the end of what is paid.
    pub(crate) fn can_stop(self) -> bool {
        self.goes_on()
    }

    /// Whether it can be ended at once.
    pub(crate) fn can_stop_now(self) -> bool {
        self.goes_on() || matches!(self, Self::Ends(_))
    }

    pub(crate) fn fails(self) -> bool {
        matches!(self, Self::Fails(_))
    }

    /// Whether it is over for good.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Self::Ended(_))
    }
}

/// The day of the first turn that is not skipped by a pause until a moment.
pub(crate) fn next_turn(turn: Option<OffsetDateTime>, until: OffsetDateTime) -> OffsetDateTime {
    let Some(turn) = turn else { return until };
    (0..=24).map(|months| calendar::months_later(turn, months)).find(|turn| *turn >= until).unwrap_or(until)
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);

    fn facts(status: Status) -> Facts {
        let current_period_end = Some(NOW + Duration::days(20));
        let [cancel_at, paused_until, failing_since, next_attempt_at] = [None; 4];
        Facts { status, current_period_end, cancel_at, paused_until, failing_since, next_attempt_at }
    }

    #[test]
    fn the_course_is_what_stripe_will_charge() {
        let (turn, until, again) = (NOW + Duration::days(20), NOW + Duration::days(21), NOW + Duration::days(3));
        let ending = |status| Facts { cancel_at: Some(turn), ..facts(status) };
        let resting = |status| Facts { paused_until: Some(until), ..facts(status) };
        let failing = |facts| Facts { failing_since: Some(NOW), next_attempt_at: Some(again), ..facts };
        for (facts, expected) in [
            (facts(Status::Active), Course::Goes(Some(turn))),
            (facts(Status::Trialing), Course::Goes(Some(turn))),
            (Facts { current_period_end: None, ..facts(Status::Active) }, Course::Goes(None)),
            // A pause.
            (resting(Status::Active), Course::Rests(Some(calendar::months_later(turn, 1)))),
            (Facts { paused_until: Some(NOW), ..facts(Status::Active) }, Course::Goes(Some(turn))),
            (facts(Status::Paused), Course::Rests(None)),
            (resting(Status::Paused), Course::Rests(Some(calendar::months_later(turn, 1)))),
            // A failed turn is tried again in a pause, too, and before the row says `past_due`.
            (facts(Status::PastDue), Course::Fails(None)),
            (failing(facts(Status::PastDue)), Course::Fails(Some(again))),
            (failing(facts(Status::Active)), Course::Fails(Some(again))),
            (failing(resting(Status::Active)), Course::Fails(Some(again))),
            (failing(resting(Status::PastDue)), Course::Fails(Some(again))),
            (facts(Status::Unpaid), Course::Fails(None)),
            (failing(facts(Status::Unpaid)), Course::Fails(None)),
            // An end that is decided.
            (ending(Status::Active), Course::Ends(turn)),
            (ending(Status::PastDue), Course::Ends(turn)),
            (failing(ending(Status::PastDue)), Course::Ends(turn)),
            (Facts { cancel_at: Some(turn), ..resting(Status::Active) }, Course::Ends(turn)),
            // The beginning.
            (facts(Status::Pending), Course::Begins),
            (facts(Status::Incomplete), Course::Begins),
            (failing(facts(Status::Incomplete)), Course::Begins),
            (ending(Status::Incomplete), Course::Begins),
            // The end.
            (ending(Status::Canceled), Course::Ended(Some(turn))),
            (resting(Status::Canceled), Course::Ended(None)),
            (failing(facts(Status::Canceled)), Course::Ended(None)),
            (facts(Status::IncompleteExpired), Course::Ended(None)),
        ] {
            assert_eq!(Course::of(facts, NOW), expected, "{facts:?}");
        }
    }
}
