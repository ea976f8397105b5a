//! `ledger verify` and `audit verify`: whether the chains are whole.

use std::process::ExitCode;

use sqlx::PgPool;

use super::say;
use crate::{audit, chain, ledger};

/// `ledger verify`
pub async fn ledger(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = ledger::queries::list(db).await?;
    let links =
        entries.iter().map(|entry| (entry.id, &entry.previous_hash[..], &entry.hash[..], entry.expected_hash()));
    Ok(verdict("ledger", entries.len(), chain::first_broken(links)))
}

/// `audit verify`
pub async fn audit(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = audit::queries::list(db).await?;
    let links =
        entries.iter().map(|entry| (entry.id, &entry.previous_hash[..], &entry.hash[..], entry.expected_hash()));
    Ok(verdict("audit log", entries.len(), chain::first_broken(links)))
}

fn verdict(what: &str, entries: usize, broken: Option<i64>) -> ExitCode {
    match broken {
        None => {
            say(&format!("{what}: {entries} entries, the chain is whole"));
            ExitCode::SUCCESS
        }
        Some(id) => {
            say(&format!("{what}: entry {id} does not follow from the one before it"));
            ExitCode::FAILURE
        }
    }
}
