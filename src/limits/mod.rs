//! Limits on how often something may be done in a day or an hour, without storing who it was. They are for what a stranger cannot use
//! up for others; what many send at once has a toll instead (`src/toll`).

pub(crate) mod mails;
pub(crate) mod queries;

use std::net::IpAddr;

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    error::Error,
    mailbox::Mailbox,
    seal::Keys,
    words::{Word as _, words},
};

words! {
    /// What is limited. Each is counted for itself.
    pub(crate) enum Limited {
        /// Beginning a checkout from one showing of the form.
        Checkout = "donate",
        /// Asking for the link to one's own gifts.
        LinkRequest = "manage",
        /// The first mail of an hour with that link.
        FirstLink = "manage link",
        /// Any mail that somebody asked for.
        AskedMail = "asked mail",
        /// Trying to sign in as staff and failing, or asking for help with it.
        SignIn = "sign in",
        /// Offers of help that a household sends, and that come from a network.
        OfferAt = "offer at",
        OfferNear = "offer near",
        /// Offers of help with the same words.
        OfferAlike = "offer alike",
        /// Trying the code of an application.
        Code = "code",
    }
}

/// How often something may be done within its window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit<'a> {
    pub(crate) what: Limited,
    pub(crate) whom: Whom<'a>,
    /// How often, at most.
    pub(crate) most: i32,
}

/// Who is counted together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whom<'a> {
    /// One mailbox, whatever labels stand in its address.
    Mailbox(&'a Mailbox),
    /// One mailbox as one household names it. What others do with it does not count.
    MailboxAt(IpAddr, &'a Mailbox),
    /// One household.
    At(IpAddr),
    /// One network: all households of a customer, or those beside it.
    Near(IpAddr),
    /// One showing of a form.
    Showing(Uuid),
    /// One text.
    Text(&'a str),
}

/// How a count compares with its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tally {
    Within,
    /// The limit was reached before.
    Over,
}

impl Limited {
    /// For how long is counted. A window begins by the clock of UTC, so at the same moment on all instances.
    fn window(self) -> Duration {
        match self {
            // As long as the link works: if another one is held back, a good one lies in the mailbox.
            Self::FirstLink => Duration::HOUR,
            Self::SignIn | Self::Code => Duration::MINUTE,
            Self::Checkout
            | Self::LinkRequest
            | Self::AskedMail
            | Self::OfferAt
            | Self::OfferNear
            | Self::OfferAlike => Duration::DAY,
        }
    }
}

/// How long a counter is kept after the end of its window.
const KEPT: Duration = Duration::hours(1);

/// Counts one more. All instances share the counters.
pub(crate) async fn count(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    limit: Limit<'_>,
    now: OffsetDateTime,
) -> Result<Tally, Error> {
    let whom = match limit.whom {
        Whom::Mailbox(mailbox) => mailbox.counted().into_bytes(),
        Whom::MailboxAt(address, mailbox) => [household(address), mailbox.counted().into_bytes()].concat(),
        Whom::At(address) => household(address),
        Whom::Near(address) => network(address),
        Whom::Showing(nonce) => nonce.as_bytes().to_vec(),
        Whom::Text(text) => text.as_bytes().to_vec(),
    };
    let window = limit.what.window();
    let begun = now.unix_timestamp() / window.whole_seconds() * window.whole_seconds();
    let start = OffsetDateTime::from_unix_timestamp(begun).unwrap_or(now);
    let key = keys.hash(&format!("daily limit {} {}", limit.what.word(), now.date()), &whom);
    let counted = queries::add_one(db, &key, start, start + window + KEPT);
    let is_within = crate::database::within(counted).await? <= limit.most;
    Ok(if is_within { Tally::Within } else { Tally::Over })
}

/// One household or phone: an IPv4 address, or the /64 network of an IPv6 address.
fn household(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

/// The /24 network of an IPv4 address, or the /48 network of an IPv6 address.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets()[..3].to_vec(),
        IpAddr::V6(address) => address.octets()[..6].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn households_share_their_network() {
        let bytes = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(bytes("203.0.113.7"), bytes("203.0.113.8"));
        assert_ne!(bytes("203.0.113.7"), bytes("203.0.114.7"));
        assert_eq!(bytes("2001:db8:0:1::1"), bytes("2001:db8:0:2::1"));
        assert_ne!(bytes("2001:db8:0:1::1"), bytes("2001:db8:1:1::1"));
    }

    #[test]
    fn an_address_is_a_household() {
        let bytes = |text: &str| household(text.parse().expect("an address"));
        assert_eq!(bytes("203.0.113.7"), bytes("::ffff:203.0.113.7"));
        assert_ne!(bytes("203.0.113.7"), bytes("203.0.113.8"));
        assert_eq!(bytes("2001:db8:0:1::1"), bytes("2001:db8:0:1:ffff::2"));
        assert_ne!(bytes("2001:db8:0:1::1"), bytes("2001:db8:0:2::1"));
    }
}
