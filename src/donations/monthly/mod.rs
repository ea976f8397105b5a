//! Gifts that come every month, as Stripe's subscriptions tell.

pub(crate) mod course;
pub(crate) mod queries;
pub(crate) mod status;
