//! What Stripe tells us: kept once, applied by a job.

pub mod queries;
pub mod webhook;
