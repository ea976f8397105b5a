//! How our books stand to Stripe's: the light, the sums, what does not agree, and the last runs.

use askama::Template;
use axum::{extract::State, response::Response};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    books::reconcile::{
        Light, Task,
        findings::{
            self, LookedAt,
            queries::{Finding, RunRow, SumsRow},
        },
        jobs::CompareBooks,
        light_of, queries,
    },
    database::within,
    error::Error,
    job::Job as _,
    money::sum,
    rooms::{
        Act, Group, Pass, Rooms, Treasurer,
        frame::{Moment, StaffFrame},
        list::RowId,
    },
    state::AppState,
    view::{Html, see_other},
    words::Word as _,
};

/// Every URL of staff about the books.
pub(crate) fn rooms() -> Rooms<Treasurer> {
    Rooms::of(Treasurer)
        .get("/admin/reconciliation", reconciliation_page)
        .listed(Group::Money, "rooms-nav-reconciliation")
        .post("/admin/reconciliation", compare)
        .post("/admin/reconciliation/{id}", look_at)
}

#[derive(Template)]
#[template(path = "books/staff/reconciliation.html")]
struct ReconciliationPage {
    frame: StaffFrame,
    light: Light,
    compared_at: Option<Moment>,
    sums: Vec<SumsLine>,
    findings: Vec<FindingLine>,
    lags: Vec<LagLine>,
    runs: Vec<RunLine>,
}

struct SumsLine {
    currency: String,
    processor: String,
    booked: String,
    total: String,
    public: String,
    agrees: bool,
}

/// Something that does not agree.
struct FindingLine {
    id: Uuid,
    sentence: &'static str,
    subject: String,
    donation_id: Option<Uuid>,
    processor: Option<String>,
    booked: Option<String>,
    occurred_at: Moment,
    looked_at: Option<Moment>,
    looked_by: String,
}

/// How long ago something was done, and whether that is too long.
struct LagLine {
    what: &'static str,
    last: Option<Moment>,
    is_late: bool,
}

struct RunLine {
    what: &'static str,
    started_at: Moment,
    outcome: String,
}

/// `GET /admin/reconciliation`
pub(crate) async fn reconciliation_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let (standing, sums, found, runs, last) = within(async {
        Ok::<_, sqlx::Error>((
            queries::standing(&state.db).await?,
            findings::queries::list_sums(&pass, &state.db).await?,
            findings::queries::list(&pass, &state.db).await?,
            findings::queries::list_runs(&state.db).await?,
            findings::queries::last_good(&state.db).await?,
        ))
    })
    .await?;
    let now = OffsetDateTime::now_utc();
    Html::page(&ReconciliationPage {
        frame,
        light: light_of(&standing, now),
        compared_at: standing.compared_at.map(Moment::new),
        sums: sums.iter().map(SumsLine::new).collect(),
        findings: found.into_iter().map(FindingLine::new).collect(),
        lags: Task::ALL.iter().map(|task| LagLine::new(*task, &last, now)).collect(),
        runs: runs.into_iter().map(|run| RunLine::new(run, now)).collect(),
    })
}

/// `POST /admin/reconciliation`: compares now, as a job.
pub(crate) async fn compare(pass: Pass<Treasurer>, State(state): State<AppState>) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        CompareBooks {}.enqueue(&state, act.db()).await?;
        act.record(Action::ComparedBooks, pass.id).await?;
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin/reconciliation"))
}

/// `POST /admin/reconciliation/{id}`: somebody looked at a finding.
pub(crate) async fn look_at(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if findings::look_at(act.db(), id, pass.id).await? == LookedAt::Settled {
            act.record(Action::LookedAtFinding, id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin/reconciliation"))
}

fn name(task: Task) -> &'static str {
    match task {
        Task::Sessions => "Donations that wait",
        Task::Events => "List of events",
        Task::Books => "Comparison of the books",
    }
}

impl SumsLine {
    fn new(row: &SumsRow) -> Self {
        let money = |minor| sum(minor, &row.currency);
        Self {
            currency: row.currency.to_uppercase(),
            processor: money(row.processor_minor),
            booked: money(row.booked_minor),
            total: money(row.total_minor),
            public: money(row.public_minor),
            agrees: row.processor_minor == row.booked_minor && row.total_minor == row.public_minor,
        }
    }
}

impl FindingLine {
    fn new(row: Finding) -> Self {
        let currency = row.currency.unwrap_or_default();
        Self {
            id: row.id,
            sentence: row.kind.sentence(),
            subject: row.subject,
            donation_id: row.donation_id,
            processor: row.processor_minor.map(|minor| sum(minor, &currency)),
            booked: row.booked_minor.map(|minor| sum(minor, &currency)),
            occurred_at: Moment::new(row.occurred_at),
            looked_at: row.looked_at.map(Moment::new),
            looked_by: row.looked_by.unwrap_or_default(),
        }
    }
}

impl LagLine {
    fn new(task: Task, last: &[(Task, OffsetDateTime)], now: OffsetDateTime) -> Self {
        let last = last.iter().find(|(done, _)| *done == task).map(|(_, at)| *at);
        Self { what: name(task), last: last.map(Moment::new), is_late: last.is_none_or(|at| now - at > task.rhythm()) }
    }
}

impl RunLine {
    fn new(run: RunRow, now: OffsetDateTime) -> Self {
        let outcome = match (run.trouble, run.finished_at) {
            (Some(trouble), _) => trouble,
            (None, Some(_)) => format!("{} looked at, {} news", run.looked_at, run.news),
            (None, None) if now - run.started_at < time::Duration::minutes(10) => "under way".to_owned(),
            (None, None) => "did not end; the next one goes on".to_owned(),
        };
        Self { what: name(run.kind), started_at: Moment::new(run.started_at), outcome }
    }
}
