//! SQL of what coordinators see of a person without opening anything.

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
    volunteers::{
        consent::Purpose,
        form::Area,
        handle::Handle,
        words::{NextStep, Stage},
    },
};

/// A person without anything personal.
#[derive(Clone, Debug)]
pub(crate) struct PersonRow {
    pub(crate) id: Uuid,
    pub(crate) handle_first: i16,
    pub(crate) handle_second: i16,
    pub(crate) handle_number: i16,
    pub(crate) stage: Stage,
    pub(crate) stage_since: Date,
    /// From which stage the last step led here.
    pub(crate) stage_before: Option<Stage>,
    pub(crate) owner_id: Option<Uuid>,
    pub(crate) owner_email: Option<String>,
    /// Whether the owner may still follow people up.
    pub(crate) is_owner_here: bool,
    /// The language in which the form was read.
    pub(crate) language: Language,
    pub(crate) arrived_on: Date,
    pub(crate) last_contact_on: Option<Date>,
    pub(crate) erase_on: Date,
    pub(crate) next_step: Option<NextStep>,
    pub(crate) next_on: Option<Date>,
    pub(crate) areas: Vec<Area>,
    /// Whether somebody of the staff read what they sent.
    pub(crate) is_opened: bool,
}

impl PersonRow {
    pub(crate) fn handle(&self) -> Handle {
        Handle { first: self.handle_first, second: self.handle_second, number: self.handle_number }
    }
}

/// A person whom coordinators look after.
pub(crate) async fn find(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        r#"select person.id, handle_first, handle_second, handle_number, stage as "stage: Stage", stage_since,
                  stage_before as "stage_before: Stage", owner_id, owner.email as "owner_email?",
                  coalesce(owner.disabled_at is null and owner.roles && array['coordinator', 'owner'], false)
                      as "is_owner_here!",
                  person.language as "language: Language", arrived_on, last_contact_on, erase_on,
                  next_step as "next_step: NextStep", next_on,
                  array(select distinct area from applications, unnest(areas) area where person_id = person.id order by area)
                      as "areas!: Vec<Area>",
                  exists (select 1 from applications where person_id = person.id and opened_on is not null) as "is_opened!"
           from people as person left join staff_members owner on owner.id = owner_id
           where person.id = $1 and admission = 'admitted'"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Holds a person's row until the transaction ends. None if coordinators do not look after them.
pub(crate) async fn lock(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from people where id = $1 and admission = 'admitted' for update", id)
        .fetch_optional(db)
        .await
}

/// Everybody who may follow people up, by address.
pub(crate) async fn coordinators(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, email from staff_members
         where roles && array['coordinator', 'owner'] and disabled_at is null order by email"
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

/// Somebody with the same contact.
pub(crate) struct Double {
    pub(crate) id: Uuid,
    pub(crate) handle: Handle,
    pub(crate) stage: Stage,
}

/// The other people with the contact of this one.
pub(crate) async fn doubles(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Vec<Double>> {
    let rows = sqlx::query!(
        r#"select other.id, other.handle_first, other.handle_second, other.handle_number, other.stage as "stage: Stage"
           from people as person join people as other on other.contact_hash = person.contact_hash and other.id <> person.id
           where person.id = $1 and other.admission = 'admitted' order by other.arrived_on, other.id limit 20"#,
        id,
    )
    .fetch_all(db)
    .await?;
    let handle = |first, second, number| Handle { first, second, number };
    let double = |id, handle, stage| Double { id, handle, stage };
    Ok(rows
        .into_iter()
        .map(|row| double(row.id, handle(row.handle_first, row.handle_second, row.handle_number), row.stage))
        .collect())
}

/// Something that was done about a person.
pub(crate) struct Event {
    pub(crate) id: Uuid,
    /// `contact`, `prolonged` or `opened`.
    pub(crate) kind: String,
    pub(crate) on: Date,
    pub(crate) by: Option<String>,
    /// A coded word of its kind.
    pub(crate) word: String,
    /// Until when, if the end was put off.
    pub(crate) until: Option<Date>,
}

/// What was done about a person, the latest first.
pub(crate) async fn events(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Vec<Event>> {
    sqlx::query_as!(
        Event,
        r#"select event.id as "id!", kind as "kind!", event.on as "on!", member.email as "by?", word as "word!", until
           from (select id, 'contact' as kind, made_on as on, made_by as by, kind as word, null::date as until
                 from contacts_made where person_id = $1
                 union all
                 select id, 'prolonged', prolonged_on, prolonged_by, reason, until from prolongations where person_id = $1
                 union all
                 select id, 'opened', (opened_at at time zone 'Asia/Seoul')::date, opened_by, reason, null
                 from person_openings where person_id = $1) event
                left join staff_members member on member.id = event.by
           order by event.on desc, event.id desc limit 100"#,
        id,
    )
    .fetch_all(db)
    .await
}

/// A note as it is stored, with the key of its person.
pub(crate) struct NoteRow {
    pub(crate) id: Uuid,
    pub(crate) epoch_id: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) key_sealed: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    pub(crate) written_on: Date,
    pub(crate) by: Option<String>,
}

/// The notes about a person, the newest first.
pub(crate) async fn notes(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Vec<NoteRow>> {
    sqlx::query_as!(
        NoteRow,
        r#"select note.id, note.epoch_id, note.key_id, person_keys.key_sealed, note.sealed, note.written_on,
                  member.email as "by?"
           from person_notes note join person_keys on person_keys.id = note.key_id
                left join staff_members member on member.id = note.written_by
           where note.person_id = $1 order by note.written_on desc, note.id desc limit 100"#,
        id,
    )
    .fetch_all(db)
    .await
}

/// A consent with the text that it was given to.
pub(crate) struct ConsentRow {
    pub(crate) application_id: Uuid,
    pub(crate) purpose: Purpose,
    pub(crate) version: String,
    pub(crate) language: Language,
    pub(crate) text: String,
    pub(crate) given_on: Date,
    pub(crate) withdrawn_on: Option<Date>,
}

/// The titles of the roles for which a person offered help, in both languages.
pub(crate) async fn roles_of(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
) -> sqlx::Result<Vec<(Uuid, String, String)>> {
    let rows = sqlx::query!(
        "select id, title_en, title_ko from roles where id in (select role_id from applications where person_id = $1)",
        id,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title_en, row.title_ko)).collect())
}

/// What a person agreed to, with each application.
pub(crate) async fn consents(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
) -> sqlx::Result<Vec<ConsentRow>> {
    sqlx::query_as!(
        ConsentRow,
        r#"select application_id, purpose as "purpose: Purpose", version, consent_texts.language as "language: Language", text,
                  given_on, withdrawn_on
           from consents join consent_texts on consent_texts.hash = text_hash
                join applications on applications.id = application_id
           where person_id = $1 order by application_id, purpose"#,
        id,
    )
    .fetch_all(db)
    .await
}
