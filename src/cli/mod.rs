//! The commands of the program.

mod custody;
mod doctor;
mod export;
mod keys;
mod migrate;
mod privacy;
mod routes;
mod say;
mod serve;
mod staff;
mod stripe;
mod verify;
mod volunteers;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};

use self::{
    keys::KeysCommand, migrate::migrate, privacy::PrivacyCommand, say::say, staff::StaffCommand, stripe::StripeCommand,
    verify::ChainCommand, volunteers::VolunteersCommand,
};
use crate::{
    calendar,
    config::Settings,
    heads::Chain,
    seal::{is_key_id, new_key_id, new_key_setting, new_signing_key_setting},
};

/// The campaign site of a human-rights organisation.
#[derive(Debug, Parser)]
#[command(name = "connect-kindness", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the site (what happens without a command).
    Serve,
    /// Brings the database up to this program and fills an empty one with the start content.
    Migrate,
    /// The people who run the site.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Prints every address of staff: method, path, and the roles that may enter.
    Routes,
    /// Checks settings, database, clock, webhooks and mail, one line each.
    Doctor,
    /// What is set up at Stripe once.
    #[command(subcommand)]
    Stripe(StripeCommand),
    /// The ledger of donations.
    #[command(subcommand)]
    Ledger(ChainCommand),
    /// The log of what staff did.
    #[command(subcommand)]
    Audit(ChainCommand),
    /// What volunteers sent, taken out sealed and opened offline.
    #[command(subcommand)]
    Volunteers(VolunteersCommand),
    /// The keys that seal personal data.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// What is held about somebody who asks: find it, copy it, erase it.
    #[command(subcommand)]
    Privacy(PrivacyCommand),
    /// Writes the whole public site as static files for any web server. Forms keep leading to PUBLIC_URL.
    Export {
        /// The folder: empty, missing, or made by this command before.
        folder: PathBuf,
    },
    /// Prints a fresh value for DATA_KEYS or SIGNING_KEY.
    NewKey {
        /// What the key is for.
        #[arg(long, value_enum, default_value_t = KeyKind::Data)]
        kind: KeyKind,
        /// The key's name: letters, digits and dashes. Without one, the day and something random.
        #[arg(value_parser = key_id)]
        id: Option<String>,
    },
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KeyKind {
    /// Seals personal data.
    Data,
    /// Signs the heads of the chains.
    Signing,
}

impl Cli {
    /// Does the command. The error is for people.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => serve::serve(self.settings.check()?).await.map(|()| ExitCode::SUCCESS),
            Command::Migrate => {
                let proof = migrate(&self.settings.check()?).await?;
                proof.fault().iter().for_each(|fault| say(fault));
                Ok(ExitCode::SUCCESS)
            }
            Command::Staff(command) => staff::run(&self.settings.check()?, command).await.map(|()| ExitCode::SUCCESS),
            Command::Stripe(command) => stripe::run(&self.settings.check()?, command).await.map(|()| ExitCode::SUCCESS),
            Command::Keys(command) => keys::run(&self.settings.check()?, command).await,
            Command::Privacy(command) => privacy::run(&self.settings.check()?, command).await,
            Command::Routes => {
                routes::print();
                Ok(ExitCode::SUCCESS)
            }
            Command::Doctor => doctor::run(&self.settings).await,
            Command::Ledger(command) => verify::run(&self.settings, Chain::Ledger, command).await,
            Command::Audit(command) => verify::run(&self.settings, Chain::Audit, command).await,
            Command::Volunteers(command) => volunteers::run(&self.settings, command).await.map(|()| ExitCode::SUCCESS),
            Command::Export { folder } => export::run(&self.settings, &folder).await.map(|()| ExitCode::SUCCESS),
            Command::NewKey { kind: KeyKind::Data, id } => {
                say(&new_key_setting(&id.unwrap_or_else(|| new_key_id(calendar::today()))));
                Ok(ExitCode::SUCCESS)
            }
            Command::NewKey { kind: KeyKind::Signing, id } => {
                anyhow::ensure!(id.is_none(), "a key that signs has no name");
                say(&new_signing_key_setting());
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn key_id(typed: &str) -> Result<String, String> {
    if is_key_id(typed) { Ok(typed.to_owned()) } else { Err("1 to 32 letters, digits and dashes".to_owned()) }
}
