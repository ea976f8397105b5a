//! Stripe's Rust client against the stand-in over a real connection: requests pass the checks, typed answers are read.

use std::time::Duration;

use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeRequest};
use stripe_billing::billing_portal_session::CreateBillingPortalSession;
use stripe_billing::invoice::ListInvoice;
use stripe_billing::invoice_payment::ListInvoicePayment;
use stripe_billing::subscription::{CancelSubscription, UpdateSubscription};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    ExpireCheckoutSession, ListCheckoutSession, ListLineItemsCheckoutSession, ProductData, RetrieveCheckoutSession,
};
use stripe_core::dispute::ListDispute;
use stripe_core::refund::{CreateRefund, ListRefund};
use stripe_shared::{CheckoutSessionMode, CheckoutSessionStatus};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::{Fault, serve};

async fn client(stand_in: &StandIn) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(serve(stand_in.clone(), listener, CancellationToken::new()));
    let builder = ClientBuilder::new(KEY).url(format!("http://{address}/"));
    builder.timeout(Duration::from_secs(120)).build().expect("a client")
}

fn donation() -> CreateCheckoutSession {
    let price = CreateCheckoutSessionLineItemsPriceData {
        currency: "krw".parse().expect("a currency"),
        product: None,
        product_data: Some(ProductData::new("Donation")),
        recurring: None,
        tax_behavior: None,
        unit_amount: Some(30_000),
        unit_amount_decimal: None,
    };
    let mut line = CreateCheckoutSessionLineItems::new();
    line.price_data = Some(price);
    line.quantity = Some(1);
    CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .line_items(vec![line])
        .success_url("https://site.example/thanks?session_id={CHECKOUT_SESSION_ID}")
}

#[tokio::test]
async fn the_rust_client_understands_the_stand_in() {
    assert_eq!(stripe_client_core::VERSION.as_str(), API_VERSION);
    let stand_in = stand_in();
    let client = client(&stand_in).await;
    let key = IdempotencyKey::new("co-1-1").expect("a key");
    let request = donation().customize().request_strategy(RequestStrategy::Idempotent(key));
    let session = request.send(&client).await.expect("a session");
    assert_eq!(session.amount_total, Some(30_000));
    let recorded = &stand_in.requests()[0];
    assert_eq!(recorded.idempotency_key.as_deref(), Some("co-1-1"));
    assert_eq!(recorded.version.as_deref(), Some(API_VERSION));
    assert!(recorded.form.iter().any(|(_, value)| value.ends_with("{CHECKOUT_SESSION_ID}")));

    let id = &session.id;
    let found = RetrieveCheckoutSession::new(id.clone()).send(&client).await.expect("a session");
    assert_eq!(found.id, *id);
    let lines = ListLineItemsCheckoutSession::new(id.clone()).send(&client).await;
    assert_eq!(lines.expect("lines").data.len(), 1);
    assert_eq!(ListCheckoutSession::new().send(&client).await.expect("sessions").data.len(), 1);
    let expired = ExpireCheckoutSession::new(id.clone()).send(&client).await.expect("a session");
    assert_eq!(expired.status, Some(CheckoutSessionStatus::Expired));
    let refused = ExpireCheckoutSession::new(id.clone()).send(&client).await;
    let Err(stripe::StripeError::Stripe(error, status)) = refused else {
        panic!("a session that is not open expired");
    };
    assert_eq!(status, 400);
    assert!(error.message.is_some_and(|message| message.contains("can be expired")));
}

#[tokio::test]
async fn a_broken_answer_is_healed_by_the_same_key() {
    let stand_in = stand_in();
    let client = client(&stand_in).await;
    stand_in.fault_next(Fault::HalfAnswer);
    let try_once = async || {
        let key = IdempotencyKey::new("co-1-1").expect("a key");
        let request = donation().customize().request_strategy(RequestStrategy::Idempotent(key));
        request.send(&client).await
    };
    assert!(matches!(try_once().await, Err(stripe::StripeError::ClientError(_))));
    let session = try_once().await.expect("a session");
    assert_eq!(stand_in.sessions().len(), 1);
    assert_eq!(stand_in.sessions()[0]["id"], session.id.as_str());
}

/// As much of a subscription as the site reads.
#[derive(miniserde::Deserialize)]
struct Gift {
    id: String,
    status: String,
    cancel_at_period_end: bool,
}

#[tokio::test]
async fn the_rust_client_refunds_and_keeps_monthly_gifts() {
    let stand_in = stand_in();
    let client = client(&stand_in).await;
    let session = pay_new(&stand_in, MONTHLY).await;
    let intent = stand_in.payment_intent_of(&session).expect("a payment");
    let refund = CreateRefund::new().payment_intent(intent.as_str()).amount(500).send(&client).await.expect("a refund");
    assert_eq!((refund.amount, refund.status.as_deref()), (500, Some("succeeded")));
    assert_eq!(ListRefund::new().payment_intent(intent.as_str()).send(&client).await.expect("refunds").data.len(), 1);
    stand_in.dispute(&intent).expect("a dispute");
    let disputes = ListDispute::new().send(&client).await.expect("disputes");
    assert_eq!(disputes.data[0].amount, 29_500);
    let invoices = ListInvoice::new().send(&client).await.expect("invoices");
    assert_eq!(invoices.data[0].amount_paid, 30_000);
    let payments = ListInvoicePayment::new().send(&client).await.expect("invoice payments");
    assert_eq!(payments.data[0].amount_paid, Some(30_000));

    let subscription = &stand_in.subscriptions()[0];
    let (id, customer) = (subscription["id"].as_str().expect("an id"), subscription["customer"].as_str());
    let portal = CreateBillingPortalSession::new().customer(customer.expect("an id"));
    let portal = portal.return_url("https://site.example/gift").send(&client).await.expect("a portal session");
    assert!(portal.url.contains("/portal/"));
    let stop = UpdateSubscription::new(id).cancel_at_period_end(true).build().customize::<Gift>();
    let gift = stop.send(&client).await.expect("a subscription");
    assert!(gift.id == id && gift.cancel_at_period_end && gift.status == "active");
    let cancel = CancelSubscription::new(id).build().customize::<Gift>();
    assert_eq!(cancel.send(&client).await.expect("a subscription").status, "canceled");
}
