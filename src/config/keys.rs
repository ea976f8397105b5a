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
    /// Fingerprints of the public keys to which volunteers' offers may be sealed, parted by commas; the room about custody shows
    /// them. Without it, any that the program or its coordinators put there.
    #[arg(long, env, global = true)]
    volunteer_keys: Option<String>,
    /// The key that signs the heads of the chains: base64 of 32 bytes, from `connect-kindness new-key --kind signing`.
    #[arg(long, env, global = true, hide_env_values = true)]
    signing_key: Option<SecretString>,
}

impl KeySettings {
    pub(super) fn keys(&self) -> Result<Keys, String> {
        let setting = present(self.data_keys.as_ref()).ok_or("DATA_KEYS is missing: personal data is never stored unsealed; make a key with `connect-kindness new-key` and keep a copy of it offline")?;
        let keys = Keys::parse(setting).map_err(|fault| fault.to_string())?;
        Ok(keys.pinned_to(self.fingerprints()?))
    }

    /// The public keys to which offers may be sealed.
    fn fingerprints(&self) -> Result<Vec<String>, String> {
        let typed = self.volunteer_keys.as_deref().unwrap_or_default();
        let parts: Vec<String> = typed.split(',').map(|part| part.trim().to_ascii_lowercase()).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.iter().all(|part| is_fingerprint(part)) {
            Ok(parts)
        } else {
            Err("VOLUNTEER_KEYS is not a list of fingerprints, parted by commas, as the room about custody shows them"
                .to_owned())
        }
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

fn is_fingerprint(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == 8
        && groups.iter().all(|group| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_keys_are_named_by_their_fingerprints() {
        let read = |typed: &str| {
            let volunteer_keys = Some(typed.to_owned());
            KeySettings { data_keys: None, volunteer_keys, signing_key: None }.fingerprints()
        };
        let (one, other) = ("0123-4567-89ab-cdef-0123-4567-89ab-cdef", "ffff-4567-89ab-cdef-0123-4567-89ab-cdef");
        assert_eq!(read(&format!(" {} ,{one},", other.to_uppercase())), Ok(vec![other.to_owned(), one.to_owned()]));
        assert_eq!(read(""), Ok(Vec::new()));
        for bad in ["yes", &one[5..], &one.replace('a', "x"), &format!("{one} {other}"), &one.replace('-', "")] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
