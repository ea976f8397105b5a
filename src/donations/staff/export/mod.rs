//! Movements of the ledger as a sheet. One row is one movement, not one gift: then the sums of any days are those of the
//! books, with fees and what was given back on the days on which it happened.

mod queries;
mod sheet;

use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    form::{Filter, FilterForm, methods, states},
    list::with_donor,
    queries::{NewReason, add_reason, count_exports},
};
use crate::{
    audit::Action,
    calendar,
    database::within,
    error::Error,
    form::{FormToken, Problems},
    inputs::{Form, Query},
    money::Currency,
    rooms::{Act, Pass, Treasurer, frame::StaffFrame},
    site::Fund,
    state::AppState,
    text,
    view::Html,
};

/// How many movements one piece holds.
const PIECE: i64 = 1000;
/// How many exports one member of staff may take in a day.
const A_DAY: i64 = 20;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;
/// The name of the form in its token.
const FORM: &str = "export";

/// The form, and what the columns mean.
#[derive(Template)]
#[template(path = "donations/staff/export.html")]
struct ExportPage {
    frame: StaffFrame,
    funds: Vec<Fund>,
    form: ExportForm,
    problems: Problems,
}

/// What is typed beside the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ExportForm {
    #[serde(flatten)]
    filter: FilterForm,
    token: String,
    reason: String,
    donors: String,
}

/// `GET /admin/donations/export`
pub(crate) async fn export_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(filter): Query<FilterForm>,
) -> Result<Html, Error> {
    let funds = within(super::queries::funds(&state.db)).await?;
    let token = FormToken::issue(OffsetDateTime::now_utc()).sign(&state.config.keys, FORM);
    let form = ExportForm { token, filter, ..ExportForm::default() };
    Html::page(&ExportPage { frame, funds, form, problems: Problems::default() })
}

/// `POST /admin/donations/export`. Without a reason and an entry in the audit log nothing is given out.
pub(crate) async fn export(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<ExportForm>,
) -> Result<Response, Error> {
    let with_donors = form.donors == "yes";
    match within(permit(&state, &pass, &form)).await? {
        Ok((id, filter)) => Ok(sheet_of(pass, state, filter, with_donors, id)),
        Err(problems) => {
            let funds = within(super::queries::funds(&state.db)).await?;
            let token = FormToken::issue(OffsetDateTime::now_utc()).sign(&state.config.keys, FORM);
            let page = ExportPage { frame, funds, form: ExportForm { token, ..form }, problems };
            Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Records who takes what and why, unless something is wrong.
async fn permit(
    state: &AppState,
    pass: &Pass<Treasurer>,
    form: &ExportForm,
) -> Result<Result<(Uuid, Filter), Problems>, Error> {
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    let mut problems = Problems::default();
    let reason = problems.take("reason", pass.language, text::prose(&form.reason, LONGEST_REASON));
    if reason.is_none() {
        problems.add("reason", pass.language.message("rooms-donations-export-problem-reason"));
    }
    let reason = reason.unwrap_or_default();
    if FormToken::verify(keys, FORM, &form.token, now).is_err() {
        problems.add("reason", pass.language.message("rooms-donations-export-problem-stale"));
    }
    let filter = match form.filter.check(pass.language) {
        Ok(filter) => with_donor(state, pass, &form.filter, filter).await?,
        Err(problems) => Err(problems),
    };
    let filter = match filter {
        Ok(filter) if problems.is_empty() => filter,
        Ok(_) => return Ok(Err(problems)),
        Err(more) => return Ok(Err(more)),
    };
    let mut act = Act::begin(state, pass).await?;
    if count_exports(pass, act.db(), pass.id, now - Duration::days(1)).await? >= A_DAY {
        let sentence = "rooms-donations-export-problem-often";
        problems.add("reason", pass.language.message_with(sentence, &[("count", &A_DAY.to_string())]));
        return Ok(Err(problems));
    }
    let action = if form.donors == "yes" { Action::ExportedDonors } else { Action::ExportedLedger };
    let id = Uuid::now_v7();
    let donor = if form.filter.donor.is_empty() { "" } else { "one" };
    let details = FilterForm { donor: donor.to_owned(), ..form.filter.clone() };
    let new = NewReason {
        id,
        staff_member_id: pass.id,
        action,
        donation_id: None,
        reason: &reason,
        details: Some(serde_json::to_value(details).map_err(anyhow::Error::from)?),
    };
    add_reason(pass, act.db(), keys, &new).await?;
    act.record_with_reason(action, id, id).await?;
    Ok(Ok((id, filter)))
}

/// The sheet, written piece by piece as it is taken; its name leads to the record. When a piece fails, the download
/// breaks off instead of looking whole.
fn sheet_of(pass: Pass<Treasurer>, state: AppState, filter: Filter, with_donors: bool, id: Uuid) -> Response {
    let name = format!("ledger-{}-{}.csv", calendar::today(), &id.simple().to_string()[20..]);
    let pieces = stream::try_unfold((pass, state, filter, None), move |(pass, state, filter, after)| async move {
        let Some(after) = after else {
            let head = sheet::head(with_donors, pass.language)?;
            return Ok::<_, Error>(Some((Bytes::from(head), (pass, state, filter, Some(0)))));
        };
        let rows = queries::movements(&pass, &state.db, &filter, with_donors, after, PIECE).await.map_err(|error| {
            let error = Error::from(error);
            error.log();
            error
        })?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
        let lines = sheet::lines(&state.config.keys, &rows, with_donors, pass.language)?;
        Ok(Some((Bytes::from(lines), (pass, state, filter, Some(last)))))
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
                .unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}

impl ExportPage {
    fn states(&self) -> Vec<(&'static str, String)> {
        states(self.frame.language)
    }

    fn methods(&self) -> Vec<(&'static str, String)> {
        methods(self.frame.language)
    }

    fn currencies(&self) -> [Currency; 4] {
        Currency::ALL
    }

    fn is_fund(&self, id: &Uuid) -> bool {
        self.form.filter.fund == id.to_string()
    }

    /// Every column: what it is called, and what stands in it.
    fn columns(&self) -> Vec<(String, String)> {
        sheet::columns(true).map(|column| sheet::words(column, self.frame.language)).collect()
    }
}
