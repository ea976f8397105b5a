//! Limits on how often something may be done, by one address, one mailbox, one form or by all, without storing who it was.

pub(crate) mod queries;

use std::net::IpAddr;

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    error::Error,
    seal::Keys,
    words::{Word as _, words},
};

words! {
    /// What is limited. Each is counted for itself.
    pub(crate) enum Limited {
        /// Beginning a checkout.
        Checkout = "donate",
        /// Beginning a checkout with a proof of work. It has its own count, so that programs without a proof cannot use up
        /// the places of donors who have one.
        CheckoutWithProof = "donate with proof",
        /// A mail with a link, instead of a proof of work.
        ConfirmationMail = "confirmation mail",
        /// Promising a bank transfer.
        Transfer = "transfer",
        /// Asking for the link to one's own gifts.
        LinkRequest = "manage",
        /// A mail with that link.
        LinkMail = "manage link",
        /// Offering help.
        Volunteer = "volunteer",
    }
}

/// How often something may be done within a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit<'a> {
    pub(crate) what: Limited,
    pub(crate) whom: Whom<'a>,
    pub(crate) window: Window,
    /// How often, at most.
    pub(crate) most: i32,
}

/// Who is counted together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whom<'a> {
    /// One household or phone.
    Address(IpAddr),
    /// One mail address, in small or capital letters.
    Mail(&'a str),
    /// One showing of a form.
    Showing(Uuid),
    Everybody,
}

/// How a count compares with its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tally {
    Within,
    /// The limit was reached before.
    Over,
}

/// For how long is counted. A window begins by the clock, so at the same moment on all instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Window {
    TenMinutes,
    /// A day of UTC.
    Day,
}

impl Window {
    fn length(self) -> Duration {
        match self {
            Self::TenMinutes => Duration::minutes(10),
            Self::Day => Duration::days(1),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::TenMinutes => "limit",
            Self::Day => "daily limit",
        }
    }

    /// When the window that holds this moment begins.
    fn start(self, now: OffsetDateTime) -> OffsetDateTime {
        let seconds = self.length().whole_seconds();
        let begun = now.unix_timestamp() / seconds * seconds;
        OffsetDateTime::from_unix_timestamp(begun).unwrap_or(now)
    }

    /// How long the window still lasts: at least a second.
    pub(crate) fn rest(self, now: OffsetDateTime) -> Duration {
        (self.start(now) + self.length() - now).max(Duration::SECOND)
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
        Whom::Address(address) => network(address),
        Whom::Mail(mail) => mail.trim().to_lowercase().into_bytes(),
        Whom::Showing(nonce) => nonce.as_bytes().to_vec(),
        Whom::Everybody => b"everybody".to_vec(),
    };
    let window = limit.window;
    let (start, label) = (window.start(now), format!("{} {} {}", window.word(), limit.what.word(), now.date()));
    let key = keys.hash(&label, &whom);
    let counted = queries::add_one(db, &key, start, start + window.length() + KEPT);
    let is_within = crate::database::within(counted).await? <= limit.most;
    Ok(if is_within { Tally::Within } else { Tally::Over })
}

/// One household or phone: an IPv4 address, or the /64 network of an IPv6 address.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_end_by_the_clock() {
        let at = |seconds| OffsetDateTime::UNIX_EPOCH + Duration::seconds(seconds);
        for (window, now, rest) in [
            (Window::TenMinutes, 0, 600),
            (Window::TenMinutes, 599, 1),
            (Window::TenMinutes, 600, 600),
            (Window::Day, 86_399, 1),
            (Window::Day, 86_400, 86_400),
        ] {
            assert_eq!(window.rest(at(now)), Duration::seconds(rest), "{window:?} {now}");
        }
    }

    #[test]
    fn an_address_is_a_household() {
        let bytes = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(bytes("203.0.113.7"), bytes("::ffff:203.0.113.7"));
        assert_ne!(bytes("203.0.113.7"), bytes("203.0.113.8"));
        assert_eq!(bytes("2001:db8:0:1::1"), bytes("2001:db8:0:1:ffff::2"));
        assert_ne!(bytes("2001:db8:0:1::1"), bytes("2001:db8:0:2::1"));
    }
}
