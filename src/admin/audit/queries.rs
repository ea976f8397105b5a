//! SQL of the room of the log.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::filter::Filter;
use crate::{audit::Action, volunteers::OpeningReason};

/// An entry with what belongs to it.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) email: Option<String>,
    pub(super) action: String,
    pub(super) outcome: String,
    pub(super) cause: Option<String>,
    pub(super) reason_id: Option<Uuid>,
    pub(super) reason_sealed: Option<Vec<u8>>,
    /// The coded reason for which a volunteer was opened; gone with the volunteer.
    pub(super) opening: Option<OpeningReason>,
    pub(super) subject_id: Option<Uuid>,
    /// Where the object is a member of staff.
    pub(super) subject_email: Option<String>,
    pub(super) address: Option<String>,
    pub(super) happened_at: OffsetDateTime,
    /// How often more the same happened within a minute.
    pub(super) repeats: i32,
}

/// Entries, the newest first, from a place on.
pub(super) async fn list(
    db: impl PgExecutor<'_>,
    filter: &Filter,
    before: Option<&(OffsetDateTime, String)>,
    most: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select entry.id, member.email as "email?", entry.action, outcome, cause, reason_id,
                  reason_sealed as "reason_sealed?", opening.reason as "opening?: OpeningReason", subject_id, subject.email as "subject_email?", address, happened_at,
                  coalesce(audit_repeats.count, 0) as "repeats!"
           from audit_entries entry
                left join staff_members member on member.id = entry.staff_member_id
                left join staff_members subject on subject.id = entry.subject_id
                left join staff_reasons on staff_reasons.id = reason_id
                left join person_openings opening on opening.id = reason_id
                left join audit_repeats on audit_entry_id = entry.id
           where ($1::uuid is null or entry.staff_member_id = $1) and ($2::text is null or entry.action = $2)
             and ($3::text is null or outcome = $3) and ($4::uuid is null or subject_id = $4)
             and ($5::timestamptz is null or happened_at >= $5) and ($6::timestamptz is null or happened_at < $6)
             and ($7::timestamptz is null or (happened_at, entry.id) < ($7, $8))
           order by happened_at desc, entry.id desc limit $9"#,
        filter.staff_member_id,
        filter.action,
        filter.outcome,
        filter.subject_id,
        filter.from,
        filter.to,
        before.map(|(at, _)| *at),
        before.and_then(|(_, id)| id.parse::<i64>().ok()).unwrap_or(i64::MAX),
        most,
    )
    .fetch_all(db)
    .await
}

/// Somebody who is or was on the staff.
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) email: String,
}

pub(super) async fn people(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Person>> {
    sqlx::query_as!(Person, "select id, email from staff_members order by email limit 200").fetch_all(db).await
}

/// That somebody looked the log through.
pub(super) struct Review {
    pub(super) email: String,
    pub(super) entry_id: i64,
    pub(super) looked_at: OffsetDateTime,
    /// When that entry was made: what came after it was not looked at.
    pub(super) until: OffsetDateTime,
}

pub(super) async fn last_review(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Review>> {
    sqlx::query_as!(
        Review,
        "select email, entry_id, looked_at, entry.happened_at as until
         from audit_reviews review join staff_members on staff_members.id = review.staff_member_id
              join audit_entries entry on entry.id = entry_id
         order by looked_at desc limit 1"
    )
    .fetch_optional(db)
    .await
}

/// Marks the log as looked through up to an entry. Says `false` if there is none, or the
/// log was looked through further before.
pub(super) async fn add_review(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    entry_id: i64,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into audit_reviews (staff_member_id, entry_id, looked_at)
         select $1, id, $3 from audit_entries
         where id = $2 and id > coalesce((select max(entry_id) from audit_reviews), 0)",
        staff_member_id,
        entry_id,
        now,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// The last entry but the marks themselves: who marks it has not to mark the mark.
pub(super) async fn newest(db: impl PgExecutor<'_>) -> sqlx::Result<Option<i64>> {
    let newest = sqlx::query_scalar!(
        "select id from audit_entries where action <> $1 order by id desc limit 1",
        Action::LookedThroughAudit as Action,
    );
    newest.fetch_optional(db).await
}

/// Something unusual.
pub(super) struct Odd {
    /// `many`, `volunteers`, `night` or `address`.
    pub(super) kind: String,
    pub(super) email: String,
    pub(super) staff_member_id: Uuid,
    pub(super) at: OffsetDateTime,
    pub(super) count: i64,
    pub(super) address: Option<String>,
}

/// What is unusual since a time: many openings of personal data in a day, of volunteers in an hour, openings at night, and addresses from which
/// somebody never came before. Days and nights are those of Seoul.
pub(super) async fn unusual(db: impl PgExecutor<'_>, since: OffsetDateTime) -> sqlx::Result<Vec<Odd>> {
    let openings = [
        Action::OpenedVolunteer,
        Action::OpenedDonation,
        Action::SearchedDonor,
        Action::SearchedDonations,
        Action::ExportedDonors,
    ];
    sqlx::query_as!(
        Odd,
        r#"with openings as (
               select staff_member_id, happened_at, happened_at at time zone 'Asia/Seoul' as local from audit_entries
               where happened_at > $1 and action = any($2) and outcome = 'done'
           )
           select kind as "kind!", email as "email!", staff_member_id as "staff_member_id!", at as "at!",
                  count as "count!", address
           from (
               select 'many' as kind, staff_member_id, min(happened_at) as at, count(*) as count, null as address
               from openings group by staff_member_id, local::date having count(*) >= 30
               union all
               select 'volunteers', opened_by, warned_at, people, null from opening_warnings where warned_at > $1
               union all
               select 'night', staff_member_id, min(happened_at), count(*), null from openings
               where extract(hour from local) >= 23 or extract(hour from local) < 6
               group by staff_member_id, (local - interval '6 hours')::date
               union all
               select 'address', staff_member_id, min(happened_at), count(*), address from audit_entries
               where address is not null group by staff_member_id, address having min(happened_at) > $1
           ) odd join staff_members on staff_members.id = staff_member_id
           order by at desc limit 60"#,
        since,
        &openings as &[Action],
    )
    .fetch_all(db)
    .await
}
