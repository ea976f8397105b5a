//! The donation form: shown, sent, shown again.

use axum::{
    extract::{OriginalUri, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use time::OffsetDateTime;

use crate::{
    donations::donation::{Method, NewDonation},
    error::Error,
    form::{FormToken, Problems},
    giving::{
        checkout::{self, Next},
        defence::{
            self, Admission, Attempt,
            view::{ClosedPage, Task},
        },
        form::{DonationForm, choice_value},
        view::{DonatePage, Notice, PartWords, home_currency},
    },
    language::Language,
    site::Giving,
    state::AppState,
    stripe::StripeError,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
pub(crate) const FORM: &str = "donate";

/// `GET /donate`
pub(crate) async fn donate_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    if let Some(words) = state.site().giving.closed_words(language) {
        let page = ClosedPage { frame: state.frame(language, "/donate"), words: words.to_owned() };
        return Ok(Html::page(&page)?.into_response());
    }
    let showing = Showing::new(&state, language, FormToken::issue(OffsetDateTime::now_utc()));
    showing.answer(DonationForm::default(), Problems::default(), None, StatusCode::OK)
}

/// `POST /donate`
pub(crate) async fn start_checkout(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    ClientIp(address): ClientIp,
    Form(form): Form<DonationForm>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let now = OffsetDateTime::now_utc();
    let verified = FormToken::verify(&state.config.keys, FORM, &form.token, now);
    let showing = Showing::new(&state, language, verified.unwrap_or_else(|_| FormToken::issue(now)));
    if verified.is_err() || form.is_trapped() {
        return showing.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let new = match form.check(&state.site(), language, Method::Card) {
        Ok(new) if form.has_seen_total(&new) => new,
        Ok(new) => return showing.total(form, &new),
        Err(problems) => return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let attempt = Attempt {
        address,
        mail: new.mail.as_deref(),
        token: showing.token,
        signed_token: &form.token,
        proof: form.proof.as_deref(),
        typed: &form.typed(),
    };
    match defence::admit(&state, &attempt, now).await {
        Ok(Admission::Free) => showing.go_on(form, &new, now).await,
        Ok(Admission::Refused(refusal)) => defence::refuse(showing, refusal, form, now).await,
        Err(error) => showing.after(error, form),
    }
}

/// One showing of the form.
pub(crate) struct Showing<'a> {
    pub(crate) state: &'a AppState,
    /// The language of the page.
    pub(crate) language: Language,
    pub(crate) token: FormToken,
    /// Whether the visitor's browser must do some work first.
    pub(crate) is_guarded: bool,
}

impl<'a> Showing<'a> {
    /// A showing as the site takes gifts now.
    pub(crate) fn new(state: &'a AppState, language: Language, token: FormToken) -> Self {
        Self { state, language, token, is_guarded: state.site().giving == Giving::Guarded }
    }
}

impl Showing<'_> {
    /// Takes a form that was let in to its checkout.
    ///
    /// # Errors
    /// When a page cannot be made, which is a fault of ours.
    pub(crate) async fn go_on(
        self,
        form: DonationForm,
        new: &NewDonation,
        now: OffsetDateTime,
    ) -> Result<Response, Error> {
        let next = match checkout::start(self.state, self.token.nonce, new).await {
            Ok(next) => next,
            Err(error) => return self.after(error, form),
        };
        let language = self.language;
        let fresh = Self { token: FormToken::issue(now), ..self };
        match next {
            Next::Pay(url) => Ok(see_other(&url)),
            Next::Stands(session_id) => {
                Ok(see_other(&language.path(&format!("/donate/thanks?session_id={session_id}"))))
            }
            Next::StartOver => fresh.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY),
            Next::TooOften => fresh.again(form, "giving-notice-too-often", StatusCode::TOO_MANY_REQUESTS),
        }
    }

    /// The form with everything that was typed.
    ///
    /// # Errors
    /// When the page cannot be made, which is a fault of ours.
    pub(crate) fn answer(
        &self,
        mut form: DonationForm,
        problems: Problems,
        notice: Option<Notice>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let mut frame = self.state.frame(self.language, "/donate");
        frame.public = status == StatusCode::OK && notice.is_none();
        if form.currency.is_empty() {
            home_currency(self.language).code().clone_into(&mut form.currency);
        }
        let token = self.token.sign(&self.state.config.keys, FORM);
        if token != form.token {
            form.proof = None;
        }
        let task = self.is_guarded.then(Task::present);
        let page = DonatePage { frame, form, problems, notice, token, words: PartWords::CARD, task };
        let policy = self.state.config.policies.donation.clone();
        Ok(Html::page(&page)?.with_status(status).with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
    }

    /// The form with a sentence about all of it.
    ///
    /// # Errors
    /// When the page cannot be made, which is a fault of ours.
    pub(crate) fn again(&self, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        let sentence =
            self.state.frame(self.language, "/donate").t_with(notice, "mail", &self.state.site().contact_mail);
        self.answer(form, Problems::default(), Some(Notice { sentence, goes_on: false }), status)
    }

    /// The form once more with the sum that the fees make of it, which the donor has not seen yet. That is a question and
    /// no mistake of theirs, so the answer is no error.
    fn total(&self, mut form: DonationForm, new: &NewDonation) -> Result<Response, Error> {
        form.total_seen = choice_value(new.amount);
        let key = if new.is_monthly { "giving-notice-total-monthly" } else { "giving-notice-total" };
        let sums = [("total", &*new.amount.to_string()), ("cover", &new.fee_cover.to_string())];
        let sentence = self.language.message_with(key, &sums);
        self.answer(form, Problems::default(), Some(Notice { sentence, goes_on: true }), StatusCode::OK)
    }

    /// The form after something failed: nothing was charged, and nothing typed is lost.
    ///
    /// # Errors
    /// When the error is none that sending again helps against.
    pub(crate) fn after(&self, error: Error, form: DonationForm) -> Result<Response, Error> {
        match error {
            Error::Stripe(StripeError::AmountTooSmall) => {
                let mut problems = Problems::default();
                problems.add("amount", self.language.message("donate-problem-below-minimum"));
                self.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY)
            }
            Error::Stripe(StripeError::MailRefused) => {
                let mut problems = Problems::default();
                problems.add("mail", self.language.message("donate-problem-mail"));
                self.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY)
            }
            error if error.is_database_away() => {
                error.log();
                self.again(form, "donate-notice-database-away", StatusCode::SERVICE_UNAVAILABLE)
            }
            Error::Stripe(StripeError::ForeignCheckout) => {
                error.log();
                self.again(form, "donate-notice-stripe-away", StatusCode::BAD_GATEWAY)
            }
            Error::Stripe(_) => {
                error.log();
                self.again(form, "donate-notice-stripe-away", StatusCode::SERVICE_UNAVAILABLE)
            }
            error => Err(error),
        }
    }
}
