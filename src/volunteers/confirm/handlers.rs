//! The page to which the mail leads: one button that confirms, and one that takes everything back.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;

use super::{ask::token_hash, queries};
use crate::{
    calendar,
    database::{self, within},
    error::Error,
    inputs::{Form, Path},
    state::AppState,
    view::{Frame, Html, see_other},
    volunteers::{erasing, gone::GonePage, vault::secrets::Secrets, words::ErasureCause},
};

/// The page behind the link.
#[derive(Template)]
#[template(path = "volunteers/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    token: String,
    is_confirmed: bool,
    /// Whether it asks once more before everything is erased.
    is_sure: bool,
}

/// A link that leads nowhere, or not any more.
#[derive(Template)]
#[template(path = "volunteers/no-link.html")]
struct NoLinkPage {
    frame: Frame,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    step: String,
}

/// `GET /volunteer/confirm/{token}`. It changes nothing, because programs that look through mails open links, too.
pub(crate) async fn confirm_page(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let asked = within(async {
        let mut db = database::begin(&state.db).await?;
        find(&state, &mut db, &token).await
    })
    .await?;
    match asked {
        Some(asked) => page(frame, token, asked.is_confirmed, false),
        None => no_link(&state, &frame),
    }
}

/// `POST /volunteer/confirm/{token}`
pub(crate) async fn confirm(
    State(state): State<AppState>,
    frame: Frame,
    Path(token): Path<String>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let today = calendar::today();
    let asked = within(async {
        let mut tx = database::begin(&state.db).await?;
        let secrets = Secrets::read(&mut tx, &state.config.keys).await?;
        let hash = token_hash(&secrets, &token);
        let asked = queries::find(&mut *tx, &hash).await?;
        match (asked, &*answer.step) {
            (Some(_), "confirm") => queries::confirm(&mut *tx, &hash, today).await?,
            (Some(asked), "erase") => {
                erasing::erase(&mut tx, &[asked.person_id], ErasureCause::Withdrawn, today).await?;
            }
            _ => {}
        }
        tx.commit().await?;
        Ok::<_, Error>(asked)
    })
    .await?;
    let Some(asked) = asked else { return no_link(&state, &frame) };
    match &*answer.step {
        "withdraw" => page(frame, token, asked.is_confirmed, true),
        "erase" => Ok(Html::page(&GonePage { frame: state.frame(frame.language, "/volunteer/mine") })?.into_response()),
        _ => Ok(see_other(&frame.url(&format!("/volunteer/confirm/{token}")))),
    }
}

async fn find(state: &AppState, db: &mut PgConnection, token: &str) -> Result<Option<queries::Asked>, Error> {
    let secrets = Secrets::read(&mut *db, &state.config.keys).await?;
    Ok(queries::find(db, &token_hash(&secrets, token)).await?)
}

fn page(frame: Frame, token: String, is_confirmed: bool, is_sure: bool) -> Result<Response, Error> {
    Ok(Html::page(&ConfirmPage { frame, token, is_confirmed, is_sure })?.into_response())
}

fn no_link(state: &AppState, frame: &Frame) -> Result<Response, Error> {
    let page = NoLinkPage { frame: state.frame(frame.language, "/volunteer/mine") };
    Ok(Html::page(&page)?.with_status(StatusCode::NOT_FOUND).into_response())
}
