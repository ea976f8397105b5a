//! Whatever the order of events, however often each comes, through whichever instance: one and the same ledger.

mod books;
pub(crate) mod stories;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use connect_kindness::books::reconcile::events::TYPES;
use futures_util::future::join_all;
use serde_json::Value;
use stripe_stand_in::Delivery;
use time::OffsetDateTime;

use self::stories::{Dice, MONTH, Owners, STEPS, Story};
use crate::harness::{TestSite, patience::Patience};

/// All orders are tried of so many events; of more, as many at random as fit the time.
const ALL_OF: usize = 5;
/// So many orders are tried at random.
const DRAWN: usize = 40;
/// So many times a story's events come at random, some more than once, all at the same time.
const HEAPS: usize = 12;
/// So many times they come while the story goes on.
const LIVE: usize = 8;
/// So many deliver at once.
const WORKERS: usize = 8;

/// How the events of a gift come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In this order, each applied before the next one comes; the first is how they happened.
    Order(usize),
    /// All at the same time, some more than once.
    Heap,
    /// While the story goes on, in disorder.
    Live,
}

/// One gift whose story is played.
struct Gift {
    way: Way,
    session: String,
    events: Vec<Value>,
}

/// Two instances to which events are delivered.
struct Ears {
    sites: [TestSite; 2],
    client: reqwest::Client,
    next: AtomicUsize,
}

impl Ears {
    /// Delivers an event as Stripe does, to the instances in turn, and once more when it is not confirmed.
    async fn hear(&self, event: &Value) {
        let body = event.to_string();
        for _ in 0..10 {
            let site = &self.sites[self.next.fetch_add(1, Ordering::Relaxed) % 2];
            let signature = site.stripe.sign(body.as_bytes(), OffsetDateTime::now_utc().unix_timestamp());
            let url = format!("{}/webhooks/stripe", site.url);
            let request = self.client.post(url).header("stripe-signature", signature).body(body.clone());
            if request.send().await.is_ok_and(|answer| answer.status() == 200) {
                return;
            }
        }
        panic!("never confirmed: {}", event["type"]);
    }

    /// Waits until an event is applied.
    async fn apply(&self, event: &Value) {
        let sql = "select processed_at is not null, attempts, last_error from stripe_events where id = $1";
        let patience = Patience::new();
        loop {
            let found = sqlx::query_as(sql).bind(event["id"].as_str().unwrap()).fetch_one(&self.sites[0].db).await;
            let (is_applied, attempts, error): (bool, i32, Option<String>) = found.unwrap();
            if is_applied {
                return;
            }
            let kind = &event["type"];
            assert!(!patience.is_over(), "{kind} is not applied: {attempts} tries, {error:?}");
            // Between two looks.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// All orders of a few things, some of many; the first is the natural one.
fn orders(things: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
    let natural: Vec<usize> = (0..things).collect();
    if things > ALL_OF {
        let mut drawn = vec![natural.clone()];
        drawn.resize_with(DRAWN, || {
            let mut order = natural.clone();
            dice.shuffle(&mut order);
            order
        });
        return drawn;
    }
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..things {
        let longer = |order: &Vec<usize>| {
            let order = order.clone();
            let free: Vec<usize> = natural.iter().copied().filter(|thing| !order.contains(thing)).collect();
            free.into_iter().map(move |thing| [order.clone(), vec![thing]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[test]
fn there_are_as_many_orders_as_there_are() {
    let mut dice = Dice::new("orders");
    for (things, count) in [(1, 1), (3, 6), (5, 120), (9, DRAWN)] {
        let orders = orders(things, &mut dice);
        assert_eq!(orders.len(), count);
        assert_eq!(orders[0], (0..things).collect::<Vec<_>>());
        assert!(things > ALL_OF || orders.iter().collect::<std::collections::BTreeSet<_>>().len() == count);
    }
}

/// A test for each story, so that they run side by side.
macro_rules! stories {
    ($($name:ident: $story:ident,)*) => { $(
        #[tokio::test]
        async fn $name() {
            makes_the_same_ledger_in_every_order(Story::$story).await;
        }
    )* };
}

stories! {
    a_gift: OneTime,
    a_gift_that_comes_later: Delayed,
    a_monthly_gift_with_three_renewals: Monthly,
    a_gift_given_back_in_two_parts: TwoRefunds,
    a_dispute_that_is_won: DisputeWon,
    a_dispute_that_is_lost: DisputeLost,
    a_refund_that_fails: FailedRefund,
}

async fn makes_the_same_ledger_in_every_order(story: Story) {
    let begun = Instant::now();
    let mut dice = Dice::new(&format!("{story:?}"));
    let first = TestSite::start().await;
    let second = first.second().await;
    first.stripe.set_delivery(Delivery::DropAll);
    let ears = Arc::new(Ears { sites: [first, second], client: reqwest::Client::new(), next: AtomicUsize::new(0) });
    let mut gifts = begin(&ears, story).await;
    play(&ears, story, &mut gifts, &mut dice).await;
    let played = begun.elapsed();
    let delivered = deliver(&ears, &gifts, &mut dice).await;
    ears.sites[0].settled().await;

    let ledgers = books::ledgers(&ears.sites[0], &gifts).await;
    for (gift, ledger) in gifts.iter().zip(&ledgers) {
        let same = &ledgers[0];
        assert_eq!(same.hash, ledger.hash, "{story:?} {:?}\n{}\nnot\n{}", gift.way, ledger.text, same.text);
    }
    books::as_told(story, &ledgers[0].text);
    let books = ears.sites[0].stripe.books_totals()["usd"];
    let sums = "select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'";
    assert_eq!(ears.sites[0].count(sums).await, books.gross());
    let (content, said) = ears.sites[0].verify();
    assert!(content, "{said}");
    eprintln!(
        "{story:?}: {} gifts of {} events, {delivered} delivered, all {}, played in {played:?}, done in {:?}",
        gifts.len(),
        gifts[0].events.len(),
        &ledgers[0].hash[..16],
        begun.elapsed(),
    );
}

/// Begins a gift for each order, heap and live hearing.
async fn begin(ears: &Ears, story: Story) -> Vec<Gift> {
    let ways = (0..story.orders()).map(Way::Order).chain([Way::Heap; HEAPS]).chain([Way::Live; LIVE]);
    let mut gifts: Vec<Gift> = ways.map(|way| Gift { way, session: String::new(), events: Vec::new() }).collect();
    for some in gifts.chunks_mut(WORKERS) {
        join_all(some.iter_mut().map(|gift| async {
            gift.session = ears.sites[0].begin(story == Story::Monthly).await;
        }))
        .await;
    }
    gifts
}

/// Plays the story at Stripe, step by step; those who hear live hear of each step in disorder, some of it later.
async fn play(ears: &Ears, story: Story, gifts: &mut [Gift], dice: &mut Dice) {
    let stripe = &ears.sites[0].stripe;
    let mut owners = Owners::default();
    gifts.iter().enumerate().for_each(|(place, gift)| owners.add(&gift.session, place));
    let mut known = 0;
    let mut held: Vec<Value> = Vec::new();
    for step in 0..STEPS {
        gifts.iter().for_each(|gift| story.play(stripe, step, &gift.session));
        if step > 0 && story == Story::Monthly {
            stripe.advance(MONTH);
        }
        let events = stripe.events();
        for (place, event) in owners.sort(&events[known..]) {
            if !is_told(&event) {
                continue;
            }
            if gifts[place].way == Way::Live {
                held.push(event.clone());
            }
            gifts[place].events.push(event);
        }
        known = events.len();
        dice.shuffle(&mut held);
        let kept_back = if step + 1 == STEPS { 0 } else { held.len() / 3 };
        for some in held.split_off(kept_back).chunks(WORKERS) {
            join_all(some.iter().map(|event| ears.hear(event))).await;
        }
    }
}

/// What the endpoint at Stripe is to send, and what repeats the same money and must not count.
fn is_told(event: &Value) -> bool {
    let kind = event["type"].as_str().unwrap();
    TYPES.contains(&kind) || ["charge.succeeded", "invoice.payment_succeeded"].contains(&kind)
}

/// Delivers what was not heard live; says how many events it were.
async fn deliver(ears: &Arc<Ears>, gifts: &[Gift], dice: &mut Dice) -> usize {
    let orders = orders(gifts[0].events.len(), dice);
    let mut waiting = Vec::new();
    for gift in gifts {
        match gift.way {
            Way::Order(number) if number < orders.len() => {
                let order = &orders[number];
                waiting.push((true, order.iter().map(|&place| gift.events[place].clone()).collect::<Vec<_>>()));
            }
            Way::Order(_) | Way::Heap => {
                let mut heap = gift.events.clone();
                for _ in 0..heap.len() {
                    heap.push(gift.events[dice.below(gift.events.len())].clone());
                }
                dice.shuffle(&mut heap);
                waiting.push((false, heap));
            }
            Way::Live => {}
        }
    }
    let events = waiting.iter().map(|(_, events)| events.len()).sum();
    dice.shuffle(&mut waiting);
    let waiting = Arc::new(std::sync::Mutex::new(waiting));
    let workers = (0..WORKERS).map(|_| {
        let (ears, waiting) = (Arc::clone(ears), Arc::clone(&waiting));
        tokio::spawn(async move {
            loop {
                let Some((in_order, events)) = waiting.lock().unwrap().pop() else { return };
                if in_order {
                    for event in &events {
                        ears.hear(event).await;
                        ears.apply(event).await;
                    }
                } else {
                    join_all(events.iter().map(|event| ears.hear(event))).await;
                }
            }
        })
    });
    join_all(workers).await.into_iter().for_each(|done| done.unwrap());
    events
}
