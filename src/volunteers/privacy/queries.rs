//! SQL of what is held about a person.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use serde_json::Value;
use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::volunteers::handle::Handle;

/// Somebody who was found.
pub(super) struct FoundRow {
    pub(super) id: Uuid,
    pub(super) handle_first: i16,
    pub(super) handle_second: i16,
    pub(super) handle_number: i16,
    pub(super) erase_on: Date,
}

pub(super) async fn by_handle(db: impl PgExecutor<'_>, handle: Handle) -> sqlx::Result<Vec<FoundRow>> {
    sqlx::query_as!(
        FoundRow,
        "select id, handle_first, handle_second, handle_number, erase_on from people
         where handle_first = $1 and handle_second = $2 and handle_number = $3",
        handle.first,
        handle.second,
        handle.number,
    )
    .fetch_all(db)
    .await
}

pub(super) async fn by_contact(db: impl PgExecutor<'_>, hashes: &[Vec<u8>]) -> sqlx::Result<Vec<FoundRow>> {
    sqlx::query_as!(
        FoundRow,
        "select id, handle_first, handle_second, handle_number, erase_on from people
         where contact_hash = any($1) order by arrived_on, id",
        hashes,
    )
    .fetch_all(db)
    .await
}

/// What stands about a person in clear.
pub(super) struct AboutRow {
    pub(super) handle_first: i16,
    pub(super) handle_second: i16,
    pub(super) handle_number: i16,
    pub(super) person: Value,
    pub(super) records: Value,
}

pub(super) async fn about(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<AboutRow>> {
    sqlx::query_as!(
        AboutRow,
        r#"select handle_first, handle_second, handle_number,
                  jsonb_build_object('language', language, 'stage', stage, 'arrived_on', arrived_on,
                      'last_contact_on', last_contact_on, 'erase_on', erase_on) as "person!",
                  jsonb_build_object(
                      'contacts', (select coalesce(jsonb_agg(jsonb_build_object('on', made_on, 'kind', kind) order by made_on), '[]')
                                   from contacts_made where person_id = person.id),
                      'prolongations', (select coalesce(jsonb_agg(jsonb_build_object('on', prolonged_on, 'until', until, 'reason', reason)
                                                                  order by prolonged_on), '[]')
                                        from prolongations where person_id = person.id),
                      'openings', (select coalesce(jsonb_agg(jsonb_build_object('on', opened_at::date, 'reason', reason) order by opened_at), '[]')
                                   from person_openings where person_id = person.id),
                      'assignments', (select coalesce(jsonb_agg(jsonb_build_object('role', roles.title_en, 'from', began_on, 'to', ended_on)
                                                                order by began_on), '[]')
                                      from assignments join roles on roles.id = assignments.role_id where person_id = person.id),
                      'hours', (select coalesce(jsonb_agg(jsonb_build_object('on', worked_on, 'minutes', minutes) order by worked_on), '[]')
                                from hours where person_id = person.id),
                      'checks', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'on', checked_on, 'until', valid_until)
                                                           order by checked_on), '[]')
                                 from person_checks where person_id = person.id),
                      'notes_of_staff', (select count(*) from person_notes where person_id = person.id)) as "records!"
           from people as person where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// What was agreed to with an application, with the texts.
pub(super) async fn consents(db: impl PgExecutor<'_>, application_id: Uuid) -> sqlx::Result<Value> {
    sqlx::query_scalar!(
        r#"select coalesce(jsonb_agg(jsonb_build_object('purpose', purpose, 'version', version, 'text', text,
                      'given_on', given_on, 'withdrawn_on', withdrawn_on) order by purpose), '[]') as "consents!"
           from consents join consent_texts on consent_texts.hash = consents.text_hash where application_id = $1"#,
        application_id,
    )
    .fetch_one(db)
    .await
}
