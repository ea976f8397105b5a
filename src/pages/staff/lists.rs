//! The lists of pages and of their revisions.

use axum::{
    extract::{FromRequestParts, State},
    http::request::Parts,
};
use serde::Deserialize;

use crate::{
    database::within,
    error::Error,
    inputs::{Path, Query},
    language::Language,
    pages::staff::{
        queries,
        view::{PageAddress, PageLine, PagesPage, RevisionLine, RevisionsPage},
    },
    rooms::{Editor, Pass, frame::StaffFrame},
    state::AppState,
    view::Html,
};

/// How many revisions a list shows at once.
const REVISIONS: usize = 50;

/// Where a list of revisions goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RevisionsPlace {
    before: Option<i32>,
}

/// `GET /admin/pages`
pub(crate) async fn pages_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let pages = within(queries::list(&pass, &state.db)).await?.into_iter().map(PageLine::new).collect();
    Html::page(&PagesPage { frame, pages })
}

/// `GET /admin/pages/{language}/{slug}/revisions`
pub(crate) async fn revisions_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    address: PageAddress,
    Query(place): Query<RevisionsPlace>,
) -> Result<Html, Error> {
    let before = place.before.unwrap_or(i32::MAX);
    let rows = queries::list_revisions(&pass, &state.db, &address.slug, address.language, before, REVISIONS as i64 + 1);
    let mut revisions: Vec<_> =
        within(rows).await?.into_iter().map(|row| RevisionLine::new(frame.language, row)).collect();
    if revisions.is_empty() {
        return Err(Error::NotFound);
    }
    let has_more = revisions.len() > REVISIONS;
    revisions.truncate(REVISIONS);
    let next = revisions.last().filter(|_| has_more).map(|revision| revision.number);
    Html::page(&RevisionsPage { frame, address, revisions, next })
}

/// The page that an address of the editor names; a language that we do not speak has none.
impl<S: Send + Sync> FromRequestParts<S> for PageAddress {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path((tag, slug)) =
            Path::<(String, String)>::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        let language = Language::from_tag(&tag).ok_or(Error::NotFound)?;
        Ok(Self { language, slug })
    }
}
