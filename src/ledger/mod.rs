//! The money that moved: entries that are only ever added. Every total anywhere is a sum over them.

pub mod queries;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    chain,
    money::{Amount, Currency},
    words::{Word as _, words},
};

words! {
    /// What kind of movement an entry is.
    pub enum Kind {
        /// A gift that arrived through the processor.
        Charge = "charge",
        /// What the processor kept of it.
        Fee = "fee",
        /// Money that was given back to the donor.
        Refund = "refund",
        /// Money that a donor's bank took back.
        Dispute = "dispute",
        /// Money that came back: of a refund that failed, or of a dispute that was won.
        Reversal = "reversal",
        /// A gift that arrived by bank transfer or by hand.
        Transfer = "transfer",
        /// What staff put right, with a reason on record.
        Correction = "correction",
    }
}

words! {
    /// Who says that money moved. The names of source objects are unique within one source and kind.
    pub enum Source {
        Stripe = "stripe",
        /// The organisation's bank: a line of its list, or a transfer that staff recorded.
        Bank = "bank",
        /// Staff, of money that came or went by another way.
        Offline = "offline",
        /// Staff, of books that they put right.
        Staff = "staff",
    }
}

impl Kind {
    /// Whether an entry of this kind is a gift, which gets a receipt.
    pub(crate) fn is_gift(self) -> bool {
        matches!(self, Self::Charge | Self::Transfer)
    }
}

/// A movement to be booked, named by the object that caused it.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// The donation that it belongs to.
    pub donation_id: Uuid,
    pub kind: Kind,
    /// How much, negative where money left.
    pub amount: Amount,
    pub source: Source,
    /// The source's own name of the object, such as `pi_…`. Of one source and kind it is booked once.
    pub source_id: &'a str,
    pub occurred_at: OffsetDateTime,
}

/// An entry as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the chain.
    pub(crate) id: i64,
    /// The donation that it belongs to.
    pub(crate) donation_id: Uuid,
    pub kind: Kind,
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub source: Source,
    pub(crate) source_id: String,
    pub occurred_at: OffsetDateTime,
    /// The hash of the entry before.
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl Entry {
    /// How much; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// The hash that this entry should have, given that of the entry before.
    pub fn expected_hash(&self) -> [u8; 32] {
        chain::hash(
            &self.previous_hash,
            &[
                &self.donation_id.to_string(),
                self.kind.word(),
                &self.amount_minor.to_string(),
                &self.currency,
                self.source.word(),
                &self.source_id,
                &whole_seconds(self.occurred_at),
            ],
        )
    }
}

/// The hash of a new entry, given that of the entry before.
fn new_hash(previous: &[u8], entry: &NewEntry<'_>) -> [u8; 32] {
    chain::hash(
        previous,
        &[
            &entry.donation_id.to_string(),
            entry.kind.word(),
            &entry.amount.minor().to_string(),
            entry.amount.currency().code(),
            entry.source.word(),
            entry.source_id,
            &whole_seconds(entry.occurred_at),
        ],
    )
}

/// Stripe's times are whole seconds. The hash takes no more, so that it does not depend on the database's precision.
fn whole_seconds(time: OffsetDateTime) -> String {
    time.unix_timestamp().to_string()
}
