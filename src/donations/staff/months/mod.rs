//! What the last twelve months brought: one drawing and one table for each currency, since sums are never converted.

mod queries;
mod sums;

use askama::Template;
use axum::extract::State;
use time::{Date, Month, OffsetDateTime};

use self::sums::{Sums, months_until};
use crate::{
    calendar::{day, midnight},
    database::within,
    error::Error,
    money::Currency,
    rooms::{Pass, Treasurer, frame::StaffFrame},
    state::AppState,
    view::Html,
};

#[derive(Template)]
#[template(path = "donations/staff/months.html")]
struct MonthsPage {
    frame: StaffFrame,
    currencies: Vec<Sums>,
}

/// `GET /admin/donations/months`
pub(crate) async fn months_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let today = day(OffsetDateTime::now_utc());
    let months = months_until((today.year(), i32::from(u8::from(today.month()))));
    let since = months.first().copied().and_then(first_day).unwrap_or(today);
    let rows = within(queries::months(&pass, &state.db, midnight(since))).await?;
    let sums = |currency| Sums::new(currency, &months, &rows, frame.language);
    let currencies = Currency::ALL.into_iter().filter_map(sums).collect();
    Html::page(&MonthsPage { frame, currencies })
}

fn first_day((year, month): (i32, i32)) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, 1).ok()
}
