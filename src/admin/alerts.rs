//! Alerts, settled by who looked at them.

use axum::{extract::State, response::Response};

use crate::{
    alerts::queries,
    audit::{self, Action},
    database::within,
    error::Error,
    rooms::{act, address::RowId, guard::Treasurer},
    state::AppState,
    view::see_other,
};

/// `POST /admin/alerts/{id}`. Whoever was quicker settled it; pressing it a second time changes nothing.
pub(crate) async fn settle(
    State(state): State<AppState>,
    Treasurer(staff): Treasurer,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut tx = state.db.begin().await?;
        queries::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
        if queries::settle(&mut *tx, id, Some(staff.id)).await? {
            audit::queries::append(&mut tx, &act(&staff, Action::SettledAlert, id)).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin"))
}
