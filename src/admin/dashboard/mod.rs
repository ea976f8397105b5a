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
    rooms::{
        AnyStaff, Coordinator, Editor, Pass, Treasurer,
        frame::{Moment, StaffFrame},
    },
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
    /// For coordinators.
    unopened: Option<i64>,
    /// For editors.
    waiting: Option<Vec<PageLine>>,
    /// For treasurers.
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
pub(crate) async fn dashboard_page(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let (coordinator, treasurer, editor) = (pass.also(), pass.also(), pass.also::<Editor>());
    let page = within(async {
        let mut page = DashboardPage { frame, unopened: None, waiting: None, money: None };
        if let Some(pass) = &treasurer {
            let money = Money::read(&state, pass, coordinator.as_ref(), OffsetDateTime::now_utc()).await?;
            page.unopened = money.needs.unopened;
            page.money = Some(money);
        } else if let Some(pass) = &coordinator {
            page.unopened = Some(volunteers::queries::count_unopened(pass, &state.db).await?);
        }
        if let Some(pass) = &editor {
            let pages = pages::queries::list(pass, &state.db).await?.into_iter();
            page.waiting = Some(pages.map(PageLine::new).filter(|page| page.has_changes).collect());
        }
        Ok::<_, Error>(page)
    })
    .await?;
    Html::page(&page)
}

impl Money {
    /// Reads it. The totals are those of the edition, which every movement of the ledger renews: visitors see them too.
    async fn read(
        state: &AppState,
        pass: &Pass<Treasurer>,
        coordinator: Option<&Pass<Coordinator>>,
        now: OffsetDateTime,
    ) -> Result<Self, Error> {
        let today = day(now);
        let first = today.replace_day(1).unwrap_or(today);
        let needs = queries::needs(pass, coordinator, &state.db).await?;
        let brought = queries::brought_since(pass, &state.db, midnight(first)).await?;
        let alerts = alerts::queries::list_open(&state.db).await?;
        let disputes = queries::open_disputes(pass, &state.db).await?;
        let latest = donations::newest(pass, &state.db, &donations::Filter::default(), None, LATEST).await?;
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
        let url = match (alert.donation_id, alert.kind) {
            (Some(id), _) => Some(format!("/admin/donations/{id}")),
            (None, AlertKind::DeadEvent) => Some("/admin/events?show=dead".to_owned()),
            (None, AlertKind::Difference) => Some("/admin/reconciliation".to_owned()),
            (None, AlertKind::UnsentMails) => Some("/admin/mails".to_owned()),
            _ => None,
        };
        Self {
            id: alert.id,
            sentence: alert.kind.sentence().to_owned(),
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
