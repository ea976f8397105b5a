//! SQL of hours.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use super::form::NewHours;
use crate::rooms::{Coordinator, Pass};

/// What a person did on a day.
#[derive(Clone, Debug)]
pub(crate) struct Worked {
    pub(crate) id: Uuid,
    pub(crate) worked_on: Date,
    pub(crate) minutes: i32,
    pub(crate) title_en: Option<String>,
    pub(crate) title_ko: Option<String>,
}

/// The newest hours of a person.
pub(crate) async fn list(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    count: i64,
) -> sqlx::Result<Vec<Worked>> {
    sqlx::query_as!(
        Worked,
        r#"select hours.id, worked_on, minutes, title_en as "title_en?", title_ko as "title_ko?"
           from hours left join roles on roles.id = role_id
           where person_id = $1 order by worked_on desc, hours.id desc limit $2"#,
        person_id,
        count,
    )
    .fetch_all(db)
    .await
}

/// The sums of a person, the newest year first: the year, and minutes.
pub(crate) async fn by_year(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
) -> sqlx::Result<Vec<(i32, i64)>> {
    let rows = sqlx::query!(
        r#"select extract(year from worked_on)::int as "year!", sum(minutes)::bigint as "minutes!"
           from hours where person_id = $1 group by 1 order by 1 desc"#,
        person_id,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.year, row.minutes)).collect())
}

/// Notes hours. Not if they are there already; a role that is none of ours is no role.
pub(crate) async fn add(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    new: &NewHours,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into hours (id, person_id, role_id, worked_on, minutes, noted_by)
         values ($1, $2, (select id from roles where id = $3), $4, $5, $6) on conflict (id) do nothing",
        new.id,
        person_id,
        new.role_id,
        new.worked_on,
        new.minutes,
        pass.id,
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
    let removed = sqlx::query!("delete from hours where id = $1 and person_id = $2", id, person_id).execute(db).await?;
    Ok(removed.rows_affected() == 1)
}

/// What a person did from one day to another.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    pub(crate) minutes: i64,
    /// On how many days.
    pub(crate) days: i64,
    /// The titles of the roles, in English and in Korean.
    pub(crate) titles_en: Vec<String>,
    pub(crate) titles_ko: Vec<String>,
}

pub(crate) async fn together(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    from: Date,
    to: Date,
) -> sqlx::Result<Together> {
    sqlx::query_as!(
        Together,
        r#"select coalesce(sum(minutes), 0)::bigint as "minutes!", count(distinct worked_on) as "days!",
                  coalesce(array_agg(distinct title_en) filter (where title_en <> ''), '{}') as "titles_en!",
                  coalesce(array_agg(distinct title_ko) filter (where title_ko <> ''), '{}') as "titles_ko!"
           from hours left join roles on roles.id = role_id
           where person_id = $1 and worked_on between $2 and $3"#,
        person_id,
        from,
        to,
    )
    .fetch_one(db)
    .await
}
