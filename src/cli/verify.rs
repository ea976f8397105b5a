//! `ledger verify` and `audit verify`: whether the chains are whole, and for the ledger whether its sums are right, too.

use std::process::ExitCode;

use clap::Subcommand;
use sqlx::PgPool;

use super::say::say;
use crate::{audit, books::proof, chain, money::sum};

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum ChainCommand {
    /// Checks that every entry follows from the one before.
    Verify,
}

/// `ledger verify`
pub(crate) async fn ledger(db: &PgPool) -> anyhow::Result<ExitCode> {
    let proof = proof::prove(db).await?;
    let (entries, donations) = (proof.entries, proof.donations);
    for (currency, minor) in &proof.totals {
        say(&format!("ledger: {} raised", sum(*minor, currency)));
    }
    for fault in &proof.faults {
        say(&format!("ledger: {fault}"));
    }
    if !proof.faults.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    say(&format!("ledger: {entries} entries, the chain is whole"));
    say(&format!("ledger: {donations} donations stand as their entries say, and every gift has its receipt"));
    Ok(ExitCode::SUCCESS)
}

/// `audit verify`
pub(crate) async fn audit(db: &PgPool) -> anyhow::Result<ExitCode> {
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
