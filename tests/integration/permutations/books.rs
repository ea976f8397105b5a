//! The books of one gift, written so that the same story gives the same text: names by the order in which they came, times
//! by the object that tells them.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Gift,
    stories::{Story, names_in},
};
use crate::harness::TestSite;

/// The books of a gift.
pub(crate) struct Ledger {
    pub(crate) text: String,
    /// SHA-256 of the text.
    pub(crate) hash: String,
}

#[derive(sqlx::FromRow)]
struct Entry {
    root: Uuid,
    turn: Option<String>,
    payment: Option<String>,
    kind: String,
    minor: i64,
    currency: String,
    source: String,
    source_id: String,
    at: i64,
}

/// The first donation of a gift tells which gift it is; a turn has its invoice's name.
const ENTRIES: &str = "
    select coalesce(monthly_gift_id, donations.id) root, invoice_id turn, payment_intent_id payment, kind,
           ledger_entries.amount_minor minor, ledger_entries.currency, source, source_id,
           extract(epoch from occurred_at)::bigint as at
    from ledger_entries join donations on donations.id = donation_id";

/// How every donation stands, its receipts, and what was posted about it.
const STATES: &str = "
    select coalesce(monthly_gift_id, donations.id) root, invoice_id turn,
           format('%s %s %s, %s receipts, %s thanks, flag %s', state, currency, amount_minor,
                  (select count(*) from receipts where donation_id = donations.id),
                  (select count(*) from mails join receipts on receipts.id = subject_id
                   where donation_id = donations.id and mails.kind = 'receipt'), coalesce(flag, '-')) said
    from donations";

/// How every monthly gift, refund and dispute stands.
const BESIDE: &str = "
    select id root, null turn, format('monthly %s %s %s', status, currency, amount_minor) said from monthly_gifts
    union all select donation_id, stripe_refund_id, format('refund %s %s', status, amount_minor) from refunds
    union all select donation_id, id, format('dispute %s %s', status, amount_minor) from disputes";

/// The books of each gift.
pub(crate) async fn ledgers(site: &TestSite, gifts: &[Gift]) -> Vec<Ledger> {
    let times = times(site);
    let mut lines: HashMap<Uuid, Vec<String>> = HashMap::new();
    let roots = roots(site);
    let names: HashMap<Uuid, HashMap<String, String>> =
        gifts.iter().map(|gift| (roots[&gift.session], names_of(gift))).collect();
    let entries: Vec<Entry> = sqlx::query_as(ENTRIES).fetch_all(&site.db).await.unwrap();
    for entry in entries {
        let names = &names[&entry.root];
        let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let told_by = match entry.kind.as_str() {
            "reversal" => times.get(&format!("back {}", entry.source_id)).or_else(|| times.get(&entry.source_id)),
            _ => times.get(&entry.source_id).or_else(|| times.get(entry.payment.as_deref()?)),
        };
        lines.entry(entry.root).or_default().push(format!(
            "{} {} {} {} {} {} {:+}",
            name(entry.turn.as_deref().unwrap_or("gift")),
            entry.kind,
            entry.minor,
            entry.currency,
            entry.source,
            name(&entry.source_id),
            entry.at - told_by.unwrap_or_else(|| panic!("when was {}?", entry.source_id)),
        ));
    }
    for sql in [STATES, BESIDE] {
        let states: Vec<(Uuid, Option<String>, String)> = sqlx::query_as(sql).fetch_all(&site.db).await.unwrap();
        for (root, turn, said) in states {
            let turn = turn.map_or("gift".to_owned(), |turn| names[&root].get(&turn).cloned().unwrap_or(turn));
            lines.entry(root).or_default().push(format!("{turn} {said}"));
        }
    }
    let ledger = |gift: &Gift| {
        let mut lines = lines.remove(&roots[&gift.session]).unwrap_or_default();
        lines.sort();
        let text = lines.join("\n");
        let hash = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Ledger { text, hash }
    };
    gifts.iter().map(ledger).collect()
}

/// The donation of each session.
fn roots(site: &TestSite) -> HashMap<String, Uuid> {
    let of = |session: &serde_json::Value| {
        let reference = session["client_reference_id"].as_str().unwrap();
        (session["id"].as_str().unwrap().to_owned(), reference.parse().unwrap())
    };
    site.stripe.sessions().iter().map(of).collect()
}

/// `pi_1`, `re_2`: by the order in which a gift's events name them.
fn names_of(gift: &Gift) -> HashMap<String, String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: HashMap<String, String> = HashMap::new();
    for id in gift.events.iter().flat_map(names_in) {
        let beginning = id.split('_').next().unwrap_or_default().to_owned();
        names.entry(id).or_insert_with(|| {
            let count = counts.entry(beginning.clone()).or_default();
            *count += 1;
            format!("{beginning}_{count}")
        });
    }
    names
}

/// When each object moved money, by Stripe's own books: a payment when it was charged.
fn times(site: &TestSite) -> HashMap<String, i64> {
    let mut times = HashMap::new();
    let created = |object: &serde_json::Value| object["created"].as_i64().unwrap();
    let name = |object: &serde_json::Value, field: &str| object[field].as_str().map(str::to_owned);
    for charge in site.stripe.charges() {
        times.extend(name(&charge, "payment_intent").map(|payment| (payment, created(&charge))));
    }
    for transaction in site.stripe.balance_transactions() {
        times.extend(name(&transaction, "id").map(|id| (id, created(&transaction))));
    }
    for refund in site.stripe.refunds() {
        let id = name(&refund, "id").unwrap();
        let back = name(&refund, "failure_balance_transaction").map(|back| times[&back]);
        times.extend(back.map(|at| (format!("back {id}"), at)));
        times.insert(id, created(&refund));
    }
    times
}

/// What the story says that the books must hold, whatever else they agree on.
pub(crate) fn as_told(story: Story, text: &str) {
    let (sums, state) = match story {
        Story::OneTime | Story::Delayed => (vec!["charge 2500"], "paid"),
        Story::Monthly => (vec!["charge 2500"; 4], "paid"),
        Story::TwoRefunds => (vec!["charge 2500", "refund -900", "refund -1600"], "refunded"),
        Story::DisputeWon => (vec!["charge 2500", "dispute -2500", "reversal 2500"], "paid"),
        Story::DisputeLost => (vec!["charge 2500", "dispute -2500"], "disputed"),
        Story::FailedRefund => (vec!["charge 2500", "refund -2500", "reversal 2500"], "paid"),
    };
    let moved: Vec<&str> = text.lines().filter(|line| line.contains(" stripe ") && !line.contains(" fee ")).collect();
    assert_eq!(moved.len(), sums.len(), "{story:?}\n{text}");
    assert!(sums.iter().all(|sum| moved.iter().any(|line| line.contains(sum))), "{story:?}\n{text}");
    assert!(moved.iter().all(|line| line.ends_with(" +0")), "{story:?}: at its time\n{text}");
    assert!(text.contains(&format!(" {state} usd 2500, 1 receipts, 1 thanks, flag -")), "{story:?}\n{text}");
}
