//! `doctor`: what is wrong, one line each.

use std::process::ExitCode;

use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

use super::{custody, say::say};
use crate::{
    alerts::{self, AlertKind},
    books::reconcile,
    calendar,
    config::{Config, Settings},
    database, donations, error,
    giving::defence,
    heads, jobs,
    language::Language,
    mail::{self, Mailer, Tested},
    pages::edition,
    rights,
    site::GivingMode,
    stripe::Stripe,
    volunteers::{self, record::Probe},
    words::Word as _,
};

/// A clock that differs from the database's by more than this makes webhooks and sessions unreliable.
const CLOCK: Duration = Duration::seconds(5);
/// An event that waits longer than this tells that no jobs are done.
const WAITING: Duration = Duration::minutes(15);

/// What a check found: all is well, or what to do.
type Finding = Result<String, String>;

/// One line for each check; the program ends with an error if one fails.
pub(crate) async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = match settings.check() {
        Ok(config) => config,
        Err(faults) => {
            for fault in &faults.0 {
                say(&format!("settings: {fault}"));
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut findings = vec![("settings", Ok("good".to_owned()))];
    match database::open(&config.database_url).await {
        Ok(db) => findings.extend(of_database(&config, &db).await),
        Err(error) => findings.push(("database", Err(error::told(&error)))),
    }
    findings.push(("mail", mail(&config).await));
    findings.push(("stripe", stripe(&config).await));
    findings.push(("copy", copy(&config)));
    let mut code = ExitCode::SUCCESS;
    for (what, found) in findings {
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

/// What the database tells.
async fn of_database(config: &Config, db: &PgPool) -> Vec<(&'static str, Finding)> {
    vec![
        ("database", schema(db).await),
        ("ledger", ledger(db).await),
        ("rights", rights_of_site(config, db).await),
        ("heads", heads(config, db).await),
        ("keys", keys(config, db).await),
        ("volunteers", volunteers(config, db).await),
        ("database log", database_log(db).await),
        ("custody", custody::look(config, db).await),
        ("clock", clock(db).await),
        ("webhooks", webhooks(db).await),
        ("reconciliation", reconciliation(db).await),
        ("jobs", jobs(db).await),
        ("outbox", outbox(db).await),
        ("donation form", giving(db).await),
        ("visitors", visitors(db).await),
        ("pages", pages(config, db).await),
    ]
}

async fn schema(db: &PgPool) -> Finding {
    match database::is_migrated(db).await {
        Ok(true) => Ok("reachable and migrated".to_owned()),
        Ok(false) => Err("an older schema; run `connect-kindness migrate`".to_owned()),
        Err(error) => Err(away(&error)),
    }
}

/// Whether the ledger does its work: a schema that is there says nothing about functions that no longer run.
async fn ledger(db: &PgPool) -> Finding {
    match crate::ledger::queries::try_triggers(db).await {
        Ok(true) => Ok("a gift that was tried out was booked, and taken back".to_owned()),
        Ok(false) => Err("its triggers do nothing: a gift that is booked would not count as paid".to_owned()),
        Err(error) => Err(format!("a gift could not be booked: {}", error::words(&error))),
    }
}

/// Whether the role of the site may do no more than it needs. Whoever tries the program may be the owner of everything.
async fn rights_of_site(config: &Config, db: &PgPool) -> Finding {
    match rights::fault(db).await.map_err(|error| away(&error))? {
        None => Ok("the site may read and write rows, and unwrite nothing that is append-only".to_owned()),
        Some(fault) if config.environment.is_production() || config.owner_url.is_some() => Err(fault),
        Some(_) => Ok("the site is the owner of its tables, which production refuses".to_owned()),
    }
}

/// Whether the heads of the chains leave every night.
async fn heads(config: &Config, db: &PgPool) -> Finding {
    let key = config.signing_key.public().fingerprint();
    let newest = heads::queries::newest(db).await.map_err(|error| away(&error))?;
    match newest.map(|at| (OffsetDateTime::now_utc() - at).whole_hours()) {
        None => Ok(format!("none was signed yet; that happens every night, by the key {key}")),
        Some(hours) if hours < 48 => Ok(format!("signed {hours} hours ago, by the key {key}")),
        Some(hours) => Err(format!("last signed {hours} hours ago; is `connect-kindness serve` running?")),
    }
}

/// Whether the keys open what is sealed, for real.
async fn keys(config: &Config, db: &PgPool) -> Finding {
    let proof = crate::keys::look(db, &config.keys).await.map_err(|error| error::told(&error))?;
    match (proof.fault(), proof.opened) {
        (Some(fault), _) => Err(fault),
        (None, 0) => Ok("nothing is sealed yet".to_owned()),
        (None, opened) => Ok(format!("they open what is sealed; tried on {opened} records")),
    }
}

/// Whether offers are sealed to a key of ours, and whether one opens.
async fn volunteers(config: &Config, db: &PgPool) -> Finding {
    match volunteers::record::probe(db, &config.keys).await {
        Ok(Probe::Nothing) => Ok("nobody has offered help yet".to_owned()),
        Ok(Probe::Opened) => Ok("the newest offer opens".to_owned()),
        Ok(Probe::Locked) => Ok("offers are sealed to a key that only coordinators have".to_owned()),
        Err(error) => Err(error::told(&error.into())),
    }
}

async fn database_log(db: &PgPool) -> Finding {
    let missing = database::quiet_log(db).await.map_err(|error| away(&error))?;
    if missing.is_empty() {
        Ok("keeps personal data out".to_owned())
    } else {
        Err(format!("may hold personal data; set {}", missing.join(", ")))
    }
}

async fn clock(db: &PgPool) -> Finding {
    let theirs = database::clock(db).await.map_err(|error| away(&error))?;
    let difference = (theirs - OffsetDateTime::now_utc()).abs();
    if difference < CLOCK {
        Ok("agrees with the database's".to_owned())
    } else {
        Err(format!("differs from the database's by {} seconds; run NTP on both", difference.whole_seconds()))
    }
}

async fn webhooks(db: &PgPool) -> Finding {
    let news = donations::events::queries::news(db).await.map_err(|error| away(&error))?;
    let now = OffsetDateTime::now_utc();
    if news.oldest_waiting.is_some_and(|oldest| now - oldest > WAITING) {
        return Err(
            "events wait to be applied; is `connect-kindness serve` running, and does Stripe answer it?".to_owned()
        );
    }
    if news.dead > 0 {
        return Err(format!("{} events could not be applied; staff see them on their first page", news.dead));
    }
    if news.undelivered > 0 {
        return Err(format!(
            "{} events of the last two days were never delivered; look at the endpoint in Stripe's dashboard",
            news.undelivered
        ));
    }
    match news.newest_delivered {
        Some(newest) => Ok(format!("the last event came {} hours ago", (now - newest).whole_hours())),
        None => Ok("none came yet; Stripe's dashboard can send a test event".to_owned()),
    }
}

/// How long ago our books were held against Stripe's. A site where that never happened yet is new.
async fn reconciliation(db: &PgPool) -> Finding {
    let last = reconcile::findings::queries::last_good(db).await.map_err(|error| away(&error))?;
    let standing = reconcile::queries::standing(db).await.map_err(|error| away(&error))?;
    let now = OffsetDateTime::now_utc();
    for task in reconcile::Task::ALL {
        let at = last.iter().find(|(done, _)| done == task).map(|(_, at)| *at);
        if let Some(at) = at.filter(|at| now - *at > task.rhythm()) {
            let minutes = (now - at).whole_minutes();
            return Err(format!("`{}` last went well {minutes} minutes ago; does Stripe answer?", task.word()));
        }
    }
    match (standing.compared_at, reconcile::light_of(&standing, now)) {
        (None, _) => Ok("not done yet; the books are compared every night".to_owned()),
        (Some(at), light) if light.is_green() => Ok(format!("all agree, as of {} hours ago", (now - at).whole_hours())),
        (Some(_), light) => Err(format!("{}; see /admin/reconciliation", light.sentence(Language::English))),
    }
}

async fn jobs(db: &PgPool) -> Finding {
    let failing = jobs::queries::failing(db).await.map_err(|error| away(&error))?;
    if failing.is_empty() {
        return Ok("none keeps failing".to_owned());
    }
    let kinds: Vec<String> = failing.into_iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
    Err(format!("these keep failing: {}; the program's log says why", kinds.join(", ")))
}

/// Whether the running site knows from where forms come.
async fn visitors(db: &PgPool) -> Finding {
    let open = alerts::queries::list_open(db).await.map_err(|error| away(&error))?;
    if open.iter().any(|alert| alert.kind == AlertKind::ProxyFault) {
        return Err("CLIENT_IP_SOURCE does not fit the proxy in front; the program's log says what is missing. Mend it, then settle the alert on the first page of staff".to_owned());
    }
    Ok("no form came whose sender was not to be known".to_owned())
}

/// Whether visitors can read all that is published.
async fn pages(config: &Config, db: &PgPool) -> Finding {
    let faults = edition::faults(db, &config.web.origin).await.map_err(|error| error::told(&error))?;
    if faults.is_empty() {
        return Ok("everything that is published can be shown".to_owned());
    }
    let told: Vec<String> = faults.into_iter().map(|fault| format!("{} ({})", fault.address, fault.why)).collect();
    Err(format!("this release cannot show what is published at {}", told.join(", ")))
}

async fn giving(db: &PgPool) -> Finding {
    let present = defence::queries::present(db).await.map_err(|error| away(&error))?;
    Ok(match present {
        Some(change) if change.mode == GivingMode::Closed => "closed by staff; it takes no gifts by card".to_owned(),
        Some(change) if change.mode == GivingMode::Guarded && change.is_by_itself() => {
            "under attack, says the site; every donor's browser does some work first".to_owned()
        }
        Some(change) if change.mode == GivingMode::Guarded => {
            "under attack, says staff; every donor's browser does some work first".to_owned()
        }
        _ => "open".to_owned(),
    })
}

async fn mail(config: &Config) -> Finding {
    let mailer = Mailer::new(&config.mail);
    match mailer.map_err(|error| error::told(&error))?.test().await {
        Ok(Tested::Answers) => Ok("the mail server answers".to_owned()),
        Ok(Tested::Kept) => Ok("kept at /dev/mail".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether Stripe takes the key and lets it read events.
async fn stripe(config: &Config) -> Finding {
    if config.stand_in.is_some() {
        return Ok("the stand-in, which is started with the site".to_owned());
    }
    let stripe = Stripe::new(&config.stripe).map_err(|error| error.advice())?;
    let since = OffsetDateTime::now_utc() - Duration::HOUR;
    let heard = stripe.events(&reconcile::events::TYPES[..1], since, None).await;
    let note = if config.stripe.is_trial { "; it is a test key, so no gift is real" } else { "" };
    heard.map(|_| format!("takes the key{note}")).map_err(|error| error.advice())
}

/// Whether the site could start without its database.
fn copy(config: &Config) -> Finding {
    match (super::serve::copy_fault(config), &config.state_dir) {
        (Some(fault), _) => Err(fault),
        (None, Some(folder)) => Ok(format!("kept in {}", folder.display())),
        (None, None) => Ok("none is kept; STATE_DIR names a folder for one".to_owned()),
    }
}

/// Mails that did not leave. One that failed a moment ago is tried again by itself.
async fn outbox(db: &PgPool) -> Finding {
    let unsent = mail::queries::list_unsent(db).await.map_err(|error| away(&error))?;
    let count: i64 = unsent.iter().map(|row| row.count).sum();
    let Some(first) = unsent.iter().max_by_key(|row| row.count) else {
        return Ok("no mail waits because something failed".to_owned());
    };
    let why = first.trouble.map_or("refused, and no reason was kept", |trouble| trouble.sentence());
    let told = format!("{count} mails have not left, the oldest of {}: {why}", calendar::day(first.oldest));
    let is_passing = unsent
        .iter()
        .all(|row| row.given_up == 0 && row.attempts < 4 && row.trouble.is_some_and(|trouble| !trouble.needs_hands()));
    if is_passing { Ok(told) } else { Err(format!("{told}; see /admin/mails")) }
}

fn away(error: &sqlx::Error) -> String {
    format!("cannot be asked: {}", error::words(error))
}
