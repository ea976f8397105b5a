//! A new epoch: what comes in from then on opens for those who are here now, and not for those who have left.

use axum::{extract::State, response::Response};

use super::{
    acts::{add_epoch, done, tell},
    form::Fields,
    queries,
    standing::Standing,
};
use crate::{
    access_events::AccessKind,
    audit::Action,
    database::within,
    error::Error,
    inputs::Form,
    rooms::{Act, Coordinator, Pass, list::RowId},
    state::AppState,
    visitor::Caller,
    volunteers::vault::{self, Epoch, hpke, secrets::Secrets},
};

/// `POST /admin/volunteers/custody/epochs`. It begins at once, unless the settings do not name its key yet.
pub(super) async fn prepare(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let fields = Fields(pairs);
    let (public, wraps) = (fields.key("public")?, fields.sealed_for_each("wrap")?);
    let to_recovery = fields.sealed("recovery")?;
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let standing = Standing::read(act.db(), &state.config.keys).await?;
        if standing.let_in(pass.id).is_none() {
            return Err(Error::Forbidden);
        }
        if standing.prepared().is_some() {
            return Ok(done("waits"));
        }
        let secrets = Secrets::read(act.db(), &state.config.keys).await?;
        let (recovery, _) = standing.recovery.as_ref().ok_or(Error::BadRequest)?;
        let began = state.config.keys.admits(&hpke::fingerprint(&public));
        let (id, _) = add_epoch(&mut act, &secrets, &standing, &public, began).await?;
        for (key_id, sealed) in &wraps {
            // Whoever has left in between does not get it.
            if standing.holders.iter().any(|holder| holder.key_id == *key_id) {
                queries::add_wrap(&pass, act.db(), id, *key_id, sealed).await?;
            }
        }
        queries::add_recovery_wrap(act.db(), id, recovery.id, &to_recovery).await?;
        tell(&state, &mut act, &pass, &caller, (AccessKind::EpochPrepared, pass.id)).await?;
        act.record(Action::PreparedEpoch, id).await?;
        Ok(done(if began { "begun" } else { "prepared" }))
    })
    .await
}

/// `POST /admin/volunteers/custody/epochs/{id}`. Begins the one that waits, once the settings name its key.
pub(super) async fn begin(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    RowId(id): RowId,
) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let rows = vault::queries::list(act.db()).await?;
        let row = rows.iter().find(|row| row.id == id && !row.began).ok_or(Error::NotFound)?;
        let secrets = Secrets::read(act.db(), &state.config.keys).await?;
        Epoch::of(row, &secrets)?;
        if Epoch::admitted(row, &state.config.keys, &secrets).is_err() {
            return Ok::<_, Error>(done("not-named"));
        }
        vault::queries::begin(act.db(), id).await?;
        act.record(Action::BeganEpoch, id).await?;
        Ok(done("begun"))
    })
    .await
}
