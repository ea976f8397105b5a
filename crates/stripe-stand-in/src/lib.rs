//! A stand-in of Stripe for development and tests: a server with a memory that plays Checkout, Billing, refunds, disputes
//! and signed webhooks. No money moves.
//!
//! Requests are checked against Stripe's published specification, and so are the stand-in's own answers, by its tests.
//! What is not played is refused with a sentence. The program `stripe-stand-in` serves it alone; tests in Rust start it
//! in their own process and steer it by the methods of [`StandIn`]:
//!
//! ```
//! use stripe_stand_in::{StandIn, StandInSettings, serve};
//! use tokio::net::TcpListener;
//! use tokio_util::sync::CancellationToken;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = TcpListener::bind("127.0.0.1:0").await?;
//! let base = format!("http://{}", listener.local_addr()?);
//! let stripe = StandIn::new(StandInSettings {
//!     api_key: "sk_test_example".to_owned(),
//!     webhook_url: None, // or where your program takes events
//!     webhook_secret: "whsec_example".to_owned(),
//!     public_base: base.clone(),
//!     books_file: None,
//! });
//! let stop = CancellationToken::new();
//! let server = tokio::spawn(serve(stripe.clone(), listener, stop.clone()));
//!
//! // Your program would do this, with `base` in the place of https://api.stripe.com.
//! let form = [
//!     ("mode", "payment"),
//!     ("success_url", "https://example.org/thanks"),
//!     ("line_items[0][quantity]", "1"),
//!     ("line_items[0][price_data][currency]", "usd"),
//!     ("line_items[0][price_data][unit_amount]", "2500"),
//!     ("line_items[0][price_data][product_data][name]", "Donation"),
//! ];
//! let request = reqwest::Client::new().post(format!("{base}/v1/checkout/sessions")).bearer_auth("sk_test_example");
//! assert_eq!(request.form(&form).send().await?.status(), 200);
//!
//! // The test plays the payer, then looks at what came of it.
//! let session = stripe.sessions().remove(0);
//! stripe.pay(session["id"].as_str().unwrap_or_default())?;
//! stripe.deliveries_done().await;
//! assert_eq!(stripe.sessions()[0]["payment_status"], "paid");
//! assert_eq!(stripe.books_totals()["usd"].charged, 2500);
//!
//! stop.cancel();
//! server.await??;
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

// A kind of object has one file for its API and for what happens to it (`refunds.rs`), and one for its shape
// (`refund_objects.rs`). What happens to several kinds stands in `payments.rs`, `charges.rs`, `subscribing.rs`,
// `renewals.rs` and `clock.rs`.
mod answer;
mod billing_handle;
mod books;
mod charges;
mod checkout;
mod clock;
mod currency;
mod customer_objects;
mod customers;
mod dashboard;
mod desk;
mod dispute_objects;
mod disputes;
mod expand;
mod faults;
mod form_body;
mod handle;
mod idempotency;
mod invoice_objects;
mod invoices;
mod line_rules;
mod lookups;
mod objects;
mod pay_page;
mod payments;
mod periods;
mod portal;
mod portal_objects;
mod portal_page;
mod price_objects;
mod refund_objects;
mod refunds;
mod renewals;
mod rules;
mod session_objects;
mod shelf;
mod specification;
mod subscribing;
mod subscription_objects;
mod subscriptions;
#[cfg(test)]
mod tests;
mod totals;
mod webhook_endpoints;
mod webhooks;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use serde_json::Value;
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use answer::StripeError;
pub use desk::RecordedRequest;
pub use faults::Fault;
pub use objects::API_VERSION;
pub use totals::Totals;
pub use webhooks::Delivery;

use books::Books;
use faults::FaultQueue;
use webhooks::Post;

/// What the stand-in has to know before it starts.
#[derive(Debug, Clone)]
pub struct StandInSettings {
    /// The only API key that is let in.
    pub api_key: String,
    /// Where events are posted, by plain http. `None` posts none.
    pub webhook_url: Option<String>,
    /// The secret that events are signed with, `whsec_...`.
    pub webhook_secret: String,
    /// Where browsers reach the pay page, for example `http://localhost:12111`.
    pub public_base: String,
    /// Where the books are saved after each change and loaded from at the start; none to keep them in memory only.
    pub books_file: Option<PathBuf>,
}

/// The stand-in. Clones share one memory: give one to [`serve`] and steer with another.
///
/// Methods that change something also send events, so they must be called inside a tokio runtime; they panic outside.
/// Ids are those of the API (`cs_test_…`, `pi_…`, `sub_…`), amounts are in minor units, times in unix seconds.
#[derive(Clone)]
pub struct StandIn {
    inner: Arc<Inner>,
}

struct Inner {
    settings: StandInSettings,
    books: Mutex<Books>,
    /// Idempotency keys of requests that are being answered, with what they ask for.
    keys_in_use: Mutex<BTreeMap<String, String>>,
    requests: Mutex<Vec<RecordedRequest>>,
    faults: Mutex<FaultQueue>,
    webhook_url: Mutex<Option<String>>,
    checkout_host: Mutex<String>,
    delivery: Mutex<Delivery>,
    dropped_types: Mutex<Vec<String>>,
    held: Mutex<Vec<Value>>,
    post: Post,
}

/// Serves the stand-in until `shutdown` is cancelled and the requests under way are answered.
///
/// # Errors
/// If the listener fails.
pub async fn serve(stand_in: StandIn, listener: TcpListener, shutdown: CancellationToken) -> std::io::Result<()> {
    axum::serve(listener, stand_in.router()).with_graceful_shutdown(shutdown.cancelled_owned()).await
}

impl StandIn {
    /// Starts with what the books file holds. A missing or unreadable file gives empty books.
    pub fn new(settings: StandInSettings) -> Self {
        let books = settings.books_file.as_deref().map_or_else(Books::default, |file| {
            Books::load(file).unwrap_or_else(|error| {
                tracing::warn!(file = %file.display(), ?error, "unreadable books: starting with empty ones");
                Books::default()
            })
        });
        Self {
            inner: Arc::new(Inner {
                books: Mutex::new(books),
                keys_in_use: Mutex::default(),
                requests: Mutex::default(),
                faults: Mutex::default(),
                webhook_url: Mutex::new(settings.webhook_url.clone()),
                checkout_host: Mutex::new(settings.public_base.clone()),
                delivery: Mutex::default(),
                dropped_types: Mutex::default(),
                held: Mutex::default(),
                post: Post::new(),
                settings,
            }),
        }
    }

    /// Every address of the stand-in; the API's are spelt as in the specification.
    pub(crate) fn router(&self) -> Router {
        let api = Router::new()
            .route("/v1/checkout/sessions", get(checkout::list).post(checkout::create))
            .route("/v1/checkout/sessions/{session}", get(checkout::show))
            .route("/v1/checkout/sessions/{session}/expire", post(checkout::expire))
            .route("/v1/checkout/sessions/{session}/line_items", get(checkout::line_items))
            .route("/v1/customers", get(customers::list).post(customers::create))
            .route("/v1/customers/{customer}", get(customers::show).post(customers::update).delete(customers::delete))
            .route("/v1/subscriptions", get(subscriptions::list))
            .route(
                "/v1/subscriptions/{subscription_exposed_id}",
                get(subscriptions::show).post(subscriptions::update).delete(subscriptions::cancel),
            )
            .route("/v1/invoices", get(invoices::list))
            .route("/v1/invoices/{invoice}", get(invoices::show))
            .route("/v1/invoice_payments", get(invoices::payments))
            .route("/v1/billing_portal/sessions", post(portal::create))
            .route("/v1/billing_portal/configurations", get(portal::configurations).post(portal::configure))
            .route("/v1/webhook_endpoints", get(webhook_endpoints::list).post(webhook_endpoints::create))
            .route(
                "/v1/webhook_endpoints/{webhook_endpoint}",
                get(webhook_endpoints::show).post(webhook_endpoints::update).delete(webhook_endpoints::delete),
            )
            .route("/v1/refunds", get(refunds::list).post(refunds::create))
            .route("/v1/refunds/{refund}", get(refunds::show))
            .route("/v1/disputes", get(disputes::list))
            .route("/v1/disputes/{dispute}", get(disputes::show))
            .route("/v1/payment_intents/{intent}", get(lookups::payment_intent))
            .route("/v1/charges/{charge}", get(lookups::charge))
            .route("/v1/balance_transactions/{id}", get(lookups::balance_transaction))
            .route("/v1/events", get(lookups::events))
            .route("/v1/events/{id}", get(lookups::event))
            .fallback(|| async {})
            .layer(from_fn_with_state(self.clone(), desk::receive));
        let pages = Router::new()
            .route("/pay.css", get(pay_page::stylesheet))
            .route("/pay/{id}", get(pay_page::show))
            .route("/pay/{id}/{action}", post(pay_page::act))
            .route("/portal/{token}", get(portal_page::show))
            .route("/portal/{token}/{action}", post(portal_page::act));
        api.merge(pages).with_state(self.clone())
    }

    fn page_url(&self, page: &str, id: &str) -> String {
        format!("{}/{page}/{id}", locked(&self.inner.checkout_host).trim_end_matches('/'))
    }

    fn read<T>(&self, look: impl FnOnce(&Books) -> T) -> T {
        look(&locked(&self.inner.books))
    }

    /// Changes the books, saves them, and sends the events that came of it.
    fn change<T>(&self, work: impl FnOnce(&mut Books, i64) -> T) -> T {
        let mut books = locked(&self.inner.books);
        let now = books.now();
        let result = work(&mut books, now);
        if let Some(file) = &self.inner.settings.books_file
            && let Err(error) = books.save(file)
        {
            tracing::error!(file = %file.display(), ?error, "the books were not saved");
        }
        let events = books.take_outbox();
        drop(books);
        self.dispatch(events);
        result
    }
}

/// The real time in unix seconds.
fn real_now() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}

/// A panic elsewhere leaves the value as it was, which is good enough here.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
