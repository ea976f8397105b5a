//! What changes who can open: one's own key pair, the set-up, and letting a colleague in.

use axum::{extract::State, response::Response};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    form::Fields,
    holders::{Holder, recovery_statement, statement},
    queries::{self, NewKey},
    standing::Standing,
};
use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::Action,
    calendar,
    database::within,
    error::Error,
    inputs::Form,
    rooms::{Act, Coordinator, Pass},
    state::AppState,
    view::see_other,
    visitor::Caller,
    volunteers::vault::{
        self, Custody, Epoch,
        hpke::{self, KEY},
        queries::NewEpoch,
        secrets::Secrets,
        wraps,
    },
};

/// Leads back to the room, which says what was done.
pub(super) fn done(what: &str) -> Response {
    see_other(&format!("/admin/volunteers/custody?done={what}"))
}

/// Tells everybody who may hold keys.
pub(super) async fn tell(
    state: &AppState,
    act: &mut Act<'_, Coordinator>,
    pass: &Pass<Coordinator>,
    caller: &Caller,
    (kind, about): (AccessKind, Uuid),
) -> Result<(), Error> {
    let receivers = queries::receivers(act.db()).await?;
    let event = AccessEvent::new(kind, about, &caller.browser, caller.address).by(pass.id);
    access_events::tell(state, act.db(), &event, &receivers).await
}

/// `POST /admin/volunteers/custody/own`. The private key was wrapped by the passkey before it came here.
pub(super) async fn make_own_key(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let fields = Fields(pairs);
    let (credential, public) = (fields.credential("credential")?, fields.key("public")?);
    let (salt, wrapped) = (fields.key("salt")?, fields.wrapped("wrapped")?);
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let passkeys = queries::passkeys(&pass, act.db()).await?;
        let passkey = passkeys.iter().find(|passkey| passkey.credential_id == credential).ok_or(Error::BadRequest)?;
        let secrets = Secrets::read(act.db(), &state.config.keys).await?;
        let proof = secrets.epochs.hash(&statement(passkey.id, pass.id, &public));
        let (id, passkey_id) = (Uuid::now_v7(), passkey.id);
        let new = NewKey { id, passkey_id, public: &public, salt: &salt, wrapped: &wrapped, proof: &proof };
        if !queries::add_key(act.db(), &new).await? {
            return Ok::<_, Error>(done("has-key"));
        }
        act.record(Action::MadeCustodyKey, passkey_id).await?;
        Ok(done("made"))
    })
    .await
}

/// What the browser made for the set-up.
struct SetUp {
    own_key: Uuid,
    public: [u8; KEY],
    /// The private key of the new epoch for the one who sets up, and for the recovery.
    own: Vec<u8>,
    recovery: Vec<u8>,
    recovery_public: [u8; KEY],
    trial_hash: [u8; 32],
}

impl SetUp {
    fn read(fields: &Fields) -> Result<Self, Error> {
        Ok(Self {
            own_key: fields.id("key")?,
            public: fields.key("public")?,
            own: fields.sealed("own")?,
            recovery: fields.sealed("recovery")?,
            recovery_public: fields.key("recovery_public")?,
            trial_hash: Sha256::digest(fields.key("trial")?).into(),
        })
    }
}

/// `POST /admin/volunteers/custody/setup`. The private keys that the program holds are sealed to the same two, and removed.
pub(super) async fn set_up(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let set_up = SetUp::read(&Fields(pairs))?;
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let standing = Standing::read(act.db(), &state.config.keys).await?;
        if !standing.may_be_set_up() {
            return Err(Error::NotFound);
        }
        let secrets = Secrets::read(act.db(), &state.config.keys).await?;
        let own = standing.of(pass.id).find(|holder| holder.key_id == set_up.own_key).ok_or(Error::BadRequest)?;
        let (public, trial_hash) = (&set_up.recovery_public, &set_up.trial_hash);
        let recovery_id = add_recovery(&mut act, &secrets, public, trial_hash).await?;
        for (epoch, private) in vault::held(act.db(), &state.config.keys, &secrets).await? {
            let to_own = wraps::seal(&own.public, &private, &epoch.public)?;
            let to_recovery = wraps::seal(&set_up.recovery_public, &private, &epoch.public)?;
            queries::add_wrap(&pass, act.db(), epoch.id, own.key_id, &to_own).await?;
            queries::add_recovery_wrap(act.db(), epoch.id, recovery_id, &to_recovery).await?;
            vault::give_up(act.db(), &secrets, &epoch).await?;
        }
        let began = state.config.keys.admits(&hpke::fingerprint(&set_up.public));
        let (id, _) = add_epoch(&mut act, &secrets, &standing, &set_up.public, began).await?;
        queries::add_wrap(&pass, act.db(), id, own.key_id, &set_up.own).await?;
        queries::add_recovery_wrap(act.db(), id, recovery_id, &set_up.recovery).await?;
        tell(&state, &mut act, &pass, &caller, (AccessKind::CustodySetUp, pass.id)).await?;
        act.record(Action::SetUpCustody, id).await?;
        Ok(done(if began { "set-up" } else { "set-up-waits" }))
    })
    .await
}

/// Keeps the public key of a recovery, whose shares were just tried.
pub(super) async fn add_recovery(
    act: &mut Act<'_, Coordinator>,
    secrets: &Secrets,
    public: &[u8; KEY],
    trial_hash: &[u8; 32],
) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    let proof = secrets.epochs.hash(&recovery_statement(id, public, trial_hash));
    queries::add_recovery(act.db(), id, public, trial_hash, &proof, calendar::today()).await?;
    Ok(id)
}

/// Adds an epoch of the coordinators after all others. Gives its id and number.
pub(super) async fn add_epoch(
    act: &mut Act<'_, Coordinator>,
    secrets: &Secrets,
    standing: &Standing,
    public: &[u8; KEY],
    began: bool,
) -> Result<(Uuid, i32), Error> {
    let (id, custody) = (Uuid::now_v7(), Custody::Coordinators);
    let number = standing.epochs.first().map_or(0, |epoch| epoch.number) + 1;
    let proof = Epoch::proof(secrets, number, custody, public);
    let new = NewEpoch { id, number, custody, public: *public, proof, private_sealed: None, began };
    if !vault::queries::add(act.db(), &new).await? {
        return Err(anyhow::anyhow!("an epoch of the number {number} came between").into());
    }
    Ok((id, number))
}

/// `POST /admin/volunteers/custody/let-in`. A colleague's browser has sealed the private keys to the newcomer's key.
pub(super) async fn let_in(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    caller: Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let fields = Fields(pairs);
    let (key_id, wraps) = (fields.id("key")?, fields.sealed_for_each("wrap")?);
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        queries::lock(act.db()).await?;
        let standing = Standing::read(act.db(), &state.config.keys).await?;
        if standing.let_in(pass.id).is_none() {
            return Err(Error::Forbidden);
        }
        let newcomer = standing.holders.iter().find(|holder| holder.key_id == key_id).ok_or(Error::BadRequest)?;
        keep(&mut act, &pass, newcomer, &standing, &wraps).await?;
        tell(&state, &mut act, &pass, &caller, (AccessKind::CustodyLetIn, newcomer.member_id)).await?;
        act.record(Action::LetInCoordinator, newcomer.member_id).await?;
        Ok(done("let-in"))
    })
    .await
}

/// Keeps what was sealed to a key pair, once for each epoch of the coordinators.
pub(super) async fn keep(
    act: &mut Act<'_, Coordinator>,
    pass: &Pass<Coordinator>,
    holder: &Holder,
    standing: &Standing,
    wraps: &[(Uuid, Vec<u8>)],
) -> Result<(), Error> {
    for (epoch_id, sealed) in wraps {
        let epoch = standing.epochs.iter().find(|epoch| epoch.id == *epoch_id);
        epoch.filter(|epoch| epoch.custody == Custody::Coordinators).ok_or(Error::BadRequest)?;
        queries::add_wrap(pass, act.db(), *epoch_id, holder.key_id, sealed).await?;
    }
    Ok(())
}
