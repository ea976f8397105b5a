//! What a donor is told whose checkout may not begin yet: the same form, with everything that was typed, and the way on.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use time::OffsetDateTime;

use crate::{
    error::Error,
    giving::{
        by_mail::{self, Asked},
        cards::CardForm,
        defence::Refusal,
        form::DonationForm,
    },
    limits::Window,
    showing::Remark,
    site::Giving,
    view::see_other,
};

/// Answers a form whose checkout may not begin.
pub(crate) async fn refuse(
    card: CardForm<'_>,
    refusal: Refusal,
    form: DonationForm,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    match refusal {
        Refusal::TooMany => {
            let answer = card.again(form, "donate-notice-too-many", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Refusal::WornOut => {
            let answer = card.renewed(now).again(form, "guard-notice-worn-out", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Refusal::NeedsProof => {
            let guarded = CardForm { is_guarded: true, ..card.renewed(now) };
            guarded.again(form, "guard-notice-again", StatusCode::UNPROCESSABLE_ENTITY)
        }
        Refusal::NeedsMail => offer_mail(CardForm { is_guarded: true, ..card }, form, now).await,
        Refusal::Closed(giving) => closed(&card, &giving, form),
    }
}

/// The way on by a link in a mail, which needs an address.
async fn offer_mail(card: CardForm<'_>, form: DonationForm, now: OffsetDateTime) -> Result<Response, Error> {
    if form.mail.trim().is_empty() {
        return card.answer(form, card.showing.problem("mail", "guard-problem-mail"));
    }
    match by_mail::ask(&card.showing, &form, now).await {
        Ok(Asked::Taken) => Ok(see_other(&card.showing.language.path("/donate/confirm"))),
        Ok(Asked::TooMany) => {
            let answer = card.again(form, "guard-notice-no-mails", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Err(error) => card.after(error, form),
    }
}

/// The words of staff above the form, so that a donor who has just filled it in does not lose what was typed.
fn closed(card: &CardForm<'_>, giving: &Giving, form: DonationForm) -> Result<Response, Error> {
    let words = giving.closed_words(card.showing.language).unwrap_or_default();
    card.answer(form, Remark::notice(words.to_owned(), StatusCode::SERVICE_UNAVAILABLE))
}

/// Tells programs when the window of the limits ends.
fn with_wait(mut answer: Response, now: OffsetDateTime) -> Response {
    let seconds = Window::TenMinutes.rest(now).whole_seconds();
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}
