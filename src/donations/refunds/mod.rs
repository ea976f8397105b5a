//! Money given back to donors: asked for by staff, done by the processor or by hand.

pub(crate) mod form;
pub(crate) mod queries;

use crate::{
    stripe::{
        StripeError,
        objects::Refund,
        words::{RefundStatus, known},
    },
    words::words,
};

words! {
    /// How a refund stands: in words of ours until Stripe answers, from then on in Stripe's.
    pub(crate) enum Status {
        /// Staff asked for it; Stripe has not answered yet.
        Asked = "asked",
        /// Stripe refused; nothing was given back.
        Refused = "refused",
        Pending = "pending",
        RequiresAction = "requires_action",
        Succeeded = "succeeded",
        Failed = "failed",
        Canceled = "canceled",
    }
}

impl Status {
    /// What Stripe says of a refund; one of which it says nothing is on its way.
    pub(crate) fn of(refund: &Refund) -> Result<Self, StripeError> {
        let Some(said) = &refund.status else { return Ok(Self::Pending) };
        Ok(match known(said)? {
            RefundStatus::Pending => Self::Pending,
            RefundStatus::RequiresAction => Self::RequiresAction,
            RefundStatus::Succeeded => Self::Succeeded,
            RefundStatus::Failed => Self::Failed,
            RefundStatus::Canceled => Self::Canceled,
        })
    }

    /// Whether the money went back, or is on its way.
    pub(crate) fn gives_back(self) -> bool {
        matches!(self, Self::Pending | Self::RequiresAction | Self::Succeeded)
    }
}
