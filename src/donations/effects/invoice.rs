//! The invoice of one turn of a monthly gift. A paid one is a gift, the first turn like every other.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    donations::{
        donation::Donation,
        effects::{
            Outcome, payment,
            queries::lock_gift,
            subscription::{self, SubscriptionLook},
            ticket::{Age, Ticket},
        },
        flag::Flag,
        monthly, queries,
    },
    error::Error,
    outbox::{self, MailKind},
    state::AppState,
    stripe::objects::{Invoice, Payment, SubscriptionDetails, donation_id, moment},
};

/// An invoice as Stripe had it a moment ago, with its subscription.
pub(crate) struct InvoiceLook {
    ticket: Ticket,
    invoice: Invoice,
    /// The monthly gift that it is a turn of; none if it is of another system.
    gift: Option<Gift>,
}

struct Gift {
    id: Uuid,
    subscription: SubscriptionLook,
    payment: Option<Payment>,
}

/// Asks Stripe for an invoice, and for its subscription and its payment if it is ours.
pub(crate) async fn look(state: &AppState, invoice_id: &str) -> Result<InvoiceLook, Error> {
    let ticket = Ticket::draw(state).await?;
    let invoice = state.stripe.invoice(invoice_id).await?;
    let gift = match invoice.subscription() {
        Some(details) => look_at_gift(state, &invoice, details).await?,
        None => None,
    };
    Ok(InvoiceLook { ticket, invoice, gift })
}

/// The monthly gift of an invoice. It may be heard of here before the checkout was, so that its row does not name the
/// subscription yet; then the metadata does.
async fn look_at_gift(
    state: &AppState,
    invoice: &Invoice,
    details: &SubscriptionDetails,
) -> Result<Option<Gift>, Error> {
    let known = monthly::queries::find_by_subscription(&state.db, &details.subscription).await?;
    let named = known.or_else(|| details.metadata.as_ref().and_then(donation_id));
    if named.is_none() && details.metadata.is_some() {
        return Ok(None);
    }
    let subscription = subscription::look(state, &details.subscription).await?;
    let Some(id) = named.or(subscription.gift_id) else { return Ok(None) };
    let payment = match invoice.payment_intent() {
        Some(payment_intent_id) if invoice.is_paid() => Some(state.stripe.payment(payment_intent_id).await?),
        _ => None,
    };
    Ok(Some(Gift { id, subscription, payment }))
}

impl InvoiceLook {
    /// The monthly gift that it is a turn of; none if it is of another system.
    pub(crate) fn gift_id(&self) -> Option<Uuid> {
        self.gift.as_ref().map(|gift| gift.id)
    }

    /// Applies the state of the invoice, and that of its subscription.
    pub(crate) async fn apply(&self, state: &AppState, db: &mut PgConnection) -> Result<Outcome, Error> {
        let (invoice, Some(gift)) = (&self.invoice, &self.gift) else { return Ok(Outcome::Foreign) };
        lock_gift(&mut *db, gift.id).await?;
        if monthly::queries::find(&mut *db, gift.id).await?.is_none() {
            if invoice.is_paid() {
                alerts::raise(state, db, AlertKind::Orphan, &invoice.id, None).await?;
            }
            return Ok(Outcome::UnknownReference);
        }
        gift.subscription.apply(state, db).await?;
        if self.ticket.present(db, &invoice.id).await? == Age::Overtaken {
            return Ok(Outcome::Overtaken);
        }
        if invoice.is_paid() {
            return book(state, db, gift, invoice).await;
        }
        if invoice.is_failing() {
            if let Some(failed_turn_id) = monthly::queries::add_failed_turn(db, gift.id, invoice).await? {
                outbox::post(state, db, MailKind::RenewalFailed, failed_turn_id).await?;
            }
            return Ok(Outcome::Failing);
        }
        monthly::queries::settle_failed_turn(&mut *db, &invoice.id).await?;
        Ok(Outcome::NoMoney)
    }
}

async fn book(state: &AppState, db: &mut PgConnection, gift: &Gift, invoice: &Invoice) -> Result<Outcome, Error> {
    let Some(first) = queries::find_for_update(&mut *db, gift.id).await? else { return Ok(Outcome::NoDonation) };
    monthly::queries::settle_failed_turn(&mut *db, &invoice.id).await?;
    if invoice.moved_minor() == 0 {
        // What was paid otherwise is entered by staff, who know how it came.
        queries::add_flag(&mut *db, gift.id, Flag::PaidOutsideStripe).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &invoice.id, Some(gift.id)).await?;
        return Ok(Outcome::PaidElsewhere);
    }
    let Some(paid) = invoice.moved() else {
        queries::add_flag(&mut *db, gift.id, Flag::UnknownCurrency).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &invoice.id, Some(gift.id)).await?;
        return Ok(Outcome::UnknownCurrency);
    };
    let turn_id = monthly::queries::add_turn(db, &state.config.keys, &first, invoice, paid).await?;
    let turn: Donation = queries::find_for_update(&mut *db, turn_id).await?.ok_or(Error::NotFound)?;
    if turn.amount() != Some(paid) || invoice.amount_paid != paid.minor() {
        queries::add_flag(&mut *db, turn_id, Flag::AmountDiffers).await?;
        alerts::raise(state, db, AlertKind::OddDonation, &turn_id.to_string(), Some(turn_id)).await?;
    }
    let otherwise_at = moment(invoice.created).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    payment::book(state, db, &turn, (&invoice.id, paid), gift.payment.as_ref(), otherwise_at).await?;
    Ok(Outcome::Paid)
}
