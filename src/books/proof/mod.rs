//! The proof that the money on record is right: the chain of the ledger, its receipts, and the state of every donation,
//! worked out once more from the entries. It reads page by page as of one moment, so it needs little memory however large
//! the ledger is, and may run beside the site.

pub(crate) mod queries;
mod standing;

use std::collections::BTreeMap;

use sqlx::{PgConnection, PgPool};

use crate::{
    chain,
    ledger::{Entry, Kind},
};

/// How many rows are in memory at once.
const PAGE: i64 = 1000;

/// What the proof came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proof {
    /// How many entries the ledger has.
    pub(crate) entries: u64,
    /// How many donations were worked out.
    pub(crate) donations: u64,
    /// What was received and not given back, by currency, in minor units. Fees are not taken off.
    pub(crate) totals: BTreeMap<String, i64>,
    /// The first fault of each check, in words.
    pub(crate) faults: Vec<String>,
}

/// Checks everything. Faults are part of the answer.
pub(crate) async fn prove(db: &PgPool) -> sqlx::Result<Proof> {
    let mut tx = db.begin_with("begin isolation level repeatable read read only").await?;
    let mut proof = Proof::default();
    let checks = [
        follow_chain(&mut tx, &mut proof).await?,
        queries::gift_without_receipt(&mut *tx).await?.map(|id| format!("entry {id} is a gift without a receipt")),
        queries::odd_receipt(&mut *tx).await?.map(|(year, number, entry)| {
            format!("receipt {year}-{number} is for entry {entry}, which is no gift of its donation")
        }),
        queries::year_with_gap(&mut *tx)
            .await?
            .map(|year| format!("the receipts of {year} are not numbered without gaps")),
        work_out_donations(&mut tx, &mut proof).await?,
    ];
    proof.faults = checks.into_iter().flatten().collect();
    Ok(proof)
}

/// Every entry follows from the one before and has a sum that its kind may have.
async fn follow_chain(db: &mut PgConnection, proof: &mut Proof) -> sqlx::Result<Option<String>> {
    let mut last = chain::GENESIS.to_vec();
    let mut place = 0;
    let mut fault = None;
    loop {
        let entries = queries::list_entries(&mut *db, place, PAGE).await?;
        let Some(newest) = entries.last() else { return Ok(fault) };
        place = newest.id;
        for entry in entries {
            fault = fault.or_else(|| fault_of(&entry, &last));
            proof.entries += 1;
            if entry.kind != Kind::Fee {
                *proof.totals.entry(entry.currency.clone()).or_default() += entry.amount_minor;
            }
            last = entry.hash;
        }
    }
}

fn fault_of(entry: &Entry, last: &[u8]) -> Option<String> {
    let id = entry.id;
    if entry.previous_hash != last || entry.hash != entry.expected_hash() {
        return Some(format!("entry {id} does not follow from the one before it"));
    }
    let may_be = match entry.kind {
        Kind::Charge | Kind::Transfer | Kind::Reversal => entry.amount_minor > 0,
        Kind::Refund | Kind::Dispute => entry.amount_minor < 0,
        Kind::Fee | Kind::Correction => true,
    };
    (!may_be).then(|| format!("entry {id} is a {} of {} {}", entry.kind, entry.amount_minor, entry.currency))
}

/// Works out the state of every donation from its entries, without the trigger of the database.
async fn work_out_donations(db: &mut PgConnection, proof: &mut Proof) -> sqlx::Result<Option<String>> {
    let mut place = None;
    let mut fault = None;
    loop {
        let donations = queries::list_donations(&mut *db, place, PAGE).await?;
        let Some(last) = donations.last() else { return Ok(fault) };
        place = Some(last.id);
        let ids: Vec<_> = donations.iter().map(|donation| donation.id).collect();
        let mut entries: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        for entry in queries::list_entries_of(&mut *db, &ids).await? {
            entries.entry(entry.donation_id).or_default().push(entry);
        }
        for donation in &donations {
            let own = entries.remove(&donation.id).unwrap_or_default();
            fault = fault.or_else(|| standing::fault_of(donation, &own));
            proof.donations += 1;
        }
    }
}
