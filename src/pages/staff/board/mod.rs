//! `GET /admin/pages`: all pages in both languages.

pub(crate) mod queries;

use askama::Template;
use axum::extract::State;

use crate::{
    database::within,
    error::Error,
    pages::staff::address::SideAddress,
    rooms::{
        Editor, Pass,
        frame::{Moment, StaffFrame},
    },
    state::AppState,
    view::Html,
};

#[derive(Template)]
#[template(path = "pages/staff/board.html")]
struct BoardPage {
    frame: StaffFrame,
    /// All pages in both languages.
    pages: Vec<SideLine>,
}

/// A side in the list.
pub(crate) struct SideLine {
    pub(crate) address: SideAddress,
    /// The heading of the newest revision.
    pub(crate) title: String,
    pub(crate) newest: i32,
    pub(crate) visible: Option<i32>,
    /// When the newest revision was saved.
    pub(crate) saved_at: Moment,
    /// Whether visitors do not read the newest revision.
    pub(crate) has_changes: bool,
}

/// `GET /admin/pages`
pub(crate) async fn board_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let pages = within(queries::list(&pass, &state.db)).await?.into_iter().map(SideLine::new).collect();
    Html::page(&BoardPage { frame, pages })
}

impl SideLine {
    pub(crate) fn new(row: queries::SideSummary) -> Self {
        Self {
            address: SideAddress { language: row.language, slug: row.slug, path: row.path },
            title: row.title,
            newest: row.newest,
            visible: row.visible,
            saved_at: Moment::new(row.saved_at),
            has_changes: row.visible != Some(row.newest),
        }
    }
}
