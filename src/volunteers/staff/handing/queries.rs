//! SQL of hand-overs.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::Date;
use uuid::Uuid;

use crate::rooms::{Coordinator, Pass};

/// Somebody who looks after people, or may.
pub(super) struct Colleague {
    pub(super) id: Uuid,
    pub(super) email: String,
    /// Whether they may follow people up.
    pub(super) is_here: bool,
    /// After how many they look.
    pub(super) people: i64,
}

pub(super) async fn colleagues(_: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Colleague>> {
    sqlx::query_as!(
        Colleague,
        r#"select member.id, email, (disabled_at is null and roles && array['coordinator', 'owner']) as "is_here!",
                  count(people.id) as "people!"
           from staff_members member left join people on owner_id = member.id
           group by member.id
           having count(people.id) > 0 or disabled_at is null and roles && array['coordinator', 'owner']
           order by 3, email"#
    )
    .fetch_all(db)
    .await
}

/// A hand-over that can be undone.
pub(super) struct HandingRow {
    pub(super) id: Uuid,
    pub(super) from_email: String,
    pub(super) to_email: String,
    pub(super) handed_on: Date,
    /// How many of its people are still with the second one.
    pub(super) people: i64,
}

/// The latest hand-overs of which something can be taken back.
pub(super) async fn latest(_: &Pass<Coordinator>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<HandingRow>> {
    sqlx::query_as!(
        HandingRow,
        r#"select handings.id, one.email as from_email, other.email as to_email, handed_on, count(people.id) as "people!"
           from handings join staff_members one on one.id = from_id join staff_members other on other.id = to_id
                join people on handing_id = handings.id and owner_id = to_id
           where undone_on is null group by handings.id, one.email, other.email
           order by handed_on desc, handings.id desc limit 10"#
    )
    .fetch_all(db)
    .await
}

/// A hand-over to be made.
pub(super) struct NewHanding {
    pub(super) id: Uuid,
    pub(super) from: Uuid,
    pub(super) to: Uuid,
    pub(super) on: Date,
}

/// Gives all people of one to another. Says how many they were.
pub(super) async fn hand(pass: &Pass<Coordinator>, db: &mut PgConnection, new: &NewHanding) -> sqlx::Result<u64> {
    sqlx::query!(
        "insert into handings (id, from_id, to_id, handed_by, handed_on) values ($1, $2, $3, $4, $5)",
        new.id,
        new.from,
        new.to,
        pass.id,
        new.on,
    )
    .execute(&mut *db)
    .await?;
    let handed =
        sqlx::query!("update people set owner_id = $2, handing_id = $3 where owner_id = $1", new.from, new.to, new.id);
    Ok(handed.execute(db).await?.rows_affected())
}

/// Takes a hand-over back, but for those whom somebody took or handed on meanwhile. Gives from whom they had come.
pub(super) async fn undo(
    _: &Pass<Coordinator>,
    db: &mut PgConnection,
    id: Uuid,
    on: Date,
) -> sqlx::Result<Option<Uuid>> {
    let handing = sqlx::query!(
        "update handings set undone_on = $2 where id = $1 and undone_on is null returning from_id, to_id",
        id,
        on,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(handing) = handing else { return Ok(None) };
    sqlx::query!(
        "update people set owner_id = $2, handing_id = null where handing_id = $1 and owner_id = $3",
        id,
        handing.from_id,
        handing.to_id,
    )
    .execute(db)
    .await?;
    Ok(Some(handing.from_id))
}
