//! What Stripe's objects have in common: pages of lists, sums, times, and the donation that they name.

use std::collections::HashMap;

use miniserde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::money::{Amount, Currency};

/// A page of a list.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<T>,
    pub(crate) has_more: bool,
}

/// The donation that an object's metadata names.
pub(crate) fn donation_id(metadata: &HashMap<String, String>) -> Option<Uuid> {
    metadata.get("donation_id")?.parse().ok()
}

/// A sum of Stripe's, if it is of a currency that we know.
pub(crate) fn amount(minor: i64, currency: &str) -> Option<Amount> {
    Some(Amount::from_minor(minor, Currency::from_code(currency)?))
}

/// A time of Stripe's.
pub(crate) fn moment(unix: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(unix).ok()
}
