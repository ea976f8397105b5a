//! `volunteers`: what they wrote, taken out still sealed, and opened on a machine without network.

use std::{
    fs::OpenOptions,
    io::{BufRead as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Subcommand;
use secrecy::SecretString;

use super::say::say;
use crate::{
    config::{Config, Settings},
    database,
    seal::Keys,
    staff,
    volunteers::custody::{export, offline},
};

#[derive(Debug, Subcommand)]
pub(super) enum VolunteersCommand {
    /// Writes everything that volunteers sent into a new file, still sealed. It is put on record.
    Export {
        /// The file. It must not exist.
        file: PathBuf,
        /// The mail address of the member of staff on whose behalf.
        #[arg(long)]
        by: String,
        /// Why. Kept sealed beside the log.
        #[arg(long)]
        reason: String,
    },
    /// Prints what an export holds. Asks for two shares of the recovery key, or takes DATA_KEYS where the program holds the key.
    Open {
        /// Without network and database. There is no other way yet.
        #[arg(long, required = true)]
        offline: bool,
        /// The file.
        file: PathBuf,
    },
}

/// Does one of the commands.
pub(super) async fn run(settings: &Settings, command: VolunteersCommand) -> anyhow::Result<()> {
    match command {
        VolunteersCommand::Export { file, by, reason } => export(&settings.check()?, &file, &by, &reason).await,
        VolunteersCommand::Open { file, offline: _ } => open(&file),
    }
}

async fn export(config: &Config, file: &Path, by: &str, reason: &str) -> anyhow::Result<()> {
    anyhow::ensure!(!reason.trim().is_empty(), "--reason is empty; it is kept on record");
    let db = database::open(&config.database_url).await?;
    let mut tx = database::begin(&db).await?;
    let by = staff::queries::find_by_email(&mut *tx, by).await?.with_context(|| format!("{by} is not on the staff"))?;
    let made = export::make(&mut tx, &config.keys, by, reason.trim()).await?;
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("{} cannot be made", file.display()))?;
    out.write_all(&serde_json::to_vec(&made)?)?;
    out.sync_all()?;
    tx.commit().await?;
    say(&format!("{} records are in {}, still sealed.", made.records.len(), file.display()));
    say(
        "It holds copies that erasing on the site does not reach: carry it to the machine without network, and destroy it after use.",
    );
    Ok(())
}

fn open(file: &Path) -> anyhow::Result<()> {
    let text = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let export = offline::read(&text)?;
    let recovery = if offline::takes_shares(&export) {
        let (one, other) = (ask("First share: ")?, ask("Second share: ")?);
        Some(offline::recovery_key(&one, &other)?)
    } else {
        None
    };
    let setting = std::env::var("DATA_KEYS").ok().filter(|setting| !setting.is_empty());
    let keys = setting.map(|setting| Keys::parse(&SecretString::from(setting))).transpose()?;
    say(&export.mark);
    offline::open(&export, recovery.as_ref(), keys.as_ref()).iter().for_each(|line| say(line));
    Ok(())
}

/// Asks on the terminal, without putting the question among what is printed.
fn ask(question: &str) -> anyhow::Result<String> {
    let _ = write!(std::io::stderr(), "{question}");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line)
}
