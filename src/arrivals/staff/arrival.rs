//! Recording what arrived for a donation: the form, one page that asks whether it is right, and the booking.

use std::cmp::Ordering;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    arrivals::{
        form::{ArrivalForm, NewArrival},
        queries::{self, Awaited},
        record::{self, Recorded},
        staff::list::TransferLine,
    },
    audit::Action,
    calendar::today,
    database::within,
    error::Error,
    form::{FormToken, Problems},
    inputs::Form,
    money::{Amount, Currency},
    rooms::{Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "arrival";

/// The form, and the page that asks.
#[derive(Template)]
#[template(path = "arrivals/staff/arrival.html")]
struct ArrivalPage {
    frame: StaffFrame,
    line: TransferLine,
    announced: Amount,
    received: Amount,
    form: ArrivalForm,
    problems: Problems,
    /// The message of what could not be done.
    notice: Option<&'static str>,
    asks: Option<NewArrival>,
    token: String,
}

/// `GET /admin/transfers/{id}`
pub(crate) async fn arrival_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let (row, currency) = awaited(&pass, &state, id).await?;
    let (announced, received) = row.sums(currency);
    let open = Amount::from_minor(announced.minor() - received.minor(), currency);
    let form = ArrivalForm {
        amount: if open.minor() > 0 { open.plain() } else { String::new() },
        currency: currency.code().to_owned(),
        day: today().to_string(),
        ..ArrivalForm::default()
    };
    ArrivalPage::new(&state, frame, row, currency, form, FormToken::issue(OffsetDateTime::now_utc()))
        .answer(StatusCode::OK)
}

/// `POST /admin/transfers/{id}`: asks once, then books.
pub(crate) async fn record(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<ArrivalForm>,
) -> Result<Response, Error> {
    let (row, currency) = awaited(&pass, &state, id).await?;
    let now = OffsetDateTime::now_utc();
    let verified = FormToken::verify(&state.config.keys, FORM, &form.token, now);
    let token = verified.unwrap_or_else(|_| FormToken::issue(now));
    let mut page = ArrivalPage::new(&state, frame, row, currency, form, token);
    let new = match page.form.check(currency, today(), page.frame.language) {
        Ok(new) => new,
        Err(problems) => return page.with_problems(problems),
    };
    if page.form.pressed != "book" || verified.is_err() {
        page.asks = Some(new).filter(|_| page.form.pressed != "change");
        return page.answer(StatusCode::OK);
    }
    let act = pass.entry(Action::RecordedTransfer, Some(id));
    page.after(&new, within(record::record(&state, &act, id, token.nonce, &new)).await)
}

/// The message when nothing could be booked for now.
pub(crate) const AWAY: &str = "rooms-arrivals-away";

impl ArrivalPage {
    fn new(
        state: &AppState,
        frame: StaffFrame,
        row: Awaited,
        currency: Currency,
        form: ArrivalForm,
        token: FormToken,
    ) -> Self {
        let (announced, received) = row.sums(currency);
        let token = token.sign(&state.config.keys, FORM);
        let line = TransferLine::new(row, frame.language);
        Self { frame, line, announced, received, form, problems: Problems::default(), notice: None, asks: None, token }
    }

    fn answer(self, status: StatusCode) -> Result<Response, Error> {
        Ok(Html::page(&self)?.with_status(status).into_response())
    }

    /// What follows from an attempt to book.
    fn after(mut self, new: &NewArrival, recorded: Result<Recorded, Error>) -> Result<Response, Error> {
        match recorded {
            Ok(Recorded::Booked) => Ok(see_other(&format!("/admin/transfers?booked={}", self.line.id))),
            Ok(Recorded::Taken(_)) => self.taken(new),
            Err(error) if error.is_database_away() => {
                error.log();
                self.notice = Some(AWAY);
                self.answer(StatusCode::SERVICE_UNAVAILABLE)
            }
            Err(error) => Err(error),
        }
    }

    fn with_problems(mut self, problems: Problems) -> Result<Response, Error> {
        self.problems = problems;
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The line, or this showing, was booked before with something else.
    fn taken(mut self, new: &NewArrival) -> Result<Response, Error> {
        let mut problems = Problems::default();
        if new.line.is_some() {
            problems.add("line", self.frame.t("rooms-arrivals-problem-taken"));
        } else {
            self.notice = Some("rooms-arrivals-sent-before");
        }
        self.with_problems(problems)
    }

    /// What would have arrived in all.
    fn arrived_after(&self, new: &NewArrival) -> Amount {
        Amount::from_minor(self.received.minor().saturating_add(new.amount.minor()), self.announced.currency())
    }

    /// How far the gift would be: less, as much, or more than was announced.
    fn reaches(&self, new: &NewArrival) -> Ordering {
        self.arrived_after(new).minor().cmp(&self.announced.minor())
    }

    fn currencies(&self) -> [Currency; 4] {
        Currency::ALL
    }
}

async fn awaited(pass: &Pass<Treasurer>, state: &AppState, id: Uuid) -> Result<(Awaited, Currency), Error> {
    let row = within(queries::find(pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let currency = row.currency().ok_or(Error::NotFound)?;
    Ok((row, currency))
}
