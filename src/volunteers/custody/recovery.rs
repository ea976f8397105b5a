//! Recovery: two shares of three open everything, for when no coordinator's passkey is left. The same page is the trial that
//! is asked for once a year.

use askama::Template;
use axum::{extract::State, response::Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    acts::{add_recovery, done, keep, tell},
    form::Fields,
    queries,
    room::Visit,
    standing::Standing,
};
use crate::{
    access_events::AccessKind,
    audit::{Action, Cause},
    calendar,
    database::within,
    error::Error,
    inputs::{Form, Query},
    rooms::{Act, Coordinator, Pass, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
    volunteers::vault::secrets::Secrets,
};

#[derive(Template)]
#[template(path = "volunteers/custody/recovery.html")]
struct RecoveryPage {
    frame: StaffFrame,
    was_wrong: bool,
    /// The public key of the recovery, by which the script knows whether the shares are those.
    recovery: Option<String>,
    /// The own key pair, to which everything is sealed.
    key: Option<(Uuid, String)>,
}

/// `GET /admin/volunteers/custody/recovery`
pub(super) async fn recovery_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let standing = within(async {
        let mut db = state.db.acquire().await?;
        Standing::read(&mut db, &state.config.keys).await
    })
    .await?;
    let recovery = standing.recovery.as_ref().and_then(|(_, public)| *public);
    let own = standing.let_in(pass.id).or_else(|| standing.of(pass.id).next());
    Html::page(&RecoveryPage {
        was_wrong: visit.done == "wrong",
        recovery: recovery.map(|public| STANDARD.encode(public)),
        key: own.map(|holder| (holder.key_id, STANDARD.encode(holder.public))),
        frame,
    })
}

/// `POST /admin/volunteers/custody/recovery`. The browser put the shares together; what comes here proves that it could.
pub(super) async fn recover(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let fields = Fields(pairs);
    let (key_id, trial, wraps) = (fields.id("key")?, fields.key("trial")?, fields.sealed_for_each("wrap")?);
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let standing = Standing::read(act.db(), &state.config.keys).await?;
        let own = standing.of(pass.id).find(|holder| holder.key_id == key_id).ok_or(Error::BadRequest)?;
        let (recovery, _) = standing.recovery.as_ref().ok_or(Error::NotFound)?;
        if Sha256::digest(trial)[..] != recovery.trial_hash[..] {
            act.record_failure(Action::TriedRecovery, recovery.id, Cause::WrongAnswer).await?;
            return Ok::<_, Error>(see_other("/admin/volunteers/custody/recovery?done=wrong"));
        }
        queries::note_trial(act.db(), recovery.id, calendar::today()).await?;
        keep(&mut act, &pass, own, &standing, &wraps).await?;
        tell(&state, &mut act, &pass, &caller, (AccessKind::CustodyRecovered, pass.id)).await?;
        act.record(Action::TriedRecovery, recovery.id).await?;
        Ok(done("recovered"))
    })
    .await
}

/// `POST /admin/volunteers/custody/shares`. A browser that holds all keys has sealed them to a new recovery. The old shares open
/// nothing here any more.
pub(super) async fn renew(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let fields = Fields(pairs);
    let (public, wraps) = (fields.key("recovery_public")?, fields.sealed_for_each("wrap")?);
    let trial_hash = Sha256::digest(fields.key("trial")?).into();
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let standing = Standing::read(act.db(), &state.config.keys).await?;
        let own = standing.let_in(pass.id).ok_or(Error::Forbidden)?;
        // Shares that opened less than the old ones would be worse than none.
        let is_there = |epoch: &Uuid| wraps.iter().any(|(id, _)| id == epoch);
        if !own.epochs.iter().all(is_there) || wraps.iter().any(|(id, _)| !own.epochs.contains(id)) {
            return Err(Error::BadRequest);
        }
        let secrets = Secrets::read(act.db(), &state.config.keys).await?;
        let recovery_id = add_recovery(&mut act, &secrets, &public, &trial_hash).await?;
        for (epoch_id, sealed) in &wraps {
            queries::add_recovery_wrap(act.db(), *epoch_id, recovery_id, sealed).await?;
        }
        queries::drop_earlier_recoveries(act.db(), recovery_id, &own.epochs).await?;
        tell(&state, &mut act, &pass, &caller, (AccessKind::SharesRenewed, pass.id)).await?;
        act.record(Action::RenewedShares, recovery_id).await?;
        Ok(done("renewed"))
    })
    .await
}
