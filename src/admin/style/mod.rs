//! The style page: what the pages of this site are made of, shown by the very templates and classes that make them, so
//! that it is always right. For any member of staff; it asks the database nothing.

mod colours;
mod measures;
mod rooms;
mod samples;
mod sheets;
mod tokens;
mod uses;

use askama::Template;
use axum::{extract::State, response::Response};

use self::{
    colours::{Pair, Swatch},
    measures::Measure,
    rooms::Rooms,
    sheets::Part,
    tokens::Tokens,
};
use crate::{
    error::Error,
    rooms::{AnyStaff, Pass, frame::StaffFrame},
    state::AppState,
    view::{Html, Rendered, see_other},
};

#[derive(Template)]
#[template(path = "admin/style/style.html")]
struct StylePage {
    frame: StaffFrame,
    swatches: Vec<Swatch>,
    pairs: Vec<Pair>,
    steps: Vec<Measure>,
    faces: Vec<Measure>,
    spaces: Vec<Measure>,
    parts: Vec<Part>,
    rooms: Rendered,
}

/// `GET /admin/style`
pub(crate) async fn style_page(
    _: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let tokens = Tokens::of_site();
    let rooms = Rooms::new(frame);
    Html::page(&StylePage {
        swatches: colours::swatches(tokens),
        pairs: colours::pairs(tokens),
        steps: measures::steps(tokens),
        faces: measures::faces(tokens),
        spaces: measures::spaces(tokens),
        parts: sheets::parts(&state, rooms.frame.language)?,
        rooms: Rendered::of(&rooms)?,
        frame: rooms.frame,
    })
}

/// `POST /admin/style`: the forms of samples lead back to the page.
pub(crate) async fn nothing(_: Pass<AnyStaff>) -> Response {
    see_other(samples::NOWHERE)
}
