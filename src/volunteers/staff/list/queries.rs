//! SQL of the list of people, and of the search.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, Duration};
use uuid::Uuid;

use super::filter::{Filter, Whose};
use crate::{
    language::Language,
    rooms::{Coordinator, Pass},
    volunteers::{
        form::Area,
        handle::Handle,
        staff::queries::Double,
        words::{ENDS_SOON, NextStep, PROMISED, Stage},
    },
};

/// A line of the list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) handle_first: i16,
    pub(super) handle_second: i16,
    pub(super) handle_number: i16,
    pub(super) stage: Stage,
    pub(super) owner_email: Option<String>,
    /// Whether the owner may still follow people up.
    pub(super) is_owner_here: bool,
    pub(super) language: Language,
    pub(super) arrived_on: Date,
    pub(super) last_contact_on: Option<Date>,
    pub(super) erase_on: Date,
    pub(super) next_step: Option<NextStep>,
    pub(super) next_on: Option<Date>,
    /// Where they stand in the list.
    pub(super) place: i32,
    pub(super) areas: Vec<Area>,
    pub(super) is_opened: bool,
    /// Whether somebody else has the same contact.
    pub(super) has_double: bool,
}

/// The people that a filter lets through, from a place on: the new ones first, and of these who waits longest.
pub(super) async fn list(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    filter: &Filter,
    after: Option<(i32, Uuid)>,
    today: Date,
    most: i64,
) -> sqlx::Result<Vec<Row>> {
    let owner = match filter.whose {
        Whose::Mine => Some(pass.id),
        Whose::Of(id) => Some(id),
        Whose::Everybodys | Whose::Nobodys => None,
    };
    let (place, id) = after.unwrap_or((i32::MIN, Uuid::nil()));
    sqlx::query_as!(
        Row,
        r#"select person.id, handle_first, handle_second, handle_number, stage as "stage: Stage",
                  owner.email as "owner_email?",
                  coalesce(owner.disabled_at is null and owner.roles && array['coordinator', 'owner'], false)
                      as "is_owner_here!",
                  person.language as "language: Language", arrived_on, last_contact_on, erase_on,
                  next_step as "next_step: NextStep", next_on, place,
                  array(select distinct area from applications, unnest(areas) area where person_id = person.id order by area)
                      as "areas!: Vec<Area>",
                  exists (select 1 from applications where person_id = person.id and opened_on is not null) as "is_opened!",
                  exists (select 1 from people as other where other.contact_hash = person.contact_hash
                          and other.id <> person.id and other.admission = 'admitted') as "has_double!"
           from people as person left join staff_members owner on owner.id = owner_id
           where admission = 'admitted' and (place, person.id) > ($1, $2)
             and ($3::text is null or stage = $3) and ($4 or stage <> 'closed')
             and ($5::text is null or exists (select 1 from applications where person_id = person.id and $5 = any(areas)))
             and ($6::uuid is null
                  or exists (select 1 from applications where person_id = person.id and role_id = $6)
                  or exists (select 1 from assignments where person_id = person.id and role_id = $6 and ended_on is null))
             and ($7::uuid is null or owner_id = $7)
             and (not $8 or not coalesce(owner.disabled_at is null and owner.roles && array['coordinator', 'owner'], false))
             and ($9::date is null or (stage = 'new' and last_contact_on is null and arrived_on < $9))
             and ($10::date is null or next_on <= $10)
             and ($11::date is null or erase_on <= $11)
             and ($12::date is null or coalesce(last_contact_on, arrived_on) < $12)
           order by place, person.id limit $13"#,
        place,
        id,
        filter.stage as Option<Stage>,
        filter.with_closed,
        filter.area as Option<Area>,
        filter.role_id,
        owner,
        filter.whose == Whose::Nobodys,
        filter.is_waiting().then(|| today - Duration::days(PROMISED)),
        filter.is_due().then_some(today),
        filter.is_ending().then(|| today + Duration::days(ENDS_SOON)),
        filter.quiet_for.map(|days| today - Duration::days(days)),
        most,
    )
    .fetch_all(db)
    .await
}

/// A role that can be looked for.
pub(super) struct RoleRow {
    pub(super) id: Uuid,
    pub(super) title_en: String,
    pub(super) title_ko: String,
}

/// The roles for which somebody offered help, or which somebody has.
pub(super) async fn roles(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<RoleRow>> {
    sqlx::query_as!(
        RoleRow,
        "select id, title_en, title_ko from roles
         where exists (select 1 from applications where role_id = roles.id)
            or exists (select 1 from assignments where role_id = roles.id) or state = 'open'
         order by title_en, id limit 200"
    )
    .fetch_all(db)
    .await
}

/// Who has this handle, or one of these contacts.
pub(super) async fn search(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    handle: Option<Handle>,
    contact_hashes: &[Vec<u8>],
) -> sqlx::Result<Vec<Double>> {
    let rows = sqlx::query!(
        r#"select id, handle_first, handle_second, handle_number, stage as "stage: Stage" from people
           where admission = 'admitted'
             and (handle_first = $1 and handle_second = $2 and handle_number = $3 or contact_hash = any($4))
           order by arrived_on, id limit 50"#,
        handle.map(|handle| handle.first),
        handle.map(|handle| handle.second),
        handle.map(|handle| handle.number),
        contact_hashes,
    )
    .fetch_all(db)
    .await?;
    let double = |id, first, second, number, stage| Double { id, handle: Handle { first, second, number }, stage };
    Ok(rows
        .into_iter()
        .map(|row| double(row.id, row.handle_first, row.handle_second, row.handle_number, row.stage))
        .collect())
}
