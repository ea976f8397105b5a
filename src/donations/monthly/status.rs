//! How a monthly gift's subscription stands, as our row keeps it.

use crate::{
    stripe::{
        StripeError,
        words::{SubscriptionStatus, known},
    },
    words::{Open, words},
};

words! {
    /// Ours before there is a subscription, from then on Stripe's.
    pub(crate) enum Status {
        /// The donor chose it; Stripe has made no subscription yet.
        Pending = "pending",
        Incomplete = "incomplete",
        IncompleteExpired = "incomplete_expired",
        Trialing = "trialing",
        Active = "active",
        PastDue = "past_due",
        Unpaid = "unpaid",
        Paused = "paused",
        Canceled = "canceled",
    }
}

impl Status {
    /// What Stripe says of a subscription.
    pub(crate) fn of(said: &Open<SubscriptionStatus>) -> Result<Self, StripeError> {
        Ok(match known(said)? {
            SubscriptionStatus::Incomplete => Self::Incomplete,
            SubscriptionStatus::IncompleteExpired => Self::IncompleteExpired,
            SubscriptionStatus::Trialing => Self::Trialing,
            SubscriptionStatus::Active => Self::Active,
            SubscriptionStatus::PastDue => Self::PastDue,
            SubscriptionStatus::Unpaid => Self::Unpaid,
            SubscriptionStatus::Paused => Self::Paused,
            SubscriptionStatus::Canceled => Self::Canceled,
        })
    }

    /// Whether no payment is open, so that an earlier failure is forgotten.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Active | Self::Trialing | Self::Canceled)
    }
}
