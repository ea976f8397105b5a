//! `migrate`: brings the database up to this program.

use anyhow::Context as _;
use time::OffsetDateTime;

use crate::{
    config::Config,
    database,
    donations::mail_index,
    keys::{self, Proof},
    pages,
};

/// Applies what is missing, fills in the start content where there is none, and proves the keys.
pub(super) async fn migrate(config: &Config) -> anyhow::Result<Proof> {
    database::migrate(&config.database_url)
        .await
        .context("the database (DATABASE_URL) could not be brought up to this program")?;
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
