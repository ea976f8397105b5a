//! A form that was kept: what was typed, field by field, the way back into its own form, and the way to drop it.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use time::OffsetDateTime;

use crate::{
    error::Error,
    rooms::{
        AnyStaff, Pass, Rooms,
        frame::{Moment, StaffFrame},
        kept::{
            fields::Fields,
            fill::PARAMETER,
            keep::{self, KeptForm},
            queries::KEPT_FOR,
        },
        list::RowId,
    },
    state::AppState,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "rooms/kept/kept.html")]
struct KeptPage {
    frame: StaffFrame,
    /// When it was sent, and until when it is kept.
    at: Moment,
    until: Moment,
    form: KeptForm,
}

impl KeptPage {
    /// The page on which the form stood, to be opened with what was sent.
    fn back(&self) -> String {
        format!("{}?{PARAMETER}={}", self.form.way.page, self.form.id)
    }

    fn fields(&self) -> &Fields {
        &self.form.fields
    }
}

/// Every URL of kept forms.
pub(crate) fn rooms() -> Rooms<AnyStaff> {
    Rooms::of(AnyStaff).get("/admin/kept/{id}", kept_page).post("/admin/kept/{id}", drop_kept)
}

/// `GET /admin/kept/{id}`: what belongs to somebody else, or to a room that they may not enter, does not exist here.
async fn kept_page(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let found = keep::find(&state, pass.id, id, OffsetDateTime::now_utc()).await?;
    let form = found.filter(|form| frame.offers(form.id)).ok_or(Error::NotFound)?;
    let (at, until) = (Moment::new(form.kept_at), Moment::new(form.kept_at + KEPT_FOR));
    Html::page(&KeptPage { frame, at, until, form })
}

/// `POST /admin/kept/{id}`: it is dropped, and they are where they were. Twice is once.
async fn drop_kept(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    headers: HeaderMap,
    RowId(id): RowId,
) -> Result<Response, Error> {
    keep::erase(&state, pass.id, id).await?;
    let referrer = headers.get(header::REFERER).and_then(|referrer| referrer.to_str().ok());
    let from = referrer.and_then(|referrer| referrer.strip_prefix(state.config.web.origin.as_str()));
    let from = from.map(|from| from.split(['?', '#']).next().unwrap_or_default());
    let back = from.filter(|from| from.starts_with("/admin/") && !from.starts_with("/admin/kept/"));
    Ok(see_other(back.unwrap_or("/admin")))
}
