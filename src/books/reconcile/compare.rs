//! Compares what moved at Stripe with what the ledger holds, object by object. It knows neither Stripe's client nor the
//! database.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use uuid::Uuid;

/// The money that one object at Stripe moved in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The object that staff find at Stripe, such as `cs_…` or `re_…`.
    pub(crate) subject: String,
    /// What its ledger entries are named by.
    pub(crate) source_id: String,
    pub(crate) currency: String,
    /// Minor units, negative where money left.
    pub(crate) minor: i64,
    pub(crate) at: OffsetDateTime,
    /// What ties it to a donation.
    pub(crate) claim: Claim,
}

/// What ties money to a donation of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// A checkout names the donation, or none.
    Checkout(Option<Uuid>),
    /// A turn of a subscription.
    Subscription(Option<String>),
    /// It gives back a payment.
    Payment(Option<String>),
}

/// What the ledger holds of one object at Stripe, without fees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Booked {
    /// What its entries are named by.
    pub(crate) source_id: String,
    pub(crate) donation_id: Uuid,
    pub(crate) currency: String,
    /// The sum of its entries.
    pub(crate) minor: i64,
    /// When the first of them happened.
    pub(crate) at: OffsetDateTime,
}

/// Something in which Stripe and the ledger differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// Stripe moved it, the ledger does not hold it.
    Missing(Moved),
    /// Both have it, with different sums or currencies.
    Amount(Moved, Booked),
    /// The ledger holds it, Stripe does not list it.
    Unknown(Booked),
}

/// Everything in which they differ, in the order of Stripe's lists. Money that moved after `young` and is not in the ledger
/// is left out, because it may be on its way there.
pub(crate) fn differences(moved: &[Moved], booked: &[Booked], young: OffsetDateTime) -> Vec<Difference> {
    let mut unseen: BTreeMap<&str, &Booked> = booked.iter().map(|booked| (booked.source_id.as_str(), booked)).collect();
    let mut found = Vec::new();
    for moved in moved {
        match unseen.remove(moved.source_id.as_str()) {
            Some(booked) if booked.minor == moved.minor && booked.currency == moved.currency => {}
            Some(booked) => found.push(Difference::Amount(moved.clone(), booked.clone())),
            None if moved.at > young || moved.minor == 0 => {}
            None => found.push(Difference::Missing(moved.clone())),
        }
    }
    found.extend(unseen.into_values().map(|booked| Difference::Unknown(booked.clone())));
    found
}

/// The sums of a currency: at Stripe, and in the ledger.
pub(crate) type Sums = BTreeMap<String, (i64, i64)>;

/// The sums of each currency on both sides, without what `left_out` names: money that is on its way.
pub(crate) fn sums(moved: &[Moved], booked: &[Booked], left_out: impl Fn(&Moved) -> bool) -> Sums {
    let mut sums = Sums::new();
    for moved in moved.iter().filter(|moved| !left_out(moved)) {
        sums.entry(moved.currency.clone()).or_default().0 += moved.minor;
    }
    for booked in booked {
        sums.entry(booked.currency.clone()).or_default().1 += booked.minor;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(second)
    }

    fn moved(source_id: &str, minor: i64) -> Moved {
        Moved {
            subject: format!("cs_{source_id}"),
            source_id: source_id.to_owned(),
            currency: "usd".to_owned(),
            minor,
            at: at(100),
            claim: Claim::Checkout(None),
        }
    }

    fn booked(source_id: &str, minor: i64) -> Booked {
        let donation_id = Uuid::nil();
        Booked { source_id: source_id.to_owned(), donation_id, currency: "usd".to_owned(), minor, at: at(100) }
    }

    #[test]
    fn what_is_the_same_is_no_difference() {
        let (stripe, ours) = ([moved("a", 5), moved("b", -5)], [booked("b", -5), booked("a", 5)]);
        assert_eq!(differences(&stripe, &ours, at(1000)), []);
        assert_eq!(sums(&stripe, &ours, |_| false)["usd"], (0, 0));
    }

    #[test]
    fn every_difference_is_named() {
        let (stripe, ours) = ([moved("a", 5), moved("b", 6), moved("c", 0)], [booked("b", 7), booked("d", 1)]);
        let found = differences(&stripe, &ours, at(1000));
        let wanted = [
            Difference::Missing(moved("a", 5)),
            Difference::Amount(moved("b", 6), booked("b", 7)),
            Difference::Unknown(booked("d", 1)),
        ];
        assert_eq!(found, wanted);
        assert_eq!(sums(&stripe, &ours, |_| false)["usd"], (11, 8));
    }

    #[test]
    fn another_currency_is_a_difference() {
        let mut won = moved("a", 5);
        won.currency = "krw".to_owned();
        assert_eq!(differences(&[won.clone()], &[booked("a", 5)], at(0)), [Difference::Amount(won, booked("a", 5))]);
    }

    #[test]
    fn what_is_young_may_be_under_way() {
        assert_eq!(differences(&[moved("a", 5)], &[], at(99)), []);
        assert_eq!(differences(&[moved("a", 5)], &[booked("a", 4)], at(99)).len(), 1);
    }
}
