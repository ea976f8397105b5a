//! A record that only a coordinator's browser opens, as it stands in a page: all that it takes but for the private key. The
//! script `static/custody.js` reads it.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::volunteers::vault::Sealed;

/// For the template `volunteers/staff/locked.html`.
pub(crate) struct Locked {
    pub(crate) epoch: String,
    pub(crate) key_id: String,
    pub(crate) key: String,
    pub(crate) associated: String,
    pub(crate) text: String,
    /// `offer` or `note`.
    pub(crate) kind: &'static str,
}

impl Locked {
    pub(crate) fn offer(sealed: &Sealed) -> Self {
        Self::new(sealed, "offer")
    }

    pub(crate) fn note(sealed: &Sealed) -> Self {
        Self::new(sealed, "note")
    }

    fn new(sealed: &Sealed, kind: &'static str) -> Self {
        Self {
            epoch: sealed.epoch_id.to_string(),
            key_id: sealed.person.id.to_string(),
            key: STANDARD.encode(sealed.person.key),
            associated: STANDARD.encode(&sealed.associated),
            text: STANDARD.encode(&sealed.sealed),
            kind,
        }
    }
}
