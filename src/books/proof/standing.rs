//! The state of one donation, worked out from its entries. The database derives the same by a trigger; this is the second
//! opinion.

use crate::{
    books::proof::queries::Given,
    donations::donation::{DonationState, Method},
    ledger::{Entry, Kind},
};

/// What is wrong with a donation, if something is.
pub(crate) fn fault_of(donation: &Given, entries: &[Entry]) -> Option<String> {
    let id = donation.id;
    let Some(last) = entries.iter().rfind(|entry| entry.kind != Kind::Fee) else {
        let waits = donation.state.is_before_money() && !donation.was_paid;
        return (!waits).then(|| format!("donation {id} is {} without an entry", donation.state));
    };
    let sums = Sums::of(entries);
    let (state, last) = (sums.state(donation), last.id);
    if state != donation.state || !donation.was_paid {
        let said = donation.state;
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
    /// A reversal belongs to the refund whose source object it shares, any other one to a dispute.
    fn of(entries: &[Entry]) -> Self {
        let mut sums = Self::default();
        for entry in entries {
            let gives_refund_back = || {
                entries.iter().any(|other| {
                    other.kind == Kind::Refund && (&other.source, &other.source_id) == (&entry.source, &entry.source_id)
                })
            };
            match entry.kind {
                Kind::Charge | Kind::Transfer | Kind::Correction => sums.received += entry.amount_minor,
                Kind::Refund => sums.refunded -= entry.amount_minor,
                Kind::Dispute => sums.disputed -= entry.amount_minor,
                Kind::Reversal if gives_refund_back() => sums.refunded -= entry.amount_minor,
                Kind::Reversal => sums.disputed -= entry.amount_minor,
                Kind::Fee => {}
            }
        }
        sums
    }

    fn state(&self, donation: &Given) -> DonationState {
        if self.disputed > 0 {
            DonationState::Disputed
        } else if self.received <= 0 || self.refunded >= self.received {
            DonationState::Refunded
        } else if self.refunded > 0 {
            DonationState::PartlyRefunded
        } else if donation.method == Method::Transfer && self.received < donation.amount_minor {
            DonationState::PartlyPaid
        } else {
            DonationState::Paid
        }
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;
    use uuid::Uuid;

    use super::*;
    use crate::ledger::Source;

    fn entry(kind: Kind, source_id: &str, amount_minor: i64) -> Entry {
        Entry {
            id: 7,
            donation_id: Uuid::nil(),
            kind,
            amount_minor,
            currency: "usd".to_owned(),
            source: Source::Stripe,
            source_id: source_id.to_owned(),
            occurred_at: OffsetDateTime::UNIX_EPOCH,
            previous_hash: Vec::new(),
            hash: Vec::new(),
        }
    }

    fn given(method: Method, state: DonationState) -> Given {
        Given { id: Uuid::nil(), method, amount_minor: 25, state, was_paid: !state.is_before_money() }
    }

    #[test]
    fn a_donation_stands_as_its_entries_say() {
        let charge = || entry(Kind::Charge, "pi", 25);
        for (method, entries, state) in [
            (Method::Card, vec![], DonationState::Pending),
            (Method::Card, vec![charge(), entry(Kind::Fee, "pi", -3)], DonationState::Paid),
            (Method::Card, vec![charge(), entry(Kind::Refund, "re", -5)], DonationState::PartlyRefunded),
            (
                Method::Card,
                vec![charge(), entry(Kind::Refund, "re", -5), entry(Kind::Refund, "re2", -20)],
                DonationState::Refunded,
            ),
            (
                Method::Card,
                vec![charge(), entry(Kind::Refund, "re", -25), entry(Kind::Reversal, "re", 25)],
                DonationState::Paid,
            ),
            (Method::Card, vec![charge(), entry(Kind::Dispute, "txn", -25)], DonationState::Disputed),
            (
                Method::Card,
                vec![charge(), entry(Kind::Dispute, "txn", -25), entry(Kind::Reversal, "txn2", 25)],
                DonationState::Paid,
            ),
            (Method::Transfer, vec![entry(Kind::Transfer, "t", 10)], DonationState::PartlyPaid),
            (
                Method::Transfer,
                vec![entry(Kind::Transfer, "t", 10), entry(Kind::Transfer, "t2", 15)],
                DonationState::Paid,
            ),
            (
                Method::Offline,
                vec![entry(Kind::Transfer, "t", 10), entry(Kind::Correction, "c", -10)],
                DonationState::Refunded,
            ),
        ] {
            assert_eq!(fault_of(&given(method, state), &entries), None, "{entries:?}");
            let wrong = if state == DonationState::Paid { DonationState::Refunded } else { DonationState::Paid };
            assert!(fault_of(&given(method, wrong), &entries).is_some(), "{entries:?}");
        }
    }

    #[test]
    fn nobody_gets_back_more_than_they_gave() {
        let entries = [entry(Kind::Charge, "pi", 25), entry(Kind::Refund, "re", -26)];
        let fault = fault_of(&given(Method::Card, DonationState::Refunded), &entries).unwrap_or_default();
        assert!(fault.contains("more was given back"), "{fault}");
    }
}
