//! Where the site runs.

use clap::ValueEnum;

/// Which rules hold: the real site refuses everything that is only good for trying out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Environment {
    /// A machine for trying out.
    Development,
    /// The real site.
    Production,
}

impl Environment {
    pub(crate) fn is_production(self) -> bool {
        self == Self::Production
    }
}
