//! The donor's pages and what they send.

use axum::{
    extract::{OriginalUri, Query, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::within,
    donations::{
        checkout::{self, Next},
        form::DonationForm,
        fulfil::fulfil,
        queries::{self, Donation},
        view::{DonatePage, ThanksKind, ThanksPage, home_currency},
    },
    error::Error,
    form::{FormToken, Problems},
    language::Language,
    limits::{self, Limit},
    state::AppState,
    stripe::StripeError,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "donate";

/// `GET /donate`
pub async fn donate_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let showing = Showing {
        state: &state,
        language,
        token: FormToken::issue(OffsetDateTime::now_utc()),
    };
    showing.answer(
        DonationForm::default(),
        Problems::default(),
        None,
        StatusCode::OK,
    )
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
    let showing = Showing {
        state: &state,
        language,
        token: verified.unwrap_or_else(|_| FormToken::issue(now)),
    };
    if verified.is_err() || form.is_trapped() {
        return showing.again(
            form,
            "donate-notice-stale",
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    let new = match form.check(&state.site(), language) {
        Ok(new) => new,
        Err(problems) => {
            return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let limit = Limit {
        purpose: "donate",
        count: state.config.checkouts_per_address,
    };
    let next = match limits::allow(&state.db, &state.config.keys, limit, address, now).await {
        Ok(false) => {
            return showing.again(
                form,
                "donate-notice-too-many",
                StatusCode::TOO_MANY_REQUESTS,
            );
        }
        Ok(true) => checkout::start(&state, showing.token.nonce, &new).await,
        Err(error) => Err(error),
    };
    match next {
        Ok(Next::Pay(url)) => Ok(see_other(&url)),
        Ok(Next::Stands(session_id)) => Ok(see_other(
            &language.path(&format!("/donate/thanks?session_id={session_id}")),
        )),
        Ok(Next::StartOver) => {
            let fresh = Showing {
                token: FormToken::issue(now),
                ..showing
            };
            fresh.again(
                form,
                "donate-notice-stale",
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
        Err(error) => showing.after(error, form),
    }
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
            home_currency(self.language)
                .code()
                .clone_into(&mut form.currency);
        }
        let token = self.token.sign(&self.state.config.keys, FORM);
        let page = Html::page(&DonatePage {
            frame,
            form,
            problems,
            notice,
            token,
        })?
        .with_status(status);
        let policy = self.state.config.donation_policy.clone();
        Ok(page
            .with_header(header::CONTENT_SECURITY_POLICY, policy)
            .into_response())
    }

    /// The form with a sentence about all of it.
    fn again(
        &self,
        form: DonationForm,
        notice: &str,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let notice = self.state.frame(self.language, "/donate").t_with(
            notice,
            "mail",
            &self.state.site().contact_mail,
        );
        let mut response = self.answer(form, Problems::default(), Some(notice), status)?;
        if matches!(
            status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        Ok(response)
    }

    /// The form after something failed: nothing was charged, and nothing typed is lost.
    fn after(&self, error: Error, form: DonationForm) -> Result<Response, Error> {
        match error {
            Error::Stripe(StripeError::AmountTooSmall) => {
                let mut problems = Problems::default();
                problems.add(
                    "amount",
                    self.language.message("donate-problem-below-minimum"),
                );
                self.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY)
            }
            error if error.is_database_away() => {
                error.log();
                self.again(
                    form,
                    "donate-notice-database-away",
                    StatusCode::SERVICE_UNAVAILABLE,
                )
            }
            Error::Stripe(StripeError::ForeignCheckout) => {
                error.log();
                self.again(form, "donate-notice-stripe-away", StatusCode::BAD_GATEWAY)
            }
            Error::Stripe(_) => {
                error.log();
                self.again(
                    form,
                    "donate-notice-stripe-away",
                    StatusCode::SERVICE_UNAVAILABLE,
                )
            }
            error => Err(error),
        }
    }
}

/// How the donor came back: from paying, or from closing Stripe's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CameBack {
    session_id: String,
    gift: String,
}

/// `GET /donate/thanks`. It believes nothing in its address and shows nothing personal.
pub async fn thanks_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Query(back): Query<CameBack>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let page = |kind, donation: Option<&Donation>, resume_url| ThanksPage {
        frame: state.frame(language, "/donate/thanks"),
        kind,
        amount: donation.and_then(Donation::amount),
        resume_url,
    };
    let page = match found(&state, &back).await {
        Ok(Some(donation)) => {
            let kind = kind_of(&donation);
            let resume_url = donation
                .checkout_url
                .clone()
                .filter(|_| kind == ThanksKind::Open);
            page(kind, Some(&donation), resume_url)
        }
        Ok(None) => page(ThanksKind::Unknown, None, None),
        Err(error) => {
            error.log();
            page(ThanksKind::Unknown, None, None)
        }
    };
    let answer = Html::page(&page)?.with_header(
        HeaderName::from_static("referrer-policy"),
        HeaderValue::from_static("no-referrer"),
    );
    Ok(answer.into_response())
}

/// The donation that the address names, brought up to date by the same function as the worker's (STRIPE C1).
async fn found(state: &AppState, back: &CameBack) -> Result<Option<Donation>, Error> {
    let donation = if is_session_id(&back.session_id) {
        within(queries::find_by_session(&state.db, &back.session_id)).await?
    } else if let Ok(id) = back.gift.parse::<Uuid>() {
        within(queries::find(&state.db, id)).await?
    } else {
        None
    };
    let Some(donation) = donation else {
        return Ok(None);
    };
    let (Some(session_id), "pending" | "processing") =
        (&donation.checkout_session_id, donation.state.as_str())
    else {
        return Ok(Some(donation));
    };
    let refreshed = within(async {
        let mut tx = state.db.begin().await?;
        fulfil(state, &mut tx, session_id, None).await?;
        tx.commit().await?;
        Ok::<_, Error>(())
    });
    if let Err(error) = refreshed.await {
        // The page tells what we know; the webhook will tell us more.
        error.log();
    }
    within(queries::find(&state.db, donation.id)).await
}

fn kind_of(donation: &Donation) -> ThanksKind {
    match donation.state.as_str() {
        "paid" => ThanksKind::Paid,
        "processing" => ThanksKind::Processing,
        "pending" => ThanksKind::Open,
        _ => ThanksKind::NotPaid,
    }
}

/// `cs_test_…` or `cs_live_…` and nothing but letters and digits after it (STRIPE C2).
fn is_session_id(text: &str) -> bool {
    let rest = text
        .strip_prefix("cs_test_")
        .or_else(|| text.strip_prefix("cs_live_"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest.len() <= 200
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
