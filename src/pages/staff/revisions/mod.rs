//! `/admin/pages/{slug}/revisions/{language}`: everything that was ever saved of a side, to be read, compared and restored.

mod queries;
mod view;

use axum::{extract::State, response::Response};
use serde::Deserialize;

use self::view::{RevisionLine, RevisionPage, RevisionsPage};
use crate::{
    database::within,
    error::Error,
    inputs::{Path, Query},
    language::Language,
    pages::{
        queries::{Revision, find_revision},
        staff::{
            desk::Desk,
            draft::{Changing, change},
            queries::find_revision_by_id,
        },
    },
    rooms::{Editor, Pass, Rooms, frame::StaffFrame, list::Choice},
    state::AppState,
    view::{Html, see_other},
};

/// How many revisions a list shows at once.
const REVISIONS: usize = 50;

/// Every URL of revisions.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor)
        .get("/admin/pages/{slug}/revisions/{language}", revisions_page)
        .get("/admin/pages/{slug}/revisions/{language}/{number}", revision_page)
        .post("/admin/pages/{slug}/revisions/{language}/{number}", restore)
}

/// Where a list of revisions goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Before {
    before: Option<i32>,
}

/// How a revision is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// As visitors would read it.
    Nothing,
    Newest,
    Published,
}

const CHOICES: [(&str, &str, Beside); 3] = [
    ("", "rooms-publishing-read", Beside::Nothing),
    ("newest", "rooms-publishing-beside-newest", Beside::Newest),
    ("published", "rooms-publishing-beside-published", Beside::Published),
];

/// `GET /admin/pages/{slug}/revisions/{language}`
async fn revisions_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag)): Path<(String, String)>,
    Query(place): Query<Before>,
) -> Result<Html, Error> {
    let language = Language::from_tag(&tag).ok_or(Error::NotFound)?;
    let desk = Desk::open(&pass, &state, &slug).await?;
    let most = i64::try_from(REVISIONS).unwrap_or_default() + 1;
    let before = place.before.unwrap_or(i32::MAX);
    let mut rows = within(queries::list_revisions(&pass, &state.db, desk.page.id, language, before, most)).await?;
    let has_more = rows.len() > REVISIONS;
    rows.truncate(REVISIONS);
    let next = rows.last().filter(|_| has_more).map(|row| row.number);
    let lines = rows.into_iter().map(|row| RevisionLine::new(frame.language, row)).collect();
    let is_first = place.before.is_none();
    Html::page(&RevisionsPage { frame, address: desk.address(language), revisions: lines, is_first, next })
}

/// `GET /admin/pages/{slug}/revisions/{language}/{number}`
async fn revision_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag, number)): Path<(String, String, String)>,
    Query(choice): Query<Choice>,
) -> Result<Html, Error> {
    let (desk, revision) = find(&pass, &state, &slug, &tag, &number).await?;
    let side = desk.side(revision.language);
    let beside = choice.read(&CHOICES)?;
    let other = match beside {
        Beside::Nothing => None,
        Beside::Newest => side.newest.clone(),
        Beside::Published => match &side.standing {
            Some(standing) => within(find_revision_by_id(&pass, &state.db, desk.page.id, standing.revision_id)).await?,
            None => None,
        },
    };
    let choices = choice.among(&CHOICES).collect();
    let shown = (beside == Beside::Nothing).then(|| view::shown(&state, &desk, &revision)).transpose()?;
    Html::page(&RevisionPage::new(frame, &desk, &revision, choices, beside != Beside::Nothing, other.as_ref(), shown))
}

/// `POST /admin/pages/{slug}/revisions/{language}/{number}`: its words become the draft of whoever asks. What was in the draft
/// before comes back by undoing.
async fn restore(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    Path((slug, tag, number)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (desk, revision) = find(&pass, &state, &slug, &tag, &number).await?;
    let language = revision.language;
    let bring_back = |changing: &mut Changing| {
        changing.remember();
        changing.content = revision.content.0.clone();
        changing.base_id = changing.newest;
        changing.matches.clear();
    };
    change(&pass, &state, (&slug, language), bring_back).await?;
    Ok(see_other(&format!("{}?done=restored&language={language}", desk.address(language).room())))
}

async fn find(
    pass: &Pass<Editor>,
    state: &AppState,
    slug: &str,
    tag: &str,
    number: &str,
) -> Result<(Desk, Revision), Error> {
    let language = Language::from_tag(tag).ok_or(Error::NotFound)?;
    let number = number.parse::<i32>().map_err(|_| Error::NotFound)?;
    let desk = Desk::open(pass, state, slug).await?;
    let revision = within(find_revision(&state.db, slug, language, Some(number))).await?;
    Ok((desk, revision.ok_or(Error::NotFound)?))
}
