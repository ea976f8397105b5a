//! `privacy`: what we hold about somebody who asks, a copy of it, and its end. Whom it is about is read from the standard input,
//! because the arguments of a program are seen by everybody on the machine and kept by the shell.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail, ensure};
use clap::Subcommand;
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::say::say;
use crate::{
    audit::{self, Action, NewEntry},
    calendar,
    config::Config,
    database, donations,
    language::Language,
    mailbox::Mailbox,
    seal::Keys,
    volunteers::{
        erasing::erase,
        privacy::{self, Found},
        words::ErasureCause,
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum PrivacyCommand {
    /// Tells whether we hold anything about somebody. Asks for their contact or handle on the standard input.
    Find,
    /// Writes everything that we hold about somebody into a new file that only you can read.
    Export { file: PathBuf },
    /// Erases somebody, as far as tax law allows.
    Erase {
        /// Only tells what would be erased.
        #[arg(long)]
        dry_run: bool,
    },
}

/// What we hold about one contact or handle.
struct Held {
    people: Vec<Found>,
    gifts: Vec<uuid::Uuid>,
}

/// Does one of the commands, in one transaction with its entries in the audit log.
pub(crate) async fn run(config: &Config, command: PrivacyCommand) -> anyhow::Result<ExitCode> {
    say("Whose data? Type a mail address, number, user name or handle, as it was left with us.");
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed).context("nothing could be read")?;
    let whom = typed.trim();
    ensure!(!whom.is_empty(), "nobody was named");
    let db = database::open(&config.database_url).await?;
    let mut tx = database::begin(&db).await?;
    let held = find(&mut tx, &config.keys, whom).await?;
    if held.people.is_empty() && held.gifts.is_empty() {
        record(&mut tx, Action::SearchedPerson, None).await?;
        tx.commit().await?;
        say("Nothing is held under exactly this. Other spellings, other contacts of the person?");
        return Ok(ExitCode::FAILURE);
    }
    let lines = match command {
        PrivacyCommand::Find => told(&mut tx, &held).await?,
        PrivacyCommand::Export { file } => {
            let copy = export(&mut tx, &config.keys, whom, &held).await?;
            let mut out = new_file(&file)?;
            // On record first: a copy without an entry must not exist.
            tx.commit().await?;
            out.write_all(serde_json::to_string_pretty(&copy)?.as_bytes())?;
            out.sync_all()?;
            say(&format!("{} holds it all. Give it to the person by a safe way, then delete it.", file.display()));
            return Ok(ExitCode::SUCCESS);
        }
        PrivacyCommand::Erase { dry_run } => {
            let lines = erase_all(&mut tx, &config.keys, whom, &held, dry_run).await?;
            if dry_run {
                tx.rollback().await?;
                let mut tx = database::begin(&db).await?;
                told(&mut tx, &held).await?;
                tx.commit().await?;
                lines.iter().for_each(|line| say(line));
                return Ok(ExitCode::SUCCESS);
            }
            lines
        }
    };
    tx.commit().await?;
    lines.iter().for_each(|line| say(line));
    Ok(ExitCode::SUCCESS)
}

async fn find(db: &mut PgConnection, keys: &Keys, whom: &str) -> anyhow::Result<Held> {
    let people = privacy::find(&mut *db, keys, whom).await?;
    let gifts = match Mailbox::parse(whom) {
        Some(_) => donations::privacy::find(&mut *db, keys, whom).await?,
        None => Vec::new(),
    };
    Ok(Held { people, gifts })
}

async fn told(db: &mut PgConnection, held: &Held) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    for person in &held.people {
        record(&mut *db, Action::SearchedPerson, Some(person.id)).await?;
        lines.push(format!("volunteer {}, erased on {}", person.handle.words(Language::English), person.erase_on));
    }
    if let Some(last) = held.gifts.last() {
        record(&mut *db, Action::SearchedDonor, Some(*last)).await?;
        lines.push(format!("donor of {} gifts", held.gifts.len()));
    }
    Ok(lines)
}

async fn export(db: &mut PgConnection, keys: &Keys, whom: &str, held: &Held) -> anyhow::Result<serde_json::Value> {
    let mut people = Vec::new();
    for person in &held.people {
        people.extend(privacy::export(&mut *db, keys, person.id).await?);
        record(&mut *db, Action::ExportedPerson, Some(person.id)).await?;
    }
    let gifts = match held.gifts.last() {
        Some(last) => {
            record(&mut *db, Action::ExportedDonor, Some(*last)).await?;
            donations::privacy::export(&mut *db, keys, whom).await?
        }
        None => None,
    };
    Ok(json!({ "made_on": calendar::today().to_string(), "volunteer": people, "donor": gifts }))
}

/// A file that nobody else can read, and that was not there.
fn new_file(file: &Path) -> anyhow::Result<File> {
    let mut new = OpenOptions::new();
    new.write(true).create_new(true).mode(0o600).open(file).with_context(|| file.display().to_string())
}

async fn erase_all(
    db: &mut PgConnection,
    keys: &Keys,
    whom: &str,
    held: &Held,
    dry_run: bool,
) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    let ids: Vec<uuid::Uuid> = held.people.iter().map(|person| person.id).collect();
    for person in &held.people {
        record(&mut *db, Action::ErasedPerson, Some(person.id)).await?;
        lines.push(format!("volunteer {}: erased with everything", person.handle.words(Language::English)));
    }
    erase(&mut *db, &ids, ErasureCause::Asked, calendar::today()).await?;
    if let Some(last) = held.gifts.last() {
        let erased = donations::privacy::erase(&mut *db, keys, whom, OffsetDateTime::now_utc()).await?;
        if erased.running > 0 {
            bail!(
                "{} gifts of this donor still run or are being paid: stop the monthly gift first, then erase",
                erased.running
            );
        }
        record(&mut *db, Action::ErasedDonor, Some(*last)).await?;
        lines.push(format!("donor: nothing personal is left of {} gifts", erased.gifts));
        if let Some(until) = erased.until {
            lines.push(format!(
                "donor: {} gifts keep name and address for the books, the last until {until}",
                erased.booked
            ));
        }
    }
    if dry_run {
        lines.push("This was a trial: nothing was erased.".to_owned());
    }
    Ok(lines)
}

/// Puts on record that it was done on the server.
async fn record(db: &mut PgConnection, action: Action, subject: Option<uuid::Uuid>) -> anyhow::Result<()> {
    Ok(audit::queries::append(db, &NewEntry::of(None, action).about(subject)).await?)
}
