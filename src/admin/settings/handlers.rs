//! Reading and saving settings: one save at a time, each on record, none over what somebody else wrote meanwhile.

use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    access::proposals::{Wanted, propose::propose},
    admin::settings::{
        form::{Change, SectionForm},
        queries::{self, LastChange},
        sections::Section,
        stored::{Stored, Texts, version},
        view::{Arrangement, SectionPage, SettingsPage, differences},
    },
    audit::Action,
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Path, Query},
    language::Language,
    money::Currency,
    rooms::{Act, Owner, Pass, Treasurer, frame::StaffFrame, pass::Access},
    seal::named_id,
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
};

const SAVED: &str = "/admin/settings?done=saved";

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// The button that was pressed in a list, and the list that it stood in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Press {
    version: String,
    #[serde(rename = "do")]
    pressed: String,
}

/// `GET /admin/settings`
pub(crate) async fn settings_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let stored = within(load(&state)).await?;
    let notice = (visit.done == "saved").then_some("rooms-settings-saved");
    Html::page(&SettingsPage::new(frame, pass.also::<Owner>().is_some(), &stored, notice))
}

/// `POST /admin/settings`: currencies and funds change places, funds are closed and opened. A list that changed meanwhile
/// is shown as it is now.
pub(crate) async fn arrange(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(press): Form<Press>,
) -> Result<Response, Error> {
    let arrangement = Arrangement::read(&press.pressed).ok_or(Error::BadRequest)?;
    let met = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let stored = Stored::load(act.db()).await?;
        if stored.order() != press.version {
            return Ok::<_, Error>(Some(stored));
        }
        apply_arrangement(act.db(), &stored, arrangement).await?;
        let (action, subject_id) = match arrangement {
            Arrangement::Currency(..) => (Action::ChangedSettings, named_id("settings", "/admin/settings")),
            Arrangement::Fund(id, _) | Arrangement::CloseFund(id, _) => (Action::ChangedFund, id),
        };
        act.record(action, subject_id).await?;
        Ok(None)
    })
    .await?;
    let Some(stored) = met else { return Ok(see_other(SAVED)) };
    let notice = Some("rooms-settings-list-changed");
    let page = SettingsPage::new(frame, pass.also::<Owner>().is_some(), &stored, notice);
    Ok(Html::page(&page)?.with_status(StatusCode::CONFLICT).into_response())
}

/// `GET /admin/settings/{section}`
pub(crate) async fn section_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    section: Section,
) -> Result<Html, Error> {
    show(&state, frame, section).await
}

/// `GET /admin/settings/names`
pub(crate) async fn names_page(
    _: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    show(&state, frame, Section::Names).await
}

async fn show(state: &AppState, frame: StaffFrame, section: Section) -> Result<Html, Error> {
    let texts = within(load(state)).await?.texts(section).ok_or(Error::NotFound)?;
    let version = if section == Section::NewFund { Uuid::now_v7().to_string() } else { version(&texts) };
    Html::page(&SectionPage::new(frame, section, SectionForm { version, texts }))
}

/// `POST /admin/settings/{section}`
pub(crate) async fn save(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    section: Section,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    save_section(&state, &pass, frame, section, &caller.browser, pairs).await
}

/// `POST /admin/settings/names`
pub(crate) async fn save_names(
    pass: Pass<Owner>,
    State(state): State<AppState>,
    frame: StaffFrame,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    save_section(&state, &pass, frame, Section::Names, &caller.browser, pairs).await
}

async fn save_section<R: Access>(
    state: &AppState,
    pass: &Pass<R>,
    frame: StaffFrame,
    section: Section,
    browser: &str,
    pairs: Vec<(String, String)>,
) -> Result<Response, Error> {
    let form = SectionForm::read(section, pairs);
    let mut page = SectionPage::new(frame, section, form);
    let status = match within(keep(state, pass, pass.language, section, &page.form, browser)).await {
        Ok(Outcome::Kept) => return Ok(see_other(SAVED)),
        Ok(Outcome::Proposed(word)) => return Ok(see_other(&format!("/admin/proposals?done={word}"))),
        Ok(Outcome::Problems(problems)) => {
            page.problems = problems;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Ok(Outcome::Conflict(theirs, by)) => {
            page.conflict = Some((differences(section, &theirs, &page.form.texts), by));
            page.form.version = version(&theirs);
            StatusCode::CONFLICT
        }
        Err(error) if error.is_database_away() => {
            error.log();
            page.is_database_away = true;
            StatusCode::SERVICE_UNAVAILABLE
        }
        Err(error) => return Err(error),
    };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// What came of a save.
enum Outcome {
    /// It is kept, or stood there already.
    Kept,
    /// It waits for somebody else to confirm it; the word says how.
    Proposed(&'static str),
    Problems(Problems),
    /// Nothing is kept, because the form was made from something else than what stands there now.
    Conflict(Texts, Option<LastChange>),
}

/// One transaction, one at a time: what stands there, what is to be kept, and who did it.
async fn keep<R: Access>(
    state: &AppState,
    pass: &Pass<R>,
    language: Language,
    section: Section,
    form: &SectionForm,
    browser: &str,
) -> Result<Outcome, Error> {
    let mut act = Act::begin(state, pass).await?;
    queries::lock(act.db()).await?;
    let stored = Stored::load(act.db()).await?;
    let theirs = stored.texts(section).ok_or(Error::NotFound)?;
    if theirs == form.texts {
        return Ok(Outcome::Kept);
    }
    if section != Section::NewFund && version(&theirs) != form.version {
        let by = queries::last_change(act.db(), section.subject_id()).await?;
        return Ok(Outcome::Conflict(theirs, by));
    }
    let is_last = !stored.currencies.iter().any(|line| line.is_offered && section != of(&line.code));
    let change = match form.check(language, section, is_last) {
        Ok(change) => change,
        Err(problems) if problems.is_empty() => return Err(Error::BadRequest),
        Err(problems) => return Ok(Outcome::Problems(problems)),
    };
    if let Change::BankAccount(english, korean) = &change {
        let wanted = Wanted::BankAccount { english: english.clone(), korean: korean.clone() };
        let proposed = propose(state, act, pass, None, &wanted, browser).await?;
        return Ok(Outcome::Proposed(proposed.word()));
    }
    apply(act.db(), &change).await?;
    let subject_id = if let Change::NewFund(id, ..) = &change { *id } else { section.subject_id() };
    act.record(section.action(), subject_id).await?;
    Ok(Outcome::Kept)
}

/// The section of a currency that the program knows; of any other, one that no form is about.
fn of(code: &str) -> Section {
    Currency::from_code(code).map_or(Section::NewFund, Section::Currency)
}

async fn apply(db: &mut PgConnection, change: &Change) -> sqlx::Result<()> {
    match change {
        Change::Names { english, korean, short, mail } => queries::save_names(db, english, korean, short, mail).await,
        Change::Goal(goal) => queries::save_goal(db, goal.map(|goal| (goal.minor(), goal.currency().code()))).await,
        // Two people decide about it.
        Change::BankAccount(..) => Ok(()),
        Change::Terms(line) => queries::save_terms(db, line).await,
        Change::NewFund(id, english, korean) => queries::add_fund(db, *id, english, korean).await,
        Change::Fund(id, english, korean) => queries::rename_fund(db, *id, english, korean).await,
    }
}

async fn apply_arrangement(db: &mut PgConnection, stored: &Stored, arrangement: Arrangement) -> sqlx::Result<()> {
    match arrangement {
        Arrangement::Currency(currency, step) => {
            let codes = stored.currencies.iter().map(|line| line.code.clone()).collect();
            queries::order_currencies(db, &step.apply(codes, &currency.code().to_owned())).await
        }
        Arrangement::Fund(id, step) => {
            let open = stored.funds.iter().filter(|fund| fund.closed_at.is_none()).map(|fund| fund.id).collect();
            queries::order_funds(db, &step.apply(open, &id)).await
        }
        Arrangement::CloseFund(id, is_closed) => queries::close_fund(db, id, is_closed).await,
    }
}

async fn load(state: &AppState) -> sqlx::Result<Stored> {
    let mut db = state.db.acquire().await?;
    Stored::load(&mut db).await
}

/// The section that an address names.
impl<S: Send + Sync> FromRequestParts<S> for Section {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path(path) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        // Names have doors of their own, for owners. An address with encoded letters leads here all the same.
        Self::from_path(&path).filter(|section| *section != Self::Names).ok_or(Error::NotFound)
    }
}
