//! SQL of people and what they sent. What is personal is sealed before it comes here.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::{
    language::Language,
    rooms::{Coordinator, Pass},
    toll::{Bill, Taken},
    volunteers::{
        arrival::Arrival,
        consent::{ConsentText, Purpose},
        form::{Area, Availability, NewOffer},
        handle::Handle,
        offer,
        words::{Admission, ErasureCause},
    },
};

/// Takes the toll of an offer. Gives what it costs, and the level of all networks.
pub(crate) async fn take_toll(db: impl PgExecutor<'_>, bill: &Bill) -> sqlx::Result<Taken> {
    let row = sqlx::query!(
        r#"select price as "price!", site_level as "site_level!"
           from take_toll($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"#,
        &bill.networks,
        &bill.free,
        &bill.rise,
        &bill.shards,
        bill.shard.as_deref(),
        bill.weight,
        bill.site_free,
        bill.site_rise,
        bill.site_most,
        bill.first,
        bill.at_least,
        bill.at_most,
        bill.paid,
        bill.now,
    )
    .fetch_one(db)
    .await?;
    Ok(Taken::of(bill, row.price, row.site_level))
}

/// Lets one request at a time store the form of a showing.
pub(super) async fn lock(db: impl PgExecutor<'_>, showing: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::text, 0))", showing.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// What is stored under a showing.
pub(super) struct Before {
    pub(super) person_id: Uuid,
    pub(super) key_id: Uuid,
    pub(super) key_sealed: Vec<u8>,
    pub(super) ends_on: Date,
    pub(super) opened_on: Option<Date>,
}

pub(super) async fn find_application(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Before>> {
    sqlx::query_as!(
        Before,
        "select application.person_id, application.key_id, person_keys.key_sealed, application.ends_on, application.opened_on
         from applications as application join person_keys on person_keys.id = application.key_id where application.id = $1",
        id,
    )
    .fetch_optional(db)
    .await
}

/// A person who was not here before.
pub(super) struct NewPerson<'a> {
    pub(super) id: Uuid,
    pub(super) handle: Handle,
    pub(super) language: Language,
    pub(super) arrived_on: Date,
    pub(super) erase_on: Date,
    pub(super) contact_hash: &'a [u8],
}

/// Adds a person. Not if the handle is taken.
pub(super) async fn add_person(
    db: impl PgExecutor<'_>,
    new: &NewPerson<'_>,
    admission: Admission,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into people (id, handle_first, handle_second, handle_number, admission, stage_since, language, arrived_on,
                             erase_on, contact_hash)
         values ($1, $2, $3, $4, $5, $7, $6, $7, $8, $9)
         on conflict (handle_first, handle_second, handle_number) do nothing",
        new.id,
        new.handle.first,
        new.handle.second,
        new.handle.number,
        admission as Admission,
        new.language as Language,
        new.arrived_on,
        new.erase_on,
        new.contact_hash,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// The language and contact of a person who sent a corrected form.
pub(super) async fn change_person(
    db: impl PgExecutor<'_>,
    id: Uuid,
    language: Language,
    contact_hash: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update people set language = $2, contact_hash = $3 where id = $1",
        id,
        language as Language,
        contact_hash,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn add_key(db: impl PgExecutor<'_>, id: Uuid, person_id: Uuid, sealed: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("insert into person_keys (id, person_id, key_sealed) values ($1, $2, $3)", id, person_id, sealed)
        .execute(db)
        .await?;
    Ok(())
}

/// An application as it is written down.
pub(super) struct NewApplication<'a> {
    pub(super) person_id: Uuid,
    pub(super) key_id: Uuid,
    pub(super) epoch_id: Uuid,
    pub(super) ends_on: Date,
    pub(super) sealed: Vec<u8>,
    pub(super) new: &'a NewOffer,
    pub(super) arrival: &'a Arrival,
}

/// Adds an application, or puts it in the place of the one under the same showing.
pub(super) async fn put_application(db: impl PgExecutor<'_>, application: &NewApplication<'_>) -> sqlx::Result<()> {
    let NewApplication { new, arrival, .. } = application;
    sqlx::query!(
        "insert into applications (id, person_id, form, epoch_id, key_id, sealed, language, ends_on, sent_on, areas,
                                   availability, role_id, quarantine)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (id) do update set form = excluded.form, epoch_id = excluded.epoch_id, sealed = excluded.sealed,
             language = excluded.language, areas = excluded.areas, availability = excluded.availability,
             role_id = excluded.role_id",
        arrival.showing,
        application.person_id,
        offer::FORM,
        application.epoch_id,
        application.key_id,
        application.sealed,
        new.language as Language,
        application.ends_on,
        arrival.on,
        &new.areas as &[Area],
        new.availability as Option<Availability>,
        arrival.role_id,
        &arrival.quarantine,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn add_consent_text(db: impl PgExecutor<'_>, text: &ConsentText) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into consent_texts (hash, purpose, version, language, text) values ($1, $2, $3, $4, $5)
         on conflict (hash) do nothing",
        &text.hash(),
        text.purpose as Purpose,
        text.version,
        text.language as Language,
        text.text,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn add_consent(
    db: impl PgExecutor<'_>,
    application_id: Uuid,
    text_hash: &[u8],
    given_on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into consents (id, application_id, text_hash, given_on) values ($1, $2, $3, $4)",
        Uuid::now_v7(),
        application_id,
        text_hash,
        given_on,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes away the consents of an application that is sent anew, with consents of its own.
pub(super) async fn drop_consents(db: impl PgExecutor<'_>, application_id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from consents where application_id = $1", application_id).execute(db).await?;
    Ok(())
}

/// What stands about an application, with the key of its person.
#[derive(Clone, Debug)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Uuid,
    pub(crate) form: i16,
    pub(crate) epoch_id: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) key_sealed: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    /// The language in which the form was read.
    pub(crate) language: Language,
    pub(crate) ends_on: Date,
    pub(crate) sent_on: Date,
    pub(crate) replaced_on: Option<Date>,
    pub(crate) areas: Vec<Area>,
    pub(crate) availability: Option<Availability>,
    pub(crate) role_id: Option<Uuid>,
}

pub(super) async fn applications_of(db: impl PgExecutor<'_>, person_id: Uuid) -> sqlx::Result<Vec<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        r#"select application.id, application.form, application.epoch_id, application.key_id, person_keys.key_sealed,
                  application.sealed, application.language as "language: Language", application.ends_on,
                  application.sent_on, application.replaced_on, application.areas as "areas: Vec<Area>",
                  application.availability as "availability: Availability", application.role_id
           from applications as application join person_keys on person_keys.id = application.key_id
           where application.person_id = $1 order by application.sent_on desc, application.id"#,
        person_id,
    )
    .fetch_all(db)
    .await
}

pub(super) async fn consent_hashes(db: impl PgExecutor<'_>, application_id: Uuid) -> sqlx::Result<Vec<Vec<u8>>> {
    sqlx::query_scalar!("select text_hash from consents where application_id = $1", application_id).fetch_all(db).await
}

/// Keeps that what a person sent was opened on this day, if it was not before: from now on it cannot be corrected by the form.
pub(crate) async fn mark_opened(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    on: Date,
) -> sqlx::Result<()> {
    sqlx::query!("update applications set opened_on = $2 where person_id = $1 and opened_on is null", person_id, on)
        .execute(db)
        .await?;
    Ok(())
}

/// Who sent the newest offer.
pub(super) async fn newest_person(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select person_id from applications order by sent_on desc, id desc limit 1")
        .fetch_optional(db)
        .await
}

/// The people whose end has come, locked: whoever is in touch with one of them now waits.
pub(super) async fn due(db: impl PgExecutor<'_>, today: Date) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("select id from people where erase_on <= $1 order by id for update", today).fetch_all(db).await
}

/// Erases people, with all that hangs on them. Returns how many.
pub(super) async fn erase(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from people where id = any($1)", ids).execute(db).await?.rows_affected())
}

/// Takes the mails about people out of the outbox, whether they left or not. The jobs that would send them find nothing.
pub(super) async fn erase_mails(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        r"delete from mails
          where kind like 'volunteer\_%' and subject_id in (
              select unnest($1::uuid[])
              union all select id from applications where person_id = any($1)
              union all select confirmations.id from confirmations join applications as application
                        on application.id = confirmations.application_id where application.person_id = any($1))",
        ids,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts on record how many people were erased, and why.
pub(super) async fn add_erasure(
    db: impl PgExecutor<'_>,
    on: Date,
    cause: ErasureCause,
    people: u64,
) -> sqlx::Result<()> {
    let people = i32::try_from(people).unwrap_or(i32::MAX);
    if people == 0 {
        return Ok(());
    }
    sqlx::query!(
        "insert into erasures (id, erased_on, cause, people) values ($1, $2, $3, $4)",
        Uuid::now_v7(),
        on,
        cause as ErasureCause,
        people,
    )
    .execute(db)
    .await?;
    Ok(())
}
