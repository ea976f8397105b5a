//! `/admin/roles`: all roles, and the checks that run out.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use super::badges::{Badge, Until};
use crate::{
    calendar,
    database::within,
    error::Error,
    inputs::Query,
    language::Language,
    rooms::{
        Coordinator, Pass,
        frame::StaffFrame,
        list::{Choice, List, ListPlace},
    },
    state::AppState,
    view::Html,
    volunteers::{
        roles::{checks, queries, role::Role},
        words::Standing,
    },
    words::Word as _,
};

/// Which roles are shown.
const CHOICES: [(&str, &str, Option<Standing>); 6] = [
    ("", "rooms-all", None),
    ("open", "rooms-roles-standing-open", Some(Standing::Open)),
    ("full", "rooms-roles-standing-full", Some(Standing::Full)),
    ("over", "rooms-roles-standing-over", Some(Standing::Over)),
    ("draft", "rooms-roles-standing-draft", Some(Standing::Draft)),
    ("closed", "rooms-roles-standing-closed", Some(Standing::Closed)),
];

#[derive(Template)]
#[template(path = "volunteers/staff/roles/roles.html")]
struct RolesPage {
    frame: StaffFrame,
    choice: Choice,
    was_deleted: bool,
    roles: List<Line>,
    running_out: Vec<CheckLine>,
}

/// A role in the list.
struct Line {
    id: Uuid,
    title: String,
    badge: Badge,
    area: String,
    taken: i32,
    wanted: i32,
    until: Option<String>,
    needs_check: bool,
}

/// A check that runs out.
struct CheckLine {
    person_id: Uuid,
    handle: String,
    kind: String,
    until: Until,
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// `GET /admin/roles`
pub(crate) async fn roles_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(choice): Query<Choice>,
    Query(place): Query<ListPlace>,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let (standing, before) = (choice.read(&CHOICES)?, place.read()?);
    let today = calendar::today();
    let (rows, running_out) = within(async {
        let rows = queries::list(&pass, &state.db, standing, before, ListPlace::count()).await?;
        Ok::<_, sqlx::Error>((rows, checks::queries::running_out(&pass, &state.db, today).await?))
    })
    .await?;
    let language = frame.language;
    let roles = List::part(before.is_none(), rows, |role| (role.changed_at, role.id));
    let roles = roles.map(|role| Line::new(language, &role));
    let check = |check: checks::queries::RunningOut| CheckLine {
        person_id: check.person_id,
        handle: check.handle.words(language),
        kind: language.words("rooms-roles-kind-", check.kind),
        until: Until::of(check.valid_until, today, language),
    };
    let running_out = running_out.into_iter().map(check).collect();
    Html::page(&RolesPage { frame, choice, was_deleted: visit.done == "deleted", roles, running_out })
}

impl RolesPage {
    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        self.choice.among(&CHOICES)
    }
}

impl Line {
    fn new(language: Language, role: &Role) -> Self {
        Self {
            id: role.id,
            title: role.title(language).to_owned(),
            badge: Badge::of(role.standing, language),
            area: language.message(&format!("area-{}", role.what.area.word())),
            taken: role.taken,
            wanted: role.what.wanted,
            until: role.what.until.map(|day| day.to_string()),
            needs_check: role.what.needs_check,
        }
    }
}
