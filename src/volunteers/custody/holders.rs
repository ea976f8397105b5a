//! Whose keys there are, with proof that nobody put one there by hand.

use uuid::Uuid;

use super::queries::{HolderRow, RecoveryRow};
use crate::volunteers::vault::{
    hpke::{self, KEY},
    secrets::Secrets,
};

/// A key pair of a coordinator that the program put there.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) key_id: Uuid,
    pub(super) member_id: Uuid,
    pub(super) public: [u8; KEY],
    /// The epochs whose private key is sealed to it.
    pub(super) epochs: Vec<Uuid>,
}

impl Holder {
    /// The key pair of a row; none if it has none, or somebody changed it.
    pub(super) fn of(row: &HolderRow, secrets: &Secrets) -> Option<Self> {
        let public: [u8; KEY] = row.public_key.as_deref()?.try_into().ok()?;
        let statement = statement(row.passkey_id?, row.member_id, &public);
        let is_ours = secrets.epochs.is_hash(&statement, row.proof.as_deref()?);
        let (key_id, member_id, epochs) = (row.key_id?, row.member_id, row.epochs.clone());
        is_ours.then_some(Self { key_id, member_id, public, epochs })
    }

    pub(super) fn fingerprint(&self) -> String {
        hpke::fingerprint(&self.public)
    }
}

/// The public key of a recovery; none if somebody changed it.
pub(super) fn public_of(row: &RecoveryRow, secrets: &Secrets) -> Option<[u8; KEY]> {
    let public: [u8; KEY] = row.public_key.as_slice().try_into().ok()?;
    secrets.epochs.is_hash(&recovery_statement(row.id, &public, &row.trial_hash), &row.proof).then_some(public)
}

/// What the proof of a coordinator's key is made of.
pub(super) fn statement(passkey_id: Uuid, member_id: Uuid, public: &[u8; KEY]) -> Vec<u8> {
    [b"coordinator/", passkey_id.as_bytes().as_slice(), member_id.as_bytes(), public].concat()
}

/// The same of a recovery.
pub(super) fn recovery_statement(id: Uuid, public: &[u8; KEY], trial_hash: &[u8]) -> Vec<u8> {
    [b"recovery/", id.as_bytes().as_slice(), public, trial_hash].concat()
}
