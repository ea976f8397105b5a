//! What Stripe's lists tell heals what was not delivered; what does not agree is shown and never put right silently.

use std::time::Duration as Pause;

use connect_kindness::{
    books::reconcile::{self, Light, Tally, books, events, sessions},
    donations::events::apply::apply_event,
    stripe::StripeError,
};
use stripe_stand_in::{Delivery, Fault};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{Answer, TestSite, patience::until};

impl TestSite {
    /// The stand-in's time, and a little more so that nothing is young any more.
    pub(crate) fn later(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.stripe.now()).unwrap() + Duration::hours(2)
    }

    /// Reconciles as the clock would: what waits, the list of events, the books. Says what the books came to.
    pub(crate) async fn reconcile(&self) -> Tally {
        heal(self, self.later()).await;
        read(self, self.later()).await;
        self.settled().await;
        compare(self, self.later()).await
    }

    /// From now on nobody gave twice.
    pub(crate) async fn forget_donors(&self) {
        self.run("update donations set mail_index = null").await;
    }

    /// The light on the first page of staff.
    pub(crate) async fn light(&self) -> Light {
        reconcile::light(&self.state).await.unwrap()
    }

    /// Kinds and subjects of what was found and is still there.
    pub(crate) async fn findings(&self) -> Vec<(String, String)> {
        let sql = "select kind, subject from reconciliation_findings where vanished_at is null order by kind, subject";
        sqlx::query_as(sql).fetch_all(&self.db).await.unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.db).await.unwrap();
    }

    async fn state_of(&self, session: &str) -> String {
        let sql = "select state from donations where checkout_session_id = $1";
        sqlx::query_scalar(sql).bind(session).fetch_one(&self.db).await.unwrap()
    }

    /// What `ledger verify` prints, and whether it is content.
    pub(crate) fn verify(&self) -> (bool, String) {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        let done = program.args(["ledger", "verify"]).env("DATABASE_URL", self.database_url()).output().unwrap();
        (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// A checkout at our account at Stripe that is none of ours.
    pub(crate) async fn foreign_checkout(&self, reference: Option<&str>, metadata: &str) -> String {
        let environment = self.environment();
        let of = |name: &str| environment.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        let mut form = vec![
            ("mode", "payment"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "usd"),
            ("line_items[0][price_data][unit_amount]", "700"),
            ("line_items[0][price_data][product_data][name]", "A mug"),
            ("success_url", "https://shop.example/thanks"),
            ("metadata[donation_id]", metadata),
        ];
        form.extend(reference.map(|reference| ("client_reference_id", reference)));
        let made = reqwest::Client::new()
            .post(format!("{}/v1/checkout/sessions", of("STRIPE_API_BASE")))
            .bearer_auth(of("STRIPE_SECRET_KEY"))
            .header("stripe-version", "2026-09-30.endive")
            .form(&form)
            .send()
            .await
            .unwrap();
        let made: serde_json::Value = serde_json::from_str(&made.text().await.unwrap()).unwrap();
        made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }
}

#[tokio::test]
async fn donations_that_wait_are_asked_about() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let [paid, later, failed, expired, open] = [
        site.begin(false).await,
        site.begin(false).await,
        site.begin(false).await,
        site.begin(false).await,
        site.begin(false).await,
    ];
    site.stripe.pay(&paid).unwrap();
    site.stripe.pay_later(&later).unwrap();
    site.stripe.pay_later(&failed).unwrap();
    site.stripe.fail(&failed).unwrap();
    site.stripe.expire(&expired).unwrap();
    let now = OffsetDateTime::now_utc();
    let soon = heal(&site, now + Duration::minutes(4)).await;
    assert_eq!(soon.looked_at, 0, "donors are under way");
    let done = heal(&site, now + Duration::minutes(6)).await;
    assert_eq!(done, Tally { looked_at: 5, news: 4 });
    for (session, state) in
        [(&paid, "paid"), (&later, "processing"), (&failed, "failed"), (&expired, "expired"), (&open, "pending")]
    {
        assert_eq!(site.state_of(session).await, state);
    }
    let again = heal(&site, now + Duration::minutes(7)).await;
    assert_eq!(again.looked_at, 0, "what was just asked about rests");
    site.stripe.settle(&later).unwrap();
    let next = heal(&site, now + Duration::minutes(12)).await;
    assert_eq!(next, Tally { looked_at: 2, news: 1 });
    assert_eq!(site.state_of(&later).await, "paid");
}

#[tokio::test]
async fn a_crash_between_our_row_and_stripes_answer_is_healed() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let [paid, open, closed] = [site.begin(false).await, site.begin(false).await, site.begin(false).await];
    site.stripe.pay(&paid).unwrap();
    site.stripe.expire(&closed).unwrap();
    site.run("update donations set checkout_session_id = null, checkout_url = null, checkout_expires_at = null").await;
    // A row for which Stripe was never reached.
    sqlx::query(
        "insert into donations (id, form_nonce, language, currency, amount_minor) values ($1, $1, 'en', 'usd', 100)",
    )
    .bind(Uuid::now_v7())
    .execute(&site.db)
    .await
    .unwrap();
    let now = OffsetDateTime::now_utc();
    heal(&site, now + Duration::minutes(6)).await;
    assert_eq!(site.states().await, ["paid", "pending", "pending", "pending"]);
    assert_eq!(site.state_of(&open).await, "pending", "its checkout is known again");
    heal(&site, now + Duration::minutes(50)).await;
    assert_eq!(site.states().await, ["expired", "expired", "paid", "pending"]);
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'charge'").await, 1);
}

#[tokio::test]
async fn the_list_of_events_is_read_in_pages_and_goes_on_after_a_break() {
    const GIFTS: i64 = 220;
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    for _ in 0..GIFTS {
        let session = site.begin(false).await;
        site.stripe.expire(&session).unwrap();
    }
    // The first page comes; then Stripe is away for longer than we are patient, also for the jobs of that page.
    site.stripe.fault_next(Fault::Delay(Pause::ZERO));
    for _ in 0..40 {
        site.stripe.fault_next(Fault::Status { status: 503, should_retry: None });
    }
    let broken = events::read(&site.state, site.later()).await;
    assert!(broken.is_err(), "{broken:?}");
    assert_eq!(site.count("select count(*) from stripe_events").await, 100);
    assert_eq!(site.count("select count(*) from reconciliation_cursors where reading_after is not null").await, 1);
    assert_eq!(site.count("select count(*) from reconciliation_runs where trouble is not null").await, 1);
    site.eventually("Stripe is back", || async {
        matches!(site.state.stripe.checkout("cs_test_none").await, Err(StripeError::NotFound))
    })
    .await;
    let before = site.stripe.requests().len();
    let done = read(&site, site.later()).await;
    assert_eq!(done.news, 120);
    // Two pages to the end, one of what came since then, and one of the other types.
    assert_eq!(site.stripe.requests()[before..].iter().filter(|request| request.path == "/v1/events").count(), 4);
    assert_eq!(site.count("select count(*) from stripe_events where heard = 'list'").await, GIFTS);
    assert_eq!(site.count("select count(*) from reconciliation_cursors where reading_after is null").await, 2);
    // Jobs that met the outage rest for a while; here nobody waits for them.
    let waiting = "select id from stripe_events where processed_at is null";
    for id in sqlx::query_scalar::<_, String>(waiting).fetch_all(&site.db).await.unwrap() {
        apply_event(&site.state, &id).await.unwrap();
    }
    assert_eq!(site.count("select count(*) from donations where state = 'expired'").await, GIFTS);
}

#[tokio::test]
async fn what_was_read_is_read_once_more_for_an_hour() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let session = site.begin(false).await;
    site.stripe.expire(&session).unwrap();
    let now = OffsetDateTime::now_utc();
    for (minutes, news) in [(1, 1), (2, 1), (50, 1), (240, 1), (241, 0)] {
        site.run("delete from stripe_events").await;
        let done = read(&site, now + Duration::minutes(minutes)).await;
        assert_eq!(done.news, news, "after {minutes} minutes");
    }
}

/// Reads the list and says how much was news. The site's own clock may be reading it just now, or a lock may only be on its
/// way back.
async fn read(site: &TestSite, now: OffsetDateTime) -> Tally {
    until("the list is read", async || events::read(&site.state, now).await.unwrap()).await
}

/// The same for the books.
async fn compare(site: &TestSite, now: OffsetDateTime) -> Tally {
    until("the books are compared", async || books::compare(&site.state, now).await.unwrap()).await
}

/// The same for donations that wait.
async fn heal(site: &TestSite, now: OffsetDateTime) -> Tally {
    until("what waits is asked for", async || sessions::heal(&site.state, now).await.unwrap()).await
}

#[tokio::test]
async fn of_several_instances_one_runs() {
    let site = TestSite::start().await;
    let second = site.second().await;
    // The first one waits in the middle of its work.
    let mut holding = site.db.begin().await.unwrap();
    sqlx::query("lock table reconciliation_cursors").execute(&mut *holding).await.unwrap();
    let first = tokio::spawn({
        let (state, now) = (site.state.clone(), site.later());
        async move { events::read(&state, now).await.unwrap() }
    });
    site.eventually("the first one runs", || async {
        site.count("select count(*) from reconciliation_runs where kind = 'events'").await == 1
    })
    .await;
    assert!(events::read(&second.state, site.later()).await.unwrap().is_none(), "the list is being read");
    assert!(sessions::heal(&second.state, site.later()).await.unwrap().is_some(), "another kind of run is free");
    holding.rollback().await.unwrap();
    assert!(first.await.unwrap().is_some());
    assert!(events::read(&second.state, site.later()).await.unwrap().is_some(), "the lock is given back");
    assert_eq!(site.count("select count(*) from reconciliation_runs where kind = 'events'").await, 2);
}

#[tokio::test]
async fn money_of_nobody_is_shown_and_not_booked() {
    let site = TestSite::start().await;
    site.given().await;
    let lost = Uuid::new_v4().to_string();
    let orphans = [
        site.foreign_checkout(Some(&lost), &lost).await,
        site.foreign_checkout(Some("4711"), &Uuid::new_v4().to_string()).await,
        site.foreign_checkout(None, &Uuid::new_v4().to_string()).await,
    ];
    for session in &orphans {
        site.stripe.pay(session).unwrap();
    }
    site.settled().await;
    let mut wanted: Vec<_> = orphans.map(|session| ("orphan".to_owned(), session)).into();
    wanted.sort();
    assert_eq!(site.reconcile().await.news, 3);
    assert_eq!(site.findings().await, wanted);
    assert_eq!(site.light().await, Light::Differs, "the sums count it");
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'charge'").await, 1);
    assert_eq!(site.count("select count(*) from alerts where kind = 'orphan' and settled_at is null").await, 3);
    assert_eq!(site.reconcile().await.news, 0, "told once");

    let cookie = site.signed_in_staff().await;
    let page = Answer::of(site.request("GET", "/admin/reconciliation").header("cookie", &cookie).send().await.unwrap());
    let page = page.await;
    page.shows("Money at Stripe that belongs to no donation");
    for id in sqlx::query_scalar::<_, Uuid>("select id from reconciliation_findings").fetch_all(&site.db).await.unwrap()
    {
        let path = format!("/admin/reconciliation/{id}");
        let answer = Answer::of(site.request("POST", &path).header("cookie", &cookie).send().await.unwrap()).await;
        assert_eq!((answer.status, answer.location()), (303, "/admin/reconciliation"));
    }
    assert_eq!(site.count("select count(*) from audit_entries where action = 'looked_at_finding'").await, 3);
    assert_eq!(site.count("select count(*) from alerts where settled_at is null").await, 0);
    site.reconcile().await;
    assert_eq!(site.light().await, Light::Differs, "looking at it brings no money into the ledger");
    let statements = site.statements_of("/admin/reconciliation", &cookie).await;
    assert!(statements <= 8, "{statements} statements");
}

#[tokio::test]
async fn a_difference_made_by_force_is_named_and_goes_when_it_is_mended() {
    let site = TestSite::start().await;
    let first = site.given().await;
    site.given().await;
    site.forget_donors().await;
    site.reconcile().await;
    assert_eq!(site.light().await, Light::Green);
    let (content, said) = site.verify();
    assert!(content && said.contains("$50 raised") && said.contains("4 entries"), "{said}");

    site.run("alter table ledger_entries disable trigger user").await;
    site.run("update ledger_entries set amount_minor = 9900 where id = (select min(id) from ledger_entries)").await;
    let (content, said) = site.verify();
    assert!(!content && said.contains("entry 1 does not follow"), "{said}");
    assert!(site.reconcile().await.news > 0);
    let session = site.stripe.sessions().into_iter().find(|session| session["payment_intent"] == first.as_str());
    let session = session.unwrap()["id"].as_str().unwrap().to_owned();
    // No trigger told the public pages; they may differ as well, until they are made anew.
    assert_eq!(site.findings().await[0], ("amount".to_owned(), session));
    assert_eq!(site.light().await, Light::Differs);
    assert!(site.count("select count(*) from alerts where kind = 'difference' and settled_at is null").await > 0);

    site.run("update ledger_entries set amount_minor = 2500 where id = (select min(id) from ledger_entries)").await;
    site.run("select pg_notify('site_changed', '')").await;
    site.run("update donations set state = 'refunded' where id = (select donation_id from ledger_entries order by id limit 1)").await;
    site.reconcile().await;
    assert_eq!((site.findings().await, site.light().await), (vec![], Light::Green));
    assert_eq!(site.count("select count(*) from alerts where settled_at is null").await, 0);
    let (content, said) = site.verify();
    assert!(!content && said.contains("is refunded; its entries, of which 1 is the last, say paid"), "{said}");
}

#[tokio::test]
async fn money_that_only_one_side_has_is_a_difference() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let refund = site.stripe.refund(&payment, Some(500)).unwrap();
    sqlx::query(
        "insert into ledger_entries (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash)
         select id, 'charge', 300, 'usd', 'stripe', 'pi_invented', now() - interval '1 hour', 'x', 'y' from donations",
    )
    .execute(&site.db)
    .await
    .unwrap();
    compare(&site, site.later()).await;
    let found = site.findings().await;
    let of = |kind: &str, subject: &str| (kind.to_owned(), subject.to_owned());
    assert_eq!(found, [of("fee", "pi_invented"), of("missing", &refund), of("unknown", "pi_invented")]);
    assert_eq!(site.light().await, Light::Differs);
    assert_eq!(
        site.count("select count(*) from ledger_entries where kind = 'refund'").await,
        0,
        "nothing is put right"
    );
    let (content, said) = site.verify();
    assert!(!content && said.contains("is a gift without a receipt"), "{said}");
}

#[tokio::test]
async fn a_fee_that_stripe_tells_late_is_asked_for() {
    let site = TestSite::start().await;
    site.given().await;
    site.run("alter table ledger_entries disable trigger user").await;
    site.run("delete from ledger_entries where kind = 'fee'").await;
    site.run("alter table ledger_entries enable trigger user").await;
    site.reconcile().await;
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'fee'").await, 1);
    assert_eq!(site.light().await, Light::Green);
}

#[tokio::test]
async fn a_gift_that_came_twice_is_flagged_once() {
    let site = TestSite::start().await;
    site.given().await;
    site.given().await;
    site.reconcile().await;
    assert_eq!(site.findings().await.len(), 1);
    assert_eq!(site.count("select count(*) from donations where flag like '%given twice%'").await, 1);
    assert_eq!(site.count("select count(*) from alerts where kind = 'odd_donation'").await, 1);
    site.reconcile().await;
    assert_eq!(site.count("select count(*) from alerts where kind = 'odd_donation'").await, 1);
}
