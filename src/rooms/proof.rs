//! Before what cannot be taken back, the person proves once more with a key that it is them, unless they did so within ten
//! minutes. What was typed goes along in the page that asks, so nothing has to be kept or typed again.

use askama::Template;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    audit::{self, Action, NewEntry},
    database::{self, within},
    error::Error,
    inputs,
    rooms::{
        answer::{self, Judged},
        frame::StaffFrame,
        pass::{Admitted, Inside},
    },
    staff::{
        PROOF_GOOD_FOR, StaffMember,
        passkeys::{self, Answer},
        queries,
    },
    state::AppState,
    view::Html,
    visitor::Caller,
};

/// The fields that the page adds to the form.
const CHALLENGE: &str = "proof.challenge";
const CREDENTIAL: &str = "proof.credential";

/// Asks for the key, with everything that was sent in hidden fields.
#[derive(Template)]
#[template(path = "rooms/proof.html")]
struct ProofPage {
    frame: StaffFrame,
    action: String,
    fields: Vec<(String, String)>,
    was_refused: bool,
    /// On a machine for trying out, whoever has no key confirms by a button.
    has_key: bool,
}

/// Whether somebody has to prove again who they are.
pub(super) fn is_due(staff: &StaffMember, now: OffsetDateTime) -> bool {
    now - staff.proved_at >= PROOF_GOOD_FOR
}

/// Lets a request on that brings a good answer, without the answer; asks for one otherwise.
pub(super) async fn ask<R>(
    inside: &Inside<R>,
    admitted: &Admitted,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let Admitted { staff, caller, .. } = admitted;
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, inside.largest_form).await else {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let mut fields = inputs::pairs(&bytes)?;
    let answer = Answer { challenge: take(&mut fields, CHALLENGE), credential: take(&mut fields, CREDENTIAL) };
    let has_key = within(async {
        Ok::<_, Error>(
            inside.state.config.links_sign_in && !passkeys::queries::has_any(&inside.state.db, staff.id).await?,
        )
    })
    .await
    .map(|has_none| !has_none)?;
    let was_sent = !answer.challenge.is_empty() || !answer.credential.is_empty();
    if was_sent {
        match within(prove(&inside.state, staff, caller, &answer, has_key)).await? {
            Proved::Yes => return Ok(next.run(without_answer(parts, &fields)).await),
            Proved::No => {}
            Proved::TooMany => return Ok(answer::too_many()),
        }
    }
    let frame = StaffFrame::inside(inside, admitted, parts.uri.path());
    let action = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
    let page = ProofPage { frame, action, fields, was_refused: was_sent, has_key };
    Ok(Html::page(&page)?.with_status(StatusCode::FORBIDDEN).into_response())
}

enum Proved {
    Yes,
    No,
    TooMany,
}

async fn prove(
    state: &AppState,
    staff: &StaffMember,
    caller: &Caller,
    answer: &Answer,
    has_key: bool,
) -> Result<Proved, Error> {
    let mut tx = if has_key {
        match answer::judge(state, Some(staff.id), answer, caller).await? {
            Judged::Taken(tx, _) => tx,
            Judged::Refused => return Ok(Proved::No),
            Judged::TooMany => return Ok(Proved::TooMany),
        }
    } else {
        database::begin(&state.db).await?
    };
    queries::note_proof(&mut *tx, staff.session_id, OffsetDateTime::now_utc()).await?;
    let entry = NewEntry::of(Some(staff.id), Action::ProvedIdentity).about(staff.session_id).from(staff.address);
    audit::queries::append(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Proved::Yes)
}

/// Takes a field out of a form.
fn take(fields: &mut Vec<(String, String)>, name: &str) -> String {
    let value = fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    fields.retain(|(field, _)| field != name);
    value.unwrap_or_default()
}

fn without_answer(mut parts: Parts, fields: &[(String, String)]) -> Request {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    parts.headers.remove(header::CONTENT_LENGTH);
    Request::from_parts(parts, Body::from(body))
}
