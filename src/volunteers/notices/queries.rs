//! SQL of what coordinators are told of by mail.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::volunteers::{
    form::Area,
    handle::Handle,
    words::{ENDS_SOON, NextStep, NoticeKind, PROMISED},
};

/// How long notices are kept.
const KEPT: Duration = Duration::days(9);

/// Lets one instance at a time look what there is to tell.
pub(super) async fn lock(db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('volunteer notices', 0))").execute(db).await?;
    Ok(())
}

/// Whether coordinators were told of this since a moment.
pub(super) async fn was_told(db: impl PgExecutor<'_>, kind: NoticeKind, since: OffsetDateTime) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from volunteer_notices where kind = $1 and made_at >= $2) as "is_there!""#,
        kind as NoticeKind,
        since,
    )
    .fetch_one(db)
    .await
}

/// Keeps that coordinators are told of people.
pub(super) async fn add(
    db: impl PgExecutor<'_>,
    id: Uuid,
    kind: NoticeKind,
    now: OffsetDateTime,
    people: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "with notice as (insert into volunteer_notices (id, kind, made_at) values ($1, $2, $3) returning id)
         insert into volunteer_notice_people (notice_id, person_id) select notice.id, person_id from notice, unnest($4::uuid[]) person_id",
        id,
        kind as NoticeKind,
        now,
        people,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Marks those of whom coordinators were not told yet as told, and gives them.
pub(super) async fn take_new(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update people set told_new = true
         where not told_new and admission = 'admitted' and stage = 'new' and last_contact_on is null returning id"
    )
    .fetch_all(db)
    .await
}

/// The same of those who have waited longer than was promised.
pub(super) async fn take_waiting(db: impl PgExecutor<'_>, today: Date) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update people set told_waiting_on = $1
         where admission = 'admitted' and stage = 'new' and last_contact_on is null and arrived_on < $2 returning id",
        today,
        today - Duration::days(PROMISED),
    )
    .fetch_all(db)
    .await
}

/// The same of those whose record ends soon.
pub(super) async fn take_ending(db: impl PgExecutor<'_>, today: Date) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update people set told_ending_on = $1 where admission = 'admitted' and erase_on <= $2 returning id",
        today,
        today + Duration::days(ENDS_SOON),
    )
    .fetch_all(db)
    .await
}

/// The same of those whose next step is due and was not reminded of.
pub(super) async fn take_due(db: impl PgExecutor<'_>, today: Date) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update people set reminded_on = $1
         where admission = 'admitted' and stage <> 'closed' and next_on <= $1 and reminded_on is null returning id",
        today,
    )
    .fetch_all(db)
    .await
}

/// Those who look after these people and may do so.
pub(super) async fn owners(db: impl PgExecutor<'_>, people: &[Uuid]) -> sqlx::Result<Vec<Option<Uuid>>> {
    sqlx::query_scalar!(
        r#"select distinct owner.id as "id?" from people
           left join staff_members owner on owner.id = owner_id and owner.disabled_at is null
                and owner.roles && array['coordinator', 'owner']
           where people.id = any($1)"#,
        people,
    )
    .fetch_all(db)
    .await
}

/// Somebody in a notice.
pub(super) struct Told {
    pub(super) handle: Handle,
    pub(super) areas: Vec<Area>,
    pub(super) arrived_on: Date,
    pub(super) erase_on: Date,
    pub(super) next: Option<(NextStep, Date)>,
}

/// The people of a notice of whom one reader is told: their own, and those of nobody.
pub(super) async fn told(
    db: impl PgExecutor<'_>,
    notice: Uuid,
    kind: NoticeKind,
    reader: Uuid,
    with_unowned: bool,
) -> sqlx::Result<Vec<Told>> {
    let rows = sqlx::query!(
        r#"select handle_first, handle_second, handle_number, arrived_on, erase_on, next_step as "next_step: NextStep", next_on,
                  array(select distinct area from applications, unnest(areas) area where person_id = person.id order by area)
                      as "areas!: Vec<Area>"
           from volunteer_notice_people join people as person on person.id = person_id
                left join staff_members owner on owner.id = owner_id and owner.disabled_at is null
                     and owner.roles && array['coordinator', 'owner']
           where notice_id = $1 and admission = 'admitted'
             and ($2 = 'new' or owner.id = $3 or (owner.id is null and $4))
             and case $2 when 'new' then stage = 'new' when 'waiting' then stage = 'new' and last_contact_on is null
                         when 'reminder' then next_on is not null and stage <> 'closed' else true end
           order by arrived_on, person.id limit 200"#,
        notice,
        kind as NoticeKind,
        reader,
        with_unowned,
    )
    .fetch_all(db)
    .await?;
    let handle = |first, second, number| Handle { first, second, number };
    Ok(rows
        .into_iter()
        .map(|row| Told {
            handle: handle(row.handle_first, row.handle_second, row.handle_number),
            areas: row.areas,
            arrived_on: row.arrived_on,
            erase_on: row.erase_on,
            next: row.next_step.zip(row.next_on),
        })
        .collect())
}

/// Who opened how many people.
pub(super) struct Warning {
    pub(super) email: String,
    pub(super) people: i32,
    pub(super) stopped: bool,
    pub(super) warned_at: OffsetDateTime,
}

pub(super) async fn warning(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Warning>> {
    sqlx::query_as!(
        Warning,
        "select email, people, stopped, warned_at from opening_warnings
         join staff_members on staff_members.id = opened_by where opening_warnings.id = $1",
        id,
    )
    .fetch_optional(db)
    .await
}

/// Forgets of whom coordinators were told.
pub(super) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from volunteer_notices where made_at < $1", now - KEPT).execute(db).await?;
    Ok(())
}
