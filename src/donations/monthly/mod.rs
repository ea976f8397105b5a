//! Gifts that come every month, as Stripe's subscriptions tell.

pub(crate) mod queries;
