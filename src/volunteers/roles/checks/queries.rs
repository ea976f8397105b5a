//! SQL of checks.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use super::{form::NewCheck, warned_until};
use crate::{
    rooms::{Coordinator, Pass},
    volunteers::{handle::Handle, words::CheckKind},
};

/// A check of a person.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    pub(crate) id: Uuid,
    pub(crate) kind: CheckKind,
    pub(crate) checked_on: Date,
    /// By whom, unless they left.
    pub(crate) checked_by: Option<String>,
    pub(crate) valid_until: Date,
    /// Whether a later check of its kind holds for longer.
    pub(crate) is_renewed: bool,
}

pub(crate) async fn list(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, person_id: Uuid) -> sqlx::Result<Vec<Check>> {
    sqlx::query_as!(
        Check,
        r#"select one.id, kind as "kind: CheckKind", checked_on, staff_members.email as "checked_by?", valid_until,
                  exists (select from person_checks as other where other.person_id = one.person_id and other.kind = one.kind
                            and (other.valid_until, other.id) > (one.valid_until, one.id)) as "is_renewed!"
           from person_checks as one left join staff_members on staff_members.id = checked_by
           where person_id = $1 order by valid_until desc, one.id"#,
        person_id,
    )
    .fetch_all(db)
    .await
}

/// Notes a check. Not if it is there already.
pub(crate) async fn add(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    new: &NewCheck,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into person_checks (id, person_id, kind, checked_on, checked_by, valid_until)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
        new.id,
        person_id,
        new.kind as CheckKind,
        new.checked_on,
        pass.id,
        new.valid_until,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

pub(crate) async fn remove(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    id: Uuid,
) -> sqlx::Result<bool> {
    let removed = sqlx::query!("delete from person_checks where id = $1 and person_id = $2", id, person_id);
    Ok(removed.execute(db).await?.rows_affected() == 1)
}

/// Whether a person was checked as roles ask for, and that still holds.
pub(crate) async fn is_checked(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    today: Date,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
               select from person_checks
               where person_id = $1 and kind in ('identity', 'crimes_against_minors') and valid_until >= $2
           ) as "is_checked!""#,
        person_id,
        today,
    )
    .fetch_one(db)
    .await
}

/// A check that runs out soon, or has run out, of somebody who is in a role.
#[derive(Clone, Debug)]
pub(crate) struct RunningOut {
    pub(crate) person_id: Uuid,
    pub(crate) handle: Handle,
    pub(crate) kind: CheckKind,
    pub(crate) valid_until: Date,
}

/// The checks of those who are in a role that run out soon or have run out, the nearest end first; at most a hundred.
pub(crate) async fn running_out(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    today: Date,
) -> sqlx::Result<Vec<RunningOut>> {
    let rows = sqlx::query!(
        r#"select person_id, handle_first, handle_second, handle_number, kind as "kind: CheckKind",
                  max(valid_until) as "valid_until!"
           from person_checks join people on people.id = person_id
           where exists (select from assignments where assignments.person_id = people.id and ended_on is null)
           group by person_id, handle_first, handle_second, handle_number, kind
           having max(valid_until) <= $1 order by max(valid_until), person_id limit 100"#,
        warned_until(today),
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| RunningOut {
            person_id: row.person_id,
            handle: Handle { first: row.handle_first, second: row.handle_second, number: row.handle_number },
            kind: row.kind,
            valid_until: row.valid_until,
        })
        .collect())
}

/// How many there are of them.
pub(crate) async fn count_running_out(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    today: Date,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from person_checks
               where exists (select from assignments
                             where assignments.person_id = person_checks.person_id and ended_on is null)
               group by person_id, kind having max(valid_until) <= $1
           ) as ends"#,
        warned_until(today),
    )
    .fetch_one(db)
    .await
}
