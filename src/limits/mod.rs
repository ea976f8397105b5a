//! Limits on how often something may be done, by one address or by all, without storing addresses.

pub mod queries;

use std::net::IpAddr;

use sqlx::PgPool;
use time::OffsetDateTime;

use crate::{error::Error, seal::Keys};

/// How often something may be done within ten minutes.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited; each purpose counts for itself.
    pub purpose: &'static str,
    /// Who is counted.
    pub whom: Whom,
    /// How often.
    pub count: i32,
}

/// Who is counted.
#[derive(Clone, Copy, Debug)]
pub enum Whom {
    /// One household or phone.
    Address(IpAddr),
    /// Everybody together.
    Everybody,
}

/// Ten minutes.
const WINDOW_SECONDS: i64 = 600;

/// Counts one more and says whether it is still within the limit. The counters are shared by all instances.
///
/// # Errors
/// When the database is away.
pub async fn allow(db: &PgPool, keys: &Keys, limit: Limit, now: OffsetDateTime) -> Result<bool, Error> {
    let whom = match limit.whom {
        Whom::Address(address) => network(address),
        Whom::Everybody => b"everybody".to_vec(),
    };
    let key = keys.hash(&format!("limit {} {}", limit.purpose, now.date()), &whom);
    let begun = now.unix_timestamp() / WINDOW_SECONDS * WINDOW_SECONDS;
    let window_start = OffsetDateTime::from_unix_timestamp(begun).unwrap_or(now);
    let count = crate::database::within(queries::count(db, &key, window_start)).await?;
    Ok(count <= limit.count)
}

/// One household or phone: an IPv4 address, or the /64 network of an IPv6 address.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}
