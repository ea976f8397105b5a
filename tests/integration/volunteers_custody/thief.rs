//! Somebody who has taken the server: the database, the settings, and all the time in the world.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use hpke::{Deserializable as _, Kem, Serializable as _, kem::X25519HkdfSha256};
use sha2::Sha256;
use uuid::Uuid;

use crate::harness::TestSite;

/// Longer values are offers and notes themselves.
const LONGEST: usize = 400;

/// Whether anything that is stored, or that the settings open, is the private key of an epoch.
pub(crate) async fn finds_a_private_key(site: &TestSite) -> bool {
    let publics: Vec<Vec<u8>> = sqlx::query_scalar("select public_key from epochs").fetch_all(&site.db).await.unwrap();
    let own: Vec<Vec<u8>> =
        sqlx::query_scalar("select public_key from coordinator_keys union all select public_key from recoveries")
            .fetch_all(&site.db)
            .await
            .unwrap();
    assert!(!publics.is_empty());
    let is_one = |secret: &[u8]| {
        let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(secret).unwrap();
        let public = X25519HkdfSha256::sk_to_pk(&private).to_bytes();
        publics.iter().chain(&own).any(|known| known[..] == public[..])
    };
    candidates(site).await.iter().any(|secret| is_one(secret))
}

/// Every 32 bytes in a row of everything short, also of what the keys of the settings open.
async fn candidates(site: &TestSite) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    let mut add = |bytes: &[u8]| found.extend(bytes.windows(32).map(<[u8]>::to_vec));
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns
         where table_schema = current_schema() and data_type = 'bytea'",
    )
    .fetch_all(&site.db)
    .await
    .unwrap();
    let master = master(site);
    for (table, column) in columns {
        let has_id = "select exists (select from information_schema.columns
                      where table_schema = current_schema() and table_name = $1 and column_name = 'id' and data_type = 'uuid')";
        let has_id: bool = sqlx::query_scalar(has_id).bind(&table).fetch_one(&site.db).await.unwrap();
        let id = if has_id { "id" } else { "null::uuid" };
        let sql =
            format!(r#"select {id}, "{column}" from "{table}" where length("{column}") between 32 and {LONGEST}"#);
        let rows: Vec<(Option<Uuid>, Vec<u8>)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&site.db).await.unwrap();
        for (row, value) in rows {
            add(&value);
            let place = format!("{table}/{column}/{}/test", row.unwrap_or_default());
            if let Some(text) = opened(&master, &place, &value) {
                add(&text);
                add(&STANDARD.decode(&text).unwrap_or_default());
            }
        }
    }
    for (_, value) in site.environment() {
        for part in value.split([':', ',', '/', '@', '=']) {
            add(part.as_bytes());
            add(&STANDARD.decode(part).unwrap_or_default());
        }
    }
    add(&master);
    found
}

fn master(site: &TestSite) -> Vec<u8> {
    let keys = site.environment().into_iter().find(|(name, _)| *name == "DATA_KEYS").unwrap().1;
    STANDARD.decode(keys.split_once(':').unwrap().1).unwrap()
}

/// What stands in a value that the program sealed: its key's id, the nonce, the text.
fn opened(master: &[u8], place: &str, value: &[u8]) -> Option<Vec<u8>> {
    let rest = value.strip_prefix(b"\x04test")?;
    let (nonce, sealed) = rest.split_first_chunk::<24>()?;
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(master).unwrap();
    mac.update(b"seal");
    let key: [u8; 32] = mac.finalize().into_bytes().into();
    let payload = Payload { msg: sealed, aad: place.as_bytes() };
    XChaCha20Poly1305::new(&key.into()).decrypt(&XNonce::from(*nonce), payload).ok()
}
