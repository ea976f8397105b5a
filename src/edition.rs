//! The public site as it is now: every page of both languages, finished in memory, swapped as a whole.
//!
//! Nothing here reads the database: the feature `pages` builds an edition, this module answers from it.

use std::{collections::HashMap, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, Response},
};
use time::OffsetDateTime;

use crate::{error::Error, site::Site, state::AppState, stored::Stored};

/// How browsers and proxies may keep public pages: always asked again, answered with 304 as a rule.
pub const PAGE_CACHING: &str = "public, max-age=0, must-revalidate";

/// One state of the public site.
pub struct Edition {
    /// Settings and totals of this state, for the pages that are rendered per request.
    pub site: Arc<Site>,
    /// When it was built.
    pub built_at: OffsetDateTime,
    /// Its finished answers by path.
    pub answers: HashMap<String, Stored>,
}

/// Answers a public page. Everything that has no route of its own ends here.
pub async fn public_page(State(state): State<AppState>, request: Request) -> Result<Response<Body>, Error> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Error::MethodNotAllowed);
    }
    let edition = state.edition.load();
    let answer = edition.answers.get(request.uri().path()).ok_or(Error::NotFound)?;
    Ok(answer.answer(request.method(), request.headers()))
}
