//! The job that answers a request for the link. A mail goes only to those who gave, and nobody gets many.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database,
    donations::donation::mail_indexes,
    error::Error,
    job::Job,
    limits::{self, Limit, Limited, Tally, Whom, Window},
    manage::queries::{self, LinkRequest},
    outbox::{self, MailKind},
    state::AppState,
};

/// How many links one mail address gets in a day, so that nobody can fill somebody's mailbox. They are counted in this job
/// and not while the visitor waits: the answer would tell an address that gave from one that did not.
const LINKS_A_DAY: i32 = 5;

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

/// Posts the mail with the link, or forgets the request.
async fn answer(state: &AppState, id: Uuid) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let request = queries::lock_request(&mut *tx, id).await?;
    let Some(sealed) = request.and_then(|request| request.mail_sealed) else { return Ok(()) };
    let keys = &state.config.keys;
    let mail = keys.open(LinkRequest::place(id), &sealed)?;
    let indexes = mail_indexes(keys, &mail);
    let limit = Limit { what: Limited::LinkMail, whom: Whom::Mail(&mail), window: Window::Day, most: LINKS_A_DAY };
    if queries::has_given(&mut *tx, &indexes).await?
        && limits::count(&state.db, keys, limit, OffsetDateTime::now_utc()).await? == Tally::Within
    {
        queries::grant_request(&mut *tx, id, &indexes).await?;
        outbox::post(state, &mut tx, MailKind::ManageLink, id).await?;
    } else {
        queries::forget_request(&mut *tx, id).await?;
    }
    tx.commit().await?;
    Ok(())
}
