//! Passkeys as they are stored, and why one was refused.

use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

/// A key that a member of staff enrolled.
#[derive(Clone, Debug)]
pub(crate) struct StoredKey {
    pub(crate) id: Uuid,
    pub(crate) staff_member_id: Uuid,
    /// How its owner calls it.
    pub(crate) name: String,
    /// The public key with its counter.
    pub(crate) passkey: Json<Passkey>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_used_at: Option<OffsetDateTime>,
}

/// Why an answer of a key is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The challenge is too old, was made for something else, or what came is no answer.
    Stale,
    /// Nobody has this key, or not any more.
    UnknownKey,
    /// The key answered to another site, as a false sign-in page makes it do.
    ForeignOrigin,
    /// The same answer came before.
    Replayed,
    /// The key's counter went back, as that of a copy does.
    Cloned,
    /// The answer does not hold: wrong signature, or nobody looked at who uses the key.
    Wrong,
}

impl Refusal {
    /// Whether it looks like an attack on a key that somebody has.
    pub(crate) fn is_alarming(self) -> bool {
        matches!(self, Self::ForeignOrigin | Self::Replayed | Self::Cloned)
    }
}
