//! `staff`: who may sign in, and the links that let them.

use anyhow::Context as _;
use clap::Subcommand;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::say::say;
use crate::{
    access::proposals::apply::{granted, withdrew},
    audit::{self, Action, NewEntry},
    calendar,
    config::Config,
    database,
    seal::{new_token, token_hash},
    staff::{self, Member, Role},
    words::Word as _,
};

#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Shows who is on the staff, with their roles and when they were last seen.
    List,
    /// Adds somebody, or changes their roles. Who was removed is let in again.
    Add {
        /// Their mail address.
        email: String,
        /// What they may do; may be given several times.
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<Role>,
    },
    /// Lets somebody in no more, at once. The last owner stays.
    Remove {
        /// Their mail address.
        email: String,
    },
    /// Prints a one-time sign-in address as the last line.
    Link {
        /// Their mail address.
        email: String,
    },
}

/// Does one of the commands about staff, in one transaction with its entry in the audit log.
pub(crate) async fn run(config: &Config, command: StaffCommand) -> anyhow::Result<()> {
    let db = database::open(&config.database_url).await?;
    let mut tx = database::begin(&db).await?;
    let said = match command {
        StaffCommand::List => list(&mut tx).await?,
        StaffCommand::Add { email, roles } => add(&mut tx, &email, &roles).await?,
        StaffCommand::Remove { email } => remove(&mut tx, &email).await?,
        StaffCommand::Link { email } => link(&mut tx, &email, &config.web.origin, config.links_sign_in).await?,
    };
    tx.commit().await?;
    said.iter().for_each(|line| say(line));
    Ok(())
}

async fn list(db: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    let members = staff::queries::list(&mut *db).await?;
    if members.is_empty() {
        return Ok(vec!["Nobody is on the staff yet: connect-kindness staff add EMAIL --role owner".to_owned()]);
    }
    let line = |member: Member| {
        let roles: Vec<&str> = member.roles.iter().map(|role| role.word()).collect();
        let seen = match (member.disabled_at, member.last_seen_at) {
            (Some(at), _) => format!("removed on {}", calendar::day(at)),
            (None, Some(at)) => format!("last seen on {}", calendar::day(at)),
            (None, None) if member.keys == 0 => "no key yet".to_owned(),
            (None, None) => "not signed in".to_owned(),
        };
        format!("{}  {}  {seen}", member.email, roles.join(", "))
    };
    Ok(members.into_iter().map(line).collect())
}

async fn add(db: &mut PgConnection, email: &str, roles: &[Role]) -> anyhow::Result<Vec<String>> {
    anyhow::ensure!(email.parse::<lettre::Address>().is_ok(), "{email} is not a mail address");
    staff::queries::lock(&mut *db).await?;
    let before = staff::queries::find_member(&mut *db, email).await?;
    let had = before.as_ref().filter(|member| member.disabled_at.is_none()).map(|member| member.roles.clone());
    if had.as_ref().is_some_and(|had| had.contains(&Role::Owner)) && !roles.contains(&Role::Owner) {
        ensure_not_last_owner(&mut *db, email).await?;
    }
    let id = staff::queries::add(&mut *db, email, roles).await?;
    let Some(had) = had else {
        record(&mut *db, Action::AddedStaffMember, id).await?;
        for role in roles {
            record(&mut *db, granted(*role), id).await?;
        }
        let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
        return Ok(vec![
            format!("{email} is on the staff as {}.", words.join(", ")),
            format!("Next: connect-kindness staff link {email}"),
        ]);
    };
    let mut said = Vec::new();
    for role in Role::ALL {
        let (action, word) = match (had.contains(role), roles.contains(role)) {
            (false, true) => (granted(*role), "given"),
            (true, false) => (withdrew(*role), "taken away"),
            _ => continue,
        };
        record(&mut *db, action, id).await?;
        said.push(format!("{email}: {role} {word}"));
    }
    if said.is_empty() {
        said.push(format!("{email} has these roles already; nothing changed."));
    } else {
        staff::queries::end_access(&mut *db, id, OffsetDateTime::now_utc()).await?;
        said.push(format!("Sessions of {email} have ended: connect-kindness staff link {email}"));
    }
    Ok(said)
}

async fn remove(db: &mut PgConnection, email: &str) -> anyhow::Result<Vec<String>> {
    staff::queries::lock(&mut *db).await?;
    let member = staff::queries::find_member(&mut *db, email).await?.filter(|member| member.disabled_at.is_none());
    let member = member.with_context(|| format!("{email} is not on the staff"))?;
    if member.roles.contains(&Role::Owner) {
        ensure_not_last_owner(&mut *db, email).await?;
    }
    staff::queries::disable(&mut *db, member.id, OffsetDateTime::now_utc()).await?;
    record(&mut *db, Action::RemovedStaffMember, member.id).await?;
    Ok(vec![format!("{email} is off the staff; sessions and sign-in links have ended. What they did stays on record.")])
}

/// Without an owner nobody could give roles any more.
async fn ensure_not_last_owner(db: &mut PgConnection, email: &str) -> anyhow::Result<()> {
    let owners = staff::queries::list_with_roles(&mut *db, &[Role::Owner]).await?;
    anyhow::ensure!(owners.len() > 1, "{email} is the last owner: make somebody else owner first");
    Ok(())
}

async fn link(db: &mut PgConnection, email: &str, origin: &str, links_sign_in: bool) -> anyhow::Result<Vec<String>> {
    staff::queries::lock(&mut *db).await?;
    let id = staff::queries::find_by_email(&mut *db, email)
        .await?
        .with_context(|| format!("{email} is not on the staff"))?;
    let token = new_token();
    staff::queries::end_links(&mut *db, id).await?;
    staff::queries::add_link(&mut *db, &token_hash(&token), id, OffsetDateTime::now_utc()).await?;
    record(&mut *db, Action::MadeSignInLink, id).await?;
    Ok(vec![
        if links_sign_in {
            "This address signs in once within 15 minutes:".to_owned()
        } else {
            "This address leads once, within 15 minutes, to where they make their passkey; earlier keys end then:"
                .to_owned()
        },
        format!("{origin}/admin/sign-in?token={token}"),
    ])
}

/// Records what was done on the server, by nobody who is signed in.
async fn record(db: &mut PgConnection, action: Action, staff_member_id: Uuid) -> sqlx::Result<()> {
    audit::queries::append(db, &NewEntry::of(None, action).about(staff_member_id)).await
}
