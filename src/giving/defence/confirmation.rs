//! The way by mail, for donors whose browser runs no scripts while the form guards itself: what they typed waits, sealed,
//! for a click in a mail. Nobody can use it to fill somebody else's mailbox.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    form::FormToken,
    giving::{
        defence::queries::{self, NewConfirmation},
        form::DonationForm,
    },
    language::Language,
    limits::{self, Limit, Whom, Window},
    outbox::{self, MailKind},
    seal::{Keys, Place, token_hash},
    state::AppState,
};

/// How long a link is good.
pub(crate) const GOOD_FOR: Duration = Duration::minutes(30);
/// How many such mails one mailbox gets in a day, whoever asks.
const MAILS_TO_ONE: i32 = 3;
/// How many such mails leave in ten minutes, and in a day.
const MAILS_AT_ONCE: i32 = 60;
const MAILS_A_DAY: i32 = 1000;

/// A form that waits for the click in the mail.
#[derive(Clone, Debug)]
pub(crate) struct Confirmation {
    pub(crate) id: Uuid,
    /// The showing of the form: one showing is one gift, by whichever way it goes on.
    pub(crate) form_nonce: Uuid,
    /// The language in which it was read.
    pub(crate) language: String,
    pub(crate) form_sealed: Vec<u8>,
    /// The hash of the link's token.
    pub(crate) token_hash: Vec<u8>,
    pub(crate) created_at: OffsetDateTime,
}

impl Confirmation {
    /// The language in which the form was read.
    pub(crate) fn language(&self) -> Language {
        Language::from_tag(&self.language).unwrap_or(Language::English)
    }

    /// The showing of the form, which goes on.
    pub(crate) fn showing(&self) -> FormToken {
        FormToken { nonce: self.form_nonce, issued_at: self.created_at }
    }

    /// What was typed.
    ///
    /// # Errors
    /// When the key is missing, or the value was changed.
    pub(crate) fn form(&self, keys: &Keys) -> Result<DonationForm, Error> {
        let text = keys.open(place(self.id), &self.form_sealed)?;
        Ok(serde_json::from_str(&text).map_err(anyhow::Error::from)?)
    }

    /// The token of its link, which is written down nowhere: it follows from the id and a key.
    pub(crate) fn token(&self, keys: &Keys) -> Option<String> {
        let tokens = keys.hashes(LINK, self.id.as_bytes()).into_iter().map(|hash| URL_SAFE_NO_PAD.encode(hash));
        tokens.into_iter().find(|token| token_hash(token)[..] == self.token_hash)
    }
}

/// The purpose of the keyed hash that is the link's token.
const LINK: &str = "confirmation link";

/// Where the sealed form stands.
fn place(id: Uuid) -> Place<'static> {
    Place { table: "giving_confirmations", column: "form_sealed", row: id }
}

/// Keeps a form and mails the link, once for each showing and choice. Says `false` if the site sends no more such mails
/// for now. Whether this one mailbox has had enough is not told: that would tell who gives.
///
/// # Errors
/// When the database is away.
pub(crate) async fn ask(
    state: &AppState,
    language: Language,
    nonce: Uuid,
    form: &DonationForm,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    let (id, keys, typed) = (Uuid::now_v7(), &state.config.keys, form.typed());
    let token = URL_SAFE_NO_PAD.encode(keys.hash(LINK, id.as_bytes()));
    let new = NewConfirmation {
        id,
        token_hash: &token_hash(&token),
        form_nonce: nonce,
        choice: &keys.hash("choice", typed.as_bytes()),
        language,
        form_sealed: &keys.seal(place(id), &typed),
        expires_at: now + GOOD_FOR,
    };
    if within(queries::has_confirmation(&state.db, nonce, new.choice)).await? {
        return Ok(true);
    }
    let limit = |whom, count| Limit { purpose: "confirmation mail", whom, count };
    let (db, one) = (&state.db, limit(Whom::Mail(&form.mail), MAILS_TO_ONE));
    if !limits::allow_in(Window::Day, db, keys, one, now).await? {
        return Ok(true);
    }
    let at_once = limits::allow(db, keys, limit(Whom::Everybody, MAILS_AT_ONCE), now).await?;
    let a_day = limits::allow_in(Window::Day, db, keys, limit(Whom::Everybody, MAILS_A_DAY), now).await?;
    if !at_once || !a_day {
        return Ok(false);
    }
    // Only now: whoever counts inside of a transaction takes a second connection while holding the first.
    let mut tx = within(state.db.begin()).await?;
    if !within(queries::add_confirmation(&mut tx, &new, now)).await? {
        return Ok(true);
    }
    within(outbox::post(state, &mut tx, MailKind::ConfirmGift, id)).await?;
    within(queries::note(&mut *tx, queries::MAILED, now)).await?;
    within(tx.commit()).await?;
    Ok(true)
}
