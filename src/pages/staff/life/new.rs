//! `/admin/pages/new`: a page is made, blank or from another one.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::{
    form::{NewPage, NewPageForm},
    known::taken,
    queries,
};
use crate::{
    audit::Action,
    database::{met_key, within},
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    language::Language,
    pages::{
        content::Content,
        staff::{
            desk::Desk,
            queries::{Matches, NewDraft, keep_draft},
        },
    },
    rooms::{Act, Editor, Pass, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "pages/staff/life/new.html")]
struct NewPagePage {
    frame: StaffFrame,
    form: NewPageForm,
    problems: Problems,
    is_database_away: bool,
}

/// The page whose words the new one begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Model {
    from: String,
}

/// `GET /admin/pages/new`
pub(crate) async fn new_page(_: Pass<Editor>, frame: StaffFrame, Query(model): Query<Model>) -> Result<Html, Error> {
    let form = NewPageForm::showing(model.from);
    Html::page(&NewPagePage { frame, form, problems: Problems::default(), is_database_away: false })
}

/// `POST /admin/pages/new`: the page, its address, and a draft of its author for each side that has a title.
pub(crate) async fn make(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<NewPageForm>,
) -> Result<Response, Error> {
    let made = match form.check(frame.language) {
        Ok(new) => within(keep(&pass, &state, &frame, &new)).await.map(|met| met.map(|()| new.slug)),
        Err(problems) => Ok(Err(problems)),
    };
    let (problems, status, is_database_away) = match made {
        Ok(Ok(slug)) => return Ok(see_other(&format!("/admin/pages/{slug}"))),
        Ok(Err(problems)) => (problems, StatusCode::UNPROCESSABLE_ENTITY, false),
        Err(error) if error.is_database_away() => {
            error.log();
            (Problems::default(), StatusCode::SERVICE_UNAVAILABLE, true)
        }
        Err(error) => return Err(error),
    };
    let page = NewPagePage { frame, form, problems, is_database_away };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// Makes the page, or says what is to be put right. A form that was sent twice makes one.
async fn keep(
    pass: &Pass<Editor>,
    state: &AppState,
    frame: &StaffFrame,
    new: &NewPage,
) -> Result<Result<(), Problems>, Error> {
    let mut problems = Problems::default();
    let model = match &new.from {
        Some(slug) => match Desk::open(pass, state, slug).await {
            Ok(desk) => Some(desk),
            Err(Error::NotFound) => {
                problems.add("from", frame.t_with("rooms-life-from-unknown", "address", slug));
                return Ok(Err(problems));
            }
            Err(error) => return Err(error),
        },
        None => None,
    };
    let mut act = Act::begin(state, pass).await?;
    match queries::add(pass, act.db(), new.id, &new.slug).await {
        Ok(()) => {}
        Err(error)
            if ["pages_pkey", "pages_path_key", "page_addresses_pkey"].iter().any(|key| met_key(&error, key)) =>
        {
            drop(act);
            let holder = queries::find_holder(pass, &state.db, &new.slug).await?;
            if holder.as_ref().is_some_and(|holder| holder.id == new.id) {
                return Ok(Ok(()));
            }
            let sentence = holder.map_or_else(|| frame.t("rooms-life-slug-again"), |it| taken(frame, &new.slug, &it));
            problems.add("slug", sentence);
            return Ok(Err(problems));
        }
        Err(error) => return Err(error.into()),
    }
    for (language, title) in Language::ALL.into_iter().zip(&new.titles) {
        let Some(title) = title else { continue };
        let mut content: Content =
            model.as_ref().map(|desk| desk.side(language).content().into_owned()).unwrap_or_default();
        content.title.clone_from(title);
        let matches = Matches::default();
        let draft = NewDraft {
            page_id: new.id,
            language,
            base_id: None,
            content: &content,
            before: None,
            matches: &matches,
            after: 0,
        };
        keep_draft(pass, act.db(), draft).await?;
    }
    act.record(Action::CreatedPage, new.id).await?;
    Ok(Ok(()))
}
