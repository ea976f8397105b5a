//! The way by mail: a page that says that a mail was sent, the page of the link, and its button.

use axum::{
    extract::{OriginalUri, Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::within,
    donations::donation::Method,
    error::Error,
    giving::{
        FORM, Showing,
        defence::{
            confirmation::Confirmation,
            queries,
            view::{ClosedPage, ConfirmPage, LinkEndedPage, MailSentPage},
        },
    },
    language::Language,
    seal::token_hash,
    settings,
    state::AppState,
    view::Html,
};

/// `GET /donate/confirm`. The same for everybody.
pub(crate) async fn mail_sent_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Html, Error> {
    let language = Language::of_path(uri.path()).0;
    Html::page(&MailSentPage { frame: state.frame(language, "/donate/confirm") })
}

/// `GET /donate/confirm/{token}`. Changes nothing: whoever scans mails may open it.
pub(crate) async fn confirm_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let (language, path) = Language::of_path(uri.path());
    let Some(confirmation) = found(&state, &token, OffsetDateTime::now_utc()).await? else {
        return ended(&state, language);
    };
    let new = confirmation.form(&state.config.keys)?.check(&state.site(), language, Method::Card).ok();
    let page = ConfirmPage {
        frame: state.frame(language, path),
        amount: new.as_ref().map(|new| new.amount),
        is_monthly: new.is_some_and(|new| new.is_monthly),
        token,
    };
    let policy = state.config.policies.donation.clone();
    Ok(Html::page(&page)?.with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
}

/// `POST /donate/confirm/{token}`. One link is one checkout: pressing twice leads to the same.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let (language, now) = (Language::of_path(uri.path()).0, OffsetDateTime::now_utc());
    let Some(confirmation) = found(&state, &token, now).await? else {
        return ended(&state, language);
    };
    if let Some(words) = within(settings::queries::giving(&state.db)).await?.closed_words(language) {
        let page = ClosedPage { frame: state.frame(language, "/donate"), words: words.to_owned() };
        return Ok(Html::page(&page)?.with_status(StatusCode::SERVICE_UNAVAILABLE).into_response());
    }
    let showing = Showing { state: &state, language, token: confirmation.showing(), is_guarded: true };
    let mut form = confirmation.form(&state.config.keys)?;
    form.token = showing.token.sign(&state.config.keys, FORM);
    let new = match form.check(&state.site(), language, Method::Card) {
        Ok(new) => new,
        Err(problems) => return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY),
    };
    if within(queries::mark_used(&state.db, confirmation.id, now)).await? {
        within(queries::note(&state.db, queries::BEGUN, now)).await?;
    }
    showing.go_on(form, &new, now).await
}

async fn found(state: &AppState, token: &str, now: OffsetDateTime) -> Result<Option<Confirmation>, Error> {
    within(queries::find_by_token(&state.db, &token_hash(token), now)).await
}

fn ended(state: &AppState, language: Language) -> Result<Response, Error> {
    let page = LinkEndedPage { frame: state.frame(language, "/donate/confirm") };
    Ok(Html::page(&page)?.with_status(StatusCode::NOT_FOUND).into_response())
}
