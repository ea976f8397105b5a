//! The job that answers a request for the link: only those get a mail who gave, and nobody gets many.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::donation::mail_indexes,
    error::Error,
    job::Job,
    limits::{self, Limit, Whom, Window},
    manage::queries::{self, Request},
    outbox::{self, MailKind},
    state::AppState,
};

/// How many links one address gets within a day, so that nobody can fill somebody's mailbox. It is counted here and not
/// where the form is answered: there, an address that gave would be told apart from one that did not.
const LINKS_A_DAY: i32 = 5;

/// Finds out whether we know the address of a request.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct AnswerRequest {
    pub(crate) request_id: Uuid,
}

impl Job for AnswerRequest {
    const IDENTIFIER: &'static str = "answer_request";

    fn key(&self) -> Option<String> {
        Some(format!("donor request {}", self.request_id))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        answer(state, self.request_id).await
    }
}

/// Posts the link, or forgets the request.
async fn answer(state: &AppState, id: Uuid) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    let request = queries::find_request(&mut *tx, id).await?;
    let Some(sealed) = request.and_then(|request| request.mail_sealed) else { return Ok(()) };
    let mail = state.config.keys.open(Request::place(id), &sealed)?;
    let indexes = mail_indexes(&state.config.keys, &mail);
    let limit = Limit { purpose: "manage link", whom: Whom::Mail(&mail), count: LINKS_A_DAY };
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    if queries::is_known(&mut *tx, &indexes).await?
        && limits::allow_in(Window::Day, &state.db, keys, limit, now).await?
    {
        queries::grant_request(&mut *tx, id, &indexes).await?;
        outbox::post(state, &mut tx, MailKind::ManageLink, id).await?;
    } else {
        queries::forget_request(&mut *tx, id).await?;
    }
    tx.commit().await?;
    Ok(())
}
