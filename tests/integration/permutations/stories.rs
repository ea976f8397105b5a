//! What can happen to a gift at Stripe, step by step, and to whom each event of it belongs.

use std::collections::HashMap;

use serde_json::Value;
use stripe_stand_in::StandIn;

/// A renewal comes within so many seconds.
pub(crate) const MONTH: i64 = 31 * 24 * 60 * 60;

/// A step of a story.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pay,
    PayLater,
    Settle,
    /// A month goes by, for all stories at once.
    Month,
    Refund(Option<i64>),
    FailRefund,
    Dispute,
    Win,
    Lose,
}

/// What happens to a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Story {
    OneTime,
    Delayed,
    Monthly,
    TwoRefunds,
    DisputeWon,
    DisputeLost,
    FailedRefund,
}

/// How many steps the longest story has.
pub(crate) const STEPS: usize = 4;

impl Story {
    pub(crate) const ALL: [Self; 7] = [
        Self::OneTime,
        Self::Delayed,
        Self::Monthly,
        Self::TwoRefunds,
        Self::DisputeWon,
        Self::DisputeLost,
        Self::FailedRefund,
    ];

    /// How many orders of its events are tried: all up to five events, of more as many as fit the time.
    pub(crate) fn orders(self) -> usize {
        match self {
            Self::OneTime => 2,
            Self::Delayed => 6,
            Self::DisputeLost => 120,
            Self::Monthly => 12,
            _ => 40,
        }
    }

    fn steps(self) -> &'static [Step] {
        match self {
            Self::OneTime => &[Step::Pay],
            Self::Delayed => &[Step::PayLater, Step::Settle],
            Self::Monthly => &[Step::Pay, Step::Month, Step::Month, Step::Month],
            Self::TwoRefunds => &[Step::Pay, Step::Refund(Some(900)), Step::Refund(None)],
            Self::DisputeWon => &[Step::Pay, Step::Dispute, Step::Win],
            Self::DisputeLost => &[Step::Pay, Step::Dispute, Step::Lose],
            Self::FailedRefund => &[Step::Pay, Step::Refund(None), Step::FailRefund],
        }
    }

    /// Lets the next step of this gift happen at Stripe; nothing if the story is over, or only time goes by.
    pub(crate) fn play(self, stripe: &StandIn, number: usize, session: &str) {
        let payment = || stripe.payment_intent_of(session).unwrap();
        let newest = |objects: Vec<Value>| {
            let payment = payment();
            let own = objects.into_iter().rfind(|object| object["payment_intent"] == payment.as_str());
            own.unwrap()["id"].as_str().unwrap().to_owned()
        };
        let Some(step) = self.steps().get(number) else { return };
        match step {
            Step::Pay => stripe.pay(session).unwrap(),
            Step::PayLater => stripe.pay_later(session).unwrap(),
            Step::Settle => stripe.settle(session).unwrap(),
            Step::Month => {}
            Step::Refund(amount) => drop(stripe.refund(&payment(), *amount).unwrap()),
            Step::FailRefund => stripe.fail_refund(&newest(stripe.refunds())).unwrap(),
            Step::Dispute => drop(stripe.dispute(&payment()).unwrap()),
            Step::Win => stripe.win_dispute(&newest(stripe.disputes())).unwrap(),
            Step::Lose => stripe.lose_dispute(&newest(stripe.disputes())).unwrap(),
        }
    }
}

/// Which gift each object of Stripe belongs to, learnt from the events in their order.
#[derive(Default)]
pub(crate) struct Owners {
    gift_of: HashMap<String, usize>,
}

impl Owners {
    /// A gift's checkout session.
    pub(crate) fn add(&mut self, session: &str, gift: usize) {
        self.gift_of.insert(session.to_owned(), gift);
    }

    /// The gifts of some events, in their order. An event may name an object that a later one explains.
    pub(crate) fn sort(&mut self, events: &[Value]) -> Vec<(usize, Value)> {
        let mut sorted: Vec<(usize, usize)> = Vec::new();
        let mut open: Vec<usize> = (0..events.len()).collect();
        loop {
            let before = open.len();
            open.retain(|&place| {
                let names = names_in(&events[place]);
                let Some(&gift) = names.iter().find_map(|name| self.gift_of.get(name)) else { return true };
                self.gift_of.extend(names.into_iter().map(|name| (name, gift)));
                sorted.push((place, gift));
                false
            });
            if open.len() == before {
                assert!(open.is_empty(), "an event of nobody: {}", events[open[0]]);
                sorted.sort_unstable();
                return sorted.into_iter().map(|(place, gift)| (gift, events[place].clone())).collect();
            }
        }
    }
}

/// What each kind of name of Stripe begins with, where it belongs to one gift.
const BEGINNINGS: [&str; 11] = ["cs_", "pi_", "in_", "ch_", "sub_", "cus_", "re_", "du_", "dp_", "txn_", "inpay_"];

/// The names of objects in an event, each once, in the order in which they come.
pub(crate) fn names_in(event: &Value) -> Vec<String> {
    let mut names = Vec::new();
    collect(&event["data"]["object"], &mut names);
    names
}

fn is_name(text: &str) -> bool {
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)) && !text.contains("_secret_")
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(text) if is_name(text) && !names.contains(text) => names.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, names)),
        _ => {}
    }
}

/// Random numbers that a seed repeats (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    /// A seed from the environment variable `SEED`, else a new one; it is printed.
    pub(crate) fn new(what: &str) -> Self {
        let given = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| u64::from_be_bytes(connect_kindness::seal::random())) | 1;
        eprintln!("{what}: repeat with SEED={seed}");
        Self(seed)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        usize::try_from(drawn).unwrap() % limit
    }

    /// Another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
