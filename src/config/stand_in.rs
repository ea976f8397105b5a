//! The Stripe stand-in that development starts beside the site.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

#[derive(Args, Clone, Debug)]
pub(super) struct StandInSettings {
    /// Address and port of the Stripe stand-in in development.
    #[arg(long, env, global = true, default_value = "127.0.0.1:12111")]
    stand_in_bind: SocketAddr,
    /// A file in which the stand-in keeps its books between starts.
    #[arg(long, env, global = true)]
    stand_in_books: Option<PathBuf>,
}

#[derive(Clone, Debug)]
pub(crate) struct StandInConfig {
    /// Address and port to listen on.
    pub(crate) bind: SocketAddr,
    /// The file of its books.
    pub(crate) books: Option<PathBuf>,
    /// The secret with which it signs.
    pub(crate) webhook_secret: String,
}

impl StandInSettings {
    pub(super) fn config(&self) -> StandInConfig {
        StandInConfig {
            bind: self.stand_in_bind,
            books: self.stand_in_books.clone(),
            webhook_secret: format!("whsec_{}", crate::seal::new_token()),
        }
    }
}
