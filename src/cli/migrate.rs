//! `migrate`: brings the database up to this program.

use anyhow::Context as _;

use crate::{config::Config, database, pages};

/// Applies what is missing, and fills in the start content where there is none.
pub(super) async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = database::pool(&config.database_url)?;
    database::migrate(&config.database_url)
        .await
        .context("the database (DATABASE_URL) could not be brought up to this program")?;
    pages::start::seed(&db).await.context("the start content could not be put in place")?;
    db.close().await;
    Ok(())
}
