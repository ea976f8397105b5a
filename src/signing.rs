//! Signatures (Ed25519) of what leaves the machine, so that whoever holds it can tell that it came from here.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::seal::hex;

/// What signs, from the setting `SIGNING_KEY`.
pub(crate) struct SigningKey(Ed25519KeyPair);

/// What tells whether a signature is good. Everybody may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PublicKey([u8; 32]);

/// A key that is none. Never holds the value.
#[derive(Debug, thiserror::Error)]
#[error("SIGNING_KEY is not base64 of 32 bytes; make one with `connect-kindness new-key --kind signing`")]
pub(crate) struct BadSigningKey;

impl SigningKey {
    /// Reads the base64 of a seed.
    pub(crate) fn parse(setting: &SecretString) -> Result<Self, BadSigningKey> {
        let seed = STANDARD.decode(setting.expose_secret().trim()).map_err(|_| BadSigningKey)?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| BadSigningKey)?;
        if seed == [0; 32] { Err(BadSigningKey) } else { Ok(Self::from_seed(seed)) }
    }

    /// The key of a seed.
    pub(crate) fn from_seed(seed: [u8; 32]) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(&seed).expect("every 32 bytes are a seed"))
    }

    /// Signs a text.
    pub(crate) fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.0.sign(text.as_bytes()))
    }

    /// What tells its signatures.
    pub(crate) fn public(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(bytes)
    }
}

impl PublicKey {
    /// Reads the base64 that [`PublicKey::text`] writes.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(Self(STANDARD.decode(text).ok()?.try_into().ok()?))
    }

    pub(crate) fn text(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// By which people compare two keys.
    pub(crate) fn fingerprint(&self) -> String {
        let digest = hex(&Sha256::digest(self.0)[..16]);
        digest.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// Whether a signature of a text was made by this key.
    pub(crate) fn verifies(&self, text: &str, signature: &str) -> bool {
        let Ok(signature) = STANDARD.decode(signature) else { return false };
        UnparsedPublicKey::new(&ED25519, self.0).verify(text.as_bytes(), &signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_itself_signs() {
        let (key, other) = (SigningKey::from_seed([7; 32]), SigningKey::from_seed([8; 32]));
        let signature = key.sign("head");
        assert!(key.public().verifies("head", &signature));
        assert!(!key.public().verifies("Head", &signature) && !other.public().verifies("head", &signature));
        assert!(!key.public().verifies("head", &signature[1..]));
        assert_eq!(PublicKey::parse(&key.public().text()), Some(key.public()));
        assert_ne!(key.public().fingerprint(), other.public().fingerprint());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "AAAA", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", &STANDARD.encode([0; 32])] {
            assert!(SigningKey::parse(&SecretString::from(text)).is_err(), "{text}");
        }
    }
}
