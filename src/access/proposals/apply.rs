//! Putting a proposal in force: because somebody confirmed it, or because its time has come.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    proposal::{ALONE, OPEN_FOR, Proposal, ProposalOutcome, Wanted},
    queries, rules,
};
use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::{self, Action, NewEntry},
    database,
    error::Error,
    job::{Clock, Job},
    language::Language,
    seal::named_id,
    settings,
    staff::{self, Role},
    state::AppState,
    words::Word as _,
};

/// Who puts it in force, and from where; nobody, where it is the clock.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hand {
    pub(crate) id: Option<Uuid>,
    pub(crate) address: Option<IpAddr>,
    pub(crate) browser: String,
}

/// The job that looks whose time has come.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct ApplyProposals {}

impl Job for ApplyProposals {
    const IDENTIFIER: &'static str = "apply_proposals";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(5), Self {}))
    }

    fn key(&self) -> Option<String> {
        Some("apply proposals".to_owned())
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        for waiting in queries::list_open(&state.db).await? {
            settle_by_the_clock(state, waiting.id).await?;
        }
        Ok(())
    }
}

/// Puts in force what nobody else could confirm for a day, and lets lapse what nobody confirmed for long. Who could confirm may
/// change meanwhile, so the day begins when everybody is told.
async fn settle_by_the_clock(state: &AppState, id: Uuid) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    let Some(proposal) = queries::lock_open(&mut *tx, id).await? else { return Ok(()) };
    staff::queries::lock(&mut *tx).await?;
    let members = staff::queries::list(&mut *tx).await?;
    let now = OffsetDateTime::now_utc();
    let is_alone = rules::confirmers_of(&members, &proposal).is_empty();
    let is_late = !is_alone && now - proposal.proposed_at >= OPEN_FOR;
    match proposal.alone_since {
        _ if is_late || !rules::is_still_proposed(&members, &proposal) => lapse(state, &mut tx, &proposal).await?,
        Some(since) if is_alone && now - since >= ALONE => {
            if put_in_force(state, &mut tx, &proposal, &Hand::default()).await? {
                audit::queries::append(&mut tx, &NewEntry::of(None, Action::AppliedProposal).about(id)).await?;
            } else {
                lapse(state, &mut tx, &proposal).await?;
            }
        }
        None if is_alone => {
            queries::set_alone(&mut *tx, id, Some(now)).await?;
            let event =
                AccessEvent::new(AccessKind::LeftAlone, proposal.proposed_by, "", None).by(proposal.proposed_by);
            let everybody = access_events::all_staff(&mut tx).await?;
            access_events::tell(state, &mut tx, &event, &everybody).await?;
        }
        Some(_) if !is_alone => queries::set_alone(&mut *tx, id, None).await?,
        _ => return Ok(()),
    }
    tx.commit().await?;
    Ok(())
}

/// Settles a proposal that comes to nothing, on record, and tells the one who made it.
pub(super) async fn lapse(state: &AppState, db: &mut PgConnection, proposal: &Proposal) -> Result<(), Error> {
    queries::settle(&mut *db, proposal.id, ProposalOutcome::Lapsed, None, OffsetDateTime::now_utc()).await?;
    audit::queries::append(&mut *db, &NewEntry::of(None, Action::LapsedProposal).about(proposal.id)).await?;
    let event = AccessEvent::new(AccessKind::Lapsed, proposal.proposed_by, "", None);
    access_events::tell(state, db, &event, &[proposal.proposed_by]).await
}

/// Does what is wanted and settles the proposal, under the lock of the staff. What cannot be done any more lapses; gives
/// whether it was done.
pub(super) async fn put_in_force(
    state: &AppState,
    db: &mut PgConnection,
    proposal: &Proposal,
    hand: &Hand,
) -> Result<bool, Error> {
    let roles = proposal.wanted.roles();
    let is_done = match (&*proposal.wanted, proposal.about, roles) {
        (Wanted::NewMember { email, language, .. }, _, Some(roles)) => {
            join(state, db, email, &roles, *language, proposal, hand).await?
        }
        (Wanted::Roles { .. }, Some(about), Some(roles)) => change_roles(state, db, about, &roles, hand).await?,
        (Wanted::Removal {}, Some(about), _) => remove(state, db, about, hand).await?,
        (Wanted::BankAccount { english, korean }, ..) => {
            change_account(state, db, english.as_deref(), korean.as_deref(), proposal, hand).await?;
            true
        }
        _ => false,
    };
    let outcome = if is_done { ProposalOutcome::InForce } else { ProposalOutcome::Lapsed };
    queries::settle(db, proposal.id, outcome, hand.id, OffsetDateTime::now_utc()).await?;
    Ok(is_done)
}

async fn join(
    state: &AppState,
    db: &mut PgConnection,
    email: &str,
    roles: &[Role],
    language: Language,
    proposal: &Proposal,
    hand: &Hand,
) -> Result<bool, Error> {
    let known = staff::queries::find_member(&mut *db, email).await?;
    if known.is_some_and(|member| member.disabled_at.is_none()) {
        return Ok(false);
    }
    let id = staff::queries::add(&mut *db, email, roles).await?;
    staff::queries::set_language(&mut *db, id, language).await?;
    record(db, hand, Action::AddedStaffMember, id).await?;
    for role in roles {
        record(db, hand, granted(*role), id).await?;
    }
    let event = AccessEvent::new(AccessKind::Invited, id, &hand.browser, hand.address).by(proposal.proposed_by);
    access_events::send_link(state, db, &event).await?;
    let changed = AccessEvent::new(AccessKind::RolesChanged, id, &hand.browser, hand.address);
    let owners = access_events::owners(&mut *db).await?;
    access_events::tell(state, db, &changed, &owners).await?;
    Ok(true)
}

async fn change_roles(
    state: &AppState,
    db: &mut PgConnection,
    about: Uuid,
    roles: &[Role],
    hand: &Hand,
) -> Result<bool, Error> {
    let Some(member) = staff::queries::find_by_id(&mut *db, about).await? else { return Ok(false) };
    let loses_owner = member.roles.contains(&Role::Owner) && !roles.contains(&Role::Owner);
    if roles.is_empty() || loses_owner && is_last_owner(db).await? {
        return Ok(false);
    }
    staff::queries::set_roles(&mut *db, about, roles).await?;
    staff::queries::end_access(&mut *db, about, OffsetDateTime::now_utc()).await?;
    for role in Role::ALL {
        match (member.roles.contains(role), roles.contains(role)) {
            (false, true) => record(db, hand, granted(*role), about).await?,
            (true, false) => record(db, hand, withdrew(*role), about).await?,
            _ => {}
        }
    }
    tell(state, db, AccessKind::RolesChanged, about, hand).await?;
    Ok(true)
}

async fn remove(state: &AppState, db: &mut PgConnection, about: Uuid, hand: &Hand) -> Result<bool, Error> {
    let Some(member) = staff::queries::find_by_id(&mut *db, about).await? else { return Ok(false) };
    if member.roles.contains(&Role::Owner) && is_last_owner(db).await? {
        return Ok(false);
    }
    staff::queries::disable(&mut *db, about, OffsetDateTime::now_utc()).await?;
    record(db, hand, Action::RemovedStaffMember, about).await?;
    tell(state, db, AccessKind::Disabled, about, hand).await?;
    Ok(true)
}

async fn change_account(
    state: &AppState,
    db: &mut PgConnection,
    english: Option<&str>,
    korean: Option<&str>,
    proposal: &Proposal,
    hand: &Hand,
) -> Result<(), Error> {
    settings::queries::save_bank_account(&mut *db, english, korean).await?;
    record(db, hand, Action::ChangedSettings, named_id("settings", "/admin/settings/bank-account")).await?;
    let event = AccessEvent::new(AccessKind::BankAccountChanged, proposal.proposed_by, &hand.browser, hand.address);
    let everybody = access_events::all_staff(&mut *db).await?;
    access_events::tell(state, db, &event, &everybody).await
}

/// Whether nobody else could give roles any more.
async fn is_last_owner(db: &mut PgConnection) -> sqlx::Result<bool> {
    Ok(staff::queries::list_with_roles(db, &[Role::Owner]).await?.len() < 2)
}

async fn record(db: &mut PgConnection, hand: &Hand, action: Action, about: Uuid) -> sqlx::Result<()> {
    audit::queries::append(db, &NewEntry::of(hand.id, action).about(about).from(hand.address)).await
}

async fn tell(
    state: &AppState,
    db: &mut PgConnection,
    kind: AccessKind,
    about: Uuid,
    hand: &Hand,
) -> Result<(), Error> {
    access_events::tell_owners_too(state, db, &AccessEvent::new(kind, about, &hand.browser, hand.address)).await
}

/// That somebody was given a role.
pub(crate) fn granted(role: Role) -> Action {
    match role {
        Role::Owner => Action::GrantedOwner,
        Role::Editor => Action::GrantedEditor,
        Role::Coordinator => Action::GrantedCoordinator,
        Role::Treasurer => Action::GrantedTreasurer,
    }
}

/// That a role was taken away from somebody.
pub(crate) fn withdrew(role: Role) -> Action {
    match role {
        Role::Owner => Action::WithdrewOwner,
        Role::Editor => Action::WithdrewEditor,
        Role::Coordinator => Action::WithdrewCoordinator,
        Role::Treasurer => Action::WithdrewTreasurer,
    }
}
