//! All stories in one program: each has its own site, database, Stripe stand-in and mailbox.

#![allow(missing_docs, clippy::unwrap_used)]

mod architecture;
mod browser;
mod commands;
mod defence;
mod donations;
mod dropped;
mod effects;
mod giving;
mod harness;
mod kills;
mod outages;
mod pages;
mod permutations;
mod receipts;
mod reconcile;
mod requests;
mod sdks;
mod staff;
mod transfer;
mod troubles;
mod volunteers;
mod webhooks;
