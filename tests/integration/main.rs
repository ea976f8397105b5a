//! All stories in one program: each has its own site, database, Stripe stand-in and mailbox.

#![allow(missing_docs, clippy::unwrap_used)]

mod architecture;
mod browser;
mod commands;
mod defence;
mod donations;
mod dropped;
mod edition;
mod effects;
mod export;
mod giving;
mod harness;
mod kills;
mod manage;
mod monthly;
mod outages;
mod pages;
mod permutations;
mod receipts;
mod reconcile;
mod requests;
mod rooms;
mod sdks;
mod settings;
mod sharing;
mod staff;
mod starts;
mod style;
mod transfer;
mod transfers;
mod treasurer;
mod troubles;
mod visits;
mod volunteers;
mod webhooks;
