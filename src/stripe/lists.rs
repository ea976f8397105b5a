//! Lists of Stripe, by which we find what no event told us. Every list begins with the newest object.

use miniserde::{Deserialize, json::Value};
use stripe_billing::invoice::ListInvoice;
use stripe_checkout::checkout_session::ListCheckoutSession;
use stripe_client_core::StripeRequest;
use stripe_core::{dispute::ListDispute, event::ListEvent, refund::ListRefund};
use stripe_shared::{CheckoutSessionStatus, InvoiceStatus};
use stripe_types::{RangeBoundsTs, RangeQueryTs};
use time::OffsetDateTime;

use super::{
    client::Stripe,
    error::StripeError,
    event::EventEnvelope,
    objects::{Dispute, Invoice, Page, Refund},
    session::CheckoutSession,
};

/// How many types of events Stripe takes in one request.
pub(crate) const TYPES_AT_ONCE: usize = 20;
/// How far back Stripe lists events.
pub(crate) const EVENTS_KEPT: time::Duration = time::Duration::days(30);

/// The most that Stripe gives at once.
const PAGE: i64 = 100;

impl Stripe {
    /// A page of events of these types since a time, read like those that are delivered, and whether there are older ones.
    /// If Stripe no longer lists `after`, it refuses.
    pub(crate) async fn events(
        &self,
        types: &[&str],
        since: OffsetDateTime,
        after: Option<&str>,
    ) -> Result<(Vec<EventEnvelope>, bool), StripeError> {
        let types: Vec<String> = types.iter().map(|&kind| kind.to_owned()).collect();
        let mut request = ListEvent::new().types(types).created(from(since)).limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let page: Page<Value> = self.send(request.build().customize(), &request, None).await?;
        let events = page.data.iter().map(|event| EventEnvelope::read(miniserde::json::to_string(event).as_bytes()));
        Ok((events.collect(), page.has_more))
    }

    /// All checkout sessions that were made between two times.
    pub(crate) async fn checkouts_made(
        &self,
        first: OffsetDateTime,
        last: OffsetDateTime,
    ) -> Result<Vec<CheckoutSession>, StripeError> {
        let mut made = RangeBoundsTs::default();
        (made.gte, made.lte) = (Some(first.unix_timestamp()), Some(last.unix_timestamp()));
        self.checkouts(ListCheckoutSession::new().created(RangeQueryTs::Bounds(made))).await
    }

    /// All checkout sessions that were made since a time and that their donors finished.
    pub(crate) async fn complete_checkouts(&self, since: OffsetDateTime) -> Result<Vec<CheckoutSession>, StripeError> {
        self.checkouts(ListCheckoutSession::new().created(from(since)).status(CheckoutSessionStatus::Complete)).await
    }

    async fn checkouts(&self, request: ListCheckoutSession) -> Result<Vec<CheckoutSession>, StripeError> {
        self.all(request.limit(PAGE), ListCheckoutSession::starting_after, |session: &CheckoutSession| &session.id)
            .await
    }

    /// All invoices made since a time that were paid.
    pub(crate) async fn paid_invoices(&self, since: OffsetDateTime) -> Result<Vec<Invoice>, StripeError> {
        let request = ListInvoice::new()
            .created(from(since))
            .status(InvoiceStatus::Paid)
            .expand(vec!["data.payments".to_owned()])
            .limit(PAGE);
        self.all(request, ListInvoice::starting_after, |invoice: &Invoice| &invoice.id).await
    }

    /// All refunds since a time.
    pub(crate) async fn refunds(&self, since: OffsetDateTime) -> Result<Vec<Refund>, StripeError> {
        let whole = vec!["data.failure_balance_transaction".to_owned()];
        let request = ListRefund::new().created(from(since)).expand(whole).limit(PAGE);
        self.all(request, ListRefund::starting_after, |refund: &Refund| &refund.id).await
    }

    /// All disputes since a time.
    pub(crate) async fn disputes(&self, since: OffsetDateTime) -> Result<Vec<Dispute>, StripeError> {
        let request = ListDispute::new().created(from(since)).limit(PAGE);
        self.all(request, ListDispute::starting_after, |dispute: &Dispute| &dispute.id).await
    }

    /// The objects of all pages of a list. `after` turns a request into the one for the page after an object.
    async fn all<R: StripeRequest, T: Deserialize>(
        &self,
        mut request: R,
        after: impl Fn(R, String) -> R,
        id: fn(&T) -> &str,
    ) -> Result<Vec<T>, StripeError> {
        let mut all = Vec::new();
        loop {
            let page: Page<T> = self.send(request.build().customize(), &request, None).await?;
            all.extend(page.data);
            match all.last().filter(|_| page.has_more) {
                Some(last) => request = after(request, id(last).to_owned()),
                None => return Ok(all),
            }
        }
    }
}

fn from(since: OffsetDateTime) -> RangeQueryTs {
    RangeQueryTs::gte(since.unix_timestamp())
}
