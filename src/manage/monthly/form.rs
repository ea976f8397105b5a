//! What a donor wants changed about a monthly gift, as it was sent.

use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use crate::{
    donations::monthly::{course::Course, queries::MonthlyGift},
    form::Problems,
    language::Language,
    money::{Amount, AmountError},
    site::Site,
};

/// After the turn that is skipped, so long until the gift goes on: enough that this turn is surely over.
const AFTER_TURN: Duration = Duration::days(1);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChangeForm {
    /// The signed token of the showing.
    pub(crate) token: String,
    change: String,
    /// The new sum as typed.
    pub(crate) amount: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Another sum from the next turn on.
    Amount(Amount),
    /// The next turn is skipped; it rests until a moment.
    Pause(OffsetDateTime),
    Resume,
    /// It ends with what is paid.
    Stop,
    StopNow,
    /// It goes on although it was to end.
    GoOn,
}

impl Change {
    /// The word in the database and in the form.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Amount(_) => "amount",
            Self::Pause(_) => "pause",
            Self::Resume => "resume",
            Self::Stop => "stop",
            Self::StopNow => "stop_now",
            Self::GoOn => "go_on",
        }
    }
}

/// Until when a gift would rest if it was paused: its next turn is skipped. A gift of which a payment is open, or that
/// ends, cannot be paused.
pub(crate) fn would_rest_until(gift: &MonthlyGift, course: Course, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let until = gift.current_period_end? + AFTER_TURN;
    (matches!(course, Course::Goes(_)) && until > now).then_some(until)
}

impl ChangeForm {
    /// What is wanted, if it is possible as the gift stands now; `None` where it is not, or not any more.
    ///
    /// # Errors
    /// What is wrong with the new sum.
    pub(crate) fn check(
        &self,
        gift: &MonthlyGift,
        site: &Site,
        language: Language,
        now: OffsetDateTime,
    ) -> Result<Option<Change>, Problems> {
        let course = gift.course(now);
        let change = match &*self.change {
            "amount" if course.goes_on() => self.new_amount(gift, site, language)?.map(Change::Amount),
            "pause" => would_rest_until(gift, course, now).map(Change::Pause),
            "resume" if matches!(course, Course::Rests(_)) => Some(Change::Resume),
            "stop" if course.can_stop() => Some(Change::Stop),
            "stop_now" if course.can_stop_now() => Some(Change::StopNow),
            "go_on" if matches!(course, Course::Ends(_)) => Some(Change::GoOn),
            _ => None,
        };
        Ok(change)
    }

    /// The new sum, within the same bounds as for a new gift.
    fn new_amount(&self, gift: &MonthlyGift, site: &Site, language: Language) -> Result<Option<Amount>, Problems> {
        let terms = gift.amount().and_then(|amount| site.terms(amount.currency()));
        let Some(terms) = terms else { return Ok(None) };
        let problem = |key, value: &str| {
            let mut problems = Problems::default();
            problems.add("amount", language.message_with(key, &[("bound", value), ("mail", &site.contact_mail)]));
            Err(problems)
        };
        match Amount::parse(&self.amount, terms.currency) {
            Ok(amount) if amount.minor() < terms.minimum.minor() => {
                problem("monthly-problem-too-small", &terms.minimum.to_string())
            }
            Ok(amount) if amount.minor() <= terms.maximum.minor() => Ok(Some(amount)),
            Ok(_) | Err(AmountError::TooLarge) => problem("monthly-problem-too-large", &terms.maximum.to_string()),
            Err(AmountError::TooPrecise) => problem("monthly-problem-too-precise", ""),
            Err(AmountError::Empty | AmountError::NotANumber | AmountError::NotPositive) => {
                problem("monthly-problem-no-amount", "")
            }
        }
    }
}
