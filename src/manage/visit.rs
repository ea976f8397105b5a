//! A visit: whoever holds its address sees and changes what belongs to one mailbox, for half an hour.

use axum::{
    extract::{FromRequestParts, OriginalUri, RawPathParams, State},
    http::{Method, request::Parts},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::within,
    error::Error,
    language::Language,
    manage::{link::over, queries},
    seal::token_hash,
    state::AppState,
    view::{Frame, see_other},
};

/// A visit that lasts. Handlers take it; without one they are not reached.
pub(crate) struct Visit {
    /// The hashes under which the donor's gifts stand.
    pub(crate) indexes: Vec<Vec<u8>>,
    /// The language of the page.
    pub(crate) language: Language,
    token: String,
    path: String,
}

impl Visit {
    /// The address of a page of this visit, without its language part.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/donate/manage/{}{rest}", self.token)
    }

    /// The same with its language part.
    pub(crate) fn url(&self, rest: &str) -> String {
        self.language.path(&self.path(rest))
    }

    /// The frame of the page that was asked for.
    pub(crate) fn frame(&self, state: &AppState) -> Frame {
        state.frame(self.language, &self.path)
    }
}

/// Reading a page changes nothing, so only what donors do makes a visit last longer.
impl FromRequestParts<AppState> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.map_err(|_| Error::NotFound.into_response())?;
        let token = params.iter().find(|(name, _)| *name == "visit").map(|(_, token)| token.to_owned());
        let token = token.ok_or_else(|| Error::NotFound.into_response())?;
        let OriginalUri(uri) =
            OriginalUri::from_request_parts(parts, state).await.unwrap_or_else(|never| match never {});
        let (language, path) = Language::of_path(uri.path());
        let (hash, now) = (token_hash(&token), OffsetDateTime::now_utc());
        let found = if parts.method == Method::POST {
            within(queries::prolong_visit(&state.db, &hash, now)).await
        } else {
            within(queries::find_visit(&state.db, &hash, now)).await
        };
        match found {
            Ok(Some(indexes)) => Ok(Self { indexes, language, token, path: path.to_owned() }),
            Ok(None) => Err(over(state.frame(language, "/donate/manage"), true).into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// `POST /donate/manage/{visit}/end`
pub(crate) async fn end_visit(State(state): State<AppState>, visit: Visit) -> Result<Response, Error> {
    within(queries::end_visit(&state.db, &token_hash(&visit.token))).await?;
    Ok(see_other(&visit.language.path("/donate/manage")))
}
