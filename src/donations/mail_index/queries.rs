//! SQL of bringing over the hashes of mailboxes.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

/// A gift with the hash under which it is found.
pub(super) struct Indexed {
    pub(super) id: Uuid,
    pub(super) mail_sealed: Vec<u8>,
    pub(super) mail_index: Vec<u8>,
}

pub(super) async fn is_done(db: impl PgExecutor<'_>, form: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from mail_index_forms where form = $1) as "done!""#, form)
        .fetch_one(db)
        .await
}

pub(super) async fn mark_done(db: impl PgExecutor<'_>, form: &str, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("insert into mail_index_forms (form, done_at) values ($1, $2) on conflict do nothing", form, now)
        .execute(db)
        .await?;
    Ok(())
}

/// The next gifts in the order of their ids.
pub(super) async fn list_after(db: impl PgExecutor<'_>, after: Uuid) -> sqlx::Result<Vec<Indexed>> {
    sqlx::query_as!(
        Indexed,
        r#"select id, mail_sealed as "mail_sealed!", mail_index as "mail_index!" from donations
           where id > $1 and mail_sealed is not null and mail_index is not null order by id limit 1000"#,
        after,
    )
    .fetch_all(db)
    .await
}

/// Changes a hash that is still as it was read. Returns how many.
pub(super) async fn change(db: impl PgExecutor<'_>, id: Uuid, from: &[u8], to: &[u8]) -> sqlx::Result<u64> {
    let changed = sqlx::query!("update donations set mail_index = $3 where id = $1 and mail_index = $2", id, from, to);
    Ok(changed.execute(db).await?.rows_affected())
}
