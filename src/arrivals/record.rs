//! Books what arrived outside Stripe: for a donation that was announced, or as a gift of its own. Each is booked once, in
//! one transaction with the audit entry.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    arrivals::{form::NewArrival, offline_form::NewOffline, queries},
    audit,
    calendar::midnight,
    database,
    database::met_key,
    donations::{
        booking::{self, Booked},
        donation::{Donation, NewDonation},
        flag::Flag,
        queries as donations,
    },
    error::Error,
    ledger::{Kind, NewEntry, Source},
    money::Amount,
    state::AppState,
};

/// What came of recording an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recorded {
    /// It is booked, now or by an earlier sending of the same form.
    Booked,
    /// The same line of the bank, or this showing of the form, was booked before with other values, for this donation.
    Taken(Uuid),
}

struct Incoming<'a> {
    amount: Amount,
    day: Date,
    source: Source,
    /// The source's own name of it.
    source_id: &'a str,
}

/// Records what arrived for a donation, in one transaction with the audit entry.
pub(crate) async fn record(
    state: &AppState,
    act: &audit::NewEntry,
    donation_id: Uuid,
    showing: Uuid,
    new: &NewArrival,
) -> Result<Recorded, Error> {
    let mut tx = database::begin(&state.db).await?;
    let donation = donations::find_for_update(&mut *tx, donation_id).await?.ok_or(Error::NotFound)?;
    let of_showing = format!("showing-{showing}");
    let source_id = new.line.as_deref().unwrap_or(&of_showing);
    let incoming = Incoming { amount: new.amount, day: new.day, source: Source::Bank, source_id };
    if book(state, &mut tx, &donation, &incoming).await? == Booked::Before {
        let before = queries::booked(&mut *tx, &[source_id.to_owned()]).await?;
        let same = (donation_id, new.amount.minor(), midnight(new.day));
        let other = before.into_iter().find(|line| (line.donation_id, line.amount_minor, line.occurred_at) != same);
        return Ok(other.map_or(Recorded::Booked, |line| Recorded::Taken(line.donation_id)));
    }
    audit::queries::append(&mut tx, act).await?;
    tx.commit().await?;
    Ok(Recorded::Booked)
}

/// Books what came in for a donation. If it is more than was announced, it is booked as received, and staff are told.
async fn book(
    state: &AppState,
    db: &mut PgConnection,
    donation: &Donation,
    incoming: &Incoming<'_>,
) -> Result<Booked, Error> {
    let entry = NewEntry {
        donation_id: donation.id,
        kind: Kind::Transfer,
        amount: incoming.amount,
        source: incoming.source,
        source_id: incoming.source_id,
        occurred_at: midnight(incoming.day),
    };
    if booking::book(state, &mut *db, donation, &entry).await? == Booked::Before {
        return Ok(Booked::Before);
    }
    for id in queries::overpaid(&mut *db, &[donation.id]).await? {
        tell_of_overpayment(state, &mut *db, id).await?;
    }
    Ok(Booked::New)
}

/// Marks a donation for which more arrived than was announced, and tells staff.
pub(crate) async fn tell_of_overpayment(
    state: &AppState,
    db: &mut PgConnection,
    donation_id: Uuid,
) -> Result<(), Error> {
    donations::add_flag(&mut *db, donation_id, Flag::MoreArrived).await?;
    alerts::raise(state, db, AlertKind::OddDonation, &donation_id.to_string(), Some(donation_id)).await
}

/// Enters a gift that was received by another way, in one transaction with the audit entry that `act` makes of its id. If the
/// same showing of the form was sent before, nothing is added. Gives the id of the gift.
pub(crate) async fn add_offline(
    state: &AppState,
    act: impl FnOnce(Uuid) -> audit::NewEntry,
    showing: Uuid,
    new: &NewOffline,
) -> Result<Uuid, Error> {
    let mut tx = database::begin(&state.db).await?;
    let donation = match add(state, &mut tx, showing, &new.donation).await {
        Ok(donation) => donation,
        Err(Error::Database(error)) if met_key(&error, "donations_form_nonce_key") => {
            drop(tx);
            let before = donations::find_by_nonce(&state.db, showing).await?.ok_or(Error::NotFound)?;
            return Ok(before.id);
        }
        Err(error) => return Err(error),
    };
    let source_id = donation.id.to_string();
    let incoming =
        Incoming { amount: new.donation.amount, day: new.day, source: Source::Offline, source_id: &source_id };
    book(state, &mut tx, &donation, &incoming).await?;
    audit::queries::append(&mut tx, &act(donation.id)).await?;
    tx.commit().await?;
    Ok(donation.id)
}

async fn add(state: &AppState, db: &mut PgConnection, showing: Uuid, new: &NewDonation) -> Result<Donation, Error> {
    let id = donations::add(&mut *db, &state.config.keys, showing, new).await?;
    Ok(donations::find(&mut *db, id).await?.ok_or(sqlx::Error::RowNotFound)?)
}
