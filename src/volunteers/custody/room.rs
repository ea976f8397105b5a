//! The room about custody: where the private key lives, what that protects, and who holds it; and the page that sets it up.

use askama::Template;
use axum::extract::State;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    holders::Holder,
    queries::{self, HolderRow, PasskeyRow},
    standing::{Fault, Standing},
};
use crate::{
    calendar,
    database::within,
    error::Error,
    inputs::Query,
    rooms::{Coordinator, Pass, frame::StaffFrame},
    state::AppState,
    view::Html,
    volunteers::vault::{hpke, queries::EpochRow},
};

#[derive(Template)]
#[template(path = "volunteers/custody/custody.html")]
struct CustodyPage {
    frame: StaffFrame,
    done: Option<String>,
    is_with_coordinators: bool,
    fault: Option<String>,
    newest: Option<EpochLine>,
    prepared: Option<EpochLine>,
    /// The value for the setting, if there is an epoch.
    setting: Option<String>,
    holders: Vec<HolderLine>,
    own: Own,
    may_set_up: bool,
    /// What beginning an epoch takes, for somebody who may.
    beginning: Option<Beginning>,
    was_left: bool,
    recovery: Option<RecoveryLine>,
}

/// An epoch as people compare it.
struct EpochLine {
    id: uuid::Uuid,
    number: i32,
    fingerprint: String,
    /// Whether the settings let it begin.
    is_admitted: bool,
}

/// Somebody who may hold keys.
struct HolderLine {
    email: String,
    passkey: String,
    fingerprint: Option<String>,
    state: String,
    badge: &'static str,
    /// The key pair to let in, and its public key, for somebody who can.
    to_let_in: Option<(uuid::Uuid, String)>,
}

/// The part of the one who looks.
pub(super) struct Own {
    /// The passkeys that have no key pair yet, as the script takes them.
    pub(super) passkeys: Option<String>,
    pub(super) has_key: bool,
    pub(super) is_in: bool,
}

/// For whom the script seals the private key of a new epoch.
struct Beginning {
    holders: String,
    recovery: String,
}

struct RecoveryLine {
    made_on: String,
    tried_on: String,
    is_due: bool,
}

/// The page on which custody is set up.
#[derive(Template)]
#[template(path = "volunteers/custody/setup.html")]
struct SetupPage {
    frame: StaffFrame,
    /// Whether only the shares are made anew.
    is_renewal: bool,
    title: String,
    /// The own key pair, to which everything is sealed first.
    key: Option<(uuid::Uuid, String)>,
}

/// What was done before a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Visit {
    pub(super) done: String,
}

const DONE: [&str; 11] = [
    "renewed",
    "made",
    "has-key",
    "set-up",
    "set-up-waits",
    "let-in",
    "prepared",
    "begun",
    "not-named",
    "recovered",
    "waits",
];

/// `GET /admin/volunteers/custody`
pub(super) async fn custody_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let (standing, passkeys) = within(async {
        let mut db = state.db.acquire().await?;
        let standing = Standing::read(&mut db, &state.config.keys).await?;
        let passkeys = queries::passkeys(&pass, &mut *db).await?;
        Ok::<_, Error>((standing, passkeys))
    })
    .await?;
    let done = DONE.into_iter().find(|known| *known == visit.done);
    let done = done.map(|done| frame.t(&format!("rooms-custody-done-{done}")));
    let keys = &state.config.keys;
    let line = |row: &EpochRow| EpochLine::new(row, |fingerprint| keys.admits(fingerprint));
    let own = Own::new(&standing, &pass, &passkeys);
    Html::page(&CustodyPage {
        done,
        is_with_coordinators: standing.is_with_coordinators(),
        fault: standing.fault.map(|fault| {
            frame.t(match fault {
                Fault::Changed => "rooms-custody-fault-changed",
                Fault::NotNamed => "rooms-custody-fault-not-named",
            })
        }),
        newest: standing.newest().map(line),
        prepared: standing.prepared().map(line),
        setting: setting(&standing),
        holders: standing.rows.iter().map(|row| HolderLine::new(row, &standing, own.is_in, &frame)).collect(),
        may_set_up: standing.may_be_set_up(),
        beginning: Beginning::new(&standing).filter(|_| own.is_in && standing.prepared().is_none()),
        was_left: standing.was_left() && standing.prepared().is_none(),
        recovery: standing.recovery.as_ref().map(|(row, _)| RecoveryLine {
            made_on: row.made_on.to_string(),
            tried_on: row.tried_on.to_string(),
            is_due: standing.is_trial_due(calendar::today()),
        }),
        own,
        frame,
    })
}

/// `GET /admin/volunteers/custody/setup`
pub(super) async fn setup_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let standing = within(async {
        let mut db = state.db.acquire().await?;
        Standing::read(&mut db, &state.config.keys).await
    })
    .await?;
    let key = standing.of(pass.id).next().filter(|_| standing.may_be_set_up());
    let key = key.map(|holder| (holder.key_id, STANDARD.encode(holder.public)));
    Html::page(&SetupPage { title: frame.t("rooms-custody-setup-title"), frame, is_renewal: false, key })
}

/// `GET /admin/volunteers/custody/shares`
pub(super) async fn shares_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let standing = within(async {
        let mut db = state.db.acquire().await?;
        Standing::read(&mut db, &state.config.keys).await
    })
    .await?;
    let key = standing.let_in(pass.id).map(|holder| (holder.key_id, STANDARD.encode(holder.public)));
    Html::page(&SetupPage { title: frame.t("rooms-custody-renewal-title"), frame, is_renewal: true, key })
}

/// What belongs into `VOLUNTEER_KEYS`: the epoch in use, and the one that waits.
fn setting(standing: &Standing) -> Option<String> {
    let rows = standing.newest().into_iter().chain(standing.prepared());
    let fingerprints: Vec<String> = rows.map(fingerprint).collect();
    (!fingerprints.is_empty()).then(|| fingerprints.join(","))
}

fn fingerprint(row: &EpochRow) -> String {
    row.public_key.as_slice().try_into().map(|public| hpke::fingerprint(&public)).unwrap_or_default()
}

impl EpochLine {
    fn new(row: &EpochRow, admits: impl Fn(&str) -> bool) -> Self {
        let fingerprint = fingerprint(row);
        Self { id: row.id, number: row.number, is_admitted: admits(&fingerprint), fingerprint }
    }
}

impl HolderLine {
    fn new(row: &HolderRow, standing: &Standing, can_let_in: bool, frame: &StaffFrame) -> Self {
        let holder = standing.holders.iter().find(|holder| Some(holder.key_id) == row.key_id);
        let is_in = holder.is_some_and(|holder| standing.is_in(holder));
        let (state, badge) = match (row.key_id, holder) {
            (None, _) => ("rooms-custody-state-none", "badge-quiet"),
            (Some(_), None) => ("rooms-custody-state-changed", "badge-alarm"),
            (Some(_), Some(_)) if is_in => ("rooms-custody-state-in", "badge-good"),
            (Some(_), Some(_)) => ("rooms-custody-state-waits", "badge-warn"),
        };
        let waits = holder.filter(|_| can_let_in && !is_in);
        Self {
            email: row.email.clone(),
            passkey: row.passkey.clone().unwrap_or_default(),
            fingerprint: holder.map(Holder::fingerprint),
            state: frame.t(state),
            badge,
            to_let_in: waits.map(|holder| (holder.key_id, STANDARD.encode(holder.public))),
        }
    }
}

impl Own {
    fn new(standing: &Standing, pass: &Pass<Coordinator>, passkeys: &[PasskeyRow]) -> Self {
        let free: Vec<String> = passkeys
            .iter()
            .filter(|passkey| passkey.key_id.is_none())
            .map(|passkey| URL_SAFE_NO_PAD.encode(&passkey.credential_id))
            .collect();
        Self {
            passkeys: (!free.is_empty()).then(|| json!(free).to_string()),
            has_key: standing.of(pass.id).next().is_some(),
            is_in: standing.let_in(pass.id).is_some(),
        }
    }
}

impl Beginning {
    fn new(standing: &Standing) -> Option<Self> {
        let (_, recovery) = standing.recovery.as_ref()?;
        let inside = standing.holders.iter().filter(|holder| standing.is_in(holder));
        let holders: Vec<_> =
            inside.map(|holder| json!({"id": holder.key_id, "public": STANDARD.encode(holder.public)})).collect();
        Some(Self { holders: json!(holders).to_string(), recovery: STANDARD.encode((*recovery)?) })
    }
}
