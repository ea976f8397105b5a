//! How a monthly gift stands, in words, and the pages on which it is changed.

use askama::Template;
use time::OffsetDateTime;

use crate::{
    calendar, donations::monthly::queries::MonthlyGift, form::Problems, language::Language,
    manage::monthly::kind::ChangeKind, money::Amount, view::Frame,
};

/// How a monthly gift stands for its donor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The first payment has not arrived yet.
    Begins,
    /// The next payment comes on this day.
    Goes(Option<OffsetDateTime>),
    /// Nothing is charged until this day.
    Rests(OffsetDateTime),
    /// The last payment failed; it is tried again on this day, or not at all.
    Fails(Option<OffsetDateTime>),
    /// It ends on this day, until which it is paid.
    Ends(OffsetDateTime),
    Ended(Option<OffsetDateTime>),
}

impl Standing {
    pub(crate) fn of(gift: &MonthlyGift, now: OffsetDateTime) -> Self {
        match (&*gift.status, gift.cancel_at, gift.paused_until) {
            ("canceled" | "incomplete_expired", ended_at, _) => Self::Ended(ended_at),
            ("pending" | "incomplete", ..) => Self::Begins,
            (_, Some(ends_at), _) => Self::Ends(ends_at),
            ("past_due" | "unpaid", ..) => Self::Fails(gift.next_attempt_at),
            (_, _, Some(until)) if until > now => Self::Rests(until),
            _ => Self::Goes(gift.current_period_end),
        }
    }

    /// The same in a sentence.
    pub(crate) fn sentence(&self, language: &Language) -> String {
        let (key, day) = match *self {
            Self::Begins => ("monthly-begins", None),
            Self::Goes(next) => ("monthly-goes", next),
            Self::Rests(until) => ("monthly-rests", Some(until)),
            Self::Fails(again) => ("monthly-fails", again),
            Self::Ends(on) => ("monthly-ends", Some(on)),
            Self::Ended(on) => ("monthly-ended", on),
        };
        match day {
            Some(day) => language.message_with(key, &[("day", &calendar::day_in_words(day, *language))]),
            None => language.message(&format!("{key}-some-day")),
        }
    }

    /// Whether more payments are to come, so that the sum matters.
    pub(crate) fn goes_on(&self) -> bool {
        matches!(self, Self::Goes(_) | Self::Rests(_) | Self::Fails(_))
    }

    /// Whether it can be stopped at the end of the month that is paid.
    pub(crate) fn can_stop(&self) -> bool {
        self.goes_on()
    }

    /// Whether it can be ended at once.
    pub(crate) fn can_stop_now(&self) -> bool {
        self.goes_on() || matches!(self, Self::Ends(_))
    }

    pub(crate) fn fails(&self) -> bool {
        matches!(self, Self::Fails(_))
    }

    /// Whether it is over for good.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_))
    }
}

/// The page of a monthly gift.
#[derive(Template)]
#[template(path = "manage/monthly.html")]
pub(crate) struct MonthlyPage {
    pub(crate) frame: Frame,
    pub(crate) amount: Amount,
    pub(crate) standing: Standing,
    pub(crate) token: String,
    /// The new sum, as it was typed.
    pub(crate) typed: String,
    pub(crate) problems: Problems,
    /// A sentence about the whole page.
    pub(crate) notice: Option<String>,
    /// Whether the sum can be changed, because its currency is still on offer.
    pub(crate) has_terms: bool,
    /// Whether Stripe knows the donor, who can then use Stripe's portal.
    pub(crate) has_customer: bool,
    /// Until when it would rest if it was paused now; none if it cannot be paused.
    pub(crate) would_rest_until: Option<OffsetDateTime>,
    pub(crate) url: String,
    /// The way back to the visit.
    pub(crate) back: String,
}

impl MonthlyPage {
    fn day(&self, at: &OffsetDateTime) -> String {
        calendar::day_in_words(*at, self.frame.language)
    }
}

/// The page on which a monthly gift is stopped.
#[derive(Template)]
#[template(path = "manage/stop.html")]
pub(crate) struct StopPage {
    pub(crate) frame: Frame,
    pub(crate) amount: Amount,
    pub(crate) standing: Standing,
    /// Until when it is paid.
    pub(crate) paid_until: Option<String>,
    pub(crate) token: String,
    /// The address of the gift's page, where the buttons lead.
    pub(crate) url: String,
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};
    use uuid::Uuid;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);

    fn gift(status: &str) -> MonthlyGift {
        MonthlyGift {
            id: Uuid::nil(),
            currency: "usd".to_owned(),
            amount_minor: 2500,
            status: status.to_owned(),
            subscription_id: Some("sub_1".to_owned()),
            customer_id: Some("cus_1".to_owned()),
            current_period_end: Some(NOW + Duration::days(20)),
            cancel_at: None,
            paused_until: None,
            next_attempt_at: None,
        }
    }

    #[test]
    fn every_state_of_stripe_has_a_standing() {
        let (turn, until) = (NOW + Duration::days(20), NOW + Duration::days(21));
        let ending = |status| MonthlyGift { cancel_at: Some(turn), ..gift(status) };
        let resting = MonthlyGift { paused_until: Some(until), ..gift("active") };
        for (gift, expected) in [
            (gift("active"), Standing::Goes(Some(turn))),
            (gift("trialing"), Standing::Goes(Some(turn))),
            (resting.clone(), Standing::Rests(until)),
            (MonthlyGift { paused_until: Some(NOW), ..gift("active") }, Standing::Goes(Some(turn))),
            (MonthlyGift { cancel_at: Some(turn), ..resting }, Standing::Ends(turn)),
            (ending("active"), Standing::Ends(turn)),
            (ending("past_due"), Standing::Ends(turn)),
            (gift("past_due"), Standing::Fails(None)),
            (gift("unpaid"), Standing::Fails(None)),
            (gift("pending"), Standing::Begins),
            (gift("incomplete"), Standing::Begins),
            (ending("canceled"), Standing::Ended(Some(turn))),
            (gift("incomplete_expired"), Standing::Ended(None)),
        ] {
            assert_eq!(Standing::of(&gift, NOW), expected, "{gift:?}");
        }
    }

    #[test]
    fn every_standing_has_a_sentence() {
        for standing in [
            Standing::Begins,
            Standing::Goes(Some(NOW)),
            Standing::Goes(None),
            Standing::Rests(NOW),
            Standing::Fails(Some(NOW)),
            Standing::Fails(None),
            Standing::Ends(NOW),
            Standing::Ended(Some(NOW)),
            Standing::Ended(None),
        ] {
            for language in Language::ALL {
                let sentence = standing.sentence(&language);
                assert!(!sentence.starts_with("monthly-") && !sentence.contains("{"), "{standing:?}: {sentence}");
            }
        }
    }
}
