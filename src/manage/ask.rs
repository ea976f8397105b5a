//! Asking for the link. The answer is the same for every mail address, so it tells nobody who gives.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use serde::Deserialize;
use time::OffsetDateTime;

use crate::{
    database::{self, within},
    error::Error,
    form::{Problems, Sent, is_mail, tidy},
    job::Job as _,
    language::Language,
    limits::{self, Limit, Limited, Tally, Whom, Window},
    manage::{answer::AnswerRequest, queries},
    showing::{Remark, Showing},
    state::AppState,
    view::{Frame, Html, see_other},
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "manage";
/// The longest mail address there is (RFC 5321, 4.5.3.1).
const LONGEST: usize = 254;
/// How often one household may ask within ten minutes.
const OF_ADDRESS: i32 = 20;
/// How often all visitors together may ask within ten minutes.
const OF_SITE: i32 = 300;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskForm {
    token: String,
    mail: String,
    /// A field that people do not see. Programs fill it.
    website: String,
}

impl AskForm {
    /// The mail address, if it can be one.
    fn check(&self) -> Option<String> {
        let mail = tidy(&self.mail);
        (is_mail(&mail) && mail.len() <= LONGEST).then_some(mail)
    }
}

#[derive(Template)]
#[template(path = "manage/ask.html")]
struct AskPage {
    frame: Frame,
    /// The address as it was typed.
    mail: String,
    problems: Problems,
    /// A sentence about the whole form.
    notice: Option<String>,
    token: String,
}

/// The page that everybody sees who asked.
#[derive(Template)]
#[template(path = "manage/asked.html")]
struct AskedPage {
    frame: Frame,
}

/// `GET /donate/manage`
pub(crate) async fn ask_page(State(state): State<AppState>, language: Language) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    answer(&showing, AskForm::default(), Remark::none())
}

/// `GET /donate/manage/asked`
pub(crate) async fn asked_page(frame: Frame) -> Result<Html, Error> {
    Html::page(&AskedPage { frame })
}

/// `POST /donate/manage`
pub(crate) async fn ask(
    State(state): State<AppState>,
    language: Language,
    ClientIp(address): ClientIp,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) if form.website.is_empty() => showing,
        Ok(showing) | Err(showing) => {
            let remark = showing.notice("manage-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
            return answer(&showing, form, remark);
        }
    };
    let Some(mail) = form.check() else {
        return answer(&showing, form, showing.problem("mail", "manage-problem-mail"));
    };
    match keep(&showing, address, &mail, now).await {
        Ok(Asked::Kept) => Ok(see_other(&language.path("/donate/manage/asked"))),
        Ok(Asked::TooMany) => {
            let remark = showing.notice("manage-notice-too-many", StatusCode::TOO_MANY_REQUESTS);
            answer(&showing, form, remark)
        }
        Err(error) => answer(&showing, form, showing.excuse(error, "manage-notice-away")?),
    }
}

/// What became of a request.
enum Asked {
    Kept,
    TooMany,
}

/// Keeps the request for the job that answers it, the same way for every mail address.
async fn keep(showing: &Showing<'_>, address: IpAddr, mail: &str, now: OffsetDateTime) -> Result<Asked, Error> {
    let Showing { state, language, token, .. } = showing;
    for (whom, most) in [(Whom::Address(address), OF_ADDRESS), (Whom::Everybody, OF_SITE)] {
        let limit = Limit { what: Limited::LinkRequest, whom, window: Window::TenMinutes, most };
        if limits::count(&state.db, &state.config.keys, limit, now).await? == Tally::Over {
            return Ok(Asked::TooMany);
        }
    }
    within(async {
        let mut tx = database::begin(&state.db).await?;
        if queries::add_request(&mut *tx, &state.config.keys, token.nonce, *language, mail).await? == Sent::First {
            AnswerRequest { request_id: token.nonce }.enqueue(state, &mut tx).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(Asked::Kept)
    })
    .await
}

/// The page with what was typed.
fn answer(showing: &Showing<'_>, form: AskForm, remark: Remark) -> Result<Response, Error> {
    let frame = showing.frame("/donate/manage", &remark);
    let Remark { status, problems, notice } = remark;
    let page = AskPage { frame, mail: form.mail, problems, notice, token: showing.signed_token() };
    Ok(Html::page(&page)?.with_status(status).into_response())
}
