//! What the last twelve months brought: one drawing and one table for each currency, since sums are never converted.

mod chart;
mod queries;

use askama::Template;
use axum::extract::State;
use time::{Date, Month, OffsetDateTime};

use self::chart::{Chart, months_until};
use crate::{
    admin::{frame::StaffFrame, guard::Treasurer},
    database::within,
    donations::calendar::{day, midnight},
    error::Error,
    money::Currency,
    state::AppState,
    view::Html,
};

/// The page.
#[derive(Template)]
#[template(path = "admin/donations/months.html")]
struct MonthsPage {
    frame: StaffFrame,
    charts: Vec<Chart>,
}

/// `GET /admin/donations/months`
pub async fn months_page(State(state): State<AppState>, _: Treasurer, frame: StaffFrame) -> Result<Html, Error> {
    let today = day(OffsetDateTime::now_utc());
    let months = months_until((today.year(), i32::from(u8::from(today.month()))));
    let since = months.first().copied().and_then(first_day).unwrap_or(today);
    let rows = within(queries::months(&state.db, midnight(since))).await?;
    let charts = Currency::ALL.into_iter().filter_map(|currency| Chart::new(currency, &months, &rows)).collect();
    Html::page(&MonthsPage { frame, charts })
}

fn first_day((year, month): (i32, i32)) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, 1).ok()
}
