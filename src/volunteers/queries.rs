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
    seal::{Keys, Place, SealError},
    volunteers::form::{Area, CONSENT_VERSION, NewVolunteer},
    words::Word as _,
};

/// How long a record is kept after the last contact.
pub(crate) const KEPT: Duration = Duration::days(365);

/// A volunteer in the list of staff: nothing personal.
#[derive(Clone, Debug)]
pub struct VolunteerSummary {
    pub id: Uuid,
    /// The language in which the form was read.
    pub(crate) language: String,
    pub(crate) areas: Vec<String>,
    pub(crate) availability: String,
    /// When a member of staff first opened it.
    pub(crate) opened_at: Option<OffsetDateTime>,
    /// When the form was sent.
    pub(crate) created_at: OffsetDateTime,
}

/// A volunteer with everything they told us, opened.
#[derive(Clone, Debug)]
pub struct Volunteer {
    /// The row without its personal part.
    pub(crate) summary: VolunteerSummary,
    pub name: String,
    /// The kind of contact and the contact.
    pub contact: (String, String),
    /// Languages, in the person's words.
    pub(crate) languages: String,
    pub message: Option<String>,
    /// The version of the text to which they agreed.
    pub(crate) consent_version: String,
    pub(crate) consented_at: OffsetDateTime,
    /// When the record is erased.
    pub erase_after: OffsetDateTime,
}

/// Parts the kind of contact from the contact in the sealed text. No contact holds it.
const PART: char = '\u{1f}';

fn place(row: Uuid, column: &'static str) -> Place<'static> {
    Place { table: "volunteers", column, row }
}

/// Adds an offer, which has the name of the form's showing: sent twice it is one, and sent corrected it replaces what was
/// sent before. Says `false` if staff have read that already; nothing is changed then.
pub(crate) async fn add(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    showing: Uuid,
    new: &NewVolunteer,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let seal = |column, text: &str| keys.seal(place(showing, column), text);
    let areas: Vec<String> = new.areas.iter().map(|area: &Area| area.word().to_owned()).collect();
    let added = sqlx::query!(
        "insert into volunteers (id, language, name_sealed, contact_sealed, languages_sealed, message_sealed,
                                 areas, availability, consent_version, erase_after)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (id) do update set name_sealed = excluded.name_sealed, contact_sealed = excluded.contact_sealed,
             languages_sealed = excluded.languages_sealed, message_sealed = excluded.message_sealed,
             areas = excluded.areas, availability = excluded.availability, language = excluded.language
         where volunteers.opened_at is null",
        showing,
        new.language.tag(),
        seal("name_sealed", &new.name),
        seal("contact_sealed", &format!("{}{PART}{}", new.contact_kind.word(), new.contact)),
        seal("languages_sealed", &new.languages),
        new.message.as_deref().map(|message| seal("message_sealed", message)),
        &areas,
        new.availability.word(),
        CONSENT_VERSION,
        now + KEPT,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
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
        "select id, language, areas, availability, opened_at, created_at from volunteers
         where (created_at, id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
         order by created_at desc, id desc limit $3",
        time,
        id,
        count,
    )
    .fetch_all(db)
    .await
}

/// A volunteer without the personal part.
pub(crate) async fn find(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
) -> sqlx::Result<Option<VolunteerSummary>> {
    sqlx::query_as!(
        VolunteerSummary,
        "select id, language, areas, availability, opened_at, created_at from volunteers where id = $1",
        id,
    )
    .fetch_optional(db)
    .await
}

/// Opens a volunteer's record for a member of staff. The caller records that in the same transaction.
///
/// # Errors
/// When a key is missing or the row was changed by hand ([`sqlx::Error::Decode`]), or the database does not do it.
pub(crate) async fn open(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    keys: &Keys,
    id: Uuid,
) -> sqlx::Result<Option<Volunteer>> {
    let row = sqlx::query!(
        "update volunteers set opened_at = coalesce(opened_at, now()) where id = $1
         returning id, language, areas, availability, opened_at, created_at, name_sealed, contact_sealed, languages_sealed,
                   message_sealed, consent_version, consented_at, erase_after",
        id,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let open = |column, sealed: &[u8]| keys.open(place(id, column), sealed).map_err(undecodable);
    let contact = open("contact_sealed", &row.contact_sealed)?;
    let (kind, contact) = contact.split_once(PART).unwrap_or(("other", &contact));
    Ok(Some(Volunteer {
        name: open("name_sealed", &row.name_sealed)?,
        contact: (kind.to_owned(), contact.to_owned()),
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

/// How many wait to be opened.
pub(crate) async fn count_unopened(_: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from volunteers where opened_at is null"#).fetch_one(db).await
}

/// Erases the records that are due. The proof is a count, not a name.
pub(crate) async fn erase_due(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<u64> {
    Ok(sqlx::query!("delete from volunteers where erase_after < $1", now).execute(db).await?.rows_affected())
}

fn undecodable(error: SealError) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
