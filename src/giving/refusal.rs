//! What a donor is told whose checkout may not begin yet: the same form, with everything that was typed, and the way on.

use std::net::IpAddr;

use axum::{http::StatusCode, response::Response};
use time::OffsetDateTime;

use crate::{
    error::Error,
    giving::{
        by_mail::{self, Asked},
        cards::CardForm,
        defence::Refusal,
        form::DonationForm,
    },
    showing::Remark,
    site::Giving,
    view::see_other,
};

/// Answers a form whose checkout may not begin.
pub(crate) async fn refuse(
    card: CardForm<'_>,
    refusal: Refusal,
    form: DonationForm,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    match refusal {
        Refusal::WornOut => card.renewed(now).again(form, "guard-notice-worn-out", StatusCode::TOO_MANY_REQUESTS),
        Refusal::NeedsProof(toll) => ask_work(card.asking(toll), form),
        Refusal::ProofUsed(toll) => ask_work(card.renewed(now).asking(toll), form),
        Refusal::NeedsMail => offer_mail(card.guarded(), form, address, now).await,
        Refusal::Closed(giving) => closed(&card, &giving, form),
    }
}

/// The form with the task. What was solved for it stays good, so nobody works twice.
fn ask_work(card: CardForm<'_>, form: DonationForm) -> Result<Response, Error> {
    let notice = if card.is_guarded() { "guard-notice-again" } else { "toll-notice-checkout" };
    card.again(form, notice, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The way on by a link in a mail, which needs an address.
async fn offer_mail(
    card: CardForm<'_>,
    form: DonationForm,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    if form.mail.trim().is_empty() {
        return card.answer(form, card.showing.problem("mail", "guard-problem-mail"));
    }
    match by_mail::ask(&card.showing, &form, address, now).await {
        Ok(Asked::Taken) => Ok(see_other(&card.showing.language.path("/donate/confirm"))),
        Ok(Asked::Early(toll)) => card.answer(form, card.showing.ask_to_wait(toll, now)),
        Err(error) => card.after(error, form),
    }
}

/// The words of staff above the form, so that a donor who has just filled it in does not lose what was typed.
fn closed(card: &CardForm<'_>, giving: &Giving, form: DonationForm) -> Result<Response, Error> {
    let words = giving.closed_words(card.showing.language).unwrap_or_default();
    card.answer(form, Remark::notice(words.to_owned(), StatusCode::SERVICE_UNAVAILABLE))
}
