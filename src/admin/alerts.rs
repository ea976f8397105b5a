//! Alerts, settled by who looked at them.

use axum::{extract::State, response::Response};

use crate::{
    alerts::queries::{self, Settled},
    audit::Action,
    database::within,
    error::Error,
    rooms::{Act, Pass, Treasurer, list::RowId},
    state::AppState,
    view::see_other,
};

/// `POST /admin/alerts/{id}`. Whoever was quicker settled it; pressing it a second time changes nothing.
pub(crate) async fn settle(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        if queries::settle(act.db(), id, Some(pass.id)).await? == Settled::Now {
            act.record(Action::SettledAlert, id).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin"))
}
