//! What moved without Stripe: money sent back by hand, and books put right. Each is asked twice, happens once for each
//! showing of the form, and keeps a reason.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    queries::{NewReason, add_reason},
    refund::rest_of,
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    donations::{
        booking,
        donation::{Donation, Method},
        queries as donations,
        refunds::{
            form::{ByHand, ByHandForm},
            queries::rest,
        },
    },
    error::Error,
    form::{FormToken, Problems},
    inputs::Form,
    ledger::{Kind, NewEntry, Source},
    money::{Amount, sum},
    rooms::{Act, Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
};

/// The form, and the page that asks once more.
#[derive(Template)]
#[template(path = "donations/staff/by-hand.html")]
struct ByHandPage {
    frame: StaffFrame,
    id: Uuid,
    what: What,
    amount: String,
    rest: Amount,
    closed: Option<&'static str>,
    form: ByHandForm,
    problems: Problems,
    sure: Option<Amount>,
}

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    SentBack,
    Correction,
}

impl What {
    /// The last part of the address, and how the form is called in its token.
    fn word(self) -> &'static str {
        match self {
            Self::SentBack => "sent-back",
            Self::Correction => "correction",
        }
    }

    /// The message that names it.
    fn key(self) -> &'static str {
        match self {
            Self::SentBack => "rooms-donations-sent-back",
            Self::Correction => "rooms-donations-correction",
        }
    }

    fn action(self) -> Action {
        match self {
            Self::SentBack => Action::RecordedSentBack,
            Self::Correction => Action::CorrectedDonation,
        }
    }

    fn is_correction(self) -> bool {
        self == Self::Correction
    }
}

/// What a sending of the form came to.
enum Sent {
    Again(Donation, Amount, Problems),
    Sure(Donation, Amount, Amount),
    Done,
}

/// `GET /admin/donations/{id}/sent-back`
pub(crate) async fn sent_back_page(
    _: Pass<Treasurer>,
    state: State<AppState>,
    frame: StaffFrame,
    id: RowId,
) -> Result<Html, Error> {
    page(&state, frame, id.0, What::SentBack).await
}

/// `POST /admin/donations/{id}/sent-back`
pub(crate) async fn record_sent_back(
    pass: Pass<Treasurer>,
    state: State<AppState>,
    frame: StaffFrame,
    id: RowId,
    Form(form): Form<ByHandForm>,
) -> Result<Response, Error> {
    record(&state, &pass, frame, id.0, What::SentBack, form).await
}

/// `GET /admin/donations/{id}/correction`
pub(crate) async fn correction_page(
    _: Pass<Treasurer>,
    state: State<AppState>,
    frame: StaffFrame,
    id: RowId,
) -> Result<Html, Error> {
    page(&state, frame, id.0, What::Correction).await
}

/// `POST /admin/donations/{id}/correction`
pub(crate) async fn correct(
    pass: Pass<Treasurer>,
    state: State<AppState>,
    frame: StaffFrame,
    id: RowId,
    Form(form): Form<ByHandForm>,
) -> Result<Response, Error> {
    record(&state, &pass, frame, id.0, What::Correction, form).await
}

async fn page(state: &AppState, frame: StaffFrame, id: Uuid, what: What) -> Result<Html, Error> {
    let (donation, rest) = within(async {
        let donation = donations::find(&state.db, id).await?.ok_or(Error::NotFound)?;
        let rest = rest_of(&donation, rest(&state.db, id).await?)?;
        Ok::<_, Error>((donation, rest))
    })
    .await?;
    let now = OffsetDateTime::now_utc();
    let day = calendar::day(now).to_string();
    let form = ByHandForm { token: new_token(state, what, id), day, ..ByHandForm::default() };
    Html::page(&ByHandPage::new(frame, what, &donation, rest, form))
}

async fn record(
    state: &AppState,
    pass: &Pass<Treasurer>,
    frame: StaffFrame,
    id: Uuid,
    what: What,
    form: ByHandForm,
) -> Result<Response, Error> {
    match within(send(state, pass, id, what, &form)).await? {
        Sent::Done => Ok(see_other(&format!("/admin/donations/{id}"))),
        Sent::Sure(donation, rest, amount) => {
            let page = ByHandPage { sure: Some(amount), ..ByHandPage::new(frame, what, &donation, rest, form) };
            Ok(Html::page(&page)?.into_response())
        }
        Sent::Again(donation, rest, problems) => {
            let form = ByHandForm { token: new_token(state, what, id), ..form };
            let page = ByHandPage { problems, ..ByHandPage::new(frame, what, &donation, rest, form) };
            Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Takes a sending under the lock of the donation: the reason, the entry and the record are one transaction.
async fn send(
    state: &AppState,
    pass: &Pass<Treasurer>,
    id: Uuid,
    what: What,
    form: &ByHandForm,
) -> Result<Sent, Error> {
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    let mut act = Act::begin(state, pass).await?;
    let donation = donations::find_for_update(act.db(), id).await?.ok_or(Error::NotFound)?;
    let rest = rest_of(&donation, rest(act.db(), id).await?)?;
    let token = FormToken::verify(keys, &form_name(what, id), &form.token, now);
    if let Ok(token) = token
        && super::queries::has_reason(act.db(), token.nonce).await?
    {
        return Ok(Sent::Done);
    }
    let checked = match what {
        What::SentBack => form.check_sent_back(rest, now, pass.language),
        What::Correction => form.check_correction(rest, now, pass.language),
    };
    let by_hand = match (checked, token, closed(&donation, what, rest)) {
        (Ok(by_hand), Ok(_), None) => by_hand,
        (Err(problems), ..) => return Ok(Sent::Again(donation, rest, problems)),
        (_, Err(_), None) => {
            let mut problems = Problems::default();
            problems.add("amount", pass.language.message("rooms-donations-stale"));
            return Ok(Sent::Again(donation, rest, problems));
        }
        (.., Some(_)) => return Ok(Sent::Again(donation, rest, Problems::default())),
    };
    let Ok(token) = token else { return Err(Error::BadRequest) };
    if form.sure != "yes" {
        return Ok(Sent::Sure(donation, rest, by_hand.amount));
    }
    book(state, act.db(), &donation, what, token.nonce, &by_hand).await?;
    let reason = NewReason {
        id: token.nonce,
        staff_member_id: pass.id,
        action: what.action(),
        donation_id: Some(id),
        reason: &by_hand.reason,
        details: None,
    };
    add_reason(pass, act.db(), keys, &reason).await?;
    act.record_with_reason(what.action(), id, token.nonce).await?;
    Ok(Sent::Done)
}

async fn book(
    state: &AppState,
    db: &mut sqlx::PgConnection,
    donation: &Donation,
    what: What,
    nonce: Uuid,
    by_hand: &ByHand,
) -> Result<(), Error> {
    let source = match (what, donation.method) {
        (What::Correction, _) => Source::Staff,
        (What::SentBack, Method::Transfer) => Source::Bank,
        (What::SentBack, Method::Card | Method::Offline) => Source::Offline,
    };
    let entry = NewEntry {
        donation_id: donation.id,
        kind: if what.is_correction() { Kind::Correction } else { Kind::Refund },
        amount: by_hand.amount,
        source,
        source_id: &nonce.to_string(),
        occurred_at: by_hand.at,
    };
    booking::book(state, db, donation, &entry).await?;
    Ok(())
}

/// Why nothing can be recorded at a donation, as the key of a message.
fn closed(donation: &Donation, what: What, rest: Amount) -> Option<&'static str> {
    if !donation.method.is_by_hand() {
        return Some("rooms-donations-by-hand-stripe");
    }
    if !donation.has_money() {
        return Some("rooms-donations-by-hand-no-money");
    }
    (what == What::SentBack && rest.minor() <= 0).then_some("rooms-donations-nothing-left")
}

fn form_name(what: What, id: Uuid) -> String {
    format!("{} of {id}", what.word())
}

fn new_token(state: &AppState, what: What, id: Uuid) -> String {
    FormToken::issue(OffsetDateTime::now_utc()).sign(&state.config.keys, &form_name(what, id))
}

impl ByHandPage {
    /// The hint at the amount.
    fn most(&self) -> String {
        let most = || self.frame.t_with("rooms-donations-at-most", "rest", self.rest);
        if self.what.is_correction() { String::new() } else { most() }
    }

    /// What is about to be booked.
    fn question(&self, sum: &Amount) -> String {
        let (sum, rest) = (sum.to_string(), self.rest.to_string());
        let values = [("sum", &*sum), ("rest", &rest), ("day", &self.form.day), ("amount", &self.amount)];
        self.frame.language.message_with("rooms-donations-by-hand-sure", &values)
    }

    fn above(&self) -> String {
        format!("/admin/donations/{}", self.id)
    }

    fn new(frame: StaffFrame, what: What, donation: &Donation, rest: Amount, form: ByHandForm) -> Self {
        Self {
            frame,
            id: donation.id,
            what,
            amount: sum(donation.amount_minor, &donation.currency),
            rest,
            closed: closed(donation, what, rest),
            form,
            problems: Problems::default(),
            sure: None,
        }
    }
}
