//! How custody stands: which epoch offers are sealed to, who can open it, and what waits to be done.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::{
    holders::{self, Holder},
    queries::{self, HolderRow, RecoveryRow},
};
use crate::{
    error::Error,
    seal::Keys,
    volunteers::{
        record,
        vault::{self, Custody, Epoch, queries::EpochRow, secrets::Secrets},
    },
};

/// What is wrong with the epoch to which offers would be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its row is not what was put there.
    Changed,
    /// The settings name other public keys.
    NotNamed,
}

/// All that is known about custody.
pub(crate) struct Standing {
    /// The epochs, the newest first.
    pub(super) epochs: Vec<EpochRow>,
    pub(super) rows: Vec<HolderRow>,
    pub(super) holders: Vec<Holder>,
    pub(super) recovery: Option<(RecoveryRow, Option<[u8; 32]>)>,
    pub(crate) fault: Option<Fault>,
}

impl Standing {
    pub(crate) async fn read(db: &mut PgConnection, keys: &Keys) -> Result<Self, Error> {
        let epochs = vault::queries::list(&mut *db).await?;
        let rows = queries::holders(&mut *db).await?;
        let recovery = queries::recovery(&mut *db).await?;
        let mut standing = Self { epochs, rows, holders: Vec::new(), recovery: None, fault: None };
        // Before anything is sealed there are no secrets yet, and reading draws none.
        if standing.epochs.is_empty() && standing.rows.iter().all(|row| row.key_id.is_none()) {
            return Ok(standing);
        }
        let secrets = Secrets::read(db, keys).await?;
        standing.holders = standing.rows.iter().filter_map(|row| Holder::of(row, &secrets)).collect();
        standing.recovery = recovery.map(|row| {
            let public = holders::public_of(&row, &secrets);
            (row, public)
        });
        let is_changed = |row: &EpochRow| Epoch::of(row, &secrets).is_err();
        standing.fault = match standing.newest() {
            _ if standing.epochs.iter().any(is_changed) => Some(Fault::Changed),
            Some(row) if Epoch::admitted(row, keys, &secrets).is_err() => Some(Fault::NotNamed),
            _ => None,
        };
        Ok(standing)
    }

    /// The epoch to which offers are sealed.
    pub(crate) fn newest(&self) -> Option<&EpochRow> {
        self.epochs.iter().find(|epoch| epoch.began)
    }

    /// The epoch that waits to begin.
    pub(crate) fn prepared(&self) -> Option<&EpochRow> {
        self.epochs.iter().find(|epoch| !epoch.began)
    }

    /// Whether coordinators hold any private key.
    pub(crate) fn is_with_coordinators(&self) -> bool {
        self.theirs().next().is_some()
    }

    /// The epochs that coordinators hold.
    fn theirs(&self) -> impl Iterator<Item = &EpochRow> {
        self.epochs.iter().filter(|epoch| epoch.custody == Custody::Coordinators)
    }

    /// Whether a key pair opens everything that anybody here opens, and what comes in next.
    pub(super) fn is_in(&self, holder: &Holder) -> bool {
        let is_held = |epoch: &EpochRow| self.holders.iter().any(|holder| holder.epochs.contains(&epoch.id));
        let newest = self.theirs().next().map(|epoch| epoch.id);
        let mut wanted = self.theirs().filter(|epoch| Some(epoch.id) == newest || is_held(epoch));
        newest.is_some() && wanted.all(|epoch| holder.epochs.contains(&epoch.id))
    }

    /// The key pairs of somebody.
    pub(super) fn of(&self, member_id: Uuid) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(move |holder| holder.member_id == member_id)
    }

    /// The key pair of somebody that opens everything.
    pub(super) fn let_in(&self, member_id: Uuid) -> Option<&Holder> {
        self.of(member_id).find(|holder| self.is_in(holder))
    }

    /// Whether custody may be set up: coordinators hold nothing, or nobody of them is left who does.
    pub(super) fn may_be_set_up(&self) -> bool {
        !self.is_with_coordinators() || !self.holders.iter().any(|holder| self.is_in(holder))
    }

    /// Whether somebody has left who held the key to what comes in now.
    pub(crate) fn was_left(&self) -> bool {
        self.newest().is_some_and(|epoch| epoch.was_left && epoch.custody == Custody::Coordinators)
    }

    /// Whether the shares were not tried for a year.
    pub(crate) fn is_trial_due(&self, today: Date) -> bool {
        self.recovery.as_ref().is_some_and(|(row, _)| record::months_later(row.tried_on) < today)
    }
}
