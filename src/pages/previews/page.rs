//! What a preview link shows: the page as visitors would read it, below a bar that says what this is.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::queries::{self, Preview};
use crate::{
    calendar,
    database::within,
    error::Error,
    inputs::{Path, Query},
    language::Language,
    pages::{
        address::path_of,
        edition::material::{Words, understood},
        queries::list_words,
        view::{Bar, Page},
    },
    seal::token_hash,
    state::AppState,
    view::{Frame, Html, see_other},
};

/// How wide the page is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    width: String,
}

/// The page in a frame as wide as a phone.
#[derive(Template)]
#[template(path = "pages/previews/phone.html")]
struct PhonePage {
    frame: Frame,
    bar: Bar,
    title: String,
    /// The address of what is in the frame.
    page: String,
}

/// What stands where no link leads any more.
#[derive(Template)]
#[template(path = "pages/previews/gone.html")]
struct GonePage {
    frame: Frame,
}

/// `GET /preview/{token}`: in the reader's language, if the page has words in it.
pub(super) async fn any_language(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let asked = Language::asked_for(&headers);
    let Some(preview) = find(&state, &token).await? else { return gone(&state, asked) };
    let language = if preview.id(asked).is_some() { asked } else { asked.other() };
    Ok(see_other(&address(&token, language)))
}

/// `GET /preview/{token}/{language}`
pub(super) async fn preview_page(
    State(state): State<AppState>,
    Path((token, tag)): Path<(String, String)>,
    Query(look): Query<Look>,
) -> Result<Response, Error> {
    let Some(language) = Language::from_tag(&tag) else { return gone(&state, Language::English) };
    let Some(preview) = find(&state, &token).await? else { return gone(&state, language) };
    let Some(words) = read(&state, &preview, language).await? else { return gone(&state, language) };
    let is_phone = look.width == "phone";
    let bar = bar(&token, language, &preview, is_phone);
    if !is_phone {
        return Ok(
            unlisted(Html::page(&made(&state, &token, &preview, (language, &words), Some(bar)))?).into_response()
        );
    }
    let (mut frame, title) = (state.frame(language, &path_of(&preview.path)), words.content.title.clone());
    frame.counterpart = Some(format!("{}?width=phone", address(&token, language.other())));
    let page = PhonePage { frame, bar, title, page: format!("{}/page", address(&token, language)) };
    let framing = state.config.policies.framing.clone();
    Ok(unlisted(Html::page(&page)?).with_header(header::CONTENT_SECURITY_POLICY, framing).into_response())
}

/// `GET /preview/{token}/{language}/page`: the page alone, which may stand in the frame.
pub(super) async fn bare_page(
    State(state): State<AppState>,
    Path((token, tag)): Path<(String, String)>,
) -> Result<Response, Error> {
    let Some(language) = Language::from_tag(&tag) else { return gone(&state, Language::English) };
    let Some(preview) = find(&state, &token).await? else { return gone(&state, language) };
    let Some(words) = read(&state, &preview, language).await? else { return gone(&state, language) };
    let page = unlisted(Html::page(&made(&state, &token, &preview, (language, &words), None))?)
        .with_header(header::CONTENT_SECURITY_POLICY, state.config.policies.framed.clone())
        .with_header(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(page.into_response())
}

/// The address of a link in one language.
fn address(token: &str, language: Language) -> String {
    format!("/preview/{token}/{language}")
}

async fn find(state: &AppState, token: &str) -> Result<Option<Preview>, Error> {
    within(queries::find(&state.db, &token_hash(token))).await
}

/// The words that a reader of this language gets: those of the other one where there are none in it.
async fn read(state: &AppState, preview: &Preview, language: Language) -> Result<Option<Words>, Error> {
    let Some(id) = preview.id(language).or_else(|| preview.id(language.other())) else { return Ok(None) };
    let stored = within(list_words(&state.db, &[id])).await?.pop();
    let words = stored.map(understood).transpose().map_err(|why| anyhow::anyhow!("a preview: {why}"))?;
    Ok(words)
}

/// The page. Its switch of languages leads to the other side of the link.
fn made<'a>(
    state: &AppState,
    token: &str,
    preview: &Preview,
    (language, words): (Language, &'a Words),
    bar: Option<Bar>,
) -> Page<'a> {
    let ending = if bar.is_none() { "/page" } else { "" };
    let frame = |language| state.frame(language, &path_of(&preview.path));
    let page = match preview.id(language) {
        Some(_) => Page::new(frame(language), &words.content, words.dialect),
        None => Page::standing_in(&frame(language.other()), &words.content, words.dialect),
    };
    let mut page = Page { bar, ..page };
    page.frame.counterpart = Some(format!("{}{ending}", address(token, page.frame.language.other())));
    page
}

fn bar(token: &str, language: Language, preview: &Preview, is_phone: bool) -> Bar {
    let until = calendar::local(preview.expires_at);
    let until = format!("{} {:02}:{:02}", until.date(), until.hour(), until.minute());
    let width = |is_phone: bool| if is_phone { "?width=phone" } else { "" };
    let other = language.other();
    Bar {
        says: language.message_with("preview-bar", &[("until", &until)]),
        language: (other, format!("{}{}", address(token, other), width(is_phone))),
        width: (
            language.message(if is_phone { "preview-desktop" } else { "preview-phone" }),
            format!("{}{}", address(token, language), width(!is_phone)),
        ),
    }
}

/// The same answer to a link that ended, was revoked or never was.
fn gone(state: &AppState, language: Language) -> Result<Response, Error> {
    let page = Html::page(&GonePage { frame: state.frame(language, "/") })?;
    Ok(unlisted(page.with_status(StatusCode::NOT_FOUND)).into_response())
}

fn unlisted(page: Html) -> Html {
    page.with_header(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"))
}

impl Preview {
    fn id(&self, language: Language) -> Option<uuid::Uuid> {
        match language {
            Language::English => self.english_id,
            Language::Korean => self.korean_id,
        }
    }
}
