//! Asking for the link. The answer is the same for every address, so it tells nobody who gives.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::{OriginalUri, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    form::{FormToken, Problems, is_mail, tidy},
    job::Job as _,
    language::Language,
    limits::{self, Limit, Whom},
    manage::{answer::AnswerRequest, queries},
    state::AppState,
    view::{Frame, Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "manage";
/// The longest mail address there is (RFC 5321, 4.5.3.1).
const LONGEST: usize = 254;
/// How often one household may ask within ten minutes.
const OF_ADDRESS: i32 = 20;
/// How often everybody together may ask within ten minutes: a mail costs somebody's attention.
const OF_SITE: i32 = 300;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskForm {
    token: String,
    mail: String,
    website: String,
}

impl AskForm {
    /// The address, if it can be one.
    fn check(&self) -> Option<String> {
        let mail = tidy(&self.mail);
        (is_mail(&mail) && mail.len() <= LONGEST).then_some(mail)
    }
}

#[derive(Template)]
#[template(path = "manage/ask.html")]
struct AskPage {
    frame: Frame,
    /// What was typed so far.
    mail: String,
    /// What is wrong with it.
    problems: Problems,
    /// A sentence about the whole form.
    notice: Option<String>,
    /// The signed token of this showing.
    token: String,
}

/// What everybody is told who asked.
#[derive(Template)]
#[template(path = "manage/asked.html")]
struct AskedPage {
    frame: Frame,
}

/// `GET /donate/manage`
pub(crate) async fn ask_page(State(state): State<AppState>, OriginalUri(uri): OriginalUri) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let token = FormToken::issue(OffsetDateTime::now_utc());
    answer(&state, language, token, AskForm::default(), None, StatusCode::OK)
}

/// `GET /donate/manage/asked`
pub(crate) async fn asked_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Error> {
    let (language, path) = Language::of_path(uri.path());
    Ok(Html::page(&AskedPage { frame: state.frame(language, path) })?.into_response())
}

/// `POST /donate/manage`
pub(crate) async fn ask(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    ClientIp(address): ClientIp,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let now = OffsetDateTime::now_utc();
    let verified = FormToken::verify(&state.config.keys, FORM, &form.token, now).ok();
    let Some(token) = verified.filter(|_| form.website.is_empty()) else {
        let fresh = FormToken::issue(now);
        return answer(&state, language, fresh, form, Some("manage-notice-stale"), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let Some(mail) = form.check() else {
        return answer(&state, language, token, form, None, StatusCode::UNPROCESSABLE_ENTITY);
    };
    match keep(&state, address, token.nonce, language, &mail, now).await {
        Ok(true) => Ok(see_other(&language.path("/donate/manage/asked"))),
        Ok(false) => {
            answer(&state, language, token, form, Some("manage-notice-too-many"), StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) if error.is_database_away() => {
            error.log();
            answer(&state, language, token, form, Some("manage-notice-away"), StatusCode::SERVICE_UNAVAILABLE)
        }
        Err(error) => Err(error),
    }
}

/// Keeps the request for the job that answers it, the same for every address. Says `false` where too many ask.
async fn keep(
    state: &AppState,
    address: IpAddr,
    id: Uuid,
    language: Language,
    mail: &str,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    for (whom, count) in [(Whom::Address(address), OF_ADDRESS), (Whom::Everybody, OF_SITE)] {
        if !limits::allow(&state.db, &state.config.keys, Limit { purpose: FORM, whom, count }, now).await? {
            return Ok(false);
        }
    }
    within(async {
        let mut tx = state.db.begin().await?;
        if queries::add_request(&mut *tx, &state.config.keys, id, language.tag(), mail).await? {
            AnswerRequest { request_id: id }.enqueue(state, &mut tx).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(true)
    })
    .await
}

/// The form with what was typed, and a sentence if something is to be said.
fn answer(
    state: &AppState,
    language: Language,
    token: FormToken,
    form: AskForm,
    notice: Option<&str>,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut frame = state.frame(language, "/donate/manage");
    frame.public = status == StatusCode::OK;
    let mut problems = Problems::default();
    if notice.is_none() && status != StatusCode::OK {
        problems.add("mail", language.message("manage-problem-mail"));
    }
    let notice = notice.map(|key| frame.t_with(key, "mail", &state.site().contact_mail));
    let token = token.sign(&state.config.keys, FORM);
    let page = AskPage { frame, mail: form.mail, problems, notice, token };
    Ok(Html::page(&page)?.with_status(status).into_response())
}
