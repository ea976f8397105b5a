//! How one donation stands by its entries. The database derives the same by a trigger; this is the second opinion.

use crate::{
    books::proof::queries::Given,
    ledger::{Entry, Kind},
};

/// Before money moved, the checkout tells how a donation stands.
const WITHOUT_MONEY: [&str; 4] = ["pending", "processing", "failed", "expired"];

/// What is wrong with a donation, if something is.
pub(crate) fn fault_of(donation: &Given, entries: &[Entry]) -> Option<String> {
    let id = donation.id;
    let Some(last) = entries.iter().rfind(|entry| entry.kind != Kind::Fee.word()) else {
        let waits = WITHOUT_MONEY.contains(&donation.state.as_str()) && !donation.was_paid;
        return (!waits).then(|| format!("donation {id} is {} without an entry", donation.state));
    };
    let sums = Sums::of(entries);
    let (state, last) = (sums.state(donation), last.id);
    if state != donation.state || !donation.was_paid {
        let said = &donation.state;
        return Some(format!("donation {id} is {said}; its entries, of which {last} is the last, say {state}"));
    }
    (sums.refunded > sums.received)
        .then(|| format!("donation {id}: more was given back than received, by entry {last} at last"))
}

/// What the entries of one donation come to, in minor units.
#[derive(Debug, Default)]
struct Sums {
    received: i64,
    refunded: i64,
    disputed: i64,
}

impl Sums {
    /// Money that came back is what its object took, a refund or a dispute.
    fn of(entries: &[Entry]) -> Self {
        let mut sums = Self::default();
        for entry in entries {
            let gives_refund_back = || {
                entries.iter().any(|other| {
                    other.kind == Kind::Refund.word()
                        && (&other.source, &other.source_id) == (&entry.source, &entry.source_id)
                })
            };
            match entry.kind.as_str() {
                "charge" | "transfer" | "correction" => sums.received += entry.amount_minor,
                "refund" => sums.refunded -= entry.amount_minor,
                "dispute" => sums.disputed -= entry.amount_minor,
                "reversal" if gives_refund_back() => sums.refunded -= entry.amount_minor,
                "reversal" => sums.disputed -= entry.amount_minor,
                _ => {}
            }
        }
        sums
    }

    fn state(&self, donation: &Given) -> &'static str {
        if self.disputed > 0 {
            "disputed"
        } else if self.received <= 0 || self.refunded >= self.received {
            "refunded"
        } else if self.refunded > 0 {
            "partly_refunded"
        } else if donation.method == "transfer" && self.received < donation.amount_minor {
            "partly_paid"
        } else {
            "paid"
        }
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;
    use uuid::Uuid;

    use super::*;

    fn entry(kind: &str, source_id: &str, amount_minor: i64) -> Entry {
        Entry {
            id: 7,
            donation_id: Uuid::nil(),
            kind: kind.to_owned(),
            amount_minor,
            currency: "usd".to_owned(),
            source: "stripe".to_owned(),
            source_id: source_id.to_owned(),
            occurred_at: OffsetDateTime::UNIX_EPOCH,
            previous_hash: Vec::new(),
            hash: Vec::new(),
        }
    }

    fn given(method: &str, state: &str) -> Given {
        let was_paid = !WITHOUT_MONEY.contains(&state);
        Given { id: Uuid::nil(), method: method.to_owned(), amount_minor: 25, state: state.to_owned(), was_paid }
    }

    #[test]
    fn a_donation_stands_as_its_entries_say() {
        let charge = || entry("charge", "pi", 25);
        for (method, entries, state) in [
            ("card", vec![], "pending"),
            ("card", vec![charge(), entry("fee", "pi", -3)], "paid"),
            ("card", vec![charge(), entry("refund", "re", -5)], "partly_refunded"),
            ("card", vec![charge(), entry("refund", "re", -5), entry("refund", "re2", -20)], "refunded"),
            ("card", vec![charge(), entry("refund", "re", -25), entry("reversal", "re", 25)], "paid"),
            ("card", vec![charge(), entry("dispute", "txn", -25)], "disputed"),
            ("card", vec![charge(), entry("dispute", "txn", -25), entry("reversal", "txn2", 25)], "paid"),
            ("transfer", vec![entry("transfer", "t", 10)], "partly_paid"),
            ("transfer", vec![entry("transfer", "t", 10), entry("transfer", "t2", 15)], "paid"),
            ("offline", vec![entry("transfer", "t", 10), entry("correction", "c", -10)], "refunded"),
        ] {
            assert_eq!(fault_of(&given(method, state), &entries), None, "{entries:?}");
            let wrong = if state == "paid" { "refunded" } else { "paid" };
            assert!(fault_of(&given(method, wrong), &entries).is_some(), "{entries:?}");
        }
    }

    #[test]
    fn nobody_gets_back_more_than_they_gave() {
        let entries = [entry("charge", "pi", 25), entry("refund", "re", -26)];
        let fault = fault_of(&given("card", "refunded"), &entries).unwrap_or_default();
        assert!(fault.contains("more was given back"), "{fault}");
    }
}
