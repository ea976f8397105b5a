//! What Stripe tells us: kept once, applied by a job.

pub mod apply;
pub mod queries;
pub mod webhook;
