//! `/admin/pages/trash`, and the way into it: what links to a page is told before it goes, and for thirty days it comes back
//! as it was.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use super::{
    known::{find, title_of},
    purge::KEPT_FOR,
    queries::{self, TrashedRow},
    uses::{Use, uses_of},
};
use crate::{
    audit::Action,
    database::within,
    error::Error,
    inputs::{Form, Path, Query},
    language::Language,
    pages::{
        address::{HOME, path_of},
        staff::{
            publish::act::{bring_back, take_away},
            queries::{Colleague, PageRow, Standing, list_colleagues, list_standing},
            revise::queries::lock_page,
        },
    },
    rooms::{
        Act, Editor, Pass,
        frame::{Moment, StaffFrame},
    },
    state::AppState,
    view::{Html, see_other},
};

const ROOM: &str = "/admin/pages/trash";

#[derive(Template)]
#[template(path = "pages/staff/life/trash.html")]
struct TrashPage {
    frame: StaffFrame,
    notice: Option<&'static str>,
    pages: Vec<TrashLine>,
}

/// A page in the trash.
struct TrashLine {
    slug: String,
    path: String,
    title: String,
    trashed_at: Moment,
    by: Option<String>,
    /// For how many days more it can come back.
    days_left: i64,
    visible: i64,
}

/// What is told before a page goes.
#[derive(Template)]
#[template(path = "pages/staff/life/ask.html")]
struct AskPage {
    frame: StaffFrame,
    page: PageRow,
    /// What it is called, with the language of that.
    title: (Language, String),
    /// The sides that visitors read.
    standing: Vec<Standing>,
    links: Vec<Use>,
    colleagues: Vec<Colleague>,
}

/// The page that is to come back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    slug: String,
}

/// The button that was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Press {
    #[serde(rename = "do")]
    pressed: String,
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

/// `GET /admin/pages/trash`
pub(crate) async fn trash_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let now = OffsetDateTime::now_utc();
    let rows = within(queries::list_trash(&pass, &state.db)).await?;
    let pages = rows.into_iter().map(|row| TrashLine::new(row, now)).collect();
    let notice = match visit.done.as_str() {
        "trashed" => Some("rooms-life-done-trashed"),
        "gone" => Some("rooms-life-done-gone"),
        _ => None,
    };
    Html::page(&TrashPage { frame, notice, pages })
}

/// `POST /admin/pages/trash`: a page comes back as it was.
pub(crate) async fn restore(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Error> {
    let restored = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let Some((page_id, since)) = queries::restore(&pass, act.db(), &wanted.slug).await? else { return Ok(false) };
        bring_back(&state, &pass, act.db(), page_id, Some(since)).await?;
        act.record(Action::RestoredPage, page_id).await?;
        Ok::<_, Error>(true)
    })
    .await?;
    Ok(see_other(&if restored { "/admin/pages?done=restored".to_owned() } else { format!("{ROOM}?done=gone") }))
}

/// `GET /admin/pages/{slug}/trash`
pub(crate) async fn ask_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
) -> Result<Html, Error> {
    let page = within(async {
        let page = find(&pass, &state, &slug).await?;
        if page.slug == HOME {
            return Err(Error::NotFound);
        }
        let mut db = state.db.acquire().await?;
        let mut paths = queries::list_old_paths(&pass, &mut *db, page.id).await?;
        paths.push(page.path.clone());
        let standing = list_standing(&pass, &mut *db, page.id).await?;
        let colleagues = list_colleagues(&pass, &mut *db, page.id).await?;
        let holder = queries::find_holder(&pass, &mut *db, &page.path).await?;
        let links = uses_of(&pass, &mut db, page.id, &paths, &state.origin).await?;
        let title = title_of(holder, &page);
        Ok::<_, Error>(AskPage { frame, page, title, standing, links, colleagues })
    })
    .await?;
    Html::page(&page)
}

/// `POST /admin/pages/{slug}/trash`
pub(crate) async fn put(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Form(press): Form<Press>,
) -> Result<Response, Error> {
    if press.pressed != "trash" {
        return Err(Error::BadRequest);
    }
    within(async {
        let page = find(&pass, &state, &slug).await?;
        if page.slug == HOME {
            return Err(Error::NotFound);
        }
        let mut act = Act::begin(&state, &pass).await?;
        lock_page(act.db(), page.id).await?;
        let standing = list_standing(&pass, act.db(), page.id).await?;
        if queries::trash(&pass, act.db(), page.id).await? {
            let sides: Vec<Language> = standing.iter().map(|standing| standing.language).collect();
            take_away(&state, &pass, act.db(), page.id, &sides).await?;
            act.record(Action::TrashedPage, page.id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other(&format!("{ROOM}?done=trashed")))
}

impl TrashLine {
    fn new(row: TrashedRow, now: OffsetDateTime) -> Self {
        let path = path_of(&row.path);
        Self {
            title: row.title.filter(|title| !title.is_empty()).unwrap_or_else(|| path.clone()),
            path,
            slug: row.slug,
            trashed_at: Moment::new(row.trashed_at),
            by: row.trashed_by,
            days_left: days_left(row.trashed_at, now),
            visible: row.visible,
        }
    }
}

/// How many days are left, the one that has begun counted as a whole one.
fn days_left(trashed_at: OffsetDateTime, now: OffsetDateTime) -> i64 {
    let left = trashed_at + KEPT_FOR - now;
    (left + Duration::DAY - Duration::SECOND).whole_days().max(0)
}

impl AskPage {
    /// The room of the page.
    fn room(&self) -> String {
        format!("/admin/pages/{}", self.page.slug)
    }

    /// The address without its language part.
    fn path(&self) -> String {
        path_of(&self.page.path)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn days_are_counted_to_the_end() {
        let trashed = datetime!(2026-11-01 12:00 UTC);
        for (now, left) in [
            (datetime!(2026-11-01 12:00 UTC), 30),
            (datetime!(2026-11-02 12:00 UTC), 29),
            (datetime!(2026-11-02 13:00 UTC), 29),
            (datetime!(2026-11-30 13:00 UTC), 1),
            (datetime!(2026-12-01 12:00 UTC), 0),
            (datetime!(2026-12-09 12:00 UTC), 0),
        ] {
            assert_eq!(days_left(trashed, now), left, "{now}");
        }
    }
}
