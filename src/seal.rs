//! Keys and what is done with them: personal fields sealed for the database, keyed hashes, random tokens.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// The keys of this installation, from the setting `DATA_KEYS`.
pub struct Keys {
    keys: Vec<Key>,
    /// The fingerprints of the public keys to which volunteers' offers may be sealed, from `VOLUNTEER_KEYS`; any, if there
    /// are none.
    pinned: Vec<String>,
}

struct Key {
    id: String,
    master: [u8; 32],
}

/// Where a sealed value stands. It is bound to the place, so a value moved elsewhere does not open.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row: uuid::Uuid,
}

/// Why a setting or a value was refused. Never holds the value.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The setting does not have the form `id:base64`.
    #[error("DATA_KEYS is not a list of id:base64 with 32 bytes each; make one with `connect-kindness new-key`")]
    BadSetting,
    /// Two entries of the setting have one name, so records sealed with the second would never open.
    #[error("DATA_KEYS names two keys {0}; every key has a name of its own, as `connect-kindness new-key` makes it")]
    SameName(String),
    /// One key stands twice in the setting, under two names.
    #[error("DATA_KEYS holds one key twice, as {0} and as {1}; make another with `connect-kindness new-key`")]
    SameKey(String, String),
    /// No key of the list fits.
    #[error("a sealed value does not open: its key is missing, or the value was moved or changed")]
    DoesNotOpen,
}

impl Keys {
    /// Reads `id:base64[,id:base64…]`: the first key seals, all open. Fails if there is no key, one has not exactly 32 bytes, or
    /// two are twins.
    pub fn parse(setting: &SecretString) -> Result<Self, SealError> {
        let keys: Option<Vec<Key>> = setting.expose_secret().split(',').map(|part| parse_key(part.trim())).collect();
        let keys = keys.filter(|keys| !keys.is_empty()).ok_or(SealError::BadSetting)?;
        for (place, key) in keys.iter().enumerate() {
            for before in &keys[..place] {
                if before.id == key.id {
                    return Err(SealError::SameName(key.id.clone()));
                }
                if before.master == key.master {
                    return Err(SealError::SameKey(before.id.clone(), key.id.clone()));
                }
            }
        }
        Ok(Self { keys, pinned: Vec::new() })
    }

    /// The same, sealing what volunteers send to no public keys but those with these fingerprints.
    pub(crate) fn pinned_to(self, fingerprints: Vec<String>) -> Self {
        Self { pinned: fingerprints, ..self }
    }

    /// Whether the settings name public keys at all.
    pub(crate) fn is_pinned(&self) -> bool {
        !self.pinned.is_empty()
    }

    /// Whether offers may be sealed to the public key with this fingerprint.
    pub(crate) fn admits(&self, fingerprint: &str) -> bool {
        self.pinned.is_empty() || self.pinned.iter().any(|pinned| pinned == fingerprint)
    }

    /// The name of each key with a value that only this key gives, by which it is known again.
    pub(crate) fn check_values(&self) -> impl Iterator<Item = (&str, [u8; 32])> {
        self.keys.iter().map(|key| (key.id.as_str(), key.hash("check value", key.id.as_bytes())))
    }

    /// The name of the key that seals.
    pub(crate) fn first_id(&self) -> &str {
        &self.keys[0].id
    }

    /// The names of the others, which only open.
    pub(crate) fn other_ids(&self) -> impl Iterator<Item = &str> {
        self.keys[1..].iter().map(|key| key.id.as_str())
    }

    /// Seals a text for its place with XChaCha20-Poly1305 and a random nonce: `id length, id, nonce, ciphertext`.
    pub fn seal(&self, place: Place<'_>, text: &str) -> Vec<u8> {
        let key = &self.keys[0];
        let nonce = random::<24>();
        let payload = Payload { msg: text.as_bytes(), aad: &associated(place, &key.id) };
        let sealed = key.cipher().encrypt(&XNonce::from(nonce), payload).expect("a text far below the cipher's limit");
        let id_length = u8::try_from(key.id.len()).expect("ids are checked to be short");
        [&[id_length], key.id.as_bytes(), &nonce, &sealed].concat()
    }

    /// Opens what [`Keys::seal`] made for the same place. Fails if the key is not in the list, or the value belongs elsewhere or was changed.
    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, SealError> {
        self.try_open(place, sealed).ok_or(SealError::DoesNotOpen)
    }

    fn try_open(&self, place: Place<'_>, sealed: &[u8]) -> Option<String> {
        let (id_length, rest) = sealed.split_first()?;
        let (id, rest) = rest.split_at_checked(usize::from(*id_length))?;
        let (nonce, ciphertext) = rest.split_first_chunk::<24>()?;
        let key = self.keys.iter().find(|key| key.id.as_bytes() == id)?;
        let payload = Payload { msg: ciphertext, aad: &associated(place, &key.id) };
        let text = key.cipher().decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(text).ok()
    }

    /// A keyed hash for a purpose, by the first key: limits by address, form tokens, blind indexes.
    pub(crate) fn hash(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        self.keys[0].hash(purpose, value)
    }

    /// The keyed hashes of a value by all keys, to look up what was stored under an earlier first key.
    pub(crate) fn hashes(&self, purpose: &str, value: &[u8]) -> Vec<Vec<u8>> {
        self.keys.iter().map(|key| key.hash(purpose, value).to_vec()).collect()
    }

    /// Whether a keyed hash was made by any of the keys, compared in constant time.
    pub(crate) fn verify(&self, purpose: &str, value: &[u8], hash: &[u8]) -> bool {
        self.keys.iter().any(|key| {
            let mut mac = key.mac(purpose);
            mac.update(value);
            mac.verify_slice(hash).is_ok()
        })
    }
}

impl Key {
    /// One subkey a purpose, so that no value made for one is good for another.
    fn subkey(&self, purpose: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.master).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.subkey("seal").into())
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.subkey(purpose)).expect("HMAC takes keys of any length")
    }

    fn hash(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        let mut mac = self.mac(purpose);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }
}

/// An id that follows from a name, so that the same thing gets the same id wherever it is met first (RFC 9562, 5.8).
pub(crate) fn named_id(kind: &str, name: &str) -> uuid::Uuid {
    let digest = Sha256::new().chain_update(kind).chain_update([0]).chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Uuid::new_v8(bytes)
}

/// Whether a text may be the id of a key.
pub(crate) fn is_key_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn parse_key(part: &str) -> Option<Key> {
    let (id, encoded) = part.split_once(':')?;
    let master: [u8; 32] = STANDARD.decode(encoded).ok()?.try_into().ok()?;
    (is_key_id(id) && master != [0; 32]).then(|| Key { id: id.to_owned(), master })
}

fn associated(place: Place<'_>, key_id: &str) -> Vec<u8> {
    format!("{}/{}/{}/{key_id}", place.table, place.column, place.row).into_bytes()
}

/// A fresh value for `SIGNING_KEY`.
pub(crate) fn new_signing_key_setting() -> String {
    STANDARD.encode(random::<32>())
}

/// Random bytes from the operating system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A secret for links and cookies: 256 random bits in 43 letters that need no escaping.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// What the database holds of a token: its SHA-256, from which the token cannot be found.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A name for a key that no other has: the day, and something random.
pub(crate) fn new_key_id(day: time::Date) -> String {
    format!("k{}-{:02}-{:02}-{}", day.year(), u8::from(day.month()), day.day(), hex(&random::<3>()))
}

/// A fresh value for `DATA_KEYS`.
pub fn new_key_setting(id: &str) -> String {
    format!("{id}:{}", STANDARD.encode(random::<32>()))
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn keys(ids: &[&str]) -> Keys {
        let setting: Vec<String> =
            ids.iter().map(|id| format!("{id}:{}", STANDARD.encode([id.as_bytes()[0]; 32]))).collect();
        Keys::parse(&SecretString::from(setting.join(","))).expect("good keys")
    }

    fn place(row: u128) -> Place<'static> {
        Place { table: "volunteers", column: "name", row: Uuid::from_u128(row) }
    }

    #[test]
    fn a_sealed_value_opens_in_its_place_only() {
        let keys = keys(&["a"]);
        let sealed = keys.seal(place(1), "카나리아7391");
        assert_eq!(keys.open(place(1), &sealed).expect("opens"), "카나리아7391");
        assert!(keys.open(place(2), &sealed).is_err());
        assert!(keys.open(Place { column: "contact", ..place(1) }, &sealed).is_err());
        assert_ne!(sealed, keys.seal(place(1), "카나리아7391"), "the nonce is random");
        for i in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[i] ^= 1;
            assert!(keys.open(place(1), &changed).is_err(), "byte {i} changed");
            assert!(keys.open(place(1), &sealed[..i]).is_err(), "cut at {i}");
        }
    }

    #[test]
    fn old_keys_open_and_the_first_seals() {
        let sealed_by_old = keys(&["a"]).seal(place(1), "text");
        assert_eq!(keys(&["b", "a"]).open(place(1), &sealed_by_old).expect("opens"), "text");
        let sealed_by_new = keys(&["b", "a"]).seal(place(1), "text");
        assert!(keys(&["a"]).open(place(1), &sealed_by_new).is_err());
    }

    #[test]
    fn a_hash_serves_one_purpose() {
        let keys = keys(&["a"]);
        let hash = keys.hash("form", b"x");
        assert!(keys.verify("form", b"x", &hash));
        assert!(!keys.verify("limit", b"x", &hash) && !keys.verify("form", b"y", &hash));
    }

    #[test]
    fn twins_are_refused_and_named() {
        let of = |parts: &[(&str, u8)]| {
            let part = |(id, byte): &(&str, u8)| format!("{id}:{}", STANDARD.encode([*byte; 32]));
            Keys::parse(&SecretString::from(parts.iter().map(part).collect::<Vec<_>>().join(",")))
        };
        assert!(of(&[("a", 1), ("b", 2), ("c", 3)]).is_ok());
        assert!(matches!(of(&[("a", 1), ("b", 2), ("a", 3)]), Err(SealError::SameName(id)) if id == "a"));
        assert!(matches!(of(&[("a", 1), ("a", 1)]), Err(SealError::SameName(id)) if id == "a"));
        let Err(SealError::SameKey(first, second)) = of(&[("a", 1), ("b", 2), ("c", 1)]) else { panic!("twins") };
        assert_eq!((first.as_str(), second.as_str()), ("a", "c"));
    }

    #[test]
    fn new_names_are_good_names_and_differ() {
        let day = time::macros::date!(2026 - 03 - 09);
        let (one, other) = (new_key_id(day), new_key_id(day));
        assert!(is_key_id(&one) && one.starts_with("k2026-03-09-") && one != other, "{one} {other}");
    }

    #[test]
    fn weak_settings_are_refused() {
        for setting in [
            "",
            "a",
            "a:",
            "a:QUJD",
            ":QUJD",
            "a b:AAAA",
            &format!("a:{}", STANDARD.encode([0; 32])),
            &format!("a:{},", STANDARD.encode([1; 32])),
        ] {
            assert!(Keys::parse(&SecretString::from(setting)).is_err(), "{setting:?}");
        }
    }
}
