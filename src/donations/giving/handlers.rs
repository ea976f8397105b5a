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
    donations::{
        defence::{
            self, Admission, Attempt,
            view::{ClosedPage, Task},
        },
        donation::NewDonation,
        giving::{
            checkout::{self, Next},
            form::DonationForm,
            view::{DonatePage, home_currency},
        },
    },
    error::Error,
    form::{FormToken, Problems},
    language::Language,
    site::Giving,
    state::AppState,
    stripe::StripeError,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
pub const FORM: &str = "donate";

/// `GET /donate`
pub async fn donate_page(State(state): State<AppState>, OriginalUri(uri): OriginalUri) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    if let Some(words) = state.site().giving.closed_words(language) {
        let page = ClosedPage { frame: state.frame(language, "/donate"), words: words.to_owned() };
        return Ok(Html::page(&page)?.into_response());
    }
    let showing = Showing::new(&state, language, FormToken::issue(OffsetDateTime::now_utc()));
    showing.answer(DonationForm::default(), Problems::default(), None, StatusCode::OK)
}

/// `POST /donate`
pub async fn start_checkout(
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
    let new = match form.check(&state.site(), language) {
        Ok(new) => new,
        Err(problems) => {
            return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
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
pub struct Showing<'a> {
    /// The site.
    pub state: &'a AppState,
    /// The language of the page.
    pub language: Language,
    /// Its name.
    pub token: FormToken,
    /// Whether the visitor's browser must do some work first.
    pub is_guarded: bool,
}

impl<'a> Showing<'a> {
    /// A showing as the site takes gifts now.
    pub fn new(state: &'a AppState, language: Language, token: FormToken) -> Self {
        Self { state, language, token, is_guarded: state.site().giving == Giving::Guarded }
    }
}

impl Showing<'_> {
    /// Takes a form that was let in to its checkout.
    ///
    /// # Errors
    /// When a page cannot be made, which is a fault of ours.
    pub async fn go_on(self, form: DonationForm, new: &NewDonation, now: OffsetDateTime) -> Result<Response, Error> {
        match checkout::start(self.state, self.token.nonce, new).await {
            Ok(Next::Pay(url)) => Ok(see_other(&url)),
            Ok(Next::Stands(session_id)) => {
                Ok(see_other(&self.language.path(&format!("/donate/thanks?session_id={session_id}"))))
            }
            Ok(Next::StartOver) => {
                let fresh = Self { token: FormToken::issue(now), ..self };
                fresh.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(error) => self.after(error, form),
        }
    }

    /// The form with everything that was typed.
    ///
    /// # Errors
    /// When the page cannot be made, which is a fault of ours.
    pub fn answer(
        &self,
        mut form: DonationForm,
        problems: Problems,
        notice: Option<String>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let mut frame = self.state.frame(self.language, "/donate");
        frame.public = status == StatusCode::OK;
        if form.currency.is_empty() {
            home_currency(self.language).code().clone_into(&mut form.currency);
        }
        let token = self.token.sign(&self.state.config.keys, FORM);
        if token != form.token {
            form.proof = None;
        }
        let task = self.is_guarded.then(Task::present);
        let page = Html::page(&DonatePage { frame, form, problems, notice, token, task })?.with_status(status);
        let policy = self.state.config.donation_policy.clone();
        Ok(page.with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
    }

    /// The form with a sentence about all of it.
    ///
    /// # Errors
    /// When the page cannot be made, which is a fault of ours.
    pub fn again(&self, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        let notice = self.state.frame(self.language, "/donate").t_with(notice, "mail", &self.state.site().contact_mail);
        self.answer(form, Problems::default(), Some(notice), status)
    }

    /// The form after something failed: nothing was charged, and nothing typed is lost.
    ///
    /// # Errors
    /// When the error is none that sending again helps against.
    pub fn after(&self, error: Error, form: DonationForm) -> Result<Response, Error> {
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
