//! What the mail says that asks whether an address is that of the person. Nothing that anybody wrote stands in it.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::queries;
use crate::{
    error::Error,
    language::Language,
    mail::{self, Mail, Sender},
    seal::{Keys, Place},
    state::AppState,
};

/// What it takes to write the mail. It is kept sealed until the mail has left.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Letter {
    pub(crate) address: String,
    /// The code as it is shown.
    pub(crate) code: String,
    /// The token of the link.
    pub(crate) token: String,
    pub(crate) language: String,
    /// Without the name of the organisation and of the matter.
    pub(crate) discreet: bool,
}

impl Letter {
    pub(crate) fn seal(&self, keys: &Keys, confirmation_id: Uuid) -> Result<Vec<u8>, Error> {
        let text = serde_json::to_string(self).map_err(anyhow::Error::from)?;
        Ok(keys.seal(place(confirmation_id), &text))
    }

    fn open(keys: &Keys, confirmation_id: Uuid, sealed: &[u8]) -> Result<Self, Error> {
        let text = keys.open(place(confirmation_id), sealed).map_err(anyhow::Error::from)?;
        Ok(serde_json::from_str(&text).map_err(|_| anyhow::anyhow!("a sealed letter cannot be read"))?)
    }
}

fn place(row: Uuid) -> Place<'static> {
    Place { table: "confirmations", column: "letter_sealed", row }
}

/// A mail, and how its sender is named.
pub(crate) struct Written {
    pub(crate) mail: Mail,
    pub(crate) sender: Sender,
}

/// Writes the mail; none if it left before or is not wanted any more. What it says is cleared in the same transaction.
pub(crate) async fn write(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    confirmation_id: Uuid,
) -> Result<Option<Written>, Error> {
    let Some(sealed) = queries::take_letter(&mut *db, confirmation_id).await? else { return Ok(None) };
    let letter = Letter::open(&state.config.keys, confirmation_id, &sealed)?;
    let language = Language::from_tag(&letter.language).unwrap_or(Language::English);
    let link = format!("{}{}", state.origin, language.path(&format!("/volunteer/confirm/{}", letter.token)));
    let mine = format!("{}{}", state.origin, language.path("/volunteer/mine"));
    let site = state.site();
    let values = [("link", &*link), ("mine", &*mine), ("code", &letter.code), ("organisation", site.name(language))];
    let kind = if letter.discreet { "discreet" } else { "open" };
    let mail = Mail {
        id: mail_id,
        to: mail::receiver(&letter.address)?,
        subject: language.message(&format!("mail-volunteer-subject-{kind}")),
        body: language.message_with(&format!("mail-volunteer-body-{kind}"), &values),
    };
    let sender = if letter.discreet { Sender::Unnamed } else { Sender::Named };
    Ok(Some(Written { mail, sender }))
}
