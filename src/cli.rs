//! The commands of the program, one function each.

use std::{io::Write as _, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use sqlx::PgPool;
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    audit::{self, Action, NewEntry},
    chain,
    config::{Config, Settings},
    database, ledger, log, pages, process,
    seal::{new_key_setting, new_token, token_hash},
    staff::{self, Role},
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
    /// Checks settings and database, one line each.
    Doctor,
    /// The ledger of donations.
    #[command(subcommand)]
    Ledger(ChainCommand),
    /// The log of what staff did.
    #[command(subcommand)]
    Audit(ChainCommand),
    /// Prints a fresh value for DATA_KEYS.
    NewKey {
        /// The key's id: letters, digits and dashes.
        #[arg(default_value = "k1")]
        id: String,
    },
}

#[derive(Debug, Subcommand)]
enum StaffCommand {
    /// Adds somebody, or changes their roles.
    Add {
        /// Their mail address.
        email: String,
        /// What they may do; may be given several times.
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<Role>,
    },
    /// Prints a one-time sign-in address as the last line.
    Link {
        /// Their mail address.
        email: String,
    },
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum ChainCommand {
    /// Checks that nothing was changed or taken out.
    Verify,
}

impl Cli {
    /// Does the command.
    ///
    /// # Errors
    /// What is wrong, for people.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => serve(self.settings.check()?).await.map(|()| ExitCode::SUCCESS),
            Command::Migrate => migrate(&self.settings.check()?).await.map(|()| ExitCode::SUCCESS),
            Command::Staff(command) => staff_command(&self.settings.check()?, command).await.map(|()| ExitCode::SUCCESS),
            Command::Doctor => doctor(&self.settings).await,
            Command::Ledger(ChainCommand::Verify) => verify_ledger(&database::pool(&self.settings.database_url()?)?).await,
            Command::Audit(ChainCommand::Verify) => verify_audit(&database::pool(&self.settings.database_url()?)?).await,
            Command::NewKey { id } => {
                say(&new_key_setting(&id));
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    log::start(config.environment);
    let stop = CancellationToken::new();
    stop_on_signal(stop.clone())?;
    let listener = TcpListener::bind(config.bind).await.with_context(|| format!("cannot listen on {}", config.bind))?;
    migrate(&config).await?;
    let stand_in = start_stand_in(&config, &stop).await?;
    let state = process::prepare(config, stop.clone()).await?;
    if staff::queries::is_empty(&state.db).await? {
        say("Nobody can sign in yet. Run: connect-kindness staff add YOU@EXAMPLE.ORG --role owner, then: connect-kindness staff link YOU@EXAMPLE.ORG");
    }
    tracing::info!(address = %state.config.bind, site = %state.origin, "serving");
    process::run(state, listener).await?;
    if let Some(stand_in) = stand_in {
        stand_in.await?;
    }
    Ok(())
}

/// The first signal lets requests and jobs finish, the second ends at once.
fn stop_on_signal(stop: CancellationToken) -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        for second in [false, true] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if second {
                std::process::exit(130);
            }
            tracing::info!("stopping: requests and jobs under way finish first");
            stop.cancel();
        }
    });
    Ok(())
}

#[cfg(feature = "stand-in")]
async fn start_stand_in(config: &Config, stop: &CancellationToken) -> anyhow::Result<Option<tokio::task::JoinHandle<()>>> {
    use crate::stand_in::{StandIn, StandInSettings, serve};
    use secrecy::ExposeSecret as _;
    let Some(settings) = &config.stripe.stand_in else { return Ok(None) };
    let stand_in = StandIn::new(StandInSettings {
        api_key: config.stripe.secret_key.expose_secret().to_owned(),
        webhook_url: Some(format!("http://localhost:{}/webhooks/stripe", config.bind.port())),
        webhook_secret: settings.webhook_secret.clone(),
        public_base: config.stripe.checkout_origin.clone(),
        books_file: settings.books.clone(),
    });
    let listener = TcpListener::bind(settings.bind).await.with_context(|| format!("the Stripe stand-in cannot listen on {}; set STAND_IN_BIND", settings.bind))?;
    let stop = stop.clone();
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = serve(stand_in, listener, stop).await {
            tracing::error!(%error, "the Stripe stand-in stopped");
        }
    })))
}

#[cfg(not(feature = "stand-in"))]
async fn start_stand_in(config: &Config, _: &CancellationToken) -> anyhow::Result<Option<tokio::task::JoinHandle<()>>> {
    anyhow::ensure!(config.stripe.stand_in.is_none(), "STRIPE_SECRET_KEY is missing, and this program was built without the Stripe stand-in");
    Ok(None)
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = database::pool(&config.database_url)?;
    database::migrate(&db).await.context("the database could not be brought up to this program")?;
    pages::start::seed(&db).await.context("the start content could not be put in place")?;
    db.close().await;
    Ok(())
}

async fn staff_command(config: &Config, command: StaffCommand) -> anyhow::Result<()> {
    let db = database::pool(&config.database_url)?;
    let mut tx = db.begin().await.context("the database is away")?;
    let at = OffsetDateTime::now_utc();
    let entry = |action, subject_id| NewEntry { staff_member_id: None, action, subject_id: Some(subject_id), address: None, at };
    match command {
        StaffCommand::Add { email, roles } => {
            anyhow::ensure!(email.parse::<lettre::Address>().is_ok(), "{email} is not a mail address");
            let id = staff::queries::add(&mut *tx, &email, &roles).await?;
            audit::queries::append(&mut tx, &entry(Action::AddedStaffMember, id)).await?;
            tx.commit().await?;
            say(&format!("{email} is on the staff. Next: connect-kindness staff link {email}"));
        }
        StaffCommand::Link { email } => {
            let id = staff::queries::find_by_email(&mut *tx, &email).await?.with_context(|| format!("{email} is not on the staff"))?;
            let token = new_token();
            staff::queries::add_link(&mut *tx, &token_hash(&token), id, at).await?;
            audit::queries::append(&mut tx, &entry(Action::MadeSignInLink, id)).await?;
            tx.commit().await?;
            say("This address signs in once within 15 minutes:");
            say(&format!("{}/admin/sign-in?token={token}", config.origin));
        }
    }
    Ok(())
}

/// One line for each check; the program ends with an error if one fails.
async fn doctor(settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = match settings.check() {
        Ok(config) => config,
        Err(faults) => {
            faults.0.iter().for_each(|fault| say(&format!("settings: {fault}")));
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
    let quiet = if quiet.is_empty() { Ok("keeps personal data out") } else { Err(format!("may hold personal data; set {}", quiet.join(", "))) };
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

async fn verify_ledger(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = ledger::queries::list(db).await?;
    let links = entries.iter().map(|entry| (entry.id, &entry.previous_hash[..], &entry.hash[..], entry.expected_hash()));
    Ok(verdict("ledger", entries.len(), chain::first_broken(links)))
}

async fn verify_audit(db: &PgPool) -> anyhow::Result<ExitCode> {
    let entries = audit::queries::list(db).await?;
    let links = entries.iter().map(|entry| (entry.id, &entry.previous_hash[..], &entry.hash[..], entry.expected_hash()));
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

/// What a command prints for people. A reader that went away is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
