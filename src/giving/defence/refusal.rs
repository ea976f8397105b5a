//! What a donor is told whose checkout may not begin yet: the same form, with everything typed still in it, and the way on.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use time::OffsetDateTime;

use crate::{
    error::Error,
    form::{FormToken, Problems},
    giving::{
        Showing,
        defence::{Refusal, confirmation},
        form::DonationForm,
        view::Notice,
    },
    limits::Window,
    site::Giving,
    view::see_other,
};

/// Answers a form whose checkout may not begin.
///
/// # Errors
/// When a page cannot be made, which is a fault of ours.
pub(crate) async fn refuse(
    showing: Showing<'_>,
    refusal: Refusal,
    form: DonationForm,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    match refusal {
        Refusal::TooMany => {
            let answer = showing.again(form, "donate-notice-too-many", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Refusal::WornOut => {
            let fresh = Showing { token: FormToken::issue(now), ..showing };
            let answer = fresh.again(form, "guard-notice-worn-out", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Refusal::NeedsProof => {
            let fresh = Showing { token: FormToken::issue(now), is_guarded: true, ..showing };
            fresh.again(form, "guard-notice-again", StatusCode::UNPROCESSABLE_ENTITY)
        }
        Refusal::NeedsMail => by_mail(Showing { is_guarded: true, ..showing }, form, now).await,
        Refusal::Closed(giving) => closed(&showing, &giving, form),
    }
}

/// The way on by a link in a mail, for which an address is needed.
async fn by_mail(showing: Showing<'_>, form: DonationForm, now: OffsetDateTime) -> Result<Response, Error> {
    let language = showing.language;
    if form.mail.trim().is_empty() {
        let mut problems = Problems::default();
        problems.add("mail", language.message("guard-problem-mail"));
        return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match confirmation::ask(showing.state, language, showing.token.nonce, &form, now).await {
        Ok(true) => Ok(see_other(&language.path("/donate/confirm"))),
        Ok(false) => {
            let answer = showing.again(form, "guard-notice-no-mails", StatusCode::TOO_MANY_REQUESTS)?;
            Ok(with_wait(answer, now))
        }
        Err(error) => showing.after(error, form),
    }
}

/// The words of staff above the form: who has just filled it in does not lose it.
fn closed(showing: &Showing<'_>, giving: &Giving, form: DonationForm) -> Result<Response, Error> {
    let words = giving.closed_words(showing.language);
    let notice = words.map(|words| Notice { sentence: words.to_owned(), goes_on: false });
    showing.answer(form, Problems::default(), notice, StatusCode::SERVICE_UNAVAILABLE)
}

/// When the window of the limits ends.
fn with_wait(mut answer: Response, now: OffsetDateTime) -> Response {
    let seconds = Window::TenMinutes.rest(now).whole_seconds();
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}
