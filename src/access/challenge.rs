//! A challenge as a page's script fetches it.

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

use crate::{error::Error, staff::passkeys::Challenge};

/// The answer that holds it. Nobody keeps it: it is good once.
pub(crate) fn response(challenge: &Challenge) -> Result<Response, Error> {
    let text = serde_json::to_string(challenge).map_err(anyhow::Error::from)?;
    let head = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((head, text).into_response())
}
