//! Limits on how often one address may do something, without storing addresses.

pub mod queries;

use std::net::IpAddr;

use sqlx::PgPool;
use time::OffsetDateTime;

use crate::{error::Error, seal::Keys};

/// How often something may be done within ten minutes from one address.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited; each purpose counts for itself.
    pub purpose: &'static str,
    /// How often.
    pub count: i32,
}

/// Ten minutes.
const WINDOW_SECONDS: i64 = 600;

/// Counts one more and says whether it is still within the limit. The counters are shared by all instances.
///
/// # Errors
/// When the database is away.
pub async fn allow(
    db: &PgPool,
    keys: &Keys,
    limit: Limit,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<bool, Error> {
    let key = keys.hash(&format!("limit {} {}", limit.purpose, now.date()), &network(address));
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
