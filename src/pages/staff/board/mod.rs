//! `/admin/pages`: all pages, both languages beside each other, and the order of the navigation.

mod lines;
pub(crate) mod queries;
mod states;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use self::{
    lines::{Known, PageLine, lines, named},
    queries::{Totals, Wanted},
};
use crate::{
    audit::Action,
    database::within,
    error::Error,
    inputs::{Form, Query},
    language::Language,
    pages::{
        address::HOME,
        staff::{
            board::states::State as PageState,
            menu::{self, Arranged, Step},
        },
    },
    rooms::{Act, Editor, Pass, frame::StaffFrame},
    state::AppState,
    text::tidy,
    view::{Html, see_other},
    words::Word as _,
};

const ROOM: &str = "/admin/pages";
/// How many pages are shown at once.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "pages/staff/board.html")]
struct BoardPage {
    frame: StaffFrame,
    place: BoardPlace,
    notice: Option<&'static str>,
    pages: Vec<PageLine>,
    /// How many were found.
    found: i64,
    totals: Totals,
}

/// What is looked for in the list, and how far one has read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BoardPlace {
    search: String,
    show: String,
    page: String,
    done: String,
}

/// The button that was pressed at a page of the navigation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Press {
    version: String,
    slug: String,
    /// Where it is to stand, if the button says so.
    place: String,
    #[serde(rename = "do")]
    pressed: String,
}

/// What was done before this page, and the message about it.
const DONE: [(&str, &str); 2] = [("moved", "rooms-board-done-moved"), ("restored", "rooms-board-done-restored")];

/// `GET /admin/pages`
pub(crate) async fn board_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<BoardPlace>,
) -> Result<Html, Error> {
    let notice = DONE.into_iter().find(|(word, _)| *word == place.done).map(|(_, key)| key);
    show(&pass, &state, frame, place, notice).await
}

async fn show(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    place: BoardPlace,
    notice: Option<&'static str>,
) -> Result<Html, Error> {
    let (chosen, number) = (place.state()?, place.number()?);
    let search = tidy(&place.search);
    let broken = broken(state);
    let (rows, behind, totals) = within(async {
        let mut db = state.db.acquire().await?;
        let mut behind = match chosen {
            Some(PageState::Behind) => queries::list_behind(pass, &mut *db, None).await?,
            _ => Vec::new(),
        };
        let ids: Vec<Uuid> = behind.iter().map(|(page_id, _)| *page_id).collect();
        let (count, skipped) = (ROWS, (number - 1) * ROWS);
        let wanted = Wanted { search: &search, state: chosen, broken: &broken, behind: &ids, count, skipped };
        let rows = queries::list(pass, &mut *db, &wanted).await?;
        if chosen != Some(PageState::Behind) {
            let ids: Vec<Uuid> = rows.iter().map(|row| row.page_id).collect();
            behind = queries::list_behind(pass, &mut *db, Some(&ids)).await?;
        }
        Ok::<_, Error>((rows, behind, queries::totals(pass, &mut *db).await?))
    })
    .await?;
    let found = rows.first().map_or(0, |row| row.found);
    let pages = lines(rows, &Known { broken: &broken, behind: &behind }, pass.language);
    Html::page(&BoardPage { frame, place, notice, pages, found, totals })
}

/// `POST /admin/pages`: a page of the navigation takes another place there. An order that changed meanwhile is shown as it
/// is now.
pub(crate) async fn arrange(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(press): Form<Press>,
) -> Result<Response, Error> {
    let step = Step::read(&press.pressed, &press.place);
    let Some(step) = step else {
        return conflict(&pass, &state, frame, "rooms-board-no-place", StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let arranged = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let arranged = menu::arrange(&pass, act.db(), &press.slug, step, &press.version).await?;
        if let Arranged::Done(page_id) = arranged {
            act.record(Action::MovedInMenu, page_id).await?;
        }
        Ok::<_, Error>(arranged)
    })
    .await?;
    match arranged {
        Arranged::Done(_) => Ok(see_other(&format!("{ROOM}?done=moved#page-{}", press.slug))),
        Arranged::Changed => conflict(&pass, &state, frame, "rooms-board-order-changed", StatusCode::CONFLICT).await,
    }
}

async fn conflict(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    notice: &'static str,
    status: StatusCode,
) -> Result<Response, Error> {
    let page = show(pass, state, frame, BoardPlace::default(), Some(notice)).await?;
    Ok(page.with_status(status).into_response())
}

/// The sides that visitors cannot read as they are published.
pub(crate) fn broken(state: &AppState) -> Vec<String> {
    let edition = state.edition.load();
    let sides = edition.faults.iter().map(|fault| Language::of_path(&fault.address));
    sides.map(|(language, path)| named(language, if path == "/" { HOME } else { &path[1..] })).collect()
}

impl BoardPlace {
    /// The state that is looked for.
    fn state(&self) -> Result<Option<PageState>, Error> {
        match self.show.as_str() {
            "" => Ok(None),
            word => PageState::from_word(word).map(Some).ok_or(Error::BadRequest),
        }
    }

    /// Which part of the list is shown, counted from 1.
    fn number(&self) -> Result<i64, Error> {
        match self.page.as_str() {
            "" => Ok(1),
            typed => typed.parse().ok().filter(|number| (1..=100_000).contains(number)).ok_or(Error::BadRequest),
        }
    }

    /// The address of another part of what was found.
    fn part(&self, number: i64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("search", &self.search), ("show", &self.show)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if number > 1 {
            query.append_pair("page", &number.to_string());
        }
        let query = query.finish();
        if query.is_empty() { ROOM.to_owned() } else { format!("{ROOM}?{query}") }
    }
}

impl BoardPage {
    /// The states to choose from, with what each is called and whether it is chosen.
    fn states(&self) -> Vec<(&'static str, String, bool)> {
        let key = |word: &str| self.frame.t(&format!("rooms-board-show-{word}"));
        PageState::ALL.iter().map(|state| (state.word(), key(state.word()), state.word() == self.place.show)).collect()
    }

    /// Changes with the order of the navigation.
    fn version(&self) -> String {
        menu::version(&self.totals.order)
    }

    /// Whether this is the last place of the navigation.
    fn is_last(&self, place: &i64) -> bool {
        usize::try_from(*place).is_ok_and(|place| place >= self.totals.order.len())
    }

    fn is_filtered(&self) -> bool {
        !self.place.search.trim().is_empty() || !self.place.show.is_empty()
    }

    /// The part before this one.
    fn before(&self) -> Option<String> {
        let number = self.place.number().unwrap_or(1);
        (number > 1).then(|| self.place.part(number - 1))
    }

    /// The part after this one.
    fn after(&self) -> Option<String> {
        let number = self.place.number().unwrap_or(1);
        (number * ROWS < self.found).then(|| self.place.part(number + 1))
    }
}
