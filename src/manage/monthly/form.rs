//! What a donor wants to change about a monthly gift: what was sent, and what is possible.

use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use crate::{
    calendar,
    donations::monthly::{course::Course, queries::MonthlyGift},
    form::Problems,
    language::Language,
    manage::monthly::kind::ChangeKind,
    money::{
        Amount, AmountError,
        typed::{self, Reading},
    },
    site::Site,
    words::Word as _,
};

/// How long after the skipped payment's day the gift goes on: enough that this day is surely over.
const AFTER_TURN: Duration = Duration::days(1);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChangeForm {
    pub(crate) token: String,
    /// The word of a [`ChangeKind`].
    change: String,
    /// The new sum, as it was typed.
    pub(crate) amount: String,
    /// How many payments are left out.
    months: String,
}

/// How many payments can be left out at most.
pub(crate) const LONGEST_PAUSE: u8 = 6;

/// A change that is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Amount(Amount),
    /// Until when the gift rests.
    Pause(OffsetDateTime),
    Resume,
    Stop,
    StopNow,
    GoOn,
}

impl Change {
    pub(crate) fn kind(self) -> ChangeKind {
        match self {
            Self::Amount(_) => ChangeKind::Amount,
            Self::Pause(_) => ChangeKind::Pause,
            Self::Resume => ChangeKind::Resume,
            Self::Stop => ChangeKind::Stop,
            Self::StopNow => ChangeKind::StopNow,
            Self::GoOn => ChangeKind::GoOn,
        }
    }
}

/// Until when a gift would rest if so many payments were left out from now on. A gift that ends, or of which a payment is
/// open, cannot be paused.
pub(crate) fn would_rest_until(
    gift: &MonthlyGift,
    course: Course,
    now: OffsetDateTime,
    months: u8,
) -> Option<OffsetDateTime> {
    let until = calendar::months_later(gift.current_period_end?, months.checked_sub(1)?) + AFTER_TURN;
    (matches!(course, Course::Goes(_)) && until > now && months <= LONGEST_PAUSE).then_some(until)
}

impl ChangeForm {
    /// What is wanted; none if that is not possible as the gift stands now.
    ///
    /// # Errors
    /// A sentence about the new sum.
    pub(crate) fn check(
        &self,
        gift: &MonthlyGift,
        site: &Site,
        language: Language,
        now: OffsetDateTime,
    ) -> Result<Option<Change>, Problems> {
        let course = gift.course(now);
        let Some(kind) = ChangeKind::from_word(&self.change) else { return Ok(None) };
        Ok(match kind {
            ChangeKind::Amount if course.goes_on() => self.new_amount(gift, site, language)?.map(Change::Amount),
            ChangeKind::Pause => {
                let months = if self.months.is_empty() { Some(1) } else { self.months.parse().ok() };
                months.and_then(|months| would_rest_until(gift, course, now, months)).map(Change::Pause)
            }
            ChangeKind::Resume if matches!(course, Course::Rests(_)) => Some(Change::Resume),
            ChangeKind::Stop if course.can_stop() => Some(Change::Stop),
            ChangeKind::StopNow if course.can_stop_now() => Some(Change::StopNow),
            ChangeKind::GoOn if matches!(course, Course::Ends(_)) => Some(Change::GoOn),
            _ => None,
        })
    }

    /// The new sum, within the same bounds as a new gift; none if its currency is not on offer any more.
    fn new_amount(&self, gift: &MonthlyGift, site: &Site, language: Language) -> Result<Option<Amount>, Problems> {
        let terms = gift.amount().and_then(|amount| site.terms(amount.currency()));
        let Some(terms) = terms else { return Ok(None) };
        let problem = |key, value: &str| {
            let mut problems = Problems::default();
            problems.add("amount", language.message_with(key, &[("bound", value), ("mail", &site.contact_mail)]));
            Err(problems)
        };
        match typed::read(&self.amount, terms.currency, &[terms.currency]) {
            Ok(Reading::Sure(amount)) if amount.minor() < terms.minimum.minor() => {
                problem("monthly-problem-too-small", &terms.minimum.to_string())
            }
            Ok(Reading::Sure(amount)) if amount.minor() <= terms.maximum.minor() => Ok(Some(amount)),
            Ok(Reading::Sure(_)) | Err(AmountError::TooLarge) => {
                problem("monthly-problem-too-large", &terms.maximum.to_string())
            }
            Err(AmountError::TooPrecise) => problem("monthly-problem-too-precise", terms.currency.example()),
            Ok(Reading::Unclear(_) | Reading::OtherCurrency)
            | Err(AmountError::Empty | AmountError::NotANumber | AmountError::NotPositive) => {
                problem("monthly-problem-no-amount", terms.currency.example())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::donations::monthly::status::Status;

    #[test]
    fn a_pause_leaves_out_one_to_six_payments() {
        let now = datetime!(2026-11-24 12:00 UTC);
        let gift = MonthlyGift {
            id: uuid::Uuid::nil(),
            currency: "usd".to_owned(),
            amount_minor: 2500,
            status: Status::Active,
            subscription_id: None,
            customer_id: None,
            current_period_end: Some(datetime!(2026-12-31 08:00 UTC)),
            cancel_at: None,
            paused_until: None,
            failing_since: None,
            next_attempt_at: None,
            is_odd: false,
            fee_cover_minor: 0,
        };
        let until = |months| would_rest_until(&gift, gift.course(now), now, months);
        assert_eq!(until(1), Some(datetime!(2027-01-01 08:00 UTC)));
        // The turn of February is on its last day.
        assert_eq!(until(3), Some(datetime!(2027-03-01 08:00 UTC)));
        assert_eq!(until(6), Some(datetime!(2027-06-01 08:00 UTC)));
        assert_eq!((until(0), until(7), until(u8::MAX)), (None, None, None));
    }
}
