//! `migrate`: brings the database up to this program.

use anyhow::Context as _;

use crate::{config::Config, database, pages};

/// Applies what is missing, and fills in the start content where there is none.
pub(super) async fn migrate(config: &Config) -> anyhow::Result<()> {
    database::migrate(&config.database_url)
        .await
        .context("the database (DATABASE_URL) could not be brought up to this program")?;
    let db = database::open(&config.database_url).await?;
    pages::start::seed(&db).await.context("the start content could not be put in place")?;
    db.close().await;
    Ok(())
}
