//! The donation form: shown, sent, shown again.

use std::net::IpAddr;

use axum::{
    extract::{OriginalUri, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use time::OffsetDateTime;

use crate::{
    donations::giving::{
        checkout::{self, Next},
        form::DonationForm,
        view::{DonatePage, home_currency},
    },
    error::Error,
    form::{FormToken, Problems},
    language::Language,
    limits::{self, Limit, Whom},
    state::AppState,
    stripe::StripeError,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "donate";

/// `GET /donate`
pub async fn donate_page(State(state): State<AppState>, OriginalUri(uri): OriginalUri) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let showing = Showing { state: &state, language, token: FormToken::issue(OffsetDateTime::now_utc()) };
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
    let showing = Showing { state: &state, language, token: verified.unwrap_or_else(|_| FormToken::issue(now)) };
    if verified.is_err() || form.is_trapped() {
        return showing.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let new = match form.check(&state.site(), language) {
        Ok(new) => new,
        Err(problems) => {
            return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let next = match may_begin(&state, address, now).await {
        Ok(false) => return showing.again(form, "donate-notice-too-many", StatusCode::TOO_MANY_REQUESTS),
        Ok(true) => checkout::start(&state, showing.token.nonce, &new).await,
        Err(error) => Err(error),
    };
    match next {
        Ok(Next::Pay(url)) => Ok(see_other(&url)),
        Ok(Next::Stands(session_id)) => {
            Ok(see_other(&language.path(&format!("/donate/thanks?session_id={session_id}"))))
        }
        Ok(Next::StartOver) => {
            let fresh = Showing { token: FormToken::issue(now), ..showing };
            fresh.again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => showing.after(error, form),
    }
}

/// Whether one more checkout may begin, from this address and on the whole site.
async fn may_begin(state: &AppState, address: IpAddr, now: OffsetDateTime) -> Result<bool, Error> {
    let (db, config) = (&state.db, &state.config);
    let limit = |whom, count| Limit { purpose: "donate", whom, count };
    let here = limit(Whom::Address(address), config.checkouts_per_address);
    let everywhere = limit(Whom::Everybody, config.checkouts_of_site);
    Ok(limits::allow(db, &config.keys, here, now).await? && limits::allow(db, &config.keys, everywhere, now).await?)
}

/// One showing of the form.
struct Showing<'a> {
    state: &'a AppState,
    language: Language,
    token: FormToken,
}

impl Showing<'_> {
    /// The form with everything that was typed.
    fn answer(
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
        let page = Html::page(&DonatePage { frame, form, problems, notice, token })?.with_status(status);
        let policy = self.state.config.donation_policy.clone();
        Ok(page.with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
    }

    /// The form with a sentence about all of it.
    fn again(&self, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        let notice = self.state.frame(self.language, "/donate").t_with(notice, "mail", &self.state.site().contact_mail);
        self.answer(form, Problems::default(), Some(notice), status)
    }

    /// The form after something failed: nothing was charged, and nothing typed is lost.
    fn after(&self, error: Error, form: DonationForm) -> Result<Response, Error> {
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
