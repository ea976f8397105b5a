//! `staff`: who may sign in, and the links that let them.

use anyhow::Context as _;
use time::OffsetDateTime;

use super::{StaffCommand, say};
use crate::{
    audit::{self, Action, NewEntry},
    config::Config,
    database,
    seal::{new_token, token_hash},
    staff,
};

/// `staff add` and `staff link`.
pub(crate) async fn run(config: &Config, command: StaffCommand) -> anyhow::Result<()> {
    let db = database::pool(&config.database_url)?;
    let mut tx = db.begin().await.context("the database is away")?;
    let at = OffsetDateTime::now_utc();
    let entry = |action, subject_id| NewEntry {
        staff_member_id: None,
        action,
        subject_id: Some(subject_id),
        address: None,
        at,
    };
    match command {
        StaffCommand::Add { email, roles } => {
            anyhow::ensure!(email.parse::<lettre::Address>().is_ok(), "{email} is not a mail address");
            let id = staff::queries::add(&mut *tx, &email, &roles).await?;
            audit::queries::append(&mut tx, &entry(Action::AddedStaffMember, id)).await?;
            tx.commit().await?;
            say(&format!("{email} is on the staff. Next: connect-kindness staff link {email}"));
        }
        StaffCommand::Link { email } => {
            let id = staff::queries::find_by_email(&mut *tx, &email)
                .await?
                .with_context(|| format!("{email} is not on the staff"))?;
            let token = new_token();
            staff::queries::add_link(&mut *tx, &token_hash(&token), id, at).await?;
            audit::queries::append(&mut tx, &entry(Action::MadeSignInLink, id)).await?;
            tx.commit().await?;
            say("This address signs in once within 15 minutes:");
            say(&format!("{}/admin/sign-in?token={token}", config.web.origin));
        }
    }
    Ok(())
}
