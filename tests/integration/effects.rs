//! What Stripe's objects do to donations and to the ledger, story by story.

use connect_kindness::{
    donations::donation::{Method, NewDonation},
    giving::checkout::{self, Next},
    language::Language,
    money::{Amount, Currency},
};
use stripe_stand_in::{Delivery, Fault};
use uuid::Uuid;

use crate::harness::TestSite;

const MONTH: i64 = 31 * 24 * 60 * 60;

impl TestSite {
    /// Begins a gift of 25 dollars behind the form. Gives the checkout session.
    pub(crate) async fn begin(&self, is_monthly: bool) -> String {
        let new = NewDonation {
            amount: Amount::from_minor(2500, Currency::Usd),
            fee_cover: Amount::from_minor(0, Currency::Usd),
            method: Method::Card,
            is_monthly,
            reference: None,
            fund_id: None,
            dedication: None,
            message: None,
            is_anonymous: false,
            name: Some("Ada".to_owned()),
            mail: Some("ada@example.org".to_owned()),
            wants_mail: true,
            language: Language::English,
        };
        let next = checkout::start(&self.state, Uuid::new_v4(), &new).await.unwrap();
        let Next::Pay(url) = next else { panic!("{next:?}") };
        url.rsplit('/').next().unwrap().to_owned()
    }

    /// A gift of 25 dollars that was paid and booked. Gives its payment.
    pub(crate) async fn given(&self) -> String {
        let session = self.begin(false).await;
        self.stripe.pay(&session).unwrap();
        self.settled().await;
        self.stripe.payment_intent_of(&session).unwrap()
    }

    /// Waits until all that Stripe told is applied.
    pub(crate) async fn settled(&self) {
        self.stripe.deliveries_done().await;
        let waiting = || self.count("select count(*) from stripe_events where processed_at is null");
        let mut before = waiting().await;
        // A slow machine may take its time, as long as it goes on.
        while before > 0 {
            self.eventually("one more event is applied", || async { waiting().await < before }).await;
            before = waiting().await;
        }
    }

    /// Kinds and sums of the ledger without fees, sorted.
    pub(crate) async fn entries(&self) -> Vec<(String, i64)> {
        sqlx::query_as("select kind, amount_minor from ledger_entries where kind <> 'fee' order by kind, amount_minor")
            .fetch_all(&self.db)
            .await
            .unwrap()
    }

    /// The states of all donations, sorted.
    pub(crate) async fn states(&self) -> Vec<String> {
        sqlx::query_scalar("select state from donations order by state").fetch_all(&self.db).await.unwrap()
    }

    async fn monthly_status(&self) -> (String, bool) {
        sqlx::query_as("select status, failing_since is not null from monthly_gifts").fetch_one(&self.db).await.unwrap()
    }

    async fn open_alerts(&self) -> Vec<String> {
        sqlx::query_scalar("select kind from alerts where settled_at is null order by kind")
            .fetch_all(&self.db)
            .await
            .unwrap()
    }
}

fn entry(kind: &str, minor: i64) -> (String, i64) {
    (kind.to_owned(), minor)
}

#[tokio::test]
async fn each_paid_turn_of_a_monthly_gift_is_one_gift_with_one_receipt() {
    let site = TestSite::start().await;
    let session = site.begin(true).await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    assert_eq!(site.entries().await, [entry("charge", 2500)]);
    for _ in 0..3 {
        site.stripe.advance(MONTH);
        site.settled().await;
    }
    assert_eq!(site.entries().await, vec![entry("charge", 2500); 4]);
    assert_eq!(site.states().await, ["paid"; 4]);
    assert_eq!(site.count("select count(distinct invoice_id) from donations").await, 4);
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'fee'").await, 4);
    assert_eq!(site.count("select max(number)::bigint from receipts").await, 4);
    assert_eq!(site.monthly_status().await, ("active".to_owned(), false));
    site.eventually("four thanks", || async { site.mailbox.mails().len() == 4 }).await;
    let books = &site.stripe.books_totals()["usd"];
    assert_eq!(books.gross(), 10_000);
    assert_eq!(
        site.count("select -sum(amount_minor)::bigint from ledger_entries where kind = 'fee'").await,
        books.fees
    );
}

#[tokio::test]
async fn a_turn_that_fails_is_told_once_and_forgotten_when_it_is_mended() {
    let site = TestSite::start().await;
    let session = site.begin(true).await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    let subscription = site.stripe.subscriptions()[0]["id"].as_str().unwrap().to_owned();
    site.stripe.fail_card(&subscription).unwrap();
    site.stripe.advance(MONTH);
    site.settled().await;
    assert_eq!(site.monthly_status().await, ("past_due".to_owned(), true));
    assert_eq!(site.count("select count(*) from failed_turns where settled_at is null").await, 1);
    assert_eq!(site.count("select count(*) from mails where kind = 'renewal_failed'").await, 1);
    assert_eq!(site.entries().await, [entry("charge", 2500)]);
    site.stripe.mend_card_and_pay(&subscription).unwrap();
    site.settled().await;
    assert_eq!(site.monthly_status().await, ("active".to_owned(), false));
    assert_eq!(site.count("select count(*) from failed_turns where settled_at is null").await, 0);
    assert_eq!(site.entries().await, vec![entry("charge", 2500); 2]);
    site.stripe.cancel_subscription(&subscription).unwrap();
    site.settled().await;
    assert_eq!(site.monthly_status().await, ("canceled".to_owned(), false));
    assert_eq!(site.count("select count(*) from mails where kind = 'monthly_stopped'").await, 1);
}

#[tokio::test]
async fn what_is_given_back_leaves_the_totals_and_a_refund_that_fails_comes_back() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    let first = site.stripe.refund(&payment, Some(1000)).unwrap();
    site.settled().await;
    assert_eq!(site.states().await, ["partly_refunded"]);
    site.stripe.refund(&payment, None).unwrap();
    site.settled().await;
    assert_eq!(site.states().await, ["refunded"]);
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 0);
    site.stripe.fail_refund(&first).unwrap();
    site.settled().await;
    let expected = [entry("charge", 2500), entry("refund", -1500), entry("refund", -1000), entry("reversal", 1000)];
    assert_eq!(site.entries().await, expected);
    assert_eq!(site.states().await, ["partly_refunded"]);
    assert_eq!(site.open_alerts().await, ["refund_failed"]);
    assert_eq!(site.count("select count(*) from mails where kind = 'refunded'").await, 2);
}

#[tokio::test]
async fn a_dispute_takes_the_money_and_a_won_one_brings_it_back() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    let dispute = site.stripe.dispute(&payment).unwrap();
    site.settled().await;
    assert_eq!(
        (site.states().await, site.open_alerts().await),
        (vec!["disputed".to_owned()], vec!["dispute".to_owned()])
    );
    assert_eq!(site.entries().await, [entry("charge", 2500), entry("dispute", -2500)]);
    site.stripe.win_dispute(&dispute).unwrap();
    site.settled().await;
    assert_eq!(site.states().await, ["paid"]);
    assert!(site.open_alerts().await.is_empty());
    assert_eq!(site.entries().await, [entry("charge", 2500), entry("dispute", -2500), entry("reversal", 2500)]);
    let other = site.given().await;
    let lost = site.stripe.dispute(&other).unwrap();
    site.stripe.lose_dispute(&lost).unwrap();
    site.settled().await;
    assert_eq!(site.states().await, ["disputed", "paid"]);
    assert_eq!(site.count("select count(*) from disputes where status in ('won', 'lost')").await, 2);
}

#[tokio::test]
async fn a_refund_that_is_heard_of_before_its_gift_is_booked_after_it() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    for is_monthly in [false, true] {
        let session = site.begin(is_monthly).await;
        site.stripe.pay(&session).unwrap();
        site.stripe.refund(&site.stripe.payment_intent_of(&session).unwrap(), Some(500)).unwrap();
    }
    for event in site.stripe.events().into_iter().filter(|event| event["type"] == "refund.created") {
        site.stripe.resend(event["id"].as_str().unwrap()).unwrap();
    }
    site.settled().await;
    assert_eq!(site.states().await, ["partly_refunded", "partly_refunded"]);
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 4000);
}

#[tokio::test]
async fn a_warning_of_fraud_is_told_to_those_who_account_for_gifts() {
    let site = TestSite::start().await;
    site.signed_in_staff().await;
    let payment = site.given().await;
    site.stripe.warn_of_fraud(&payment).unwrap();
    site.settled().await;
    assert_eq!(site.open_alerts().await, ["fraud_warning"]);
    assert_eq!(site.count("select count(*) from donations where flag = 'fraud warning'").await, 1);
    site.eventually("staff are told", || async {
        site.mailbox.mails().iter().any(|mail| mail.data.contains("Please look at the site"))
    })
    .await;
}

#[tokio::test]
async fn a_payment_that_the_bank_refuses_later_is_failed_whatever_event_tells() {
    let site = TestSite::start().await;
    let session = site.begin(false).await;
    site.stripe.pay_later(&session).unwrap();
    site.settled().await;
    assert_eq!(site.states().await, ["processing"]);
    site.stripe.fail(&session).unwrap();
    site.settled().await;
    assert_eq!((site.states().await, site.entries().await), (vec!["failed".to_owned()], vec![]));
    assert_eq!(site.count("select count(*) from mails where kind = 'payment_failed'").await, 1);
}

#[tokio::test]
async fn an_event_that_cannot_be_applied_waits_for_staff_in_the_end() {
    use connect_kindness::donations::events::queries;
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin(false).await;
    site.stripe.pay(&session).unwrap();
    for _ in 0..3 {
        site.stripe.fault_on("GET", "/v1/checkout/sessions/", Fault::Status { status: 500, should_retry: None });
    }
    let paid = site.stripe.events().into_iter().find(|event| event["type"] == "checkout.session.completed").unwrap();
    let id = paid["id"].as_str().unwrap().to_owned();
    site.stripe.resend(&id).unwrap();
    site.stripe.deliveries_done().await;
    site.eventually("the failure is counted", || async {
        site.count("select count(*) from stripe_events where attempts > 0 and last_error is not null").await == 1
    })
    .await;
    // The tries in between are a matter of hours.
    for _ in 0..9 {
        queries::note_failure(&site.db, &id, "stripe", 10).await.unwrap();
    }
    assert_eq!(
        site.count("select count(*) from stripe_events where dead_at is not null or processed_at is not null").await,
        1
    );
    assert_eq!(queries::list_overdue(&site.db).await.unwrap(), Vec::<String>::new());
}
