//! SQL of heads, and of the two chains as far as they are only chains.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::head::{Chain, Head};
use crate::language::Language;

/// An entry as a part of its chain.
pub(super) struct Link {
    pub(super) id: i64,
    pub(super) hash: Vec<u8>,
    /// The how manieth it is.
    pub(super) place: i64,
}

/// The last entry of a chain.
pub(super) async fn tail(db: impl PgExecutor<'_>, chain: Chain) -> sqlx::Result<Option<Link>> {
    match chain {
        Chain::Audit => {
            let link = sqlx::query_as!(
                Link,
                r#"select id, hash, (select count(*) from audit_entries) as "place!" from audit_entries
                   order by id desc limit 1"#
            );
            link.fetch_optional(db).await
        }
        Chain::Ledger => {
            let link = sqlx::query_as!(
                Link,
                r#"select id, hash, (select count(*) from ledger_entries) as "place!" from ledger_entries
                   order by id desc limit 1"#
            );
            link.fetch_optional(db).await
        }
    }
}

/// One entry of a chain.
pub(super) async fn at(db: impl PgExecutor<'_>, chain: Chain, id: i64) -> sqlx::Result<Option<Link>> {
    match chain {
        Chain::Audit => {
            let link = sqlx::query_as!(
                Link,
                r#"select id, hash, (select count(*) from audit_entries where id <= $1) as "place!" from audit_entries
                   where id = $1"#,
                id,
            );
            link.fetch_optional(db).await
        }
        Chain::Ledger => {
            let link = sqlx::query_as!(
                Link,
                r#"select id, hash, (select count(*) from ledger_entries where id <= $1) as "place!" from ledger_entries
                   where id = $1"#,
                id,
            );
            link.fetch_optional(db).await
        }
    }
}

/// The first entry of a chain after this one.
pub(super) async fn after(db: impl PgExecutor<'_>, chain: Chain, id: i64) -> sqlx::Result<Option<i64>> {
    match chain {
        Chain::Audit => sqlx::query_scalar!("select min(id) from audit_entries where id > $1", id).fetch_one(db).await,
        Chain::Ledger => {
            sqlx::query_scalar!("select min(id) from ledger_entries where id > $1", id).fetch_one(db).await
        }
    }
}

/// Keeps the head of a day. Says `false` if that day has one.
pub(super) async fn add(
    db: impl PgExecutor<'_>,
    day: Date,
    head: &Head,
    line: &str,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into chain_heads (day, chain, entries, entry_id, line, made_at) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        day,
        head.chain as Chain,
        head.entries,
        head.entry_id,
        line,
        now,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// The newest lines, the oldest of them first.
pub(super) async fn list_lines(db: impl PgExecutor<'_>, most: i64) -> sqlx::Result<Vec<String>> {
    let newest = sqlx::query_scalar!("select line from chain_heads order by day desc, chain desc limit $1", most);
    let mut lines = newest.fetch_all(db).await?;
    lines.reverse();
    Ok(lines)
}

/// The lines of a day.
pub(super) async fn list_of_day(db: impl PgExecutor<'_>, day: Date) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select line from chain_heads where day = $1 order by chain", day).fetch_all(db).await
}

/// When the newest head was made.
pub(crate) async fn newest(db: impl PgExecutor<'_>) -> sqlx::Result<Option<OffsetDateTime>> {
    sqlx::query_scalar!("select max(made_at) from chain_heads").fetch_one(db).await
}

/// The day whose mails have this subject.
pub(super) async fn days(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Date>> {
    sqlx::query_scalar!("select distinct day from chain_heads order by day desc limit 40").fetch_all(db).await
}

/// Where a member of staff gets mails, and in which language; nothing of one who was let go.
pub(super) async fn receiver(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<(String, Language)>> {
    let row = sqlx::query!(
        r#"select email, rooms_language as "language: Language" from staff_members
           where id = $1 and disabled_at is null and 'owner' = any(roles)"#,
        id,
    );
    Ok(row.fetch_optional(db).await?.map(|row| (row.email, row.language)))
}
