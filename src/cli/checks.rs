//! `doctor`, `ledger verify` and `audit verify`: what is wrong, one line each.

use std::process::ExitCode;

use sqlx::PgPool;

use super::say;
use crate::{audit, chain, config::Settings, database, ledger};

/// One line for each check; the program ends with an error if one fails.
pub async fn doctor(settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = match settings.check() {
        Ok(config) => config,
        Err(faults) => {
            faults
                .0
                .iter()
                .for_each(|fault| say(&format!("settings: {fault}")));
            return Ok(ExitCode::FAILURE);
        }
    };
    say("settings: good");
    let db = database::pool(&config.database_url)?;
    let database = match database::is_migrated(&db).await {
        Ok(true) => Ok("reachable and migrated"),
        Ok(false) => Err("an older schema; run `connect-kindness migrate`".to_owned()),
        Err(error) => Err(format!("not ready: {error}")),
    };
    let quiet = database::quiet_log(&db).await.unwrap_or_default();
    let quiet = if quiet.is_empty() {
        Ok("keeps personal data out")
    } else {
        Err(format!("may hold personal data; set {}", quiet.join(", ")))
    };
    let mut code = ExitCode::SUCCESS;
    for (what, found) in [("database", database), ("database log", quiet)] {
        match found {
            Ok(good) => say(&format!("{what}: {good}")),
            Err(fault) => {
                say(&format!("{what}: {fault}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// `ledger verify`
pub async fn verify_ledger(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = ledger::queries::list(db).await?;
    let links = entries.iter().map(|entry| {
        (
            entry.id,
            &entry.previous_hash[..],
            &entry.hash[..],
            entry.expected_hash(),
        )
    });
    Ok(verdict("ledger", entries.len(), chain::first_broken(links)))
}

/// `audit verify`
pub async fn verify_audit(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = audit::queries::list(db).await?;
    let links = entries.iter().map(|entry| {
        (
            entry.id,
            &entry.previous_hash[..],
            &entry.hash[..],
            entry.expected_hash(),
        )
    });
    Ok(verdict(
        "audit log",
        entries.len(),
        chain::first_broken(links),
    ))
}

fn verdict(what: &str, entries: usize, broken: Option<i64>) -> ExitCode {
    match broken {
        None => {
            say(&format!("{what}: {entries} entries, the chain is whole"));
            ExitCode::SUCCESS
        }
        Some(id) => {
            say(&format!(
                "{what}: entry {id} does not follow from the one before it"
            ));
            ExitCode::FAILURE
        }
    }
}
