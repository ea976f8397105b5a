//! The form for a bank transfer, and the page of one transfer.

use axum::{
    extract::{OriginalUri, Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use time::OffsetDateTime;

use crate::{
    database::within,
    donations::{
        donation::{Donation, Method},
        queries,
        receipts::{self, queries::Receipt},
    },
    error::Error,
    form::{FormToken, Problems},
    giving::{
        defence,
        form::DonationForm,
        transfer::{
            promise::{self, Next},
            reference,
            view::{PromisePage, Standing, TransferPage},
        },
        view::{PartWords, home_currency},
    },
    language::Language,
    ledger,
    state::AppState,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "transfer";

/// `GET /donate/transfer`
pub(crate) async fn transfer_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let showing = Showing { state: &state, language, token: FormToken::issue(OffsetDateTime::now_utc()) };
    let form = state.site().bank_account(language).map(|_| DonationForm::default());
    showing.answer(form, Problems::default(), None, StatusCode::OK)
}

/// `POST /donate/transfer`
pub(crate) async fn promise_transfer(
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
    let new = match form.check(&state.site(), language, Method::Transfer) {
        Ok(_) if state.site().bank_account(language).is_none() => {
            return showing.again(form, "transfer-notice-no-account", StatusCode::UNPROCESSABLE_ENTITY);
        }
        Ok(new) => new,
        Err(problems) => return showing.answer(Some(form), problems, None, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let next = match defence::admits_transfer(&state, address, now).await {
        Ok(false) => return showing.again(form, "donate-notice-too-many", StatusCode::TOO_MANY_REQUESTS),
        Ok(true) => promise::keep(&state, showing.token.nonce, &new).await,
        Err(error) => Err(error),
    };
    match next {
        Ok(Next::Stands(code)) => Ok(see_other(&language.path(&format!("/donate/transfer/{code}")))),
        Ok(Next::TooOften) => {
            let fresh = Showing { token: FormToken::issue(now), ..showing };
            fresh.again(form, "giving-notice-too-often", StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) if error.is_database_away() => {
            error.log();
            showing.again(form, "donate-notice-database-away", StatusCode::SERVICE_UNAVAILABLE)
        }
        Err(error) => Err(error),
    }
}

/// `GET /donate/transfer/{code}`. Whoever has the code sees what was promised and what arrived, and nothing of who gives.
pub(crate) async fn promise_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(typed): Path<String>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let code = reference::parse(&typed).ok_or(Error::NotFound)?;
    let path = format!("/donate/transfer/{code}");
    if typed != code {
        return Ok(see_other(&language.path(&path)));
    }
    let donation = within(queries::find_by_reference(&state.db, &code)).await?.ok_or(Error::NotFound)?;
    let (standing, amount) = (Standing::of(&donation), donation.amount());
    let received = within(ledger::queries::received(&state.db, donation.id)).await?;
    let serial = serial(&state, &donation).await?;
    let page = PromisePage { frame: state.frame(language, &path), code, amount, standing, received, serial };
    let no_referrer = HeaderValue::from_static("no-referrer");
    Ok(Html::page(&page)?.with_header(header::REFERRER_POLICY, no_referrer).into_response())
}

/// The number of the receipt, for whom no mail tells it.
async fn serial(state: &AppState, donation: &Donation) -> Result<Option<String>, Error> {
    if !donation.has_money() || donation.mail_sealed.is_some() {
        return Ok(None);
    }
    let receipts = within(receipts::queries::list_of(&state.db, donation.id)).await?;
    Ok(receipts.last().map(Receipt::serial))
}

/// One showing of the form.
struct Showing<'a> {
    state: &'a AppState,
    language: Language,
    token: FormToken,
}

impl Showing<'_> {
    /// The page with everything that was typed; without a form where there is no account.
    fn answer(
        &self,
        mut form: Option<DonationForm>,
        problems: Problems,
        notice: Option<String>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let mut frame = self.state.frame(self.language, "/donate/transfer");
        frame.public = status == StatusCode::OK && form.is_some();
        if let Some(form) = form.as_mut().filter(|form| form.currency.is_empty()) {
            home_currency(self.language).code().clone_into(&mut form.currency);
        }
        let token = self.token.sign(&self.state.config.keys, FORM);
        let page = TransferPage { frame, form, problems, notice, token, words: PartWords::TRANSFER };
        Ok(Html::page(&page)?.with_status(status).into_response())
    }

    /// The form with a sentence about all of it.
    fn again(&self, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        let sentence = self.language.message_with(notice, &[("mail", &self.state.site().contact_mail)]);
        self.answer(Some(form), Problems::default(), Some(sentence), status)
    }
}
