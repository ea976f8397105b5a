//! Making a proposal: it is kept, and those who may confirm it are told. Where there is nobody, everybody is.

use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    proposal::{ProposalKind, Wanted},
    queries, rules,
};
use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::Action,
    database::met_key,
    error::Error,
    rooms::{Act, Pass, pass::Access},
    staff,
    state::AppState,
};

/// What became of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Proposed {
    /// Somebody is asked to confirm it.
    Waits,
    /// Nobody else could confirm it, so it takes effect after a day.
    Alone,
    /// Something about the same is open already.
    IsOpen,
}

impl Proposed {
    /// The word by which the room of proposals says it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Waits => "proposed",
            Self::Alone => "alone",
            Self::IsOpen => "is-open",
        }
    }
}

/// Keys by which the database says that something about the same is open.
const OPEN: [&str; 3] = ["proposals_about_key", "proposals_email_key", "proposals_bank_account_key"];

/// Keeps a proposal, on record.
pub(crate) async fn propose<R: Access>(
    state: &AppState,
    mut act: Act<'_, R>,
    pass: &Pass<R>,
    about: Option<Uuid>,
    wanted: &Wanted,
    browser: &str,
) -> Result<Proposed, Error> {
    let (id, now) = (Uuid::now_v7(), OffsetDateTime::now_utc());
    let members = staff::queries::list(act.db()).await?;
    let confirmers = rules::confirmers(&members, wanted.kind(), pass.id, about);
    let is_alone = confirmers.is_empty();
    match queries::add(act.db(), id, about, wanted, pass.id, is_alone, now).await {
        Ok(()) => {}
        Err(error) if OPEN.iter().any(|key| met_key(&error, key)) => return Ok(Proposed::IsOpen),
        Err(error) => return Err(error.into()),
    }
    let kind = match wanted.kind() {
        ProposalKind::BankAccount => AccessKind::BankAccountProposed,
        _ => AccessKind::RolesProposed,
    };
    let event = AccessEvent::new(kind, pass.id, browser, pass.address).by(pass.id);
    let told = if is_alone { access_events::all_staff(act.db()).await? } else { confirmers };
    access_events::tell(state, act.db(), &event, &told).await?;
    act.record(Action::Proposed, id).await?;
    Ok(if is_alone { Proposed::Alone } else { Proposed::Waits })
}
