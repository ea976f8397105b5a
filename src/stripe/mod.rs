//! The way to Stripe: requests are made by `async-stripe`, and answers are read into small types of our own.
//!
//! Only this module knows Stripe's field names. Requests carry the idempotency key that the caller stored first.

mod checkout;
mod client;
mod config;
mod error;
pub(crate) mod event;
pub(crate) mod lists;
mod lookups;
pub(crate) mod objects;
mod portal;
mod recurring;
mod refund;
mod session;
pub(crate) mod signature;
mod subscription_changes;
mod values;
pub(crate) mod words;

pub(crate) use self::{
    checkout::NewCheckout,
    portal::{NewPortalSession, PortalRoom},
    refund::NewRefund,
    session::{CheckoutSession, is_checkout_id},
    signature::WebhookSecrets,
    words::RefundReason,
};
pub use self::{client::Stripe, config::StripeConfig, error::StripeError};
