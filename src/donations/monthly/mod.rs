//! Gifts that come every month, as Stripe's subscriptions tell.

pub mod queries;
