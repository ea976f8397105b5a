//! A key that somebody adds to their own.

use serde::Deserialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::met_key,
    error::Error,
    staff::{
        StaffMember,
        passkeys::{Answer, Challenge, Refusal, queries},
    },
    state::AppState,
    text::tidy,
    visitor::Caller,
};

/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 60;

/// What is sent with a new key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct KeyForm {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) answer: Answer,
}

/// What a browser is asked for a new key. Keys that the person has are not offered again.
pub(crate) async fn challenge(state: &AppState, staff: &StaffMember) -> Result<Challenge, Error> {
    let known = queries::list(&state.db, staff.id).await?;
    state.passkeys.ask_new(&state.config.keys, staff.id, &staff.email, &known, OffsetDateTime::now_utc())
}

/// Keeps the key that an answer brings. Gives its id.
pub(crate) async fn add(
    state: &AppState,
    db: &mut PgConnection,
    owner: Uuid,
    form: &KeyForm,
    caller: &Caller,
) -> Result<Result<Uuid, Refusal>, Error> {
    let now = OffsetDateTime::now_utc();
    let passkey = match state.passkeys.accept_new(&state.config.keys, db, owner, &form.answer, now).await? {
        Ok(passkey) => passkey,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let id = Uuid::now_v7();
    match queries::add(db, id, owner, &passkey, &name(&form.name, caller), now).await {
        Ok(()) => Ok(Ok(id)),
        Err(error) if met_key(&error, "staff_passkeys_credential_id_key") => Ok(Err(Refusal::Wrong)),
        Err(error) => Err(error.into()),
    }
}

/// The name that was typed, or that of the browser: every key can be told from the others.
pub(crate) fn name(typed: &str, caller: &Caller) -> String {
    let name: String = tidy(typed).chars().take(LONGEST_NAME).collect();
    if !name.is_empty() {
        return name;
    }
    if caller.browser.is_empty() { "–".to_owned() } else { caller.browser.clone() }
}
