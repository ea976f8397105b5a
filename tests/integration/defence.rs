//! Somebody tries out stolen cards: they get nowhere, donors do, and what Stripe tells us always arrives.

mod guarded;
mod switch;

use futures_util::StreamExt as _;
use std::{
    net::{IpAddr, Ipv4Addr},
    process::Command,
};

use connect_kindness::{
    form::FormToken,
    giving::defence::{Admission, Refusal, Sending, admit, breaker, change, queries},
    settings,
    site::Giving,
    staff::{self, Role},
    toll::proof,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{Answer, Strictness, TestSite};

/// A moment in the middle of a window, so that no count begins anew between two lines of a story.
fn noon() -> OffsetDateTime {
    let day = Duration::days(1).whole_seconds();
    let now = OffsetDateTime::now_utc().unix_timestamp();
    OffsetDateTime::from_unix_timestamp(now / day * day + day / 2).unwrap() + Duration::minutes(1)
}

fn address(number: u8) -> IpAddr {
    Ipv4Addr::new(203, 0, 113, number).into()
}

/// The proof of work for a token, as the browser finds it.
pub(crate) fn prove(token: &str) -> String {
    prove_parts(token, proof::ROW)
}

/// The same with as many tasks as are asked for.
pub(crate) fn prove_parts(token: &str, parts: u32) -> String {
    let solves = |part: u32, n: &u64| {
        let digest = Sha256::digest(format!("{token}:{part}:{n}"));
        u32::from_be_bytes(*digest.first_chunk::<4>().unwrap()).leading_zeros() >= proof::bits(part)
    };
    let solutions: Vec<String> = (0..parts).map(|part| (0..).find(|n| solves(part, n)).unwrap().to_string()).collect();
    solutions.join(".")
}

impl TestSite {
    /// One sending of a form from an address, at a time.
    async fn attempts(&self, from: IpAddr, nonce: Uuid, now: OffsetDateTime) -> Admission {
        let token = FormToken { nonce, issued_at: now };
        let sending = Sending { address: from, token, signed_token: "", proof: Some("x"), typed: "" };
        admit(&self.state, &sending, now).await.unwrap()
    }

    /// Sends a form with a sum, a mail address and, perhaps, a proof.
    async fn send(&self, path: &str, token: &str, amount: &str, mail: &str, proof: Option<&str>) -> Answer {
        let mut fields = vec![
            ("token", token),
            ("currency", "usd"),
            ("choice", "own"),
            ("amount", amount),
            ("name", "Kanaria Ro"),
            ("mail", mail),
        ];
        fields.extend(proof.map(|proof| ("proof", proof)));
        self.submit(path, &fields).await
    }

    /// Decides as staff would, in the database.
    pub(crate) async fn decides(&self, giving: &Giving) {
        let id = staff::queries::add(&self.db, "treasurer@example.org", &[Role::Treasurer]).await.unwrap();
        let mut tx = self.db.begin().await.unwrap();
        queries::lock(&mut tx).await.unwrap();
        change::decide(&self.state, &mut tx, giving, Some(id), None, OffsetDateTime::now_utc()).await.unwrap();
        tx.commit().await.unwrap();
        self.eventually("the site knows", || async { self.state.site().giving == *giving }).await;
    }

    async fn giving(&self) -> Giving {
        settings::queries::giving(&self.db).await.unwrap()
    }

    /// Waits for a mail to somebody, and gives its text.
    pub(crate) async fn mail_to(&self, to: &str) -> String {
        self.eventually("the mail arrives", || async { self.mailbox.mails().iter().any(|mail| mail.to == to) }).await;
        let data = self.mailbox.mails().into_iter().rev().find(|mail| mail.to == to).unwrap().data;
        readable(&data)
    }

    fn mails_to(&self, to: &str) -> usize {
        self.mailbox.mails().iter().filter(|mail| mail.to == to).count()
    }

    fn dump(&self) -> String {
        let dump = Command::new("pg_dump").arg("--inserts").arg(self.database_url()).output().unwrap();
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        String::from_utf8_lossy(&dump.stdout).into_owned()
    }
}

/// A mail's text, whatever its transfer encoding (RFC 2045, 6).
fn readable(data: &str) -> String {
    let (head, body) = data.split_once("\n\n").unwrap();
    if head.contains("base64") {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::STANDARD.decode(body.split_whitespace().collect::<String>());
        return format!("{head}\n\n{}", String::from_utf8(bytes.unwrap()).unwrap());
    }
    format!("{head}\n\n{}", body.replace("=\n", "").replace("=3D", "="))
}

/// The address of the link in a mail, without the site's own.
pub(crate) fn link_in(mail: &str, path: &str) -> String {
    let start = mail.find(path).unwrap_or_else(|| panic!("no {path} in {mail}"));
    mail[start..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_form_wears_out_on_all_instances_and_does_not_recover() {
    let site = TestSite::start_as(Strictness::Strict).await;
    let second = site.second().await;
    let (now, nonce) = (noon(), Uuid::new_v4());
    for turn in 0..13_u8 {
        let instance = if turn % 2 == 0 { &site } else { &second };
        let one_form = instance.attempts(address(turn), nonce, now).await;
        let worn_out = Admission::Refused(Refusal::WornOut);
        assert_eq!(one_form, if turn < 10 { Admission::Free } else { worn_out }, "{turn}");
    }
    let still = site.attempts(address(50), nonce, now + Duration::minutes(20)).await;
    assert_eq!(still, Admission::Refused(Refusal::WornOut));
    assert_eq!(site.giving().await, Giving::Open, "none of this is an attack on all");
}

#[tokio::test]
async fn a_burst_from_one_address_has_to_work_whatever_it_says_of_itself() {
    let site = TestSite::start_as(Strictness::Strict).await;
    let mut answers = Vec::new();
    for turn in 0..24 {
        let token = site.token("donate");
        let (amount, mail) = ((turn + 1).to_string(), format!("tester{turn}@example.org"));
        let fields = [("token", &*token), ("currency", "usd"), ("choice", "own"), ("amount", &amount), ("mail", &mail)];
        let request = site.request("POST", "/donate").header("x-forwarded-for", format!("198.51.100.{turn}"));
        let request = request.header("forwarded", format!("for=198.51.100.{turn}")).form(&fields);
        let answer = Answer::of(request.send().await.unwrap()).await;
        if answer.status == 422 {
            assert!(answer.attribute("input[name=proof]", "data-parts").is_some());
            assert_eq!(answer.attribute("input[name=amount]", "value").unwrap(), amount);
            assert_eq!(answer.attribute("input[name=mail]", "value").unwrap(), mail);
        }
        answers.push(answer.status);
    }
    let free = answers.iter().filter(|status| **status == 303).count();
    assert!((5..=6).contains(&free) && answers.iter().all(|status| [303, 422].contains(status)), "{answers:?}");
    assert_eq!(site.stripe.sessions().len(), free, "Stripe was not asked for the others");
}

#[tokio::test]
async fn a_burst_from_many_addresses_makes_the_form_guard_itself() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let second = site.second().await;
    staff::queries::add(&site.db, "owner@example.org", &[Role::Owner]).await.unwrap();
    let mut answers = Vec::new();
    for turn in 0..60 {
        let instance = if turn % 2 == 0 { &site } else { &second };
        let (token, mail) = (site.token("donate"), format!("tester{turn}@example.org"));
        let fields = [("token", &*token), ("choice", "usd:2500"), ("mail", &mail)];
        let request = instance.request("POST", "/donate").header("x-forwarded-for", format!("198.51.{turn}.7"));
        answers.push(Answer::of(request.form(&fields).send().await.unwrap()).await);
    }
    let free = answers.iter().filter(|answer| answer.status == 303).count();
    assert!((20..=40).contains(&free), "{free}");
    assert_eq!(site.giving().await, Giving::Guarded);
    let last = answers.last().unwrap();
    assert_eq!(last.status, 422, "who comes now gets the form with the task, and everything typed");
    assert_eq!(last.attribute("[name=choice][checked]", "value").as_deref(), Some("usd:2500"));
    assert!(last.attribute("input[name=proof]", "value").is_some());
    let token = last.attribute("input[name=token]", "value").unwrap();
    let parts = last.attribute("input[name=proof]", "data-parts").unwrap().parse().unwrap();
    let fields = [("token", &*token), ("choice", "usd:2500"), ("proof", &prove_parts(&token, parts))];
    let request = second.request("POST", "/donate").header("x-forwarded-for", "192.0.2.9").form(&fields);
    assert_eq!(Answer::of(request.send().await.unwrap()).await.status, 303, "who does the work goes on");

    let alerts = "select count(*) from alerts where kind = 'under_attack' and settled_at is null";
    assert_eq!(site.count(alerts).await, 1);
    assert_eq!(site.count("select count(*) from giving_changes").await, 1);
    site.eventually("the alert is mailed", || async { !site.mailbox.mails().is_empty() }).await;
    assert!(readable(&site.mailbox.mails()[0].data).contains("stolen cards"));
    for instance in [&site, &second] {
        instance.eventually("all instances know", || async { instance.state.site().giving == Giving::Guarded }).await;
        assert!(instance.visit("/ko/donate").await.text.contains("proof.js"));
    }
    let dump = site.dump();
    for secret in ["198.51.7.7", "192.0.2.9", "tester7@example.org"] {
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!dump.contains(secret) && !dump.contains(&hex), "{secret}");
    }
    let plain = Sha256::digest("tester7@example.org").iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert!(dump.contains("INSERT INTO public.limit_counters") && !dump.contains(&plain));
}

#[tokio::test]
async fn declined_cards_trip_the_breaker_and_an_hour_of_quiet_mends_it() {
    let site = TestSite::start().await;
    let second = site.second().await;
    site.signed_in_staff().await;
    let session = site.begin_gift("usd", "5").await;
    let told = "select count(*) from stripe_events where type = 'payment_intent.payment_failed'";
    let declines = async |from: i64, to: i64| {
        for _ in from..to {
            site.stripe.decline(&session).unwrap();
        }
        site.eventually("Stripe has told us", || async { site.count(told).await == to }).await;
    };
    declines(0, 9).await;
    let now = OffsetDateTime::now_utc();
    breaker::watch(&site.state, now).await.unwrap();
    assert_eq!(site.giving().await, Giving::Open, "nine tell nothing");
    declines(9, 10).await;
    let now = OffsetDateTime::now_utc() + Duration::seconds(1);
    let (one, other) = tokio::join!(breaker::watch(&site.state, now), breaker::watch(&second.state, now));
    one.unwrap();
    other.unwrap();
    assert_eq!(site.giving().await, Giving::Guarded);
    assert_eq!(site.count("select count(*) from giving_changes").await, 1);
    assert_eq!(site.count("select count(*) from alerts where kind = 'under_attack'").await, 1);

    // The last sign is in sight for a quarter of an hour; an hour after it the form opens.
    for (minutes, giving) in
        [(14, Giving::Guarded), (30, Giving::Guarded), (58, Giving::Guarded), (61, Giving::Open), (120, Giving::Open)]
    {
        breaker::watch(&second.state, now + Duration::minutes(minutes)).await.unwrap();
        assert_eq!(site.giving().await, giving, "after {minutes} minutes");
    }
    assert_eq!(site.count("select count(*) from alerts where settled_at is null").await, 0);
    assert_eq!(site.count("select count(*) from giving_changes").await, 2);
    site.eventually("staff are told", || async { site.mailbox.mails().len() >= 2 }).await;
    let mails: Vec<String> = site.mailbox.mails().iter().map(|mail| readable(&mail.data)).collect();
    assert!(mails.iter().any(|mail| mail.contains("open to everybody")), "{mails:?}");
}

#[tokio::test]
async fn what_staff_decide_the_breaker_leaves_alone() {
    let site = TestSite::start().await;
    let session = site.begin_gift("usd", "5").await;
    let told = "select count(*) from stripe_events where type = 'payment_intent.payment_failed'";
    for _ in 0..12 {
        site.stripe.decline(&session).unwrap();
    }
    site.eventually("Stripe has told us", || async { site.count(told).await == 12 }).await;
    site.decides(&Giving::Open).await;
    let now = OffsetDateTime::now_utc() + Duration::seconds(1);
    breaker::watch(&site.state, now).await.unwrap();
    assert_eq!(site.giving().await, Giving::Open, "staff knew of these");
    for giving in [Giving::Guarded, closed()] {
        site.decides(&giving).await;
        for hours in [0, 2, 48] {
            breaker::watch(&site.state, now + Duration::hours(hours)).await.unwrap();
            assert_eq!(site.giving().await, giving, "after {hours} hours");
        }
    }
}

#[tokio::test]
async fn the_webhook_is_never_limited() {
    let site = TestSite::start_as(Strictness::Strict).await;
    let mut sent = 0_i64;
    for giving in [Giving::Guarded, closed()] {
        site.decides(&giving).await;
        let posts = (0..200).map(|turn| {
            let event = json!({"id": format!("evt_{sent}_{turn}"), "object": "event", "livemode": false,
                "type": "payment_intent.payment_failed", "data": {"object": {"id": "pi_1"}}});
            let body = event.to_string();
            let signature = site.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
            let request = site.request("POST", "/webhooks/stripe").header("stripe-signature", signature).body(body);
            async { request.send().await.unwrap().status().as_u16() }
        });
        // As many at once as the database has connections for, also where the machine is busy.
        let statuses: Vec<u16> = futures_util::stream::iter(posts).buffer_unordered(20).collect().await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        sent += 200;
        assert_eq!(site.count("select count(*) from stripe_events").await, sent);
    }
}

/// A form that is closed, with words in both languages.
fn closed() -> Giving {
    Giving::Closed { english: "Closed <today> & kindly.".to_owned(), korean: "오늘은 쉽니다.".to_owned() }
}
