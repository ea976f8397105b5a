//! The page about what one person does, with its three forms.

use askama::Template;
use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use crate::{
    calendar,
    database::within,
    error::Error,
    form::Problems,
    language::Language,
    rooms::{Coordinator, Pass, frame::StaffFrame, list::ListPlace},
    state::AppState,
    view::Html,
    volunteers::{
        roles::{
            checks::{self, CheckForm},
            hours::{self, HoursForm},
            queries,
            staff::badges::Until,
        },
        staff::queries::{PersonRow, find},
        words::{CheckKind, Standing},
    },
    words::Word as _,
};

#[derive(Template)]
#[template(path = "volunteers/staff/roles/work.html")]
struct WorkPage {
    frame: StaffFrame,
    person: PersonRow,
    notice: Option<&'static str>,
    typed: Typed,
    problems: Problems,
    assignments: Vec<AssignmentLine>,
    /// Roles into which the person can be put.
    open: Vec<(Uuid, String)>,
    /// Roles for which hours can be noted.
    known: Vec<(Uuid, String)>,
    hours: Vec<HoursLine>,
    years: Vec<(i32, String)>,
    checks: Vec<CheckLine>,
}

/// What was typed into the three forms.
pub(super) struct Typed {
    pub(super) assign: AssignForm,
    pub(super) hours: HoursForm,
    pub(super) check: CheckForm,
}

/// Which role, and whether it is all right without a check.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AssignForm {
    pub(super) role: String,
    pub(super) confirmed: String,
    #[serde(rename = "do")]
    pub(super) pressed: String,
}

struct AssignmentLine {
    id: Uuid,
    role_id: Uuid,
    title: String,
    began_on: String,
    ended_on: Option<String>,
}

struct HoursLine {
    id: Uuid,
    day: String,
    long: String,
    title: Option<String>,
}

struct CheckLine {
    id: Uuid,
    kind: String,
    checked_on: String,
    by: Option<String>,
    until: Until,
    is_renewed: bool,
}

/// How many of the newest hours the page shows.
const SHOWN: i64 = 100;

/// Shows the page, with what was typed and what is wrong with it.
pub(super) async fn show(
    pass: &Pass<Coordinator>,
    state: &AppState,
    frame: StaffFrame,
    id: Uuid,
    notice: Option<&'static str>,
    (typed, problems): (Typed, Problems),
) -> Result<Html, Error> {
    let (language, today) = (frame.language, calendar::today());
    let page = within(async {
        let db = &state.db;
        let person = find(pass, db, id).await?.ok_or(Error::NotFound)?;
        let assignments = queries::assignments_of(pass, db, id).await?;
        let open = queries::list(pass, db, Some(Standing::Open), None, ListPlace::count()).await?;
        let open: Vec<_> = open.into_iter().map(|role| (role.id, role.title(language).to_owned())).collect();
        let hours = hours::queries::list(pass, db, id, SHOWN).await?;
        let years = hours::queries::by_year(pass, db, id).await?;
        let checks = checks::queries::list(pass, db, id).await?;
        Ok::<_, Error>(WorkPage {
            frame,
            person,
            notice,
            typed,
            problems,
            known: known(language, &assignments, &open),
            assignments: assignments.iter().map(|one| AssignmentLine::new(language, one)).collect(),
            open,
            hours: hours.iter().map(|one| HoursLine::new(language, one)).collect(),
            years: years.into_iter().map(|(year, minutes)| (year, hours::in_words(language, minutes))).collect(),
            checks: checks.into_iter().map(|one| CheckLine::new(language, today, one)).collect(),
        })
    })
    .await?;
    Html::page(&page)
}

/// The roles of a person and those that are open, by title.
fn known(language: Language, assignments: &[queries::Assignment], open: &[(Uuid, String)]) -> Vec<(Uuid, String)> {
    let theirs = assignments.iter().map(|one| (one.role_id, one.title(language).to_owned()));
    let mut known: Vec<(Uuid, String)> = theirs.chain(open.iter().cloned()).collect();
    known.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    known.dedup();
    known
}

impl Typed {
    pub(super) fn fresh(today: Date) -> Self {
        Self { assign: AssignForm::default(), hours: HoursForm::fresh(today), check: CheckForm::fresh(today) }
    }
}

impl WorkPage {
    fn handle(&self) -> String {
        self.person.handle().words(self.frame.language)
    }

    /// Where the page stands.
    fn room(&self) -> String {
        format!("/admin/volunteers/{}/work", self.person.id)
    }

    fn kinds(&self) -> Vec<(&'static str, String)> {
        let words = |kind: &CheckKind| (kind.word(), self.frame.language.words("rooms-roles-kind-", *kind));
        CheckKind::ALL.iter().map(words).collect()
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let assign = [("role", "rooms-roles-role"), ("confirmed", "rooms-roles-confirmed-field")];
        let fields = assign.into_iter().chain(HoursForm::FIELDS).chain(CheckForm::FIELDS);
        fields.map(|(name, label)| (name, self.frame.t(label))).collect()
    }

    fn is_chosen(&self, id: &Uuid, chosen: &str) -> bool {
        id.to_string() == chosen
    }
}

impl AssignmentLine {
    fn new(language: Language, one: &queries::Assignment) -> Self {
        Self {
            id: one.id,
            role_id: one.role_id,
            title: one.title(language).to_owned(),
            began_on: one.began_on.to_string(),
            ended_on: one.ended_on.map(|day| day.to_string()),
        }
    }
}

impl HoursLine {
    fn new(language: Language, one: &hours::queries::Worked) -> Self {
        let title = match language {
            Language::English => one.title_en.clone(),
            Language::Korean => one.title_ko.clone(),
        };
        let long = hours::in_words(language, one.minutes.into());
        Self { id: one.id, day: one.worked_on.to_string(), long, title }
    }
}

impl CheckLine {
    fn new(language: Language, today: Date, one: checks::queries::Check) -> Self {
        Self {
            id: one.id,
            kind: language.words("rooms-roles-kind-", one.kind),
            checked_on: one.checked_on.to_string(),
            by: one.checked_by,
            until: Until::of(one.valid_until, today, language),
            is_renewed: one.is_renewed,
        }
    }
}
