//! `keys`: sealing anew with the first key of the settings.

use std::process::ExitCode;

use clap::Subcommand;

use super::say::say;
use crate::{
    audit::{self, Action, NewEntry},
    config::Config,
    database, donations, keys,
};

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Seals everything with the first key of DATA_KEYS, so that the others can be taken out. The site may serve meanwhile.
    Rotate,
}

/// Does the command. It may be stopped and done again.
pub(crate) async fn run(config: &Config, command: KeysCommand) -> anyhow::Result<ExitCode> {
    let KeysCommand::Rotate = command;
    let db = database::open(&config.database_url).await?;
    keys::prove(&db, &config.keys).await?;
    let rotated = keys::rotate(&db, &config.keys).await?;
    let hashes = donations::mail_index::rotate(&db, &config.keys).await?;
    let mut tx = database::begin(&db).await?;
    audit::queries::append(&mut tx, &NewEntry::of(None, Action::RotatedKeys)).await?;
    tx.commit().await?;
    say(&format!("{} values were sealed anew, and {hashes} mail addresses hashed anew.", rotated.resealed));
    if rotated.closed > 0 {
        say(&format!("{} values do not open with any key of DATA_KEYS. Put the missing key back.", rotated.closed));
        return Ok(ExitCode::FAILURE);
    }
    let others: Vec<&str> = config.keys.other_ids().collect();
    if others.is_empty() {
        say("DATA_KEYS holds one key, and everything is sealed with it.");
    } else {
        say(&format!(
            "Nothing needs {} any more: take it out of DATA_KEYS of every instance, and restart them.",
            others.join(", ")
        ));
    }
    Ok(ExitCode::SUCCESS)
}
