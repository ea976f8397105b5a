//! The two roles of the database. The owner brings the schema up; the site serves as a role that reads and writes rows and
//! can do nothing else, above all not unwrite what is append-only.

mod queries;

use anyhow::Context as _;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::PgPool;

use crate::database;

/// Makes the role of the site if it is missing, and gives it what it needs, as the owner. What it has beyond that is taken
/// away as far as it was given to this role itself; [`excess`] names the rest.
///
/// # Errors
/// If the owner may not make roles, or the role cannot connect afterwards.
pub async fn grant(owner: &SecretString, site: &SecretString) -> anyhow::Result<()> {
    let site_options = database::options(site)?;
    let role = site_options.get_username().to_owned();
    if database::options(owner)?.get_username() == role {
        return Ok(());
    }
    let db = database::open(owner).await?;
    let mut tx = database::begin(&db).await?;
    queries::lock(&mut tx).await?;
    let password = password(site);
    if !queries::is_there(&mut tx, &role).await? {
        let made = queries::make_role(&mut tx, &role, password.as_deref()).await;
        made.with_context(|| format!("the role {role} of DATABASE_URL is missing and cannot be made by the role of MIGRATE_DATABASE_URL; make it as a superuser: create role \"{role}\" login password '…'"))?;
    }
    queries::give(&mut tx, &role).await.with_context(|| format!("the rights of the role {role}"))?;
    tx.commit().await?;
    // The password of a role that is there is left alone, unless it does not fit.
    if let Err(error) = database::reach(site).await {
        let is_refused = error.downcast_ref::<sqlx::Error>().and_then(|error| error.as_database_error()?.code());
        let Some(password) = password.filter(|_| is_refused.as_deref() == Some(WRONG_PASSWORD)) else {
            return Err(error.context("the role of DATABASE_URL"));
        };
        queries::set_password(&db, &role, &password)
            .await
            .with_context(|| format!("the password of the role {role} is another than in DATABASE_URL"))?;
        database::reach(site).await.context("the role of DATABASE_URL")?;
    }
    db.close().await;
    Ok(())
}

/// PostgreSQL's code for a password that does not fit (appendix A of its manual).
const WRONG_PASSWORD: &str = "28P01";

/// The password of an address, as it was typed there.
fn password(url: &SecretString) -> Option<String> {
    let url = url::Url::parse(url.expose_secret()).ok()?;
    let password = percent_encoding::percent_decode_str(url.password()?).decode_utf8().ok()?;
    Some(password.into_owned())
}

/// Whether the role may bring the schema up by itself, as one does that owns everything.
pub(crate) async fn may_migrate(db: &PgPool) -> sqlx::Result<bool> {
    queries::may_create(db).await
}

/// What the role may do beyond what a site needs, each as the end of a sentence that begins with the role.
pub(crate) async fn excess(db: &PgPool) -> sqlx::Result<Vec<String>> {
    queries::excess(db).await
}

/// Excess in one sentence; none if there is none.
pub(crate) async fn fault(db: &PgPool) -> sqlx::Result<Option<String>> {
    let excess = excess(db).await?;
    let shown = excess.iter().take(4).cloned().collect::<Vec<_>>().join(", ");
    let more = excess.len().saturating_sub(4);
    let rest = if more == 0 { String::new() } else { format!(", and {more} things more") };
    Ok((!excess.is_empty()).then(|| {
        format!("the role of DATABASE_URL {shown}{rest}; give the site a role of its own: name it in DATABASE_URL, the owner in MIGRATE_DATABASE_URL, and run `connect-kindness migrate`")
    }))
}
