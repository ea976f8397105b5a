//! The link from the mail. Opening it changes nothing, because mail scanners open links; its button uses it up.

use askama::Template;
use axum::{
    extract::{OriginalUri, Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::Form;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    form::FormToken,
    language::Language,
    manage::queries,
    seal::{Keys, token_hash},
    state::AppState,
    view::{Frame, Html, see_other},
};

/// How long a link works.
pub(crate) const LINK_WORKS: Duration = Duration::minutes(60);

/// The purposes of what is signed here.
const LINK: &str = "manage link";
const VISIT: &str = "manage visit";

/// The page with the button.
#[derive(Template)]
#[template(path = "manage/link.html")]
struct LinkPage {
    frame: Frame,
    /// The signed token of this showing.
    token: String,
}

/// What a link shows that does not work, whatever the reason.
#[derive(Template)]
#[template(path = "manage/over.html")]
pub(crate) struct OverPage {
    pub(crate) frame: Frame,
    /// Whether it was a visit that ended, or a link.
    pub(crate) is_visit: bool,
}

/// The hidden field of the page with the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UseForm {
    token: String,
}

/// The token of a request's link. It follows from the request, so a mail that is sent twice holds the same link, and the
/// database holds nothing from which a link could be made.
pub(crate) fn token(keys: &Keys, request_id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode([request_id.as_bytes(), &keys.hash(LINK, request_id.as_bytes())[..]].concat())
}

/// The request whose link this is.
fn request_id(keys: &Keys, token: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_first_chunk::<16>()?;
    keys.verify(LINK, id, signature).then(|| Uuid::from_bytes(*id))
}

/// `GET /donate/manage/link/{token}`
pub(crate) async fn link_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let (language, path) = Language::of_path(uri.path());
    let now = OffsetDateTime::now_utc();
    let works = match request_id(&state.config.keys, &token) {
        Some(id) => within(queries::link_works(&state.db, id, now)).await?,
        None => false,
    };
    let frame = state.frame(language, path);
    if !works {
        return over(frame, false);
    }
    let token = FormToken::issue(now).sign(&state.config.keys, LINK);
    Ok(Html::page(&LinkPage { frame, token })?.into_response())
}

/// `POST /donate/manage/link/{token}`: begins the visit. Pressing twice leads to the same visit: its token follows from
/// the showing of the page, so another showing, or a scanner, cannot find it.
pub(crate) async fn use_link(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(token): Path<String>,
    Form(form): Form<UseForm>,
) -> Result<Response, Error> {
    let (language, path) = Language::of_path(uri.path());
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    let Some(id) = request_id(keys, &token) else { return over(state.frame(language, path), false) };
    let Ok(showing) = FormToken::verify(keys, LINK, &form.token, now) else { return Ok(see_other(uri.path())) };
    let secret = keys.hash(VISIT, &[showing.nonce.as_bytes(), &id.as_bytes()[..]].concat());
    let visit = URL_SAFE_NO_PAD.encode(secret);
    let is_in = within(async {
        let mut tx = state.db.begin().await?;
        let is_in = queries::use_link(&mut tx, id, &token_hash(&visit), now).await?;
        tx.commit().await?;
        Ok::<_, Error>(is_in)
    })
    .await?;
    if is_in {
        return Ok(see_other(&language.path(&format!("/donate/manage/{visit}"))));
    }
    over(state.frame(language, path), false)
}

/// The page of a link or a visit that does not work (any more).
pub(crate) fn over(frame: Frame, is_visit: bool) -> Result<Response, Error> {
    Ok(Html::page(&OverPage { frame, is_visit })?.with_status(StatusCode::NOT_FOUND).into_response())
}
