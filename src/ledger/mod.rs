//! The money that moved: entries that are only ever added. Every total anywhere is a sum over them.

pub mod queries;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    chain,
    money::{Amount, Currency},
};

/// What kind of movement an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A gift that arrived through the processor.
    Charge,
    /// What the processor kept of it.
    Fee,
    /// Money that was given back to the donor.
    Refund,
    /// Money that a donor's bank took back.
    Dispute,
    /// Money that came back: of a refund that failed, or of a dispute that was won.
    Reversal,
    /// A gift that arrived by bank transfer or by hand.
    Transfer,
    /// What staff put right, with a reason on record.
    Correction,
}

impl Kind {
    /// Whether an entry of this kind is a gift, for which there is a receipt.
    pub(crate) fn is_gift(self) -> bool {
        matches!(self, Self::Charge | Self::Transfer)
    }

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Fee => "fee",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
            Self::Reversal => "reversal",
            Self::Transfer => "transfer",
            Self::Correction => "correction",
        }
    }
}

/// A movement to be booked, named by the processor's object that caused it.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// The donation that it belongs to.
    pub donation_id: Uuid,
    /// What kind of movement it is.
    pub kind: Kind,
    /// How much, negative where money left.
    pub amount: Amount,
    /// Who says so, such as `stripe`.
    pub source: &'a str,
    /// The source's own object, such as `pi_…`. With the kind it is booked once.
    pub source_id: &'a str,
    pub occurred_at: OffsetDateTime,
}

/// An entry as it stands, for those who check the chain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the chain.
    pub(crate) id: i64,
    /// The donation that it belongs to.
    pub(crate) donation_id: Uuid,
    /// What kind of movement it is.
    pub kind: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub source: String,
    pub(crate) source_id: String,
    pub occurred_at: OffsetDateTime,
    /// The hash of the entry before.
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl Entry {
    /// How much, if it is of a currency that we still know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// The hash that this entry should have after the one before.
    pub fn expected_hash(&self) -> [u8; 32] {
        chain::hash(
            &self.previous_hash,
            &[
                &self.donation_id.to_string(),
                &self.kind,
                &self.amount_minor.to_string(),
                &self.currency,
                &self.source,
                &self.source_id,
                &whole_seconds(self.occurred_at),
            ],
        )
    }
}

/// The hash of a new entry after the one before.
fn new_hash(previous: &[u8], entry: &NewEntry<'_>) -> [u8; 32] {
    chain::hash(
        previous,
        &[
            &entry.donation_id.to_string(),
            entry.kind.word(),
            &entry.amount.minor().to_string(),
            entry.amount.currency().code(),
            entry.source,
            entry.source_id,
            &whole_seconds(entry.occurred_at),
        ],
    )
}

/// Stripe's times are whole seconds; so are the ledger's, whatever a database keeps of fractions.
fn whole_seconds(time: OffsetDateTime) -> String {
    time.unix_timestamp().to_string()
}
