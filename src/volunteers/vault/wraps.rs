//! The private key of an epoch, sealed to the public key of somebody who may hold it: HPKE (RFC 9180) in its plain mode.
//! Browsers make and open the same (`static/custody.js`).

use hpke::{
    Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _, aead::AesGcm256, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal,
};

use super::hpke::KEY;

/// What is sealed is for this program and this use alone.
const INFO: &[u8] = b"connect-kindness custody 1";

/// What stands before a private key of X25519 in PKCS #8 (RFC 8410), as browsers import it.
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];

/// The public key that belongs to a private one.
#[cfg(test)]
pub(crate) fn public_of(private: &[u8; KEY]) -> anyhow::Result<[u8; KEY]> {
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).map_err(broken)?;
    Ok(X25519HkdfSha256::sk_to_pk(&private).to_bytes().into())
}

/// Seals the private key of an epoch, bound to the public one: the encapsulated key, then the ciphertext.
pub(crate) fn seal(to: &[u8; KEY], private: &[u8; KEY], public: &[u8; KEY]) -> anyhow::Result<Vec<u8>> {
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to).map_err(broken)?;
    let text = [&PKCS8[..], private].concat();
    let (encapsulated, sealed) =
        single_shot_seal::<AesGcm256, HkdfSha256, X25519HkdfSha256>(&OpModeS::Base, &to, INFO, &text, public)
            .map_err(broken)?;
    Ok([encapsulated.to_bytes().as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made for the owner of a private key.
pub(crate) fn open(own: &[u8; KEY], public: &[u8; KEY], sealed: &[u8]) -> anyhow::Result<[u8; KEY]> {
    let own = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(own).map_err(broken)?;
    let (encapsulated, sealed) =
        sealed.split_at_checked(KEY).ok_or_else(|| anyhow::anyhow!("a wrapped key is cut off"))?;
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).map_err(broken)?;
    let text = single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &own,
        &encapsulated,
        INFO,
        sealed,
        public,
    )
    .map_err(broken)?;
    let private = text.strip_prefix(&PKCS8[..]).and_then(|private| private.try_into().ok());
    private.ok_or_else(|| anyhow::anyhow!("a wrapped key is none"))
}

fn broken(_: hpke::HpkeError) -> anyhow::Error {
    anyhow::anyhow!("a wrapped key does not open: it is for somebody else, or was changed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::volunteers::vault::hpke::new_pair;

    #[test]
    fn a_wrapped_key_opens_for_its_owner_and_its_epoch() {
        let ((own, mine), (private, public)) = (new_pair(), new_pair());
        assert_eq!(public_of(&private).expect("a key"), public);
        let sealed = seal(&mine, &private, &public).expect("seals");
        assert_eq!(open(&own, &public, &sealed).expect("opens"), private);
        assert!(open(&new_pair().0, &public, &sealed).is_err());
        assert!(open(&own, &mine, &sealed).is_err());
        assert!(open(&own, &public, &sealed[..40]).is_err());
    }
}
