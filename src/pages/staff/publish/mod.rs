//! `/admin/pages/{slug}/publish`: what changes for visitors, word for word, and when; and everything that was or will be
//! published of a page.

pub(crate) mod act;
mod checks;
mod form;
pub(crate) mod mail;
mod place;
mod queries;
mod view;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use self::{
    act::Outcome,
    form::PublishForm,
    place::Place,
    view::{PublishPage, Visit},
};
use crate::{
    database::within,
    error::Error,
    form::Problems,
    inputs::{Form, Path, Query},
    pages::staff::conflict,
    rooms::{Editor, Pass, Rooms, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

/// Every URL of publishing.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor).get("/admin/pages/{slug}/publish", publish_page).post("/admin/pages/{slug}/publish", act)
}

/// `GET /admin/pages/{slug}/publish`
async fn publish_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Query(visit): Query<Visit>,
) -> Result<Response, Error> {
    let place = Place::find(&pass, &state, &slug, None).await?;
    show(&place, frame, &visit, place.first_form(), Problems::default(), StatusCode::OK).await
}

/// `POST /admin/pages/{slug}/publish`
async fn act(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let form = PublishForm::read(pairs);
    match form.act.as_str() {
        "publish" | "save" => publish(&pass, &state, frame, &slug, form).await,
        "withdraw" | "put-back" | "cancel" => change_list(&pass, &state, frame, &slug, form).await,
        // Enter in a field presses the first button of the form, which does nothing.
        _ => {
            let place = Place::find(&pass, &state, &slug, None).await?;
            show(&place, frame, &Visit::default(), form, Problems::default(), StatusCode::OK).await
        }
    }
}

/// Publishes or saves what was looked at.
async fn publish(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    slug: &str,
    form: PublishForm,
) -> Result<Response, Error> {
    let checked = form.check(frame.language, OffsetDateTime::now_utc());
    let starts_at = checked.as_ref().ok().and_then(|wanted| wanted.starts_at);
    let place = Place::find(pass, state, slug, starts_at).await?;
    let (none, is_saving) = (Problems::default(), form.act == "save");
    let wanted = match checked {
        Ok(wanted) => wanted,
        Err(problems) => {
            return show(&place, frame, &Visit::default(), form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    if form.seen != place.seen() {
        return show(&place, frame, &Visit::of("changed"), form, none, StatusCode::CONFLICT).await;
    }
    if place.desk.page.trashed_at.is_some() {
        return show(&place, frame, &Visit::of("trashed"), form, none, StatusCode::CONFLICT).await;
    }
    let decide = |language| see_other(&conflict::address(&place.desk.address(language), "publish"));
    if let Some(language) = place.first_undecided(&wanted.sides) {
        return Ok(decide(language));
    }
    if !is_saving && place.has_faults(&wanted.sides) {
        return show(&place, frame, &Visit::of("faults"), form, none, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let outcome = within(async {
        if is_saving {
            act::save(state, pass, &place.desk, &wanted).await
        } else {
            act::publish(state, pass, &place.desk, &wanted).await
        }
    });
    let done = match (outcome.await?, is_saving, wanted.starts_at) {
        (Outcome::Undecided(language), ..) => return Ok(decide(language)),
        (Outcome::Changed, ..) => {
            let place = Place::find(pass, state, slug, wanted.starts_at).await?;
            return show(&place, frame, &Visit::of("changed"), form, none, StatusCode::CONFLICT).await;
        }
        (Outcome::Done, true, _) => "saved",
        (Outcome::Done, false, None) => "published",
        (Outcome::Done, false, Some(_)) => "scheduled",
        (Outcome::IsHome, ..) => "home",
        (Outcome::Nothing, ..) => "nothing",
    };
    Ok(see_other(&format!("{}?done={done}", place.room())))
}

/// Takes something away, puts it back, or takes back what has not begun.
async fn change_list(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: StaffFrame,
    slug: &str,
    form: PublishForm,
) -> Result<Response, Error> {
    let place = Place::find(pass, state, slug, None).await?;
    let desk = &place.desk;
    if desk.page.trashed_at.is_some() {
        let first = place.first_form();
        return show(&place, frame, &Visit::of("trashed"), first, Problems::default(), StatusCode::CONFLICT).await;
    }
    let (outcome, done) = match form.act.as_str() {
        "withdraw" => (within(act::withdraw(state, pass, desk, &form.chosen())).await?, "withdrawn"),
        "put-back" => (within(act::put_back(state, pass, desk)).await?, "published"),
        _ => {
            let number = form.number.parse().map_err(|_| Error::BadRequest)?;
            (within(act::cancel(state, pass, desk, number)).await?, "cancelled")
        }
    };
    let done = match outcome {
        Outcome::Done => done,
        Outcome::IsHome => "home",
        Outcome::Changed => "changed",
        _ if form.act == "cancel" => "begun",
        _ => "nothing",
    };
    Ok(see_other(&format!("{}?done={done}", place.room())))
}

/// The page, with everything that was asked, typed and found.
async fn show(
    place: &Place<'_>,
    frame: StaffFrame,
    visit: &Visit,
    form: PublishForm,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Error> {
    let history = place.history(visit.before, &visit.on).await?;
    let is_live = visit.is_about_visitors() && place.is_live().await;
    let page = PublishPage::new(frame, place, visit, form, problems, history, is_live);
    Ok(Html::page(&page)?.with_status(status).into_response())
}
