//! SQL of the mails that ask whether an address is that of the person.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// What a mail will say, under the id of its application.
pub(super) struct NewLetter<'a> {
    pub(super) id: Uuid,
    pub(super) token_hash: &'a [u8],
    pub(super) letter_sealed: &'a [u8],
    /// Whether the address is another than before.
    pub(super) is_new_contact: bool,
    pub(super) now: OffsetDateTime,
}

/// Keeps what the mail will say.
pub(super) async fn put(db: impl PgExecutor<'_>, letter: &NewLetter<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into confirmations (id, application_id, token_hash, letter_sealed, asked_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set token_hash = excluded.token_hash, letter_sealed = excluded.letter_sealed, asked_at = excluded.asked_at,
             confirmed_on = case when $6 then null else confirmations.confirmed_on end",
        letter.id,
        letter.id,
        letter.token_hash,
        letter.letter_sealed,
        letter.now,
        letter.is_new_contact,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn asked_at(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<OffsetDateTime>> {
    sqlx::query_scalar!("select asked_at from confirmations where id = $1", id).fetch_optional(db).await
}

/// Takes what the mail says, which is gone with this transaction.
pub(super) async fn take_letter(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    let taken = sqlx::query_scalar!(
        r#"with taken as (select id, letter_sealed from confirmations where id = $1 and letter_sealed is not null for update)
           update confirmations set letter_sealed = null from taken where confirmations.id = taken.id
           returning taken.letter_sealed as "letter_sealed!""#,
        id,
    )
    .fetch_optional(db)
    .await?;
    Ok(taken)
}

/// Whether an address is yet to be confirmed.
pub(super) async fn is_open(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from confirmations where id = $1 and confirmed_on is null) as "exists!""#,
        id,
    )
    .fetch_one(db)
    .await
}

/// Keeps that a mail asks from now on.
pub(super) async fn ask_anew(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update confirmations set asked_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}

/// No address of this application is to be confirmed any more.
pub(super) async fn drop(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from confirmations where id = $1", id).execute(db).await?;
    Ok(())
}

/// Who is behind a link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) person_id: Uuid,
    pub(super) is_confirmed: bool,
}

/// Finds who is behind a link, and keeps others from merging them meanwhile.
pub(super) async fn find(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as!(
        Asked,
        r#"select application.person_id, confirmed_on is not null as "is_confirmed!" from confirmations
           join applications as application on application.id = confirmations.application_id
           join people as person on person.id = application.person_id
           where confirmations.token_hash = $1 for update of person"#,
        token_hash,
    )
    .fetch_optional(db)
    .await
}

/// Keeps that an address is that of the person, and admits whoever waited for that alone.
pub(super) async fn confirm(db: impl PgExecutor<'_>, token_hash: &[u8], on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "with confirmed as (
             update confirmations set confirmed_on = coalesce(confirmed_on, $2) where token_hash = $1 returning application_id
         )
         update people set admission = 'admitted' from confirmed join applications as application
             on application.id = confirmed.application_id
         where people.id = application.person_id and people.admission = 'unconfirmed'",
        token_hash,
        on,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// People who did not confirm their address since then, locked.
pub(super) async fn unconfirmed_since(db: impl PgExecutor<'_>, since: OffsetDateTime) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select person.id from people as person where person.admission = 'unconfirmed' and not exists (
             select from applications as application join confirmations on confirmations.application_id = application.id
             where application.person_id = person.id and confirmations.asked_at > $1)
         order by person.id for update",
        since,
    )
    .fetch_all(db)
    .await
}
