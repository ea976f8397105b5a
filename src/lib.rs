//! The campaign site of a human-rights organisation, its modules from the top down.
//!
//! A module uses only modules of lower layers; `tests/integration/architecture.rs` holds the layers and the rule.

// The program and its parts.
pub mod cli;
pub mod process;
pub(crate) mod server;

// Where requests come in.
pub(crate) mod front;

// The site as a list, and the rooms of staff.
pub mod admin;
pub(crate) mod app;
mod development;
mod health;
pub mod jobs;

// Features: what visitors, donors and volunteers come for.
pub(crate) mod access;
pub mod arrivals;
pub mod books;
pub mod giving;
pub mod heads;
pub(crate) mod manage;
pub mod pages;
pub mod volunteers;

// The record of gifts, on which those about money stand.
pub mod donations;

// What the rooms of staff are built with.
pub mod rooms;

// What features are built on.
pub(crate) mod access_events;
pub(crate) mod alerts;
mod assets;
pub(crate) mod audit;
mod bodies;
pub mod edition;
mod error_pages;
mod headers;
mod job;
pub mod keys;
pub mod ledger;
mod limits;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod outbox;
pub mod rights;
pub mod settings;
pub(crate) mod showing;
pub mod staff;
pub mod state;
pub mod toll;
pub(crate) mod view;
mod visitor;
pub mod visits;

// What knows nothing of the site.
pub mod calendar;
mod card;
pub(crate) mod chain;
pub mod config;
pub mod database;
pub(crate) mod dialect;
pub mod error;
pub mod form;
mod inputs;
pub mod language;
mod link;
pub(crate) mod mail_address;
pub mod mailbox;
pub mod money;
mod qr;
pub mod seal;
pub(crate) mod sharing;
pub(crate) mod signing;
pub mod site;
pub mod stored;
pub mod stripe;
pub(crate) mod text;
pub mod words;
