//! `/admin/pages/{slug}/previews`: makes links for people without an account, and ends them.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    database::within,
    error::Error,
    inputs::{Form, Path, Query},
    language::Language,
    pages::{
        previews::queries,
        staff::{
            address::SideAddress,
            conflict,
            desk::Desk,
            revise::{Revised, revise},
        },
    },
    rooms::{
        Act, Editor, Pass, Rooms,
        frame::{Moment, StaffFrame},
    },
    seal::{new_token, token_hash},
    state::AppState,
    view::{Html, see_other},
};

/// For how many days a link may be good; the one in the middle is offered first.
const DAYS: [i32; 3] = [1, 7, 30];
const FIRST: i32 = 7;
/// How many links are listed.
const MOST: i64 = 50;

/// Every URL of staff about previews.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor).get("/admin/pages/{slug}/previews", previews_page).post("/admin/pages/{slug}/previews", act)
}

#[derive(Template)]
#[template(path = "pages/staff/previews.html")]
struct PreviewsPage {
    frame: StaffFrame,
    address: SideAddress,
    /// The link that was just made, which is shown this once.
    made: Option<(String, Moment)>,
    done: Option<String>,
    refused: Option<String>,
    /// Whether there is anything to show.
    is_empty: bool,
    /// Whether something is written that is in no revision yet.
    has_changes: bool,
    days: [i32; 3],
    first: i32,
    links: Vec<LinkLine>,
}

struct LinkLine {
    id: Uuid,
    english: Option<i32>,
    korean: Option<i32>,
    by: String,
    made_at: Moment,
    expires_at: Moment,
    is_revoked: bool,
    is_good: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Visit {
    done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PreviewForm {
    days: String,
    id: String,
    #[serde(rename = "do")]
    act: String,
}

/// `GET /admin/pages/{slug}/previews`
async fn previews_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Query(visit): Query<Visit>,
) -> Result<Response, Error> {
    let desk = Desk::open(&pass, &state, &slug).await?;
    let done = (visit.done == "revoked").then(|| frame.t("rooms-publishing-preview-revoked"));
    let refused = (visit.done == "gone").then(|| frame.t("rooms-publishing-preview-gone"));
    show(&pass, &state, frame, &desk, None, (done, refused)).await
}

/// `POST /admin/pages/{slug}/previews`
async fn act(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Form(form): Form<PreviewForm>,
) -> Result<Response, Error> {
    let desk = Desk::open(&pass, &state, &slug).await?;
    if form.act == "revoke" {
        let id = Uuid::try_parse(&form.id).map_err(|_| Error::NotFound)?;
        let done = if within(revoke(&pass, &state, &desk, id)).await? { "revoked" } else { "gone" };
        return Ok(see_other(&format!("{}/previews?done={done}", desk.address(Language::English).room())));
    }
    let days = form.days.parse().ok().filter(|days| DAYS.contains(days)).ok_or(Error::BadRequest)?;
    match within(make(&pass, &state, &desk, days)).await? {
        Made::Link(link, until) => {
            let desk = Desk::open(&pass, &state, &slug).await?;
            show(&pass, &state, frame, &desk, Some((link, Moment::new(until))), (None, None)).await
        }
        Made::Undecided(language) => Ok(see_other(&conflict::address(&desk.address(language), "previews"))),
        Made::Nothing => {
            let refused = frame.t("rooms-publishing-preview-empty");
            let page = show(&pass, &state, frame, &desk, None, (None, Some(refused))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// What came of making a link.
enum Made {
    Link(String, OffsetDateTime),
    /// Somebody must decide between two changes of this side before.
    Undecided(Language),
    /// There is nothing to show.
    Nothing,
}

/// Makes a link to the newest words of both sides. What this person was writing becomes revisions before.
async fn make(pass: &Pass<Editor>, state: &AppState, desk: &Desk, days: i32) -> Result<Made, Error> {
    let (mut act, page_id) = (Act::begin(state, pass).await?, desk.page.id);
    let mut ids = [None, None];
    for (id, language) in ids.iter_mut().zip(Language::ALL) {
        match revise(pass, act.db(), page_id, language, None).await? {
            Revised::Undecided => return Ok(Made::Undecided(language)),
            revised => *id = revised.revision_id(),
        }
    }
    let [english_id, korean_id] = ids;
    if english_id.is_none() && korean_id.is_none() {
        return Ok(Made::Nothing);
    }
    let token = new_token();
    let until = queries::add(pass, act.db(), &token_hash(&token), page_id, (english_id, korean_id), days).await?;
    act.record(Action::MadePreview, page_id).await?;
    Ok(Made::Link(format!("{}/preview/{token}", state.origin), until))
}

async fn revoke(pass: &Pass<Editor>, state: &AppState, desk: &Desk, id: Uuid) -> Result<bool, Error> {
    let mut act = Act::begin(state, pass).await?;
    if !queries::revoke(pass, act.db(), desk.page.id, id).await? {
        return Ok(false);
    }
    act.record(Action::RevokedPreview, desk.page.id).await?;
    Ok(true)
}

async fn show(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    desk: &Desk,
    made: Option<(String, Moment)>,
    (done, refused): (Option<String>, Option<String>),
) -> Result<Response, Error> {
    let rows = within(queries::list(pass, &state.db, desk.page.id, MOST)).await?;
    let line = |row: queries::PreviewRow| LinkLine {
        id: row.id,
        english: row.english,
        korean: row.korean,
        by: row.by,
        made_at: Moment::new(row.made_at),
        expires_at: Moment::new(row.expires_at),
        is_revoked: row.is_revoked,
        is_good: row.is_good,
    };
    let page = PreviewsPage {
        address: desk.address(Language::English),
        made,
        done,
        refused,
        is_empty: Language::ALL.iter().all(|language| desk.side(*language).is_empty()),
        has_changes: Language::ALL.iter().any(|language| desk.side(*language).is_changed()),
        days: DAYS,
        first: FIRST,
        links: rows.into_iter().map(line).collect(),
        frame,
    };
    Ok(Html::page(&page)?.into_response())
}
