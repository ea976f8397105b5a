//! Secrets that the program draws once and keeps sealed: for keyed hashes that must stay the same when the keys of the settings
//! change.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::PgConnection;
use uuid::Uuid;

use super::queries;
use crate::{
    error::Error,
    seal::{self, Keys, Place},
};

/// One secret, for one purpose.
pub(crate) struct Secret([u8; 32]);

/// All secrets.
pub(crate) struct Secrets {
    /// Proves that the public key of an epoch is ours.
    pub(crate) epochs: Secret,
    /// Hashes contacts, to find people who sent the same one.
    pub(crate) contacts: Secret,
    /// Hashes the codes by which people come back to what they sent, and the links that confirm an address.
    pub(crate) codes: Secret,
}

const NAMES: [&str; 3] = ["epochs", "contacts", "codes"];

impl Secret {
    pub(crate) fn hash(&self, value: &[u8]) -> [u8; 32] {
        self.mac(value).finalize().into_bytes().into()
    }

    /// Whether a hash was made of this value, compared in constant time.
    pub(crate) fn is_hash(&self, value: &[u8], hash: &[u8]) -> bool {
        self.mac(value).verify_slice(hash).is_ok()
    }

    fn mac(&self, value: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(value);
        mac
    }
}

impl Secrets {
    /// Reads the secrets, and draws those that are missing. Of two instances that do so at once, the first decides for both.
    pub(crate) async fn read(db: &mut PgConnection, keys: &Keys) -> Result<Self, Error> {
        let mut rows = queries::secrets(&mut *db).await?;
        if rows.len() < NAMES.len() {
            for name in NAMES {
                let id = Uuid::now_v7();
                let sealed = keys.seal(place(id), &STANDARD.encode(seal::random::<32>()));
                queries::add_secret(&mut *db, id, name, &sealed).await?;
            }
            rows = queries::secrets(&mut *db).await?;
        }
        let one = |name: &str| {
            let row = rows
                .iter()
                .find(|row| row.name == name)
                .ok_or_else(|| anyhow::anyhow!("the secret {name} is missing"))?;
            let text = keys.open(place(row.id), &row.value_sealed).map_err(anyhow::Error::from)?;
            let value = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
            Ok::<_, Error>(Secret(value.ok_or_else(|| anyhow::anyhow!("the secret {name} is none"))?))
        };
        Ok(Self { epochs: one("epochs")?, contacts: one("contacts")?, codes: one("codes")? })
    }
}

fn place(row: Uuid) -> Place<'static> {
    Place { table: "secrets", column: "value_sealed", row }
}
