//! Sealing to a public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM, in the mode with a pre-shared key. Its
//! results open in a browser's WebCrypto, without a library. The pre-shared key is the key of one person: whoever destroys
//! it makes every copy of what was sealed about them unreadable, whoever holds the private key.

use hpke::{
    Deserializable as _, Kem as _, OpModeR, OpModeS, PskBundle, Serializable as _, aead::AesGcm256, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal,
};
use sha2::{Digest as _, Sha256};

use crate::seal::hex;

/// What is sealed is for this program and this use alone.
const INFO: &[u8] = b"connect-kindness volunteers 1";

/// The length of a key.
pub(crate) const KEY: usize = 32;

/// The key of one person.
pub(crate) struct PersonKey {
    pub(crate) id: uuid::Uuid,
    pub(crate) key: [u8; KEY],
}

/// A key pair: the private key, then the public one.
pub(crate) fn new_pair() -> ([u8; KEY], [u8; KEY]) {
    let (private, public) = X25519HkdfSha256::gen_keypair();
    (private.to_bytes().into(), public.to_bytes().into())
}

/// By what people compare public keys: the beginning of a hash, in groups of four.
pub(crate) fn fingerprint(public: &[u8; KEY]) -> String {
    let digest = hex(&Sha256::digest(public)[..16]);
    digest.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join("-")
}

/// Seals a text: the encapsulated key, then the ciphertext.
pub(crate) fn seal(public: &[u8; KEY], person: &PersonKey, associated: &[u8], text: &[u8]) -> anyhow::Result<Vec<u8>> {
    let id = person.id.to_string();
    let psk = PskBundle::new(&person.key, id.as_bytes()).map_err(broken)?;
    let public = <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(public).map_err(broken)?;
    let (encapsulated, sealed) = single_shot_seal::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Psk(psk),
        &public,
        INFO,
        text,
        associated,
    )
    .map_err(broken)?;
    Ok([encapsulated.to_bytes().as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made with the same person and the same associated data.
pub(crate) fn open(
    private: &[u8; KEY],
    person: &PersonKey,
    associated: &[u8],
    sealed: &[u8],
) -> anyhow::Result<Vec<u8>> {
    let id = person.id.to_string();
    let psk = PskBundle::new(&person.key, id.as_bytes()).map_err(broken)?;
    let private = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(private).map_err(broken)?;
    let (encapsulated, sealed) =
        sealed.split_at_checked(KEY).ok_or_else(|| anyhow::anyhow!("a sealed value is cut off"))?;
    let encapsulated = <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(broken)?;
    single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Psk(psk),
        &private,
        &encapsulated,
        INFO,
        sealed,
        associated,
    )
    .map_err(broken)
}

/// The library's errors tell nothing that could be put right.
fn broken(_: hpke::HpkeError) -> anyhow::Error {
    anyhow::anyhow!("a sealed value does not open: its keys are others, or it was moved or changed")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_sealed_opens_with_all_its_keys_in_its_place_only() {
        let (private, public) = new_pair();
        let person = || PersonKey { id: Uuid::from_u128(1), key: [7; KEY] };
        let sealed = seal(&public, &person(), b"place", "카나리아7391".as_bytes()).expect("seals");
        assert_eq!(open(&private, &person(), b"place", &sealed).expect("opens"), "카나리아7391".as_bytes());
        assert!(open(&private, &person(), b"elsewhere", &sealed).is_err());
        assert!(open(&new_pair().0, &person(), b"place", &sealed).is_err());
        assert!(open(&private, &PersonKey { key: [8; KEY], ..person() }, b"place", &sealed).is_err());
        assert!(open(&private, &PersonKey { id: Uuid::from_u128(2), ..person() }, b"place", &sealed).is_err());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(open(&private, &person(), b"place", &changed).is_err(), "byte {place}");
            assert!(open(&private, &person(), b"place", &sealed[..place]).is_err(), "cut at {place}");
        }
        assert_ne!(sealed, seal(&public, &person(), b"place", "카나리아7391".as_bytes()).expect("seals"));
    }

    #[test]
    fn fingerprints_are_compared_by_people() {
        let fingerprint = fingerprint(&[1; KEY]);
        assert_eq!((fingerprint.len(), fingerprint.split('-').count()), (39, 8), "{fingerprint}");
    }
}
