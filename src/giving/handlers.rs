//! The donation form for cards: shown, and sent.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    donations::donation::Method,
    error::Error,
    giving::{
        cards::{CardForm, FORM},
        defence::{self, Admission, Sending},
        form::DonationForm,
        refusal::refuse,
        view::ClosedPage,
    },
    inputs::{Form, QueryText},
    language::Language,
    showing::{Remark, Showing},
    state::AppState,
    view::Html,
    visitor::Visitor,
};

/// `GET /donate`. A link may fill the form.
pub(crate) async fn donate_page(
    State(state): State<AppState>,
    language: Language,
    QueryText(query): QueryText,
) -> Result<Response, Error> {
    if let Some(words) = state.site().giving.closed_words(language) {
        let page = ClosedPage { frame: state.frame(language, "/donate"), words: words.to_owned() };
        return Ok(Html::page(&page)?.into_response());
    }
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    let form = DonationForm::of_link(&query, &state.site(), language);
    CardForm::new(showing).answer(form, Remark::none())
}

/// `POST /donate`
pub(crate) async fn start_checkout(
    State(state): State<AppState>,
    language: Language,
    visitor: Visitor,
    Form(mut form): Form<DonationForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let card = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) | Err(showing) if !form.show.is_empty() => {
            return CardForm::new(showing).answer(form, Remark::none());
        }
        Ok(showing) if !form.is_trapped() => CardForm::new(showing),
        Ok(showing) => {
            let card = CardForm::new(showing);
            return card.answer(form, card.showing.trapped());
        }
        Err(showing) => {
            let card = CardForm::new(showing);
            return card.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    form.settle_mail();
    let new = match form.check(&state.site(), language, Method::Card) {
        Ok(new) => new,
        Err(problems) => return card.answer(form, Remark::problems(problems)),
    };
    form.settle_sum(new.gift());
    if card.has_questions(&form, &new) {
        return card.ask(form, &new);
    }
    let Some(address) = visitor.address() else { return card.answer(form, card.showing.own_mistake()) };
    let sending = Sending {
        address,
        token: card.showing.token,
        signed_token: &form.token,
        proof: form.proof.as_deref(),
        typed: &form.typed(),
    };
    match defence::admit(&state, &sending, now).await {
        Ok(Admission::Free) => card.go_on(form, &new, now).await,
        Ok(Admission::Refused(refusal)) => refuse(card, refusal, form, address, now).await,
        Err(error) => card.after(error, form),
    }
}
