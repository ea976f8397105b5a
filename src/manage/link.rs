//! The link from the mail. Opening it changes nothing, because programs that scan mails open links; its button uses it up.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::{self, within},
    error::Error,
    inputs::{Form, Path},
    manage::queries::{self, LinkUse},
    seal::{Keys, token_hash},
    showing::Showing,
    state::AppState,
    view::{Frame, Html, see_other},
};

/// The purpose of the keyed hash in a link's token, and the name of the form with its button.
const LINK: &str = "manage link";
/// The purpose of the keyed hash from which a visit's token is made.
const VISIT: &str = "manage visit";

/// The page with the button.
#[derive(Template)]
#[template(path = "manage/link.html")]
struct LinkPage {
    frame: Frame,
    token: String,
}

/// The page of a link or a visit that does not work, whatever the reason.
#[derive(Template)]
#[template(path = "manage/over.html")]
pub(crate) struct OverPage {
    pub(crate) frame: Frame,
    pub(crate) ended: Ended,
}

/// What does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Visit,
    /// The link that was asked for.
    Link,
    /// The link in a mail about a monthly gift.
    GiftLink,
}

impl Ended {
    /// The keys of the title and of the sentence.
    fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::Visit => ("manage-over-title", "manage-over-text"),
            Self::Link => ("manage-link-over-title", "manage-link-over-text"),
            Self::GiftLink => ("manage-link-over-title", "manage-gift-link-over-text"),
        }
    }
}

/// The hidden field of the page with the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UseForm {
    token: String,
}

/// The token of a request's link. It follows from the request and a key, so a mail that is sent twice holds the same link,
/// and nobody can make a link of what is in the database.
pub(crate) fn token(keys: &Keys, request_id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode([request_id.as_bytes(), &keys.hash(LINK, request_id.as_bytes())[..]].concat())
}

/// The request to which a link's token belongs; none if the token is forged.
fn request_id(keys: &Keys, token: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_first_chunk::<16>()?;
    keys.verify(LINK, id, signature).then(|| Uuid::from_bytes(*id))
}

/// `GET /donate/manage/link/{token}`
pub(crate) async fn link_page(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let works = match request_id(&state.config.keys, &token) {
        Some(id) => within(queries::link_works(&state.db, id, now)).await?,
        None => false,
    };
    if !works {
        return over(frame, Ended::Link);
    }
    let token = Showing::fresh(&state, frame.language, LINK, now).signed_token();
    Ok(Html::page(&LinkPage { frame, token })?.into_response())
}

/// `POST /donate/manage/link/{token}`: begins the visit. Pressing twice leads to the same visit, whose token follows from
/// the showing of the page; so neither another showing nor a program that scans mails can find it.
pub(crate) async fn use_link(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
    Form(form): Form<UseForm>,
) -> Result<Response, Error> {
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    let Some(id) = request_id(keys, &token) else { return over(frame, Ended::Link) };
    let Ok(showing) = Showing::sent(&state, frame.language, LINK, &form.token, now) else {
        return Ok(see_other(&frame.url(&frame.path)));
    };
    let secret = keys.hash(VISIT, &[showing.token.nonce.as_bytes(), &id.as_bytes()[..]].concat());
    let visit = URL_SAFE_NO_PAD.encode(secret);
    let used = within(async {
        let mut tx = database::begin(&state.db).await?;
        let used = queries::use_link(&mut tx, id, &token_hash(&visit), now).await?;
        tx.commit().await?;
        Ok::<_, Error>(used)
    })
    .await?;
    match used {
        LinkUse::LetIn => Ok(see_other(&frame.url(&format!("/donate/manage/{visit}")))),
        LinkUse::Over => over(frame, Ended::Link),
    }
}

/// The page of a link or a visit that does not work, or not any more.
pub(crate) fn over(frame: Frame, ended: Ended) -> Result<Response, Error> {
    Ok(Html::page(&OverPage { frame, ended })?.with_status(StatusCode::NOT_FOUND).into_response())
}
