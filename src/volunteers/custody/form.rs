//! What a browser sends about keys. All of it is made by our script, so whatever does not fit is a bad request.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use uuid::Uuid;

use crate::{error::Error, volunteers::vault::hpke::KEY};

/// The length of a sealed private key: the encapsulated key, PKCS #8 of 48 bytes, the tag.
const SEALED: usize = KEY + 48 + 16;
/// The length of a private key wrapped by a passkey: the nonce, PKCS #8, the tag.
const WRAPPED: usize = 12 + 48 + 16;

/// The fields of a form.
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn one(&self, name: &str) -> Result<&str, Error> {
        self.all(name).next().ok_or(Error::BadRequest)
    }

    /// A key, a salt or a hash.
    pub(super) fn key(&self, name: &str) -> Result<[u8; KEY], Error> {
        decoded(self.one(name)?)?.try_into().map_err(|_| Error::BadRequest)
    }

    pub(super) fn id(&self, name: &str) -> Result<Uuid, Error> {
        Uuid::try_parse(self.one(name)?).map_err(|_| Error::BadRequest)
    }

    /// The id of a passkey, as browsers write it.
    pub(super) fn credential(&self, name: &str) -> Result<Vec<u8>, Error> {
        URL_SAFE_NO_PAD.decode(self.one(name)?).map_err(|_| Error::BadRequest)
    }

    /// A private key that is wrapped by a passkey.
    pub(super) fn wrapped(&self, name: &str) -> Result<Vec<u8>, Error> {
        Some(decoded(self.one(name)?)?).filter(|bytes| bytes.len() == WRAPPED).ok_or(Error::BadRequest)
    }

    /// A private key that is sealed to somebody.
    pub(super) fn sealed(&self, name: &str) -> Result<Vec<u8>, Error> {
        sealed(self.one(name)?)
    }

    /// The same for several, each with an id before it: `id:base64`.
    pub(super) fn sealed_for_each(&self, name: &str) -> Result<Vec<(Uuid, Vec<u8>)>, Error> {
        let one = |value: &str| {
            let (id, text) = value.split_once(':').ok_or(Error::BadRequest)?;
            Ok((Uuid::try_parse(id).map_err(|_| Error::BadRequest)?, sealed(text)?))
        };
        self.all(name).map(one).collect()
    }
}

fn sealed(text: &str) -> Result<Vec<u8>, Error> {
    Some(decoded(text)?).filter(|bytes| bytes.len() == SEALED).ok_or(Error::BadRequest)
}

fn decoded(text: &str) -> Result<Vec<u8>, Error> {
    STANDARD.decode(text).map_err(|_| Error::BadRequest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_script_sends_is_taken() {
        let id = Uuid::from_u128(7);
        let field = |name: &str, value: String| (name.to_owned(), value);
        let fields = Fields(vec![
            field("key", STANDARD.encode([1; KEY])),
            field("short", STANDARD.encode([1; KEY - 1])),
            field("wrap", format!("{id}:{}", STANDARD.encode([1; SEALED]))),
            field("wrapped", STANDARD.encode([1; WRAPPED])),
            field("bad", format!("{id}:{}", STANDARD.encode([1; SEALED + 1]))),
            field("id", id.to_string()),
        ]);
        assert_eq!(fields.key("key").expect("a key"), [1; KEY]);
        assert_eq!(fields.id("id").expect("an id"), id);
        assert_eq!(fields.sealed_for_each("wrap").expect("one"), [(id, vec![1; SEALED])]);
        assert!(fields.sealed_for_each("none").expect("none").is_empty());
        assert!(fields.wrapped("wrapped").is_ok());
        for missing in ["short", "bad", "none", "id"] {
            assert!(
                fields.key(missing).is_err() && fields.sealed(missing).is_err() && fields.wrapped(missing).is_err()
            );
        }
        assert!(fields.sealed_for_each("bad").is_err() && fields.sealed_for_each("id").is_err());
    }
}
