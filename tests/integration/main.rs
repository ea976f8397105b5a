//! All stories in one program: each has its own site, database, Stripe stand-in and mailbox.

#![allow(missing_docs, clippy::unwrap_used)]

mod architecture;
mod browser;
mod commands;
mod donations;
mod effects;
mod harness;
mod kills;
mod outages;
mod pages;
mod requests;
mod sdks;
mod sharing;
mod staff;
mod troubles;
mod visits;
mod volunteers;
mod webhooks;
