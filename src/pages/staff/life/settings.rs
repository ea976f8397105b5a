//! `/admin/pages/{slug}/settings`: where a page stands, whether it is in the navigation and in search engines, and the ways to
//! take it away.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::{
    known::{find, taken, title_of},
    queries, slug,
    uses::{Use, uses_of},
};
use crate::{
    audit::Action,
    database::{met_key, within},
    error::Error,
    form::Problems,
    inputs::{Form, Path, Query},
    language::Language,
    pages::{
        address::{HOME, path_of},
        staff::{
            menu::{self, Arranged, Step},
            queries::{PageRow, list_standing},
        },
        words::PageKind,
    },
    rooms::{Act, Editor, Pass, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "pages/staff/life/settings.html")]
struct SettingsPage {
    frame: StaffFrame,
    page: PageRow,
    facts: Facts,
    notice: Option<&'static str>,
    form: SettingsForm,
    problems: Problems,
}

/// What there is to know of a page before it is changed.
struct Facts {
    /// What it is called, with the language of that.
    title: (Language, String),
    /// Addresses that lead to it.
    old: Vec<String>,
    /// Links to these old addresses on other pages.
    links: Vec<Use>,
    /// Its place in the navigation, counted from 1.
    place: Option<usize>,
    in_menu: usize,
    version: String,
    is_visible: bool,
}

/// What was sent: one of the forms of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsForm {
    slug: String,
    place: String,
    version: String,
    unlisted: String,
    #[serde(rename = "do")]
    pressed: String,
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// What was done before this page, and the message about it.
const DONE: [(&str, &str); 4] = [
    ("moved", "rooms-life-done-moved"),
    ("menu", "rooms-life-done-menu"),
    ("listing", "rooms-life-done-listing"),
    ("same", "rooms-life-done-same"),
];

/// What came of a change.
enum Outcome {
    /// It is done: the word of it, and the slug of the page now.
    Done(&'static str, String),
    Problems(Problems),
    /// Something else was changed meanwhile; the message says what.
    Conflict(&'static str),
}

/// `GET /admin/pages/{slug}/settings`
pub(crate) async fn settings_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let notice = DONE.into_iter().find(|(word, _)| *word == visit.done).map(|(_, key)| key);
    let page = within(find(&pass, &state, &slug)).await?;
    show(&pass, &state, frame, page, notice, None).await
}

async fn show(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    page: PageRow,
    notice: Option<&'static str>,
    again: Option<(SettingsForm, Problems)>,
) -> Result<Html, Error> {
    let facts = within(facts(pass, state, &page)).await?;
    let (form, problems) = again.unwrap_or_else(|| (SettingsForm::of(&page, &facts), Problems::default()));
    Html::page(&SettingsPage { frame, page, facts, notice, form, problems })
}

async fn facts(pass: &Pass<Editor>, state: &AppState, page: &PageRow) -> Result<Facts, Error> {
    let mut db = state.db.acquire().await?;
    let old = queries::list_old_paths(pass, &mut *db, page.id).await?;
    let order = menu::queries::order(pass, &mut *db).await?;
    let is_visible = !list_standing(pass, &mut *db, page.id).await?.is_empty();
    let holder = queries::find_holder(pass, &mut *db, &page.path).await?;
    let links = uses_of(pass, &mut db, page.id, &old, &state.origin).await?;
    Ok(Facts {
        title: title_of(holder, page),
        old: old.iter().map(|path| path_of(path)).collect(),
        links,
        place: order.iter().position(|id| *id == page.id).map(|place| place + 1),
        in_menu: order.len(),
        version: menu::version(&order),
        is_visible,
    })
}

/// `POST /admin/pages/{slug}/settings`
pub(crate) async fn change(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Form(form): Form<SettingsForm>,
) -> Result<Response, Error> {
    let page = within(find(&pass, &state, &slug)).await?;
    let outcome = within(apply(&pass, &state, &frame, &page, &form)).await?;
    let (notice, problems, status) = match outcome {
        Outcome::Done(word, slug) => return Ok(see_other(&format!("/admin/pages/{slug}/settings?done={word}"))),
        Outcome::Problems(problems) => (None, problems, StatusCode::UNPROCESSABLE_ENTITY),
        Outcome::Conflict(notice) => (Some(notice), Problems::default(), StatusCode::CONFLICT),
    };
    let page = show(&pass, &state, frame, page, notice, Some((form, problems))).await?;
    Ok(page.with_status(status).into_response())
}

async fn apply(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: &StaffFrame,
    page: &PageRow,
    form: &SettingsForm,
) -> Result<Outcome, Error> {
    match form.pressed.as_str() {
        "address" if page.slug != HOME => rename(pass, state, frame, page, form).await,
        "menu" => set_place(pass, state, frame, page, form).await,
        "listing" => {
            let mut act = Act::begin(state, pass).await?;
            let is_unlisted = form.unlisted == "yes";
            if queries::set_unlisted(pass, act.db(), page.id, is_unlisted).await? {
                let action = if is_unlisted { Action::UnlistedPage } else { Action::ListedPage };
                act.record(action, page.id).await?;
            }
            Ok(Outcome::Done("listing", page.slug.clone()))
        }
        _ => Err(Error::BadRequest),
    }
}

/// Moves the page to another address.
async fn rename(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: &StaffFrame,
    page: &PageRow,
    form: &SettingsForm,
) -> Result<Outcome, Error> {
    let mut problems = Problems::default();
    let wanted = match slug::read(&form.slug) {
        Ok(slug) => slug,
        Err(fault) => {
            problems.add("slug", frame.t(fault.key()));
            return Ok(Outcome::Problems(problems));
        }
    };
    if wanted == page.slug {
        return Ok(Outcome::Done("same", wanted));
    }
    let mut act = Act::begin(state, pass).await?;
    match queries::set_slug(pass, act.db(), page.id, &page.slug, &wanted).await {
        Ok(true) => act.record(Action::MovedPage, page.id).await?,
        Ok(false) => return Ok(Outcome::Conflict("rooms-life-moved-meanwhile")),
        Err(error) if ["pages_path_key", "pages_path_fkey"].iter().any(|key| met_key(&error, key)) => {
            drop(act);
            let path = match page.kind {
                PageKind::Page => wanted.clone(),
                PageKind::Update => format!("updates/{wanted}"),
            };
            let holder = queries::find_holder(pass, &state.db, &path).await?;
            let sentence = holder.map_or_else(|| frame.t("rooms-life-slug-again"), |it| taken(frame, &path, &it));
            problems.add("slug", sentence);
            return Ok(Outcome::Problems(problems));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Outcome::Done("moved", wanted))
}

/// Gives the page its place in the navigation.
async fn set_place(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: &StaffFrame,
    page: &PageRow,
    form: &SettingsForm,
) -> Result<Outcome, Error> {
    let step = match form.place.trim() {
        "" | "0" => Some(Step::Out),
        typed => Step::read("to", typed),
    };
    let Some(step) = step else {
        let mut problems = Problems::default();
        problems.add("place", frame.t("rooms-board-no-place"));
        return Ok(Outcome::Problems(problems));
    };
    let mut act = Act::begin(state, pass).await?;
    match menu::arrange(pass, act.db(), &page.slug, step, &form.version).await? {
        Arranged::Done(id) => {
            act.record(Action::MovedInMenu, id).await?;
            Ok(Outcome::Done("menu", page.slug.clone()))
        }
        Arranged::Changed => Ok(Outcome::Conflict("rooms-board-order-changed")),
    }
}

impl SettingsForm {
    fn of(page: &PageRow, facts: &Facts) -> Self {
        Self {
            slug: page.slug.clone(),
            place: facts.place.map(|place| place.to_string()).unwrap_or_default(),
            version: facts.version.clone(),
            unlisted: if page.is_unlisted { "yes".to_owned() } else { String::new() },
            pressed: String::new(),
        }
    }
}

impl SettingsPage {
    fn is_home(&self) -> bool {
        self.page.slug == HOME
    }

    /// The room of the page.
    fn room(&self) -> String {
        format!("/admin/pages/{}", self.page.slug)
    }

    /// The address without its language part.
    fn path(&self) -> String {
        path_of(&self.page.path)
    }
}
