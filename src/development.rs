//! Pages that exist only while trying the site out: the mails that were not sent. In production there is nothing here.

use askama::Template;
use axum::{Router, extract::State, routing::get};

use crate::{
    error::Error,
    language::Language,
    mail::KeptMail,
    state::AppState,
    view::{Frame, Html},
};

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    if state.config.environment.is_production() { Router::new() } else { Router::new().route("/dev/mail", get(mails)) }
}

#[derive(Template)]
#[template(path = "development/mails.html")]
struct MailsPage {
    frame: Frame,
    mails: Vec<KeptMail>,
}

/// `GET /dev/mail`
async fn mails(State(state): State<AppState>) -> Result<Html, Error> {
    let mails = state.mailer.kept().ok_or(Error::NotFound)?;
    Html::page(&MailsPage { frame: state.frame(Language::English, "/dev/mail"), mails })
}
