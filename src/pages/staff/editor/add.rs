//! `/admin/pages/{slug}/{language}/add`: the kinds of blocks.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::{
    error::Error,
    inputs::{Path, Query},
    language::Language,
    pages::{
        content::BlockId,
        staff::{
            address::SideAddress,
            desk::Desk,
            kinds::{KINDS, Kind},
        },
    },
    rooms::{Editor, Pass, frame::StaffFrame},
    state::AppState,
    view::Html,
};

/// `GET /admin/pages/{slug}/{language}/add`: the kinds of blocks.
pub(crate) async fn add_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag)): Path<(String, String)>,
    Query(place): Query<AddPlace>,
) -> Result<Html, Error> {
    let language = Language::from_tag(&tag).ok_or(Error::NotFound)?;
    let desk = Desk::open(&pass, &state, &slug).await?;
    let after = BlockId::read(&place.after).map(|id| id.to_string()).unwrap_or_default();
    Html::page(&AddPage { frame, address: desk.address(language), after })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddPlace {
    after: String,
}

#[derive(Template)]
#[template(path = "pages/staff/add.html")]
struct AddPage {
    frame: StaffFrame,
    address: SideAddress,
    /// The block after which it will stand; empty for the beginning.
    after: String,
}

impl AddPage {
    fn kinds(&self) -> &'static [Kind] {
        KINDS
    }

    fn about(&self, kind: &Kind) -> String {
        self.frame.t(&format!("rooms-style-block-{}", kind.word))
    }

    fn button(&self, kind: &Kind) -> String {
        let after = if self.after.is_empty() { String::new() } else { format!(".{}", self.after) };
        format!("add.{}.{}{after}", self.address.language, kind.word)
    }
}
