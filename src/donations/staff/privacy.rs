//! What a donor may ask for: a copy of what we hold about them, and to be erased as far as tax law allows.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::Action,
    calendar,
    database::within,
    donations::{
        privacy::{self, Erased},
        queries as donations,
    },
    error::Error,
    form::Problems,
    inputs::Form,
    rooms::{Act, Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    view::Html,
};

#[derive(Template)]
#[template(path = "donations/staff/privacy.html")]
struct PrivacyPage {
    frame: StaffFrame,
    id: Uuid,
    /// How many gifts were left with this address; none if the donation has none.
    gifts: usize,
    erased: Option<Erased>,
    problems: Problems,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EraseForm {
    /// What a ticked box sends.
    sure: String,
}

/// `GET /admin/donations/{id}/privacy`
pub(crate) async fn privacy_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let gifts = within(gifts(&state, id)).await?;
    Html::page(&PrivacyPage { frame, id, gifts, erased: None, problems: Problems::default() })
}

async fn gifts(state: &AppState, id: Uuid) -> Result<usize, Error> {
    let donation = donations::find(&state.db, id).await?.ok_or(Error::NotFound)?;
    let Some(mail) = donation.mail(&state.config.keys)? else { return Ok(0) };
    let mut tx = crate::database::begin(&state.db).await?;
    Ok(privacy::find(&mut tx, &state.config.keys, &mail).await?.len())
}

/// `POST /admin/donations/{id}/copy`. No entry in the audit log, no copy.
pub(crate) async fn copy(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let copy = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let donation = donations::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        let mail = donation.mail(&state.config.keys)?.ok_or(Error::NotFound)?;
        let copy = privacy::export(act.db(), &state.config.keys, &mail).await?.ok_or(Error::NotFound)?;
        act.record(Action::ExportedDonor, id).await?;
        Ok::<_, Error>(copy)
    })
    .await?;
    let text = serde_json::to_string_pretty(&copy).map_err(anyhow::Error::from)?;
    let name = format!("attachment; filename=\"donor-{}.json\"", calendar::today());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, text).into_response())
}

/// `POST /admin/donations/{id}/privacy`. Erases what the books do not need, and tells what stays.
pub(crate) async fn erase(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<EraseForm>,
) -> Result<Response, Error> {
    if form.sure.is_empty() {
        let mut problems = Problems::default();
        problems.add("sure", frame.t("rooms-donations-privacy-problem-sure").to_string());
        let gifts = within(gifts(&state, id)).await?;
        let page = PrivacyPage { frame, id, gifts, erased: None, problems };
        return Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let erased = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let donation = donations::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        let mail = donation.mail(&state.config.keys)?.ok_or(Error::NotFound)?;
        let erased = privacy::erase(act.db(), &state.config.keys, &mail, OffsetDateTime::now_utc()).await?;
        if erased.running == 0 {
            act.record(Action::ErasedDonor, id).await?;
        }
        Ok::<_, Error>(erased)
    })
    .await?;
    let status = if erased.running == 0 { StatusCode::OK } else { StatusCode::CONFLICT };
    let gifts = within(gifts(&state, id)).await?;
    let page = PrivacyPage { frame, id, gifts, erased: Some(erased), problems: Problems::default() };
    Ok(Html::page(&page)?.with_status(status).into_response())
}
