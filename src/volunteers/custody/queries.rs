//! SQL of custody: keys of coordinators, what is sealed to them, recovery. Nothing here opens by itself.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::rooms::{Coordinator, Pass};

/// Somebody who may hold keys, once for each key pair of theirs.
#[derive(Clone, Debug)]
pub(crate) struct HolderRow {
    pub(crate) member_id: Uuid,
    pub(crate) email: String,
    pub(crate) key_id: Option<Uuid>,
    pub(crate) passkey_id: Option<Uuid>,
    /// How they call the passkey.
    pub(crate) passkey: Option<String>,
    pub(crate) public_key: Option<Vec<u8>>,
    pub(crate) proof: Option<Vec<u8>>,
    /// The epochs whose private key is sealed to this key pair.
    pub(crate) epochs: Vec<Uuid>,
}

/// Everybody who may hold keys.
pub(crate) async fn holders(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<HolderRow>> {
    sqlx::query_as!(
        HolderRow,
        r#"select member.id as member_id, member.email, own.id as "key_id?", passkey.id as "passkey_id?",
                  passkey.name as "passkey?", own.public_key as "public_key?", own.proof as "proof?",
                  array(select epoch_id from epoch_wraps where coordinator_key_id = own.id) as "epochs!"
           from staff_members member
           left join (staff_passkeys passkey join coordinator_keys own on own.passkey_id = passkey.id)
               on passkey.staff_member_id = member.id
           where member.disabled_at is null and member.roles && array['owner', 'coordinator']
           order by member.email, own.made_at"#
    )
    .fetch_all(db)
    .await
}

/// A passkey of somebody, with its key pair if it has one.
#[derive(Clone, Debug)]
pub(crate) struct PasskeyRow {
    pub(crate) id: Uuid,
    pub(crate) credential_id: Vec<u8>,
    pub(crate) key_id: Option<Uuid>,
    pub(crate) public_key: Option<Vec<u8>>,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) wrapped: Option<Vec<u8>>,
}

/// The passkeys of the one who asks.
pub(crate) async fn passkeys(pass: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<PasskeyRow>> {
    sqlx::query_as!(
        PasskeyRow,
        r#"select passkey.id, passkey.credential_id, own.id as "key_id?", own.public_key as "public_key?",
                  own.salt as "salt?", own.wrapped as "wrapped?"
           from staff_passkeys passkey left join coordinator_keys own on own.passkey_id = passkey.id
           where passkey.staff_member_id = $1 and passkey.revoked_at is null order by passkey.created_at"#,
        pass.id,
    )
    .fetch_all(db)
    .await
}

/// A private key of an epoch as it is sealed to somebody.
#[derive(Clone, Debug)]
pub(crate) struct WrapRow {
    /// To whose key pair: that of a coordinator, or of the recovery.
    pub(crate) to: Uuid,
    pub(crate) epoch_id: Uuid,
    /// The public key of the epoch.
    pub(crate) public_key: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
}

/// What is sealed to the key pairs of the one who asks.
pub(crate) async fn wraps(pass: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<WrapRow>> {
    sqlx::query_as!(
        WrapRow,
        r#"select wrap.coordinator_key_id as "to", wrap.epoch_id, epochs.public_key, wrap.sealed
           from epoch_wraps wrap join epochs on epochs.id = wrap.epoch_id
           join coordinator_keys own on own.id = wrap.coordinator_key_id
           join staff_passkeys passkey on passkey.id = own.passkey_id
           where passkey.staff_member_id = $1 order by epochs.number"#,
        pass.id,
    )
    .fetch_all(db)
    .await
}

/// What is sealed to the key pairs of recoveries. It opens with two shares alone.
pub(crate) async fn recovery_wraps(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<WrapRow>> {
    sqlx::query_as!(
        WrapRow,
        r#"select wrap.recovery_id as "to", wrap.epoch_id, epochs.public_key, wrap.sealed
           from epoch_recoveries wrap join epochs on epochs.id = wrap.epoch_id order by epochs.number"#
    )
    .fetch_all(db)
    .await
}

/// The key pair that exists in shares.
#[derive(Clone, Debug)]
pub(crate) struct RecoveryRow {
    pub(crate) id: Uuid,
    pub(crate) public_key: Vec<u8>,
    pub(crate) trial_hash: Vec<u8>,
    pub(crate) proof: Vec<u8>,
    pub(crate) made_on: Date,
    pub(crate) tried_on: Date,
}

/// The newest one.
pub(crate) async fn recovery(db: impl PgExecutor<'_>) -> sqlx::Result<Option<RecoveryRow>> {
    sqlx::query_as!(
        RecoveryRow,
        "select id, public_key, trial_hash, proof, made_on, tried_on from recoveries order by id desc limit 1"
    )
    .fetch_optional(db)
    .await
}

/// A key pair that is new.
pub(crate) struct NewKey<'a> {
    pub(crate) id: Uuid,
    pub(crate) passkey_id: Uuid,
    pub(crate) public: &'a [u8],
    pub(crate) salt: &'a [u8],
    pub(crate) wrapped: &'a [u8],
    pub(crate) proof: &'a [u8],
}

/// Adds the key pair of a passkey, unless it has one. Whether it was added.
pub(crate) async fn add_key(db: impl PgExecutor<'_>, new: &NewKey<'_>) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into coordinator_keys (id, passkey_id, public_key, salt, wrapped, proof, made_at)
         values ($1, $2, $3, $4, $5, $6, now()) on conflict (passkey_id) do nothing",
        new.id,
        new.passkey_id,
        new.public,
        new.salt,
        new.wrapped,
        new.proof,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// Keeps the private key of an epoch for a coordinator. What was there before may be what does not open.
pub(crate) async fn add_wrap(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    epoch_id: Uuid,
    key_id: Uuid,
    sealed: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into epoch_wraps (epoch_id, coordinator_key_id, sealed, let_in_by, made_at)
         values ($1, $2, $3, $4, now()) 
         on conflict (epoch_id, coordinator_key_id) do update
             set sealed = excluded.sealed, let_in_by = excluded.let_in_by, made_at = excluded.made_at
             where exists (select from coordinator_keys as own join staff_passkeys on staff_passkeys.id = own.passkey_id
                           where own.id = excluded.coordinator_key_id and staff_passkeys.staff_member_id = $4)",
        epoch_id,
        key_id,
        sealed,
        pass.id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A recovery that is new, and was just tried.
pub(crate) async fn add_recovery(
    db: impl PgExecutor<'_>,
    id: Uuid,
    public: &[u8],
    trial_hash: &[u8],
    proof: &[u8],
    on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into recoveries (id, public_key, trial_hash, proof, made_on, tried_on) values ($1, $2, $3, $4, $5, $5)",
        id,
        public,
        trial_hash,
        proof,
        on,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn add_recovery_wrap(
    db: impl PgExecutor<'_>,
    epoch_id: Uuid,
    recovery_id: Uuid,
    sealed: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into epoch_recoveries (epoch_id, recovery_id, sealed) values ($1, $2, $3) on conflict do nothing",
        epoch_id,
        recovery_id,
        sealed,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Drops what earlier recoveries opened of these epochs.
pub(crate) async fn drop_earlier_recoveries(
    db: impl PgExecutor<'_>,
    recovery_id: Uuid,
    epochs: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!("delete from epoch_recoveries where recovery_id <> $1 and epoch_id = any ($2)", recovery_id, epochs)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn note_trial(db: impl PgExecutor<'_>, id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update recoveries set tried_on = $2 where id = $1", id, on).execute(db).await?;
    Ok(())
}

/// Holds off whoever else changes custody until the transaction ends.
pub(crate) async fn lock(db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("lock table epochs in share row exclusive mode").execute(db).await?;
    Ok(())
}

/// Everybody who may hold keys, to be told.
pub(crate) async fn receivers(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from staff_members where disabled_at is null and roles && array['owner', 'coordinator']"
    )
    .fetch_all(db)
    .await
}

/// Every person, for an export.
pub(crate) async fn people(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, handle_first, handle_second, handle_number from people order by arrived_on, id"
    )
    .fetch_all(db)
    .await
}

/// A person as an export names them.
#[derive(Clone, Debug)]
pub(crate) struct PersonRow {
    pub(crate) id: Uuid,
    pub(crate) handle_first: i16,
    pub(crate) handle_second: i16,
    pub(crate) handle_number: i16,
}

/// A note as an export takes it.
#[derive(Clone, Debug)]
pub(crate) struct NoteRow {
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) epoch_id: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) key_sealed: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    pub(crate) written_on: Date,
}

/// Every note, for an export.
pub(crate) async fn notes(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<NoteRow>> {
    sqlx::query_as!(
        NoteRow,
        "select note.id, note.person_id, note.epoch_id, note.key_id, key_sealed, note.sealed, note.written_on
         from person_notes note join person_keys on person_keys.id = note.key_id order by note.written_on, note.id"
    )
    .fetch_all(db)
    .await
}

/// Private keys of epochs as the program keeps them.
pub(crate) async fn private_keys(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<(Uuid, Vec<u8>)>> {
    let rows = sqlx::query!(
        r#"select id, private_sealed as "private_sealed!" from epochs where private_sealed is not null order by number"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.private_sealed)).collect())
}

/// Why somebody has an export made; the reason comes in sealed.
pub(crate) async fn add_reason(
    db: impl PgExecutor<'_>,
    id: Uuid,
    staff_member_id: Uuid,
    action: &str,
    reason_sealed: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into staff_reasons (id, staff_member_id, action, reason_sealed) values ($1, $2, $3, $4)",
        id,
        staff_member_id,
        action,
        reason_sealed,
    )
    .execute(db)
    .await?;
    Ok(())
}
