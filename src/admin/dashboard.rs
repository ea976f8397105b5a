//! What needs somebody today, in a handful of statements whatever the site holds.

use askama::Template;
use axum::extract::State;

use crate::{
    admin::{
        donations::Line,
        frame::StaffFrame,
        pages::{self, PageLine},
    },
    database::within,
    donations,
    error::Error,
    ledger,
    money::Amount,
    state::AppState,
    view::Html,
    volunteers,
};

/// How many donations the dashboard shows.
const LATEST: i64 = 5;

/// The first page of staff.
#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage {
    frame: StaffFrame,
    unopened: i64,
    totals: Vec<Amount>,
    latest: Vec<Line>,
    waiting: Vec<PageLine>,
}

/// `GET /admin`
pub async fn dashboard_page(State(state): State<AppState>, frame: StaffFrame) -> Result<Html, Error> {
    let (unopened, totals, latest, pages) = within(async {
        Ok::<_, sqlx::Error>((
            volunteers::queries::count_unopened(&state.db).await?,
            ledger::queries::totals(&state.db).await?,
            donations::queries::list(&state.db, None, LATEST).await?,
            pages::queries::list(&state.db).await?,
        ))
    })
    .await?;
    let waiting = pages.into_iter().filter_map(PageLine::new).filter(|page| page.has_changes).collect();
    Html::page(&DashboardPage { frame, unopened, totals, latest: latest.iter().map(Line::new).collect(), waiting })
}
