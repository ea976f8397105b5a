//! Money given back through Stripe: a form, a page that asks once more, and the asking itself, which happens once for each
//! showing of the form.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    database::within,
    donations::{
        ask_refund::ask,
        donation::{Donation, DonationState},
        queries as donations,
        refunds::{form::RefundForm, queries},
    },
    error::Error,
    form::{FormToken, Problems},
    inputs::Form,
    language::Language,
    money::{Amount, Currency, sum},
    rooms::{Act, Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    stripe::RefundReason,
    view::{Html, see_other},
    words::Word as _,
};

/// The form, and the page that asks once more.
#[derive(Template)]
#[template(path = "donations/staff/refund.html")]
struct RefundPage {
    frame: StaffFrame,
    id: Uuid,
    amount: String,
    /// What can still be given back.
    rest: Amount,
    /// The message that says why nothing can be given back here.
    closed: Option<&'static str>,
    form: RefundForm,
    problems: Problems,
    /// What is about to be done, on the page that asks once more.
    sure: Option<(Amount, String)>,
}

/// What a sending of the form came to.
enum Sent {
    /// The form again, with what is wrong.
    Again(Donation, Amount, Problems),
    /// The page that asks once more.
    Sure(Donation, Amount, Amount, RefundReason),
    /// The row is there, by this sending or by an earlier one.
    Asked { is_again: bool },
}

/// `GET /admin/donations/{id}/refund`
pub(crate) async fn refund_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let (donation, rest) = within(async {
        let donation = donations::find(&state.db, id).await?.ok_or(Error::NotFound)?;
        let rest = rest_of(&donation, queries::rest(&state.db, id).await?)?;
        Ok::<_, Error>((donation, rest))
    })
    .await?;
    let form = RefundForm { token: new_token(&state, id), amount: rest.plain(), ..RefundForm::default() };
    Html::page(&RefundPage::new(frame, &donation, rest, form))
}

/// `POST /admin/donations/{id}/refund`. What was asked for stands on the donation's page, whatever Stripe answers.
pub(crate) async fn refund(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<RefundForm>,
) -> Result<Response, Error> {
    let token = FormToken::verify(&state.config.keys, &form_name(id), &form.token, OffsetDateTime::now_utc());
    let nonce = token.ok().map(|token| token.nonce);
    match within(send(&state, &pass, id, nonce, &form)).await? {
        Sent::Asked { is_again } => {
            if let Some(nonce) = nonce
                && let Err(error) = ask(&state, nonce, is_again).await
            {
                error.log();
            }
            Ok(see_other(&format!("/admin/donations/{id}")))
        }
        Sent::Sure(donation, rest, amount, reason) => {
            let sure = Some((amount, reason_words(reason, frame.language)));
            let page = RefundPage { sure, ..RefundPage::new(frame, &donation, rest, form) };
            Ok(Html::page(&page)?.into_response())
        }
        Sent::Again(donation, rest, problems) => {
            let form = RefundForm { token: new_token(&state, id), ..form };
            let page = RefundPage { problems, ..RefundPage::new(frame, &donation, rest, form) };
            Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Takes a sending under the lock of the donation, so that two treasurers never give back more than there is.
async fn send(
    state: &AppState,
    pass: &Pass<Treasurer>,
    id: Uuid,
    nonce: Option<Uuid>,
    form: &RefundForm,
) -> Result<Sent, Error> {
    let mut act = Act::begin(state, pass).await?;
    let donation = donations::find_for_update(act.db(), id).await?.ok_or(Error::NotFound)?;
    if let Some(nonce) = nonce
        && queries::is_there(act.db(), nonce).await?
    {
        return Ok(Sent::Asked { is_again: true });
    }
    let rest = rest_of(&donation, queries::rest(act.db(), id).await?)?;
    let (amount, reason) = match form.check(rest, pass.language) {
        Ok(_) if closed(&donation, rest).is_some() => return Ok(Sent::Again(donation, rest, Problems::default())),
        Ok(checked) => checked,
        Err(problems) => return Ok(Sent::Again(donation, rest, problems)),
    };
    let Some(nonce) = nonce else {
        let mut problems = Problems::default();
        problems.add("amount", pass.language.message("rooms-donations-stale"));
        return Ok(Sent::Again(donation, rest, problems));
    };
    if form.sure != "yes" {
        return Ok(Sent::Sure(donation, rest, amount, reason));
    }
    queries::add(act.db(), (nonce, id, pass.id), amount, reason).await?;
    act.record(Action::AskedRefund, id).await?;
    Ok(Sent::Asked { is_again: false })
}

/// What is left of a donation, in its currency.
pub(crate) fn rest_of(donation: &Donation, minor: i64) -> Result<Amount, Error> {
    let currency = Currency::from_code(&donation.currency).ok_or(Error::NotFound)?;
    Ok(Amount::from_minor(minor.max(0), currency))
}

/// Why a donation cannot be given back through Stripe, as the key of a message.
fn closed(donation: &Donation, rest: Amount) -> Option<&'static str> {
    if donation.method.is_by_hand() {
        return Some("rooms-donations-refund-by-hand");
    }
    if donation.payment_intent_id.is_none() {
        return Some("rooms-donations-refund-unknown");
    }
    if donation.state == DonationState::Disputed {
        return Some("rooms-donations-refund-disputed");
    }
    (rest.minor() <= 0).then_some("rooms-donations-nothing-left")
}

/// One showing is good for one donation.
fn form_name(id: Uuid) -> String {
    format!("refund of {id}")
}

fn new_token(state: &AppState, id: Uuid) -> String {
    FormToken::issue(OffsetDateTime::now_utc()).sign(&state.config.keys, &form_name(id))
}

fn reason_words(reason: RefundReason, language: Language) -> String {
    language.words("rooms-donations-refund-why-", reason)
}

impl RefundPage {
    fn above(&self) -> String {
        format!("/admin/donations/{}", self.id)
    }

    fn new(frame: StaffFrame, donation: &Donation, rest: Amount, form: RefundForm) -> Self {
        Self {
            frame,
            id: donation.id,
            amount: sum(donation.amount_minor, &donation.currency),
            rest,
            closed: closed(donation, rest),
            form,
            problems: Problems::default(),
            sure: None,
        }
    }

    fn reasons(&self) -> Vec<(&'static str, String)> {
        RefundReason::ALL.iter().map(|reason| (reason.word(), reason_words(*reason, self.frame.language))).collect()
    }
}
