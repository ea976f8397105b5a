//! What needs somebody today, in a handful of statements whatever the site holds.

mod queries;

use askama::Template;
use axum::extract::State;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    books::reconcile::{self, Light},
    calendar::{day, midnight},
    database::within,
    donations::staff::{self as donations, Line},
    error::Error,
    money::{Amount, sum},
    pages::staff::{self as pages, PageLine},
    rooms::frame::{Moment, StaffFrame},
    state::AppState,
    view::Html,
    volunteers,
};

/// How many donations the first page shows.
const LATEST: i64 = 5;

/// The first page of staff.
#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage {
    frame: StaffFrame,
    unopened: i64,
    waiting: Vec<PageLine>,
    /// What only those see who account for donations.
    money: Option<Money>,
}

/// The part of the treasurer.
struct Money {
    totals: Vec<Amount>,
    month: String,
    this_month: Vec<(String, i64)>,
    alerts: Vec<AlertLine>,
    disputes: Vec<DisputeLine>,
    needs: queries::Needs,
    light: Light,
    heard: Option<(Moment, String)>,
    latest: Vec<Line>,
}

/// Something that staff must look at.
struct AlertLine {
    id: Uuid,
    sentence: String,
    subject: String,
    url: Option<String>,
    raised_at: Moment,
}

/// A dispute and its deadline.
struct DisputeLine {
    donation_id: Uuid,
    amount: String,
    status: String,
    due_at: Option<Moment>,
}

/// `GET /admin`
pub(crate) async fn dashboard_page(State(state): State<AppState>, frame: StaffFrame) -> Result<Html, Error> {
    let is_treasurer = frame.is_treasurer;
    let (unopened, pages, money) = within(async {
        let pages = pages::queries::list(&state.db).await?;
        if is_treasurer {
            let money = Money::read(&state, OffsetDateTime::now_utc()).await?;
            return Ok::<_, Error>((money.needs.unopened, pages, Some(money)));
        }
        Ok((volunteers::queries::count_unopened(&state.db).await?, pages, None))
    })
    .await?;
    let waiting = pages.into_iter().filter_map(PageLine::new).filter(|page| page.has_changes).collect();
    Html::page(&DashboardPage { frame, unopened, waiting, money })
}

impl Money {
    /// Reads it. The totals are those of the edition, which every movement of the ledger renews: visitors see them too.
    async fn read(state: &AppState, now: OffsetDateTime) -> Result<Self, Error> {
        let today = day(now);
        let first = today.replace_day(1).unwrap_or(today);
        let needs = queries::needs(&state.db).await?;
        let brought = queries::brought_since(&state.db, midnight(first)).await?;
        let alerts = alerts::queries::list_open(&state.db).await?;
        let disputes = queries::open_disputes(&state.db).await?;
        let latest = donations::newest(&state.db, &donations::Filter::default(), None, LATEST).await?;
        Ok(Self {
            totals: state.site().raised.clone(),
            month: format!("{} {}", today.month(), today.year()),
            this_month: brought.iter().map(|row| (sum(row.minor, &row.currency), row.gifts)).collect(),
            alerts: alerts.into_iter().map(AlertLine::new).collect(),
            disputes: disputes.into_iter().map(DisputeLine::new).collect(),
            heard: needs.heard_at.map(|at| (Moment::new(at), age(now - at))),
            needs,
            light: reconcile::light(state).await?,
            latest: latest.iter().map(|row| Line::new(row, &[])).collect(),
        })
    }
}

impl AlertLine {
    fn new(alert: alerts::queries::Alert) -> Self {
        let kind = AlertKind::from_word(&alert.kind);
        let url = match (alert.donation_id, kind) {
            (Some(id), _) => Some(format!("/admin/donations/{id}")),
            (None, Some(AlertKind::DeadEvent)) => Some("/admin/events?show=dead".to_owned()),
            (None, Some(AlertKind::Difference)) => Some("/admin/reconciliation".to_owned()),
            _ => None,
        };
        Self {
            id: alert.id,
            sentence: kind.map_or(alert.kind, |kind| kind.sentence().to_owned()),
            subject: alert.subject,
            url,
            raised_at: Moment::new(alert.raised_at),
        }
    }
}

impl DisputeLine {
    fn new(row: queries::OpenDispute) -> Self {
        Self {
            donation_id: row.donation_id,
            amount: sum(row.amount_minor, &row.currency),
            status: row.status.as_str().replace('_', " "),
            due_at: row.due_by.map(Moment::new),
        }
    }
}

/// How long ago something was, roughly.
fn age(ago: time::Duration) -> String {
    match (ago.whole_minutes(), ago.whole_hours(), ago.whole_days()) {
        (..1, ..) => "just now".to_owned(),
        (1, ..) => "a minute ago".to_owned(),
        (minutes @ ..120, ..) => format!("{minutes} minutes ago"),
        (_, hours @ ..48, _) => format!("{hours} hours ago"),
        (.., days) => format!("{days} days ago"),
    }
}
