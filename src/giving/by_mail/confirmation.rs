//! A form that waits for the click in the mail, sealed, and the token of its link.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    error::Error,
    form::FormToken,
    giving::form::DonationForm,
    language::Language,
    seal::{Keys, Place, token_hash},
};

/// How long a link is good.
const GOOD_FOR: Duration = Duration::minutes(30);

/// The purpose of the keyed hash from which the link's token is made.
const LINK: &str = "confirmation link";

#[derive(Clone, Debug)]
pub(crate) struct Confirmation {
    pub(crate) id: Uuid,
    /// Names the showing of the form: one showing is one gift, by whichever way it goes on.
    pub(crate) form_nonce: Uuid,
    /// The language in which the form was read.
    pub(crate) language: Language,
    pub(crate) form_sealed: Vec<u8>,
    pub(crate) token_hash: Vec<u8>,
    pub(crate) created_at: OffsetDateTime,
}

impl Confirmation {
    /// The token of the form, with which it goes on.
    pub(crate) fn form_token(&self) -> FormToken {
        FormToken { nonce: self.form_nonce, issued_at: self.created_at }
    }

    /// What was typed.
    ///
    /// # Errors
    /// If the key is missing or the sealed text was changed.
    pub(crate) fn form(&self, keys: &Keys) -> Result<DonationForm, Error> {
        let text = keys.open(place(self.id), &self.form_sealed)?;
        Ok(serde_json::from_str(&text).map_err(anyhow::Error::from)?)
    }

    /// The token of the link. It is stored nowhere, because it follows from the id and a key.
    pub(crate) fn link_token(&self, keys: &Keys) -> Option<String> {
        let tokens = keys.hashes(LINK, self.id.as_bytes()).into_iter().map(|hash| URL_SAFE_NO_PAD.encode(hash));
        tokens.into_iter().find(|token| token_hash(token)[..] == self.token_hash)
    }
}

/// A form that is to be kept.
pub(crate) struct NewConfirmation {
    pub(crate) id: Uuid,
    pub(crate) token_hash: [u8; 32],
    pub(crate) form_nonce: Uuid,
    /// A keyed hash of everything that was typed.
    pub(crate) choice: [u8; 32],
    pub(crate) language: Language,
    pub(crate) form_sealed: Vec<u8>,
    /// When the link ends.
    pub(crate) expires_at: OffsetDateTime,
}

impl NewConfirmation {
    pub(crate) fn seal(
        keys: &Keys,
        language: Language,
        form_nonce: Uuid,
        form: &DonationForm,
        now: OffsetDateTime,
    ) -> Self {
        let (id, typed) = (Uuid::now_v7(), form.typed());
        let token = URL_SAFE_NO_PAD.encode(keys.hash(LINK, id.as_bytes()));
        Self {
            id,
            token_hash: token_hash(&token),
            form_nonce,
            choice: keys.hash("choice", typed.as_bytes()),
            language,
            form_sealed: keys.seal(place(id), &typed),
            expires_at: now + GOOD_FOR,
        }
    }
}

fn place(id: Uuid) -> Place<'static> {
    Place { table: "giving_confirmations", column: "form_sealed", row: id }
}
