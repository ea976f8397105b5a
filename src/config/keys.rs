//! The keys under which personal data is sealed.

use clap::Args;
use secrecy::SecretString;

use super::checks::present;
use crate::seal::Keys;

#[derive(Args, Clone, Debug)]
pub(super) struct KeySettings {
    /// Keys for personal data, id:base64 with 32 bytes each, parted by commas; the first seals, all open.
    #[arg(long, env, global = true, hide_env_values = true)]
    data_keys: Option<SecretString>,
}

impl KeySettings {
    pub(super) fn keys(&self) -> Result<Keys, String> {
        let setting = present(self.data_keys.as_ref()).ok_or("DATA_KEYS is missing: personal data is never stored unsealed; make a key with `connect-kindness new-key` and keep a copy of it offline")?;
        Keys::parse(setting).map_err(|fault| fault.to_string())
    }
}
