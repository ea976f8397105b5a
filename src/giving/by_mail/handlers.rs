//! The pages of the way by mail: that a mail was sent, what its link leads to, and the button there.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::within,
    donations::donation::Method,
    error::Error,
    form::Sent,
    giving::{
        by_mail::{
            confirmation::Confirmation,
            queries,
            view::{ConfirmPage, LinkEndedPage, MailSentPage},
        },
        cards::{CardForm, FORM},
        defence::queries::{self as defence, Counted},
        view::ClosedPage,
    },
    inputs::Path,
    language::Language,
    seal::token_hash,
    settings,
    showing::{Remark, Showing},
    state::AppState,
    view::{Frame, Html},
};

/// `GET /donate/confirm`. The same for everybody.
pub(crate) async fn mail_sent_page(frame: Frame) -> Result<Html, Error> {
    Html::page(&MailSentPage { frame })
}

/// `GET /donate/confirm/{token}`. It changes nothing, because programs that scan mails open links, too.
pub(crate) async fn confirm_page(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let language = frame.language;
    let Some(confirmation) = find(&state, &token, OffsetDateTime::now_utc()).await? else {
        return link_ended(&state, language);
    };
    let new = confirmation.form(&state.config.keys)?.check(&state.site(), language, Method::Card).ok();
    let page = ConfirmPage {
        frame,
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
    language: Language,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let Some(confirmation) = find(&state, &token, now).await? else {
        return link_ended(&state, language);
    };
    if let Some(words) = within(settings::queries::giving(&state.db)).await?.closed_words(language) {
        let page = ClosedPage { frame: state.frame(language, "/donate"), words: words.to_owned() };
        return Ok(Html::page(&page)?.with_status(StatusCode::SERVICE_UNAVAILABLE).into_response());
    }
    let showing = Showing::resumed(&state, language, FORM, confirmation.form_token());
    let card = CardForm::new(showing).guarded();
    let mut form = confirmation.form(&state.config.keys)?;
    form.token = card.showing.signed_token();
    let new = match form.check(&state.site(), language, Method::Card) {
        Ok(new) => new,
        Err(problems) => return card.answer(form, Remark::problems(problems)),
    };
    if within(queries::mark_used(&state.db, confirmation.id, now)).await? == Sent::First {
        within(defence::count(&state.db, Counted::Begun, now)).await?;
    }
    card.go_on(form, &new, now).await
}

async fn find(state: &AppState, token: &str, now: OffsetDateTime) -> Result<Option<Confirmation>, Error> {
    within(queries::find_by_token(&state.db, &token_hash(token), now)).await
}

fn link_ended(state: &AppState, language: Language) -> Result<Response, Error> {
    let page = LinkEndedPage { frame: state.frame(language, "/donate/confirm") };
    Ok(Html::page(&page)?.with_status(StatusCode::NOT_FOUND).into_response())
}
