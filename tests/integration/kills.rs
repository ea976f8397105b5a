//! The program is killed at any moment; what it confirmed is not lost, and nothing happens twice.

use std::{
    collections::BTreeMap,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use connect_kindness::seal::random;
use stripe_stand_in::Delivery;
use time::OffsetDateTime;
use tokio::net::TcpStream;

use crate::{harness::TestSite, permutations::stories::Dice};

/// The program as its operator starts it, on the site's database and Stripe.
struct Killed<'a> {
    site: &'a TestSite,
    port: u16,
    child: Child,
}

/// Delivers an event as Stripe does. `false` means that Stripe would send it again.
async fn hears(site: &TestSite, client: &reqwest::Client, port: u16, event: &serde_json::Value) -> bool {
    let body = event.to_string();
    let signature = site.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
    let url = format!("http://localhost:{port}/webhooks/stripe");
    let sent = client.post(url).header("stripe-signature", signature).body(body).send().await;
    sent.is_ok_and(|answer| answer.status() == 200)
}

impl<'a> Killed<'a> {
    async fn start(site: &'a TestSite, port: u16) -> Self {
        let program = Self::spawn(site, port);
        program.listens().await;
        program
    }

    fn spawn(site: &'a TestSite, port: u16) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(site.environment()).env("BIND", format!("127.0.0.1:{port}"));
        command.env("PUBLIC_URL", format!("http://localhost:{port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        Self { site, port, child }
    }

    async fn listens(&self) {
        let listens = || async { TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() };
        self.site.eventually("it listens", listens).await;
    }

    async fn is_ready(&self, client: &reqwest::Client) {
        let url = format!("http://localhost:{}/readyz", self.port);
        let is_ready = || async { client.get(&url).send().await.is_ok_and(|answer| answer.status() == 200) };
        self.site.eventually("it is ready", is_ready).await;
    }

    async fn hears(&self, event: &serde_json::Value) -> bool {
        hears(self.site, &reqwest::Client::new(), self.port, event).await
    }
}

impl Drop for Killed<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody is given by chance while the program is down: below those of the system's own choice.
fn free_port() -> u16 {
    let mut ports = std::iter::repeat_with(|| 10_000 + u16::from_be_bytes(random()) % 10_000);
    ports.find(|&port| std::net::TcpListener::bind(("127.0.0.1", port)).is_ok()).unwrap()
}

#[tokio::test]
async fn confirmed_events_survive_kills_and_are_applied_once() {
    let mut site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let mut events = Vec::new();
    for _ in 0..12 {
        let session = site.begin_gift("usd", "25").await;
        site.stripe.pay(&session).unwrap();
        let about = |event: &serde_json::Value| event["data"]["object"]["id"] == session.as_str();
        events.push(site.stripe.events().into_iter().find(about).unwrap());
    }
    site.stop().await;
    let port = free_port();
    let mut waiting = events.clone();
    for round in 0..6_u64 {
        let program = Killed::start(&site, port).await;
        let mut unheard = Vec::new();
        for event in waiting.drain(..) {
            if unheard.len() + 2 < usize::try_from(round).unwrap() || !program.hears(&event).await {
                unheard.push(event);
            }
        }
        waiting = unheard;
        // At any moment of its work, on any machine.
        tokio::time::sleep(Duration::from_millis(13 * round * round)).await;
    }
    let program = Killed::start(&site, port).await;
    for event in waiting {
        assert!(program.hears(&event).await);
    }
    // Jobs of the killed are taken over when they were not heard of for twenty seconds.
    site.ledger_holds(12).await;
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 12 * 2500);
    site.eventually("everybody is thanked", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    assert_eq!(site.count("select count(*) from mails").await, 12);
}

/// So many times the program is killed at least.
const KILLS: usize = 100;
/// So many donors give meanwhile.
const DONORS: usize = 240;

/// A donor who presses the button until they are led to Stripe, and then pays.
struct Donor {
    token: String,
    session: Option<String>,
}

/// What the world wants from the program while it is killed again and again.
struct World<'a> {
    site: &'a TestSite,
    client: reqwest::Client,
    donors: Vec<Donor>,
    /// Events, and whether they were confirmed.
    events: Vec<(serde_json::Value, bool)>,
    /// How often the form was answered with each status; with none when the program was gone.
    answers: BTreeMap<u16, usize>,
}

impl World<'_> {
    /// How many donors came through.
    fn gave(&self) -> usize {
        self.donors.iter().filter(|donor| donor.session.is_some()).count()
    }

    /// One thing after the other, each a donor or an event, until the program is gone.
    async fn bother(&mut self, port: u16, dice: &mut Dice) {
        loop {
            if dice.below(3) > 0 {
                self.tell(port, dice).await;
            } else {
                self.give(port, dice).await;
            }
        }
    }

    async fn give(&mut self, port: u16, dice: &mut Dice) {
        let number = dice.below(self.donors.len());
        let donor = &mut self.donors[number];
        let fields =
            [("token", donor.token.as_str()), ("currency", "usd"), ("choice", "own"), ("amount", "25"), ("name", "A")];
        let sent = self.client.post(format!("http://localhost:{port}/donate")).form(&fields).send().await;
        *self.answers.entry(sent.as_ref().map_or(0, |answer| answer.status().as_u16())).or_default() += 1;
        // One who gave is led to the thanks.
        let Some(answer) = sent.ok().filter(|answer| answer.status() == 303 && donor.session.is_none()) else { return };
        let session = answer.headers()["location"].to_str().unwrap().rsplit('/').next().unwrap().to_owned();
        self.site.stripe.pay(&session).unwrap();
        let payment = self.site.stripe.payment_intent_of(&session).unwrap();
        match dice.below(6) {
            0 => drop(self.site.stripe.refund(&payment, Some(700)).unwrap()),
            1 => drop(self.site.stripe.dispute(&payment).unwrap()),
            _ => {}
        }
        donor.session = Some(session);
        let events = self.site.stripe.events();
        self.events.extend(events[self.events.len()..].iter().map(|event| (event.clone(), false)));
    }

    /// Mostly something new, sometimes something that was told before.
    async fn tell(&mut self, port: u16, dice: &mut Dice) {
        let new: Vec<usize> = (0..self.events.len()).filter(|&place| !self.events[place].1).collect();
        let place = match (new.is_empty(), self.events.len()) {
            (_, 0) => return tokio::task::yield_now().await,
            (false, _) if dice.below(5) > 0 => new[dice.below(new.len())],
            (_, known) => dice.below(known),
        };
        let told = hears(self.site, &self.client, port, &self.events[place].0).await;
        self.events[place].1 |= told;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_kills_lose_nothing_and_double_nothing() {
    let begun = Instant::now();
    let mut dice = Dice::new("kills");
    let mut site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    site.stop().await;
    let port = free_port();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let donors = (0..DONORS).map(|_| Donor { token: site.token("donate"), session: None }).collect();
    let mut world = World { site: &site, client, donors, events: Vec::new(), answers: BTreeMap::new() };
    for kill in 0.. {
        // On a slow machine more kills are needed until as much has happened, each a little later.
        if kill >= KILLS && (world.gave() > 20 || kill >= 5 * KILLS) {
            break;
        }
        // All donors share an address here, so what it gave is forgotten.
        sqlx::query("delete from limit_counters").execute(&site.db).await.unwrap();
        let program = Killed::spawn(&site, port);
        // Most are killed at work, some before they are ready for it.
        if kill % 8 > 0 {
            program.is_ready(&world.client).await;
        }
        let rest = Duration::from_millis(u64::try_from(dice.below(400.max(4 * kill))).unwrap());
        // At any moment of its work, on any machine.
        let _ = tokio::time::timeout(rest, world.bother(port, &mut dice)).await;
    }
    eprintln!("the last kill after {:?}, the form was answered {:?}", begun.elapsed(), world.answers);

    let program = Killed::start(&site, port).await;
    let gave = world.gave();
    let open: Vec<_> = world.events.iter().filter(|(_, told)| !told).map(|(event, _)| event).collect();
    eprintln!("{gave} donors gave, {} of {} events are told again", open.len(), world.events.len());
    for event in open {
        assert!(program.hears(event).await);
    }
    // Jobs of the killed are taken over when they were not heard of for twenty seconds.
    site.settled().await;
    assert!(gave > 20, "only {gave} donors came through");
    let (gifts, books) = (i64::try_from(gave).unwrap(), site.stripe.books_totals()["usd"]);
    assert_eq!(site.count("select count(*) from ledger_entries where kind = 'charge'").await, gifts);
    assert_eq!(
        site.count("select count(*) from ledger_entries where kind = 'fee' and source_id like 'pi%'").await,
        gifts
    );
    assert_eq!(
        site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await,
        books.gross()
    );
    assert_eq!(
        site.count("select count(*) from (select form_nonce from donations group by 1 having count(*) > 1) twice")
            .await,
        0
    );
    assert_eq!(site.count("select count(*) from receipts").await, gifts);
    let (content, said) = site.verify();
    assert!(content, "{said}");
    eprintln!("all is there once after {:?}", begun.elapsed());
}
