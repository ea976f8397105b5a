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
}

impl DatabaseSettings {
    pub(super) fn url(&self) -> Result<SecretString, String> {
        let fault =
            |sentence: &str| format!("DATABASE_URL {sentence}, such as postgres://user@localhost/connect_kindness");
        let url = present(self.database_url.as_ref()).ok_or_else(|| fault("is missing: say where PostgreSQL is"))?;
        match PgConnectOptions::from_str(url.expose_secret()) {
            Ok(_) if url.expose_secret().contains("://") => Ok(url.clone()),
            _ => Err(fault("is not the address of a PostgreSQL database")),
        }
    }
}
