//! `ledger verify` and `audit verify`: whether the chains are whole, and for the ledger whether its sums are right, too.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Subcommand;
use sqlx::PgPool;

use super::say::say;
use crate::{
    audit,
    books::proof,
    chain,
    config::Settings,
    database,
    heads::{self, Chain},
    money::sum,
    signing::PublicKey,
};

#[derive(Clone, Debug, Subcommand)]
pub(super) enum ChainCommand {
    /// Checks that every entry follows from the one before.
    Verify {
        /// A file with signed heads that was kept elsewhere, such as /.well-known/chain-heads.txt or a mail of ours: checks
        /// that the chain still leads to them.
        #[arg(long)]
        heads: Option<PathBuf>,
        /// The public key of the heads, or several; that of SIGNING_KEY without it.
        #[arg(long = "key", requires = "heads", value_parser = public_key)]
        keys: Vec<PublicKey>,
    },
}

fn public_key(typed: &str) -> Result<PublicKey, String> {
    PublicKey::parse(typed).ok_or_else(|| "the base64 of a public key, as it stands in the file of heads".to_owned())
}

/// Verifies a chain, and beside heads if a file of them is named.
pub(crate) async fn run(settings: &Settings, chain: Chain, command: ChainCommand) -> anyhow::Result<ExitCode> {
    let ChainCommand::Verify { heads: file, mut keys } = command;
    let mut known = Vec::new();
    if let Some(file) = &file {
        if keys.is_empty() {
            let own = settings.signing_key().context("which key signs? Name it with --key, or set SIGNING_KEY")?;
            keys.push(own.public());
        }
        let text = fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
        known = heads::read(&text, chain, &keys).with_context(|| format!("{}", file.display()))?;
    }
    let db = database::open(&settings.database_url()?).await?;
    let is_whole = match chain {
        Chain::Audit => audit(&db).await?,
        Chain::Ledger => ledger(&db).await?,
    };
    if !is_whole {
        return Ok(ExitCode::FAILURE);
    }
    let name = name(chain);
    if let Some(fault) = heads::verify(&db, chain, &known).await? {
        say(&format!("{name}: {fault}"));
        return Ok(ExitCode::FAILURE);
    }
    if !known.is_empty() {
        say(&format!("{name}: it leads to all {} heads that were kept of it", known.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn name(chain: Chain) -> &'static str {
    match chain {
        Chain::Audit => "audit log",
        Chain::Ledger => "ledger",
    }
}

/// `ledger verify`
async fn ledger(db: &PgPool) -> anyhow::Result<bool> {
    let proof = proof::prove(db).await?;
    let (entries, donations) = (proof.entries, proof.donations);
    for (currency, minor) in &proof.totals {
        say(&format!("ledger: {} raised", sum(*minor, currency)));
    }
    for fault in &proof.faults {
        say(&format!("ledger: {fault}"));
    }
    if !proof.faults.is_empty() {
        return Ok(false);
    }
    say(&format!("ledger: {entries} entries, the chain is whole"));
    say(&format!("ledger: {donations} donations stand as their entries say, and every gift has its receipt"));
    Ok(true)
}

/// `audit verify`
async fn audit(db: &PgPool) -> anyhow::Result<bool> {
    let entries = audit::queries::list(db).await?;
    let links =
        entries.iter().map(|entry| (entry.id, &entry.previous_hash[..], &entry.hash[..], entry.expected_hash()));
    let broken = chain::first_broken(links);
    say(&match broken {
        None => format!("audit log: {} entries, the chain is whole", entries.len()),
        Some(id) => format!("audit log: entry {id} does not follow from the one before it"),
    });
    Ok(broken.is_none())
}
