//! The job that answers a request for the link. A mail goes only to those who gave.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    database,
    donations::mail_index::mail_indexes,
    error::Error,
    job::{self, Job},
    mailbox,
    manage::queries::{self, LinkRequest},
    outbox::{self, MailKind},
    state::AppState,
};

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct AnswerRequest {
    pub(crate) request_id: Uuid,
    /// Whether its toll was not paid: it waits behind those of others.
    #[serde(default)]
    pub(crate) is_bulk: bool,
}

impl Job for AnswerRequest {
    const IDENTIFIER: &'static str = "answer_request";

    fn key(&self) -> Option<String> {
        Some(format!("donor request {}", self.request_id))
    }

    fn priority(&self) -> i16 {
        if self.is_bulk { job::BULK } else { job::ASKED }
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        answer(state, self.request_id, self.priority()).await
    }
}

/// Posts the mail with the link, or forgets the request. The link goes to the address that the donor left with a gift, never
/// to the spelling in the request, which somebody else may own.
async fn answer(state: &AppState, id: Uuid, priority: i16) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let request = queries::lock_request(&mut *tx, id).await?;
    let Some(sealed) = request.and_then(|request| request.mail_sealed) else { return Ok(()) };
    let keys = &state.config.keys;
    let asked = keys.open(LinkRequest::place(id), &sealed)?;
    let indexes = mail_indexes(keys, &asked);
    match queries::stored_mail(&mut *tx, keys, &indexes).await? {
        Some(stored) if mailbox::canonical(&stored) == mailbox::canonical(&asked) => {
            queries::grant_request(&mut *tx, keys, id, &indexes, &stored).await?;
            outbox::post_after(state, &mut tx, MailKind::ManageLink, id, priority).await?;
        }
        _ => queries::forget_request(&mut *tx, id).await?,
    }
    tx.commit().await?;
    Ok(())
}
