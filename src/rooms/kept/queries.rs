//! SQL of forms that are kept for those who sent them. Every query but that of the clock names the person.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long a form is kept.
pub(crate) const KEPT_FOR: Duration = Duration::hours(12);

/// A form to keep.
pub(super) struct NewKept<'a> {
    pub(super) id: Uuid,
    pub(super) staff_member_id: Uuid,
    pub(super) door: &'a str,
    pub(super) path: &'a str,
    pub(super) page: &'a str,
    pub(super) fields_sealed: &'a [u8],
    pub(super) digest: &'a [u8],
    pub(super) kept_at: OffsetDateTime,
}

/// A form that is kept, without its fields.
#[derive(Clone, Debug)]
pub(crate) struct KeptLine {
    pub(crate) id: Uuid,
    /// The address as it was declared.
    pub(crate) door: String,
    /// Where it was sent.
    pub(crate) path: String,
    pub(crate) kept_at: OffsetDateTime,
}

/// A form that is kept, with its fields as they are stored.
pub(super) struct KeptRow {
    pub(super) door: String,
    pub(super) path: String,
    pub(super) page: String,
    pub(super) fields_sealed: Vec<u8>,
    pub(super) kept_at: OffsetDateTime,
}

/// Keeps a form. One that is kept already is as new again. Gives its id.
pub(super) async fn add(db: impl PgExecutor<'_>, new: &NewKept<'_>) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into kept_forms (id, staff_member_id, door, path, page, fields_sealed, digest, kept_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint kept_forms_twice_key do update set kept_at = excluded.kept_at returning id",
        new.id,
        new.staff_member_id,
        new.door,
        new.path,
        new.page,
        new.fields_sealed,
        new.digest,
        new.kept_at,
    )
    .fetch_one(db)
    .await
}

/// Leaves the newest forms of a person.
pub(super) async fn leave_newest(db: impl PgExecutor<'_>, staff_member_id: Uuid, most: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from kept_forms where id in
           (select id from kept_forms where staff_member_id = $1 order by kept_at desc, id desc offset $2)",
        staff_member_id,
        most,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The forms of a person, the newest first.
pub(crate) async fn list(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<KeptLine>> {
    sqlx::query_as!(
        KeptLine,
        "select id, door, path, kept_at from kept_forms where staff_member_id = $1 and kept_at > $2
         order by kept_at desc, id desc",
        staff_member_id,
        now - KEPT_FOR,
    )
    .fetch_all(db)
    .await
}

/// A form of a person.
pub(super) async fn find(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Option<KeptRow>> {
    sqlx::query_as!(
        KeptRow,
        "select door, path, page, fields_sealed, kept_at from kept_forms
         where id = $1 and staff_member_id = $2 and kept_at > $3",
        id,
        staff_member_id,
        now - KEPT_FOR,
    )
    .fetch_optional(db)
    .await
}

/// Erases a form of a person, used or not.
pub(super) async fn erase(db: impl PgExecutor<'_>, staff_member_id: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from kept_forms where id = $1 and staff_member_id = $2", id, staff_member_id)
        .execute(db)
        .await?;
    Ok(())
}

/// Erases what was kept for long enough, and what belongs to people who are not on the staff any more.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from kept_forms where kept_at <= $1
           or staff_member_id in (select id from staff_members where disabled_at is not null)",
        now - KEPT_FOR,
    )
    .execute(db)
    .await?;
    Ok(())
}
