//! The campaign site of a human-rights organisation, its modules from the top down.
//!
//! A module uses only modules of lower layers; `tests/integration/architecture.rs` holds the layers and the rule.

// The program and its parts.
pub mod cli;
pub mod process;
pub mod server;

// Where requests come in.
pub mod front;

// The site as a list, and the rooms of staff.
mod admin;
pub mod app;
mod development;
mod health;
pub mod jobs;

// Features: what visitors, donors and volunteers come for.
pub mod donations;
pub mod pages;
pub mod volunteers;

// What features are built on.
pub mod alerts;
mod assets;
pub mod audit;
mod bodies;
pub mod edition;
mod error_pages;
mod headers;
pub mod ledger;
mod limits;
pub mod log;
pub mod mail;
pub mod outbox;
pub mod settings;
pub mod staff;
pub mod state;
pub mod view;
pub mod visits;

// What knows nothing of the site.
mod card;
pub mod chain;
pub mod config;
pub mod database;
pub mod error;
pub mod form;
pub mod language;
pub mod money;
mod qr;
pub mod seal;
pub mod sharing;
pub mod site;
pub mod stored;
pub mod stripe;
