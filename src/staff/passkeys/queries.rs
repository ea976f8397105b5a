//! SQL of passkeys.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use super::stored::StoredKey;

/// The key that a browser names, if its owner is not disabled and has not taken it away. It is locked, so that two answers
/// of it are looked at one after the other.
pub(crate) async fn lock_by_credential(
    db: impl PgExecutor<'_>,
    credential_id: &[u8],
) -> sqlx::Result<Option<StoredKey>> {
    sqlx::query_as!(
        StoredKey,
        r#"select key.id, staff_member_id, name, passkey as "passkey: Json<Passkey>", key.created_at, last_used_at
           from staff_passkeys key join staff_members on staff_members.id = staff_member_id
           where credential_id = $1 and revoked_at is null and disabled_at is null
           for update of key"#,
        credential_id,
    )
    .fetch_optional(db)
    .await
}

/// The keys of somebody, the oldest first.
pub(crate) async fn list(db: impl PgExecutor<'_>, staff_member_id: Uuid) -> sqlx::Result<Vec<StoredKey>> {
    sqlx::query_as!(
        StoredKey,
        r#"select id, staff_member_id, name, passkey as "passkey: Json<Passkey>", created_at, last_used_at
           from staff_passkeys where staff_member_id = $1 and revoked_at is null order by created_at, id"#,
        staff_member_id,
    )
    .fetch_all(db)
    .await
}

/// Whether somebody has a key.
pub(crate) async fn has_any(db: impl PgExecutor<'_>, staff_member_id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from staff_passkeys where staff_member_id = $1 and revoked_at is null) as "has!""#,
        staff_member_id,
    )
    .fetch_one(db)
    .await
}

/// Keeps a new key. Fails by `staff_passkeys_credential_id_key` if it is enrolled already.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    id: Uuid,
    staff_member_id: Uuid,
    passkey: &Passkey,
    name: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into staff_passkeys (id, staff_member_id, credential_id, passkey, name, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        staff_member_id,
        passkey.cred_id().as_slice(),
        Json(passkey) as _,
        name,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that a key was used, with its new counter.
pub(crate) async fn note_use(
    db: impl PgExecutor<'_>,
    id: Uuid,
    passkey: &Passkey,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update staff_passkeys set passkey = $2, last_used_at = $3 where id = $1",
        id,
        Json(passkey) as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives a key of somebody another name. Gives whether there is such a key.
pub(crate) async fn rename(db: impl PgExecutor<'_>, id: Uuid, staff_member_id: Uuid, name: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update staff_passkeys set name = $3 where id = $1 and staff_member_id = $2 and revoked_at is null",
        id,
        staff_member_id,
        name,
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Holds off other changes of somebody's keys until the transaction ends.
pub(crate) async fn lock_owner(db: impl PgExecutor<'_>, staff_member_id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from staff_members where id = $1 for no key update", staff_member_id)
        .fetch_optional(db)
        .await?;
    Ok(())
}

/// Takes away a key of somebody, unless it is their last one. Gives whether it was done.
pub(crate) async fn revoke(
    db: &mut PgConnection,
    id: Uuid,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    // Two of them at once must not take away both of two keys.
    lock_owner(&mut *db, staff_member_id).await?;
    let done = sqlx::query!(
        "update staff_passkeys set revoked_at = $3 where id = $1 and staff_member_id = $2 and revoked_at is null
         and exists (select from staff_passkeys other
                     where other.staff_member_id = $2 and other.revoked_at is null and other.id <> $1)",
        id,
        staff_member_id,
        now,
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Takes away all keys of somebody. Gives which they were.
pub(crate) async fn revoke_all(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update staff_passkeys set revoked_at = $2 where staff_member_id = $1 and revoked_at is null returning id",
        staff_member_id,
        now,
    )
    .fetch_all(db)
    .await
}

/// Marks a challenge as answered. Gives whether this was the first time.
pub(crate) async fn spend(db: impl PgExecutor<'_>, hash: &[u8], forget_after: OffsetDateTime) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into spent_challenges (hash, forget_after) values ($1, $2) on conflict do nothing",
        hash,
        forget_after,
    );
    Ok(added.execute(db).await?.rows_affected() > 0)
}

/// Whether a challenge was answered before.
pub(crate) async fn is_spent(db: impl PgExecutor<'_>, hash: &[u8]) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from spent_challenges where hash = $1) as "is_spent!""#, hash)
        .fetch_one(db)
        .await
}

/// Forgets challenges that are too old to be answered.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from spent_challenges where forget_after < $1", now).execute(db).await?;
    Ok(())
}
