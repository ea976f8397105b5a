//! The sums of the books by currency, to hold another ledger against.

use std::collections::BTreeMap;

use crate::StandIn;
use crate::books::Books;

/// What has moved in one currency, in minor units. No figure is negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All charges before fees and refunds.
    pub charged: i64,
    /// Refunded, without the refunds that failed.
    pub refunded: i64,
    /// Taken back by banks because of disputes, without fees.
    pub disputed: i64,
    /// Come back from won disputes.
    pub reinstated: i64,
    /// What Stripe has taken.
    pub fees: i64,
}

impl Totals {
    /// What is left of the charges before fees.
    pub fn gross(&self) -> i64 {
        self.charged - self.refunded - self.disputed + self.reinstated
    }
}

impl StandIn {
    /// The sums of each currency, by its lower-case code.
    pub fn books_totals(&self) -> BTreeMap<String, Totals> {
        self.read(Books::totals)
    }
}

impl Books {
    fn totals(&self) -> BTreeMap<String, Totals> {
        let mut all = BTreeMap::<String, Totals>::new();
        for transaction in self.balance_transactions.all() {
            let totals = all.entry(transaction["currency"].as_str().unwrap_or_default().to_owned()).or_default();
            let amount = transaction["amount"].as_i64().unwrap_or_default();
            totals.fees += transaction["fee"].as_i64().unwrap_or_default();
            match transaction["reporting_category"].as_str() {
                Some("charge") => totals.charged += amount,
                Some("refund" | "refund_failure") => totals.refunded -= amount,
                Some("dispute") => totals.disputed -= amount,
                Some("dispute_reversal") => totals.reinstated += amount,
                _ => {}
            }
        }
        all
    }
}
