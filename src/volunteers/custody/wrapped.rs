//! Wrapped keys as a page's script fetches them, each time on record.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};

use super::queries::{self, PasskeyRow, WrapRow};
use crate::{
    audit::Action,
    database::within,
    error::Error,
    rooms::{Act, Coordinator, Pass},
    state::AppState,
};

/// `POST /admin/volunteers/custody/keys`: the own key pairs, wrapped by passkeys, and what is sealed to them.
pub(super) async fn own_keys(pass: Pass<Coordinator>, State(state): State<AppState>) -> Result<Response, Error> {
    let (passkeys, wraps) = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let passkeys = queries::passkeys(&pass, act.db()).await?;
        let wraps = queries::wraps(&pass, act.db()).await?;
        act.record(Action::ReadWrappedKey, pass.id).await?;
        Ok::<_, Error>((passkeys, wraps))
    })
    .await?;
    let own: Vec<Value> = passkeys.iter().filter_map(|passkey| own_key(passkey, &wraps)).collect();
    Ok(answer(&json!({ "own": own })))
}

/// `POST /admin/volunteers/custody/recovery/keys`: what is sealed to the recovery.
pub(super) async fn recovery_keys(pass: Pass<Coordinator>, State(state): State<AppState>) -> Result<Response, Error> {
    let wraps = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let newest = queries::recovery(act.db()).await?.ok_or(Error::NotFound)?;
        let wraps = queries::recovery_wraps(act.db()).await?;
        act.record(Action::ReadWrappedKey, pass.id).await?;
        Ok::<_, Error>(wraps.into_iter().filter(|wrap| wrap.to == newest.id).collect::<Vec<_>>())
    })
    .await?;
    Ok(answer(&json!({ "wraps": wraps.iter().map(sealed).collect::<Vec<_>>() })))
}

fn own_key(passkey: &PasskeyRow, wraps: &[WrapRow]) -> Option<Value> {
    let PasskeyRow { key_id, public_key, salt, wrapped, .. } = passkey;
    let key_id = (*key_id)?;
    Some(json!({
        "credential": URL_SAFE_NO_PAD.encode(&passkey.credential_id),
        "public": STANDARD.encode(public_key.as_deref()?),
        "salt": STANDARD.encode(salt.as_deref()?),
        "wrapped": STANDARD.encode(wrapped.as_deref()?),
        "wraps": wraps.iter().filter(|wrap| wrap.to == key_id).map(sealed).collect::<Vec<_>>(),
    }))
}

fn sealed(wrap: &WrapRow) -> Value {
    let (public, text) = (STANDARD.encode(&wrap.public_key), STANDARD.encode(&wrap.sealed));
    json!({ "epoch": wrap.epoch_id, "public": public, "sealed": text })
}

fn answer(value: &Value) -> Response {
    let head = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (head, value.to_string()).into_response()
}
