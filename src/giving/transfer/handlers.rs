//! The form for a bank transfer, and the page of one promised transfer.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::within,
    donations::{
        donation::{Donation, Method},
        queries,
        receipts::{self, queries::Receipt},
    },
    error::Error,
    giving::{
        form::DonationForm,
        transfer::{
            promise::{self, Promised},
            reference,
            view::{Progress, PromisePage, TransferPage},
        },
        view::{PartWords, home_currency},
    },
    inputs::{Form, Path},
    language::Language,
    ledger,
    showing::{Remark, Showing},
    state::AppState,
    toll::{self, Bill, Door, Task, TaskWords, Toll},
    view::{Html, see_other},
    visitor::Visitor,
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "transfer";

/// `GET /donate/transfer`
pub(crate) async fn transfer_page(State(state): State<AppState>, language: Language) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    let form = state.site().bank_account(language).map(|_| DonationForm::default());
    answer(&showing, form, Toll::NONE, Remark::none())
}

/// `POST /donate/transfer`
pub(crate) async fn promise_transfer(
    State(state): State<AppState>,
    language: Language,
    visitor: Visitor,
    Form(mut form): Form<DonationForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) | Err(showing) if !form.show.is_empty() => {
            return answer(&showing, Some(form), Toll::NONE, Remark::none());
        }
        Ok(showing) if !form.is_trapped() => showing,
        Ok(showing) => return answer(&showing, Some(form), Toll::NONE, showing.trapped()),
        Err(showing) => {
            return again(&showing, form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    form.settle_mail();
    let new = match form.check(&state.site(), language, Method::Transfer) {
        Ok(_) if state.site().bank_account(language).is_none() => {
            return again(&showing, form, "transfer-notice-no-account", StatusCode::UNPROCESSABLE_ENTITY);
        }
        Ok(new) => new,
        Err(problems) => return answer(&showing, Some(form), Toll::NONE, Remark::problems(problems)),
    };
    form.settle_sum(new.gift());
    if new.mail.is_some() && form.has_open_mail_question() {
        form.ask_about_mail();
        return again(&showing, form, "transfer-notice-mail", StatusCode::OK);
    }
    let Some(address) = visitor.address() else {
        return answer(&showing, Some(form), Toll::NONE, showing.own_mistake());
    };
    let promised = match price(&showing, &form, address, now).await {
        Ok(Some(price)) => {
            let remark = showing.ask_toll(price, form.proof.as_deref(), now);
            return answer(&showing, Some(form), price, remark);
        }
        Ok(None) => promise::keep(&state, showing.token.nonce, &new).await,
        Err(error) => Err(error),
    };
    match promised {
        Ok(Promised::Under(code)) => Ok(see_other(&language.path(&format!("/donate/transfer/{code}")))),
        Ok(Promised::TooOften) => {
            again(&showing.renewed(now), form, "giving-notice-too-often", StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => {
            let remark = showing.excuse(error, "donate-notice-database-away")?;
            answer(&showing, Some(form), Toll::NONE, remark)
        }
    }
}

/// What a promise costs, if it was not paid. No card can be tried out here, so time pays as well as work.
async fn price(
    showing: &Showing<'_>,
    form: &DonationForm,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Option<Toll>, Error> {
    let state = showing.state;
    let paid = Toll::paid(&form.token, form.proof.as_deref(), now - showing.token.issued_at);
    let taken = toll::take(&state.db, &Bill::of(&state.config, Door::Transfer, address, paid, now)).await?;
    state.busy.note(Door::Transfer, taken.site_level, now);
    Ok(taken.unpaid())
}

/// `GET /donate/transfer/{code}`. Whoever has the code sees what was promised and what arrived, but not who gives.
pub(crate) async fn promise_page(
    State(state): State<AppState>,
    language: Language,
    Path(typed): Path<String>,
) -> Result<Response, Error> {
    let code = reference::parse(&typed).ok_or(Error::NotFound)?;
    let path = format!("/donate/transfer/{code}");
    if typed != code {
        return Ok(see_other(&language.path(&path)));
    }
    let donation = within(queries::find_by_reference(&state.db, &code)).await?.ok_or(Error::NotFound)?;
    let (progress, amount) = (Progress::of(&donation), donation.amount());
    let received = within(ledger::queries::received(&state.db, donation.id)).await?;
    let serial = serial(&state, &donation).await?;
    let page = PromisePage { frame: state.frame(language, &path), code, amount, progress, received, serial };
    let no_referrer = HeaderValue::from_static("no-referrer");
    Ok(Html::page(&page)?.with_header(header::REFERRER_POLICY, no_referrer).into_response())
}

/// The number of the receipt, if no mail tells it.
async fn serial(state: &AppState, donation: &Donation) -> Result<Option<String>, Error> {
    if !donation.has_money() || donation.mail_sealed.is_some() {
        return Ok(None);
    }
    let receipts = within(receipts::queries::list_of(&state.db, donation.id)).await?;
    Ok(receipts.last().map(Receipt::serial))
}

/// The page with everything that was typed; without a form while there is no bank account. `price` is what was not paid.
fn answer(
    showing: &Showing<'_>,
    mut form: Option<DonationForm>,
    price: Toll,
    remark: Remark,
) -> Result<Response, Error> {
    let mut frame = showing.frame("/donate/transfer", &remark);
    frame.public &= form.is_some();
    frame.carries = frame.carries.filter(|_| form.is_some());
    let is_fresh = remark.is_none() && form.as_ref().is_some_and(|form| form.show.is_empty());
    if let Some(form) = form.as_mut().filter(|form| form.currency.is_empty()) {
        home_currency(showing.language).code().clone_into(&mut form.currency);
    }
    let Remark { status, problems, notice } = remark;
    let token = showing.signed_token();
    let busy = showing.state.busy.toll(&showing.state.config, Door::Transfer, OffsetDateTime::now_utc());
    let proof = form.as_ref().map(DonationForm::proof_text).unwrap_or_default();
    let task = Task::of(price.max(busy), TaskWords::Form, (&token, proof), price > Toll::NONE);
    let page = TransferPage { frame, form, problems, notice, token, words: PartWords::TRANSFER, task };
    let page = Html::page(&page)?.with_status(status);
    Ok(if is_fresh { page.for_back() } else { page }.into_response())
}

/// The page with a remark about the whole form.
fn again(showing: &Showing<'_>, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
    answer(showing, Some(form), Toll::NONE, showing.notice(notice, status))
}
