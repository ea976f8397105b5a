//! The daily comparison: everything that moved money at Stripe in the last weeks is held against the ledger, and the ledger
//! against what the public pages say.

use std::{
    collections::{HashMap, HashSet},
    time::Duration as Pause,
};

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    books::reconcile::{
        compare::{Booked, Claim, Difference, Moved, differences, sums},
        findings::{self, FindingKind, NewFinding, Window},
        queries::{self, Totals},
        run::Run,
        task::{Tally, Task},
    },
    database,
    donations::{
        effects::{origin::is_payment_of_ours, payment, session},
        flag::Flag,
        queries::add_flag,
    },
    error::Error,
    ledger,
    state::AppState,
    stripe::{
        CheckoutSession, StripeError,
        objects::{Dispute, Invoice, Refund, donation_id, moment},
    },
};

/// How far back gifts and refunds are compared.
pub(crate) const BACK: Duration = Duration::days(35);
/// How far back disputes are compared: banks take their time.
const DISPUTES_BACK: Duration = Duration::days(180);
/// How far back the ledger is held against Stripe's lists. This is less than [`BACK`], because Stripe lists checkouts by
/// when they were begun, and they may have been paid later.
const LEDGER_BACK: Duration = Duration::days(20);
/// Money that moved less than this ago may still be on its way into the ledger.
const YOUNG: Duration = Duration::minutes(10);
/// After this, Stripe is asked again for a fee that it has not told.
const FEE_LATE: Duration = Duration::hours(1);
/// How often the public pages are looked at, a tenth of a second apart, until they show what was just booked.
const PUBLIC_LATE: u32 = 100;

/// Compares; none if another instance does it just now. If Stripe or the database goes away, the comparison before this one
/// stands.
pub async fn compare(state: &AppState, now: OffsetDateTime) -> Result<Option<Tally>, Error> {
    let Some(run) = Run::begin(state, Task::Books).await? else { return Ok(None) };
    let done = compare_all(state, run.id, now).await;
    run.end(state, done).await.map(Some)
}

async fn compare_all(state: &AppState, run_id: Uuid, now: OffsetDateTime) -> Result<Tally, Error> {
    let window = Window { lists: now - BACK, ledger: now - LEDGER_BACK };
    let since = window.lists;
    let mut moved = listed(state, since, now - DISPUTES_BACK).await?;
    fulfil_missing(state, &moved).await?;
    ask_for_fees(state, since, now - FEE_LATE).await?;

    let names: Vec<String> = moved.iter().map(|moved| moved.source_id.clone()).collect();
    let booked = queries::booked(&state.db, &names, window.ledger, now - YOUNG).await?;
    leave_out_foreign(state, &mut moved, &booked).await?;
    correct_captured(state, &mut moved, &booked).await?;
    let mut found = Vec::new();
    for difference in differences(&moved, &booked, now - YOUNG) {
        found.push(finding(state, difference).await?);
    }
    let is_young =
        |moved: &Moved| moved.at > now - YOUNG && !booked.iter().any(|booked| booked.source_id == moved.source_id);
    // An orphan counts: a donor gave it, and looking at it does not bring it into the ledger.
    let sums = sums(&moved, &booked, is_young);
    let totals = totals(state).await?;
    found.extend(totals.iter().filter(|total| total.total != total.public).map(|total| total.finding(now)));
    found.extend(
        queries::without_fee(&state.db, since, now - FEE_LATE)
            .await?
            .iter()
            .map(|booked| NewFinding::of_booked(FindingKind::Fee, booked)),
    );
    let twins = queries::twins(&state.db, since).await?;
    found.extend(twins.iter().map(|booked| NewFinding::of_booked(FindingKind::Twin, booked)));

    let mut tx = database::begin(&state.db).await?;
    for twin in &twins {
        add_flag(&mut *tx, twin.donation_id, Flag::GivenTwice).await?;
    }
    let news = findings::keep(state, &mut tx, run_id, &found, window).await?;
    queries::keep_sums(&mut tx, run_id, &sums, &totals).await?;
    tx.commit().await?;
    Ok(Tally { looked_at: i32::try_from(moved.len()).unwrap_or(i32::MAX), news })
}

/// Everything at Stripe that moved money of gifts.
async fn listed(state: &AppState, since: OffsetDateTime, disputes: OffsetDateTime) -> Result<Vec<Moved>, Error> {
    let stripe = &state.stripe;
    let mut moved: Vec<Moved> = stripe.complete_checkouts(since).await?.iter().filter_map(of_checkout).collect();
    moved.extend(stripe.paid_invoices(since).await?.iter().filter_map(of_invoice));
    moved.extend(stripe.refunds(since).await?.iter().filter_map(of_refund));
    moved.extend(stripe.disputes(disputes).await?.iter().flat_map(of_dispute));
    Ok(moved)
}

/// The money of a monthly gift is left out, because its invoices tell of it.
fn of_checkout(session: &CheckoutSession) -> Option<Moved> {
    (session.is_paid() && session.subscription.is_none()).then_some(())?;
    Some(Moved {
        subject: session.id.clone(),
        source_id: session.payment_intent.clone().unwrap_or_else(|| session.id.clone()),
        currency: session.currency.clone()?,
        minor: session.amount_total?,
        at: moment(session.created)?,
        claim: Claim::Checkout(session.named()),
    })
}

fn of_invoice(invoice: &Invoice) -> Option<Moved> {
    let details = invoice.subscription();
    (invoice.is_paid() && invoice.moved_minor() > 0).then(|| {
        let subscription = details.map(|details| details.subscription.clone());
        let named = details.and_then(|details| details.metadata.as_ref()).and_then(donation_id);
        Some(Moved {
            subject: invoice.id.clone(),
            source_id: invoice.id.clone(),
            currency: invoice.currency.clone(),
            minor: invoice.moved_minor(),
            at: moment(invoice.created)?,
            claim: named.map_or(Claim::Subscription(subscription), |id| Claim::Checkout(Some(id))),
        })
    })?
}

/// A refund that failed moved nothing in the end.
fn of_refund(refund: &Refund) -> Option<Moved> {
    refund.balance_transaction.as_ref()?;
    let came_back = refund.failure_balance_transaction.is_some();
    Some(Moved {
        subject: refund.id.clone(),
        source_id: refund.id.clone(),
        currency: refund.currency.clone(),
        minor: if came_back { 0 } else { -refund.amount },
        at: moment(refund.created)?,
        claim: Claim::Payment(refund.payment_intent.clone()),
    })
}

/// If the balance is of another currency than the gift, the whole disputed sum moved.
fn of_dispute(dispute: &Dispute) -> impl Iterator<Item = Moved> {
    dispute.balance_transactions.iter().filter_map(|transaction| {
        let is_same = transaction.currency == dispute.currency;
        Some(Moved {
            subject: dispute.id.clone(),
            source_id: transaction.id.clone(),
            currency: dispute.currency.clone(),
            minor: if is_same { transaction.amount } else { dispute.amount * transaction.amount.signum() },
            at: moment(transaction.created)?,
            claim: Claim::Payment(dispute.payment_intent.clone()),
        })
    })
}

/// Leaves out the money of other systems that use the same account at Stripe.
async fn leave_out_foreign(state: &AppState, moved: &mut Vec<Moved>, booked: &[Booked]) -> Result<(), Error> {
    let booked: HashSet<&str> = booked.iter().map(|booked| booked.source_id.as_str()).collect();
    let mut ours = Vec::with_capacity(moved.len());
    for moved in moved.drain(..) {
        if booked.contains(moved.source_id.as_str()) || whose(state, &moved.claim).await? != Whose::Others {
            ours.push(moved);
        }
    }
    *moved = ours;
    Ok(())
}

/// Stripe lists a checkout with the sum that the donor agreed to. Where less of it was captured, the payment tells.
async fn correct_captured(state: &AppState, moved: &mut [Moved], booked: &[Booked]) -> Result<(), Error> {
    let booked: HashMap<&str, i64> = booked.iter().map(|booked| (booked.source_id.as_str(), booked.minor)).collect();
    for moved in moved.iter_mut().filter(|moved| moved.source_id.starts_with("pi_")) {
        if booked.get(moved.source_id.as_str()).is_none_or(|minor| *minor == moved.minor) {
            continue;
        }
        if let Some(received) = state.stripe.payment(&moved.source_id).await?.received() {
            moved.minor = received.minor();
        }
    }
    Ok(())
}

/// Applies checkouts that were paid and that the ledger does not hold, if they name a donation of ours. Everything else that
/// is missing is only shown to staff.
async fn fulfil_missing(state: &AppState, moved: &[Moved]) -> Result<(), Error> {
    let checkouts: Vec<&Moved> = moved.iter().filter(|moved| moved.subject.starts_with("cs_")).collect();
    let names: Vec<String> = checkouts.iter().map(|moved| moved.source_id.clone()).collect();
    let missing = queries::not_booked(&state.db, &names).await?;
    for moved in checkouts.into_iter().filter(|moved| missing.contains(&moved.source_id)) {
        if matches!(moved.claim, Claim::Checkout(Some(_))) {
            session::fulfil(state, &moved.subject).await?;
        }
    }
    Ok(())
}

/// Books fees that Stripe did not tell when it told of the charge.
async fn ask_for_fees(state: &AppState, since: OffsetDateTime, until: OffsetDateTime) -> Result<(), Error> {
    for payment_intent_id in queries::payments_without_fee(&state.db, since, until).await? {
        match payment::book_late_fee(state, &payment_intent_id).await {
            Ok(()) | Err(Error::Stripe(StripeError::NotFound | StripeError::Refused { .. })) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn finding(state: &AppState, difference: Difference) -> Result<NewFinding, Error> {
    Ok(match difference {
        Difference::Missing(moved) if whose(state, &moved.claim).await? == Whose::Ours => {
            NewFinding::of_moved(FindingKind::Missing, &moved, None)
        }
        Difference::Missing(moved) => NewFinding::of_moved(FindingKind::Orphan, &moved, None),
        Difference::Amount(moved, booked) => NewFinding::of_moved(FindingKind::Amount, &moved, Some(&booked)),
        Difference::Unknown(booked) => NewFinding::of_booked(FindingKind::Unknown, &booked),
    })
}

/// Whose money something at Stripe is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Ours,
    /// It names a donation of ours that this database does not hold, as after restoring an old backup.
    Orphan,
    /// Another system uses the same account.
    Others,
}

async fn whose(state: &AppState, claim: &Claim) -> Result<Whose, Error> {
    let known = |known| if known { Whose::Ours } else { Whose::Orphan };
    Ok(match claim {
        Claim::Checkout(Some(donation_id)) => known(queries::knows_donation(&state.db, *donation_id).await?),
        Claim::Subscription(Some(id)) if queries::knows_subscription(&state.db, id).await? => Whose::Ours,
        Claim::Payment(Some(id)) if queries::knows_payment(&state.db, id).await? => Whose::Ours,
        Claim::Payment(Some(id)) if is_payment_of_ours(state, id).await? => Whose::Orphan,
        _ => Whose::Others,
    })
}

impl Totals {
    fn finding(&self, now: OffsetDateTime) -> NewFinding {
        NewFinding {
            kind: FindingKind::Public,
            subject: self.currency.clone(),
            donation_id: None,
            currency: Some(self.currency.clone()),
            processor_minor: None,
            booked_minor: Some(self.total),
            occurred_at: now,
        }
    }
}

/// The ledger's totals and those of the public pages, which follow the ledger within moments.
async fn totals(state: &AppState) -> Result<Vec<Totals>, Error> {
    let mut looks = 0;
    loop {
        let ledger = ledger::queries::totals(&state.db).await?;
        let public = state.site().raised.clone();
        let of = |totals: &[crate::money::Amount], code: &str| {
            totals.iter().find(|total| total.currency().code() == code).map_or(0, |total| total.minor())
        };
        let mut codes: Vec<&str> = ledger.iter().chain(&public).map(|total| total.currency().code()).collect();
        codes.sort_unstable();
        codes.dedup();
        let totals: Vec<Totals> = codes
            .into_iter()
            .map(|code| Totals { currency: code.to_owned(), total: of(&ledger, code), public: of(&public, code) })
            .collect();
        looks += 1;
        if looks > PUBLIC_LATE || totals.iter().all(|totals| totals.total == totals.public) {
            return Ok(totals);
        }
        tokio::time::sleep(Pause::from_millis(100)).await;
    }
}
