//! What the site keeps on this machine's disk.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone, Debug)]
pub(super) struct StateSettings {
    /// A folder for a copy of the public pages, from which the site starts while the database is away. Without one, it
    /// starts only with the database.
    #[arg(long, env, global = true)]
    state_dir: Option<PathBuf>,
}

impl StateSettings {
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.state_dir.clone().filter(|folder| !folder.as_os_str().is_empty())
    }
}
