//! What Stripe tells us: kept once, applied by a job.

pub mod apply;
pub mod inbox;
pub mod queries;
pub mod webhook;
