//! SQL of volunteers. Personal fields are sealed here, on their way in, and opened here, on their way out.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::rooms::{Coordinator, Pass};
use crate::{
    language::Language,
    seal::{Keys, Place, SealError},
    toll::{Bill, Taken, Toll},
    volunteers::form::{Area, Availability, CONSENT_VERSION, ContactKind, NewVolunteer},
    words::Word as _,
};

/// How long a record is kept.
pub(crate) const KEPT: Duration = Duration::days(365);

/// A volunteer without anything personal.
#[derive(Clone, Debug)]
pub struct VolunteerSummary {
    pub id: Uuid,
    /// The language in which the form was read.
    pub(crate) language: Language,
    pub(crate) areas: Vec<Area>,
    pub(crate) availability: Availability,
    /// When a member of staff first opened it.
    pub(crate) opened_at: Option<OffsetDateTime>,
    /// When the form was sent.
    pub(crate) created_at: OffsetDateTime,
}

/// A volunteer with everything they told us.
#[derive(Clone, Debug)]
pub struct Volunteer {
    pub(crate) summary: VolunteerSummary,
    pub name: String,
    /// By which way to reach them, and the address or number there.
    pub contact: (ContactKind, String),
    /// Languages, in the person's words.
    pub(crate) languages: String,
    pub message: Option<String>,
    /// The version of the text to which they agreed.
    pub(crate) consent_version: String,
    pub(crate) consented_at: OffsetDateTime,
    /// When the record is erased.
    pub erase_after: OffsetDateTime,
}

/// Separates the kind of contact from the contact in the sealed text. A contact cannot contain it.
const SEPARATOR: char = '\u{1f}';

fn place(row: Uuid, column: &'static str) -> Place<'static> {
    Place { table: "volunteers", column, row }
}

/// What became of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    Kept,
    /// Staff have read what was sent before, so nothing was changed.
    AlreadyRead,
    /// It costs this much, and less was paid.
    Unpaid(Toll),
}

/// Takes the toll of an offer and adds it under the name of the form's showing, in one statement. A form sent twice is one
/// offer; if it was changed, the new text replaces the old one. Gives the level of all networks, too.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    showing: Uuid,
    new: &NewVolunteer,
    bill: &Bill,
) -> sqlx::Result<(Added, f64)> {
    let seal = |column, text: &str| keys.seal(place(showing, column), text);
    let row = sqlx::query!(
        r#"with toll as materialized (
               select price, site_level from take_toll($11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
           ), added as (
               insert into volunteers (id, language, name_sealed, contact_sealed, languages_sealed, message_sealed,
                                       areas, availability, consent_version, erase_after)
               select $1::uuid, $2, $3::bytea, $4::bytea, $5::bytea, $6::bytea, $7::text[], $8, $9, $10::timestamptz
               from toll where price <= $23
               on conflict (id) do update set name_sealed = excluded.name_sealed,
                   contact_sealed = excluded.contact_sealed, languages_sealed = excluded.languages_sealed,
                   message_sealed = excluded.message_sealed, areas = excluded.areas,
                   availability = excluded.availability, language = excluded.language
               where volunteers.opened_at is null
               returning id
           )
           select price as "price!", site_level as "site_level!", exists (select from added) as "is_kept!" from toll"#,
        showing,
        new.language as Language,
        seal("name_sealed", &new.name),
        seal("contact_sealed", &format!("{}{SEPARATOR}{}", new.contact_kind.word(), new.contact)),
        seal("languages_sealed", &new.languages),
        new.message.as_deref().map(|message| seal("message_sealed", message)),
        &new.areas as &[Area],
        new.availability as Availability,
        CONSENT_VERSION,
        bill.now + KEPT,
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
    let unpaid = Taken::of(bill, row.price, row.site_level).unpaid();
    let added = unpaid.map_or(if row.is_kept { Added::Kept } else { Added::AlreadyRead }, Added::Unpaid);
    Ok((added, row.site_level))
}

/// The newest volunteers after a place in the list.
pub(crate) async fn list(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<VolunteerSummary>> {
    let (time, id) = before.unzip();
    sqlx::query_as!(
        VolunteerSummary,
        r#"select id, language as "language: Language", areas as "areas: Vec<Area>",
                  availability as "availability: Availability", opened_at, created_at
           from volunteers
           where (created_at, id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
           order by created_at desc, id desc limit $3"#,
        time,
        id,
        count,
    )
    .fetch_all(db)
    .await
}

pub(crate) async fn find(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
) -> sqlx::Result<Option<VolunteerSummary>> {
    sqlx::query_as!(
        VolunteerSummary,
        r#"select id, language as "language: Language", areas as "areas: Vec<Area>",
                  availability as "availability: Availability", opened_at, created_at
           from volunteers where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Opens a volunteer's record for a member of staff, and keeps when this was done first. The caller records the act in the
/// same transaction.
///
/// # Errors
/// [`sqlx::Error::Decode`] if a key is missing or the row was changed by hand.
pub(crate) async fn open(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    keys: &Keys,
    id: Uuid,
) -> sqlx::Result<Option<Volunteer>> {
    let row = sqlx::query!(
        r#"update volunteers set opened_at = coalesce(opened_at, now()) where id = $1
           returning id, language as "language: Language", areas as "areas: Vec<Area>",
                     availability as "availability: Availability", opened_at, created_at, name_sealed, contact_sealed,
                     languages_sealed, message_sealed, consent_version, consented_at, erase_after"#,
        id,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let open = |column, sealed: &[u8]| keys.open(place(id, column), sealed).map_err(undecodable);
    let contact = open("contact_sealed", &row.contact_sealed)?;
    let (kind, contact) = contact.split_once(SEPARATOR).unwrap_or((ContactKind::Other.word(), &contact));
    let kind = ContactKind::from_word(kind).unwrap_or(ContactKind::Other);
    Ok(Some(Volunteer {
        name: open("name_sealed", &row.name_sealed)?,
        contact: (kind, contact.to_owned()),
        languages: open("languages_sealed", &row.languages_sealed)?,
        message: row.message_sealed.as_deref().map(|sealed| open("message_sealed", sealed)).transpose()?,
        consent_version: row.consent_version,
        consented_at: row.consented_at,
        erase_after: row.erase_after,
        summary: VolunteerSummary {
            id: row.id,
            language: row.language,
            areas: row.areas,
            availability: row.availability,
            opened_at: row.opened_at,
            created_at: row.created_at,
        },
    }))
}

/// How many volunteers staff have not opened yet.
pub(crate) async fn count_unopened(_: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from volunteers where opened_at is null"#).fetch_one(db).await
}

/// Erases the records that are due. Returns how many.
pub(crate) async fn erase_due(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from volunteers where erase_after < $1", now).execute(db).await?.rows_affected())
}

fn undecodable(error: SealError) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
