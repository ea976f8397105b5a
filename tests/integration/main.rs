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
mod manage;
mod outages;
mod pages;
mod permutations;
mod receipts;
mod reconcile;
mod requests;
mod sdks;
mod settings;
mod staff;
mod transfer;
mod transfers;
mod treasurer;
mod troubles;
mod volunteers;
mod webhooks;
