//! Where PostgreSQL is.

use std::str::FromStr as _;

use clap::Args;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::postgres::PgConnectOptions;

use super::checks::present;

#[derive(Args, Clone, Debug)]
pub(super) struct DatabaseSettings {
    /// Where PostgreSQL is, with user and database: postgres://user@host/database.
    #[arg(long, env, global = true, hide_env_values = true)]
    database_url: Option<SecretString>,
    /// The same database as its owner, for `migrate` alone; without one, the role of DATABASE_URL owns everything.
    #[arg(long, env, global = true, hide_env_values = true)]
    migrate_database_url: Option<SecretString>,
}

impl DatabaseSettings {
    pub(super) fn url(&self) -> Result<SecretString, String> {
        let url = present(self.database_url.as_ref());
        let url = url.ok_or_else(|| fault("DATABASE_URL", "is missing: say where PostgreSQL is"))?;
        checked("DATABASE_URL", url)
    }

    /// The address for the owner, if it is another than that of the site.
    pub(super) fn owner_url(&self) -> Result<Option<SecretString>, String> {
        present(self.migrate_database_url.as_ref()).map(|url| checked("MIGRATE_DATABASE_URL", url)).transpose()
    }
}

fn checked(setting: &str, url: &SecretString) -> Result<SecretString, String> {
    match PgConnectOptions::from_str(url.expose_secret()) {
        Ok(_) if url.expose_secret().contains("://") => Ok(url.clone()),
        _ => Err(fault(setting, "is not the address of a PostgreSQL database")),
    }
}

fn fault(setting: &str, sentence: &str) -> String {
    format!("{setting} {sentence}, such as postgres://user@localhost/connect_kindness")
}
