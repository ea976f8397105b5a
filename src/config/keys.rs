//! The keys under which personal data is sealed.

use clap::Args;
use secrecy::SecretString;

use super::{checks::present, environment::Environment};
use crate::{seal::Keys, signing::SigningKey};

#[derive(Args, Clone, Debug)]
pub(super) struct KeySettings {
    /// Keys for personal data, id:base64 with 32 bytes each, parted by commas; the first seals, all open.
    #[arg(long, env, global = true, hide_env_values = true)]
    data_keys: Option<SecretString>,
    /// The key that signs the heads of the chains: base64 of 32 bytes, from `connect-kindness new-key --kind signing`.
    #[arg(long, env, global = true, hide_env_values = true)]
    signing_key: Option<SecretString>,
}

impl KeySettings {
    pub(super) fn keys(&self) -> Result<Keys, String> {
        let setting = present(self.data_keys.as_ref()).ok_or("DATA_KEYS is missing: personal data is never stored unsealed; make a key with `connect-kindness new-key` and keep a copy of it offline")?;
        Keys::parse(setting).map_err(|fault| fault.to_string())
    }

    /// The key that signs. Development derives one from the data keys, so that whoever tries the program needs none.
    pub(super) fn signing_key(&self, environment: Environment) -> Result<SigningKey, String> {
        match present(self.signing_key.as_ref()) {
            Some(setting) => SigningKey::parse(setting).map_err(|fault| fault.to_string()),
            None if environment.is_production() => Err("SIGNING_KEY is missing: it signs how the records of staff and money end each day, so that nobody can cut them; make one with `connect-kindness new-key --kind signing`".to_owned()),
            None => Ok(SigningKey::from_seed(self.keys()?.hash("signing key", b"development"))),
        }
    }
}
