//! What Stripe tells us: kept once, applied by a job.

pub mod apply;
pub(crate) mod inbox;
pub mod queries;
pub(crate) mod webhook;
