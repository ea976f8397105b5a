//! What the processor's objects mean for donations and for the ledger, in two steps. A *look* asks Stripe and holds no
//! database connection meanwhile. *Applying* what was seen is one transaction that asks nobody. Both may run any number of
//! times, in any order, on any instance; if Stripe or the database is away, nothing is changed.
//!
//! There is one order for all locks, so that two workers never wait for each other: the event, the gift
//! ([`queries::lock_gift`]; all turns of a monthly gift share it), rows of that gift, the ledger's chain, the numbers of
//! receipts. No transaction takes the locks of two gifts.

pub(crate) mod dispute;
mod donor_mail;
pub(crate) mod invoice;
pub(crate) mod origin;
mod outcome;
pub(crate) mod payment;
pub(crate) mod queries;
pub(crate) mod refund;
pub(crate) mod session;
pub mod subscription;
mod ticket;
pub(crate) mod warning;

pub use self::outcome::Outcome;
