//! Limits on how often something may be done, by one address, one mailbox, one form or by all, without storing who it was.

pub(crate) mod queries;

use std::net::IpAddr;

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{error::Error, seal::Keys};

/// How often something may be done within a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit<'a> {
    /// What is limited; each purpose counts for itself.
    pub(crate) purpose: &'static str,
    pub(crate) whom: Whom<'a>,
    pub(crate) count: i32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Whom<'a> {
    Address(IpAddr),
    /// One mail address, however it is written.
    Mail(&'a str),
    /// One showing of a form.
    Showing(Uuid),
    Everybody,
}

/// The time in which is counted. Windows begin by the clock, at the same moment on all instances.
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

    /// When the window of a point in time begins.
    fn start(self, now: OffsetDateTime) -> OffsetDateTime {
        let seconds = self.length().whole_seconds();
        let begun = now.unix_timestamp() / seconds * seconds;
        OffsetDateTime::from_unix_timestamp(begun).unwrap_or(now)
    }

    /// How long it lasts from now on, at least a second.
    pub(crate) fn rest(self, now: OffsetDateTime) -> Duration {
        (self.start(now) + self.length() - now).max(Duration::SECOND)
    }
}

/// How long a counter is kept after its window.
const KEPT: Duration = Duration::hours(1);

/// Counts one more within ten minutes and says whether it is still within the limit. The counters are shared by all
/// instances.
///
/// # Errors
/// When the database is away.
pub(crate) async fn allow(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    limit: Limit<'_>,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    allow_in(Window::TenMinutes, db, keys, limit, now).await
}

/// The same within another window.
///
/// # Errors
/// When the database is away.
pub(crate) async fn allow_in(
    window: Window,
    db: impl PgExecutor<'_>,
    keys: &Keys,
    limit: Limit<'_>,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    let whom = match limit.whom {
        Whom::Address(address) => network(address),
        Whom::Mail(mail) => mail.trim().to_lowercase().into_bytes(),
        Whom::Showing(nonce) => nonce.as_bytes().to_vec(),
        Whom::Everybody => b"everybody".to_vec(),
    };
    let purpose = format!("{} {} {}", window.word(), limit.purpose, now.date());
    let start = window.start(now);
    let key = keys.hash(&purpose, &whom);
    let counted = queries::count(db, &key, start, start + window.length() + KEPT);
    Ok(crate::database::within(counted).await? <= limit.count)
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
