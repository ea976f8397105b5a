//! How our books stand to Stripe's: the light, the sums, what does not agree, and the last runs.

use askama::Template;
use axum::{extract::State, response::Response};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    books::reconcile::{
        Light, RunTrouble, Task,
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
    language::Language,
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
    sentence: String,
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
    what: String,
    last: Option<Moment>,
    is_late: bool,
}

/// A run of a task.
struct RunLine {
    what: String,
    started_at: Moment,
    outcome: String,
    is_problem: bool,
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
    let (now, language) = (OffsetDateTime::now_utc(), frame.language);
    Html::page(&ReconciliationPage {
        frame,
        light: light_of(&standing, now),
        compared_at: standing.compared_at.map(Moment::new),
        sums: sums.iter().map(SumsLine::new).collect(),
        findings: found.into_iter().map(|row| FindingLine::new(row, language)).collect(),
        lags: Task::ALL.iter().map(|task| LagLine::new(*task, &last, now, language)).collect(),
        runs: runs.into_iter().map(|run| RunLine::new(run, now, language)).collect(),
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

fn name(task: Task, language: Language) -> String {
    language.words("rooms-books-task-", task)
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
    fn new(row: Finding, language: Language) -> Self {
        let currency = row.currency.unwrap_or_default();
        Self {
            id: row.id,
            sentence: row.kind.sentence(language),
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
    fn new(task: Task, last: &[(Task, OffsetDateTime)], now: OffsetDateTime, language: Language) -> Self {
        let last = last.iter().find(|(done, _)| *done == task).map(|(_, at)| *at);
        let is_late = last.is_none_or(|at| now - at > task.rhythm());
        Self { what: name(task, language), last: last.map(Moment::new), is_late }
    }
}

impl RunLine {
    fn new(run: RunRow, now: OffsetDateTime, language: Language) -> Self {
        let is_problem = run.trouble.is_some();
        let outcome = match (run.trouble, run.finished_at) {
            (Some(trouble), _) => RunTrouble::from_word(&trouble)
                .map_or(trouble, |trouble| language.words("rooms-books-trouble-", trouble)),
            (None, Some(_)) => {
                let tally = [("looked", &*run.looked_at.to_string()), ("news", &*run.news.to_string())];
                language.message_with("rooms-books-run-tally", &tally)
            }
            (None, None) if now - run.started_at < time::Duration::minutes(10) => {
                language.message("rooms-books-run-under-way")
            }
            (None, None) => language.message("rooms-books-run-broken"),
        };
        Self { what: name(run.kind, language), started_at: Moment::new(run.started_at), outcome, is_problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::reconcile::findings::FindingKind;

    #[test]
    fn every_word_of_the_books_is_told_in_both_languages() {
        for language in Language::ALL {
            let tasks = Task::ALL.iter().map(|task| name(*task, language));
            let findings = FindingKind::ALL.iter().map(|kind| kind.sentence(language));
            let troubles = RunTrouble::ALL.iter().map(|trouble| language.words("rooms-books-trouble-", *trouble));
            let lights = [Light::Green, Light::Never, Light::Stale, Light::Differs, Light::Open];
            let lights = lights.into_iter().map(|light| light.sentence(language));
            for words in tasks.chain(findings).chain(troubles).chain(lights) {
                let is_korean = words.chars().any(|c| ('가'..='힣').contains(&c));
                assert!(!words.starts_with("rooms-") && is_korean == (language == Language::Korean), "{words}");
            }
        }
    }
}
