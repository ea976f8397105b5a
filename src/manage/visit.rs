//! A donor's visit: whoever holds its address sees and changes what belongs to one mailbox, for half an hour.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, State},
    http::{Method, request::Parts},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::within,
    error::Error,
    inputs::Path,
    language::Language,
    manage::{link::over, queries},
    seal::token_hash,
    state::AppState,
    view::{Frame, see_other},
};

/// A visit that has not ended. Handlers take it as an argument, so without one they are not reached.
pub(crate) struct DonorVisit {
    /// The keyed hashes of the mail address under which the donor's gifts are stored.
    pub(crate) indexes: Vec<Vec<u8>>,
    /// The frame of the page that was asked for.
    pub(crate) frame: Frame,
    token: String,
}

impl DonorVisit {
    pub(crate) fn language(&self) -> Language {
        self.frame.language
    }

    /// The address of a page of this visit, without its language part.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/donate/manage/{}{rest}", self.token)
    }

    /// The same with its language part.
    pub(crate) fn url(&self, rest: &str) -> String {
        self.frame.url(&self.path(rest))
    }
}

/// Posting something makes the visit last longer; reading a page changes nothing.
impl FromRequestParts<AppState> for DonorVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let params = Path::<HashMap<String, String>>::from_request_parts(parts, state).await;
        let Path(mut params) = params.map_err(Error::into_response)?;
        let token = params.remove("visit").ok_or_else(|| Error::NotFound.into_response())?;
        let frame = Frame::from_request_parts(parts, state).await.unwrap_or_else(|never| match never {});
        let (hash, now) = (token_hash(&token), OffsetDateTime::now_utc());
        let found = if parts.method == Method::POST {
            within(queries::prolong_visit(&state.db, &hash, now)).await
        } else {
            within(queries::find_visit(&state.db, &hash, now)).await
        };
        match found {
            Ok(Some(indexes)) => Ok(Self { indexes, frame, token }),
            Ok(None) => Err(over(state.frame(frame.language, "/donate/manage"), true).into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// `POST /donate/manage/{visit}/end`
pub(crate) async fn end_visit(State(state): State<AppState>, visit: DonorVisit) -> Result<Response, Error> {
    within(queries::end_visit(&state.db, &token_hash(&visit.token))).await?;
    Ok(see_other(&visit.frame.url("/donate/manage")))
}
