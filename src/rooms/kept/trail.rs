//! A kept form on its way back: `?kept=` at the address of a page fills the form in it; sent from there and taken, the kept
//! one is erased. An answer without words of its own gets some that hold what was sent.

use std::{convert::Infallible, sync::Arc};

use askama::Template;
use axum::{
    body::{Body, to_bytes},
    extract::FromRequestParts,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Error,
    rooms::{
        frame::Moment,
        kept::{
            fill,
            keep::{self, KeptForm},
        },
    },
    staff::StaffMember,
    state::AppState,
};

/// Above the room whose form holds again what was sent.
#[derive(Template)]
#[template(path = "rooms/kept/notice.html")]
struct Notice<'a> {
    staff: &'a StaffMember,
    at: Moment,
    id: Uuid,
    is_filled: bool,
}

impl Notice<'_> {
    fn t(&self, key: &str) -> String {
        self.staff.language.message(key)
    }
}

/// The kept form that a request names.
pub(crate) struct Trail {
    id: Uuid,
    is_sent: bool,
    path: String,
    /// With its fields, where a page is asked for.
    form: Option<Arc<KeptForm>>,
}

/// The kept form that a room is asked to show, for rooms that make their page from its fields.
pub(crate) struct Kept(pub(crate) Option<Arc<KeptForm>>);

/// Marks an answer in which the room itself showed it.
#[derive(Clone)]
struct Shown;

impl Kept {
    /// The form, if it was sent there.
    pub(crate) fn sent_to(&self, path: &str) -> Option<&KeptForm> {
        self.0.as_deref().filter(|form| form.way.path == path)
    }

    /// The answer of a room that showed the form itself.
    pub(crate) fn shown(mut answer: Response) -> Response {
        answer.extensions_mut().insert(Shown);
        answer
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Kept {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Arc<KeptForm>>().cloned()))
    }
}

impl Trail {
    /// What a request names, if it is theirs and they may still enter there. A reader gets its fields.
    pub(crate) async fn find(
        state: &AppState,
        staff: &StaffMember,
        parts: &mut Parts,
        may_enter: impl Fn(&str) -> bool,
    ) -> Result<Option<Self>, Error> {
        let Some(id) = named(parts) else { return Ok(None) };
        let path = parts.uri.path().to_owned();
        if parts.method != Method::GET {
            return Ok(Some(Self { id, is_sent: true, path, form: None }));
        }
        let found = keep::find(state, staff.id, id, OffsetDateTime::now_utc()).await?;
        let Some(form) = found.filter(|form| may_enter(&form.way.door)).map(Arc::new) else { return Ok(None) };
        parts.extensions.insert(Arc::clone(&form));
        Ok(Some(Self { id, is_sent: false, path: form.way.path.clone(), form: Some(form) }))
    }

    /// The answer with the kept form in it, or without it where it was taken.
    pub(crate) async fn settle(self, state: &AppState, staff: &StaffMember, answer: Response) -> Response {
        if self.is_sent && answer.status() == StatusCode::SEE_OTHER {
            // What was taken and is still offered would be refused as a second one, or asked about, so the answer stands.
            if let Err(error) = keep::erase(state, staff.id, self.id).await {
                error.log();
            }
            return answer;
        }
        if !is_page(&answer) {
            return answer;
        }
        let (mut parts, body) = answer.into_parts();
        let is_shown = parts.extensions.get::<Shown>().is_some();
        let Some(page) = text(body).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        let page = match &self.form {
            Some(form) if parts.status == StatusCode::OK || is_shown => self.filled(staff, form, page, is_shown),
            _ => page,
        };
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(fill::linked(&page, &self.path, self.id)))
    }

    fn filled(&self, staff: &StaffMember, form: &KeptForm, page: String, is_shown: bool) -> String {
        let filled = if is_shown { Some(page.clone()) } else { fill::fill(&page, &form.way.path, &form.fields) };
        let notice = Notice { staff, at: Moment::new(form.kept_at), id: self.id, is_filled: filled.is_some() };
        let notice = notice.render().unwrap_or_default();
        fill::with_notice(&filled.unwrap_or(page), &notice)
    }
}

/// Whether an answer is a page, with words of its own.
pub(crate) fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    kind.is_some_and(|kind| kind.starts_with(b"text/html"))
}

fn named(parts: &Parts) -> Option<Uuid> {
    let query = parts.uri.query()?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == fill::PARAMETER).and_then(|(_, id)| Uuid::try_parse(&id).ok())
}

async fn text(body: Body) -> Option<String> {
    let bytes = to_bytes(body, usize::MAX).await.ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}
