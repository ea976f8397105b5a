//! `migrate`: brings the database up to this program.

use anyhow::Context as _;
use time::OffsetDateTime;

use crate::{
    config::Config,
    database,
    donations::mail_index,
    keys::{self, Proof},
    pages, rights,
};

/// Applies what is missing as the owner, gives the role of the site its rights, fills in the start content where there is
/// none, and proves the keys.
pub(super) async fn migrate(config: &Config) -> anyhow::Result<Proof> {
    let owner = config.owner_url.as_ref().unwrap_or(&config.database_url);
    let setting = if config.owner_url.is_some() { "MIGRATE_DATABASE_URL" } else { "DATABASE_URL" };
    database::migrate(owner)
        .await
        .with_context(|| format!("the database ({setting}) could not be brought up to this program"))?;
    if let Some(owner) = &config.owner_url {
        rights::grant(owner, &config.database_url).await.context("the role of the site could not be prepared")?;
    }
    fill(config).await
}

/// The same at a start, as the role of the site: where it owns the tables, it brings them up; where it does not, that was
/// the owner's work.
pub(super) async fn prepare(config: &Config) -> anyhow::Result<Proof> {
    let db = database::open(&config.database_url).await.context("the database (DATABASE_URL)")?;
    if rights::may_migrate(&db).await? {
        database::migrate(&config.database_url)
            .await
            .context("the database (DATABASE_URL) could not be brought up to this program")?;
    }
    let is_migrated = match database::is_migrated(&db).await {
        // No list of migrations, or none that this role may read.
        Err(error) if error.as_database_error().is_some() => false,
        other => other?,
    };
    anyhow::ensure!(is_migrated, "the database is older than this program; run `connect-kindness migrate` first");
    if config.environment.is_production() {
        if let Some(fault) = rights::fault(&db).await? {
            anyhow::bail!(fault);
        }
        if config.owner_url.is_some() {
            tracing::warn!("MIGRATE_DATABASE_URL is for `migrate` alone; leave it out of the settings of the site");
        }
    }
    db.close().await;
    fill(config).await
}

/// What stands in the tables from the beginning, and what an older program kept otherwise.
async fn fill(config: &Config) -> anyhow::Result<Proof> {
    let db = database::open(&config.database_url).await?;
    pages::start::seed(&db).await.context("the start content could not be put in place")?;
    let proof = keys::prove(&db, &config.keys).await?;
    let changed = mail_index::bring_over(&db, &config.keys, OffsetDateTime::now_utc()).await;
    let changed = changed.context("the mail addresses of gifts could not be hashed anew")?;
    if changed > 0 {
        tracing::info!(changed, "mail addresses of gifts are found by one spelling now");
    }
    db.close().await;
    Ok(proof)
}
