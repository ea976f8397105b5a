//! SQL of following somebody up.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::Date;
use uuid::Uuid;

use crate::{
    rooms::{Coordinator, Pass},
    volunteers::words::{ContactMade, NextStep, ProlongationReason, Stage},
};

/// Takes a person to another stage, and keeps the one before.
pub(super) async fn set_stage(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    stage: Stage,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update people set stage_before = stage, stage_before_since = stage_since, stage = $2, stage_since = $3 where id = $1",
        id,
        stage as Stage,
        today,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Undoes the last step. Says `false` if there is none.
pub(super) async fn undo_stage(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    let undone = sqlx::query!(
        "update people set stage = stage_before, stage_since = stage_before_since, stage_before = null,
                           stage_before_since = null
         where id = $1 and stage_before is not null",
        id,
    );
    Ok(undone.execute(db).await?.rows_affected() == 1)
}

pub(super) async fn set_owner(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner_id: Option<Uuid>,
) -> sqlx::Result<()> {
    sqlx::query!("update people set owner_id = $2, handing_id = null where id = $1", id, owner_id).execute(db).await?;
    Ok(())
}

pub(super) async fn set_next(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    next: Option<(NextStep, Date)>,
) -> sqlx::Result<()> {
    let (step, on) = next.unzip();
    sqlx::query!(
        "update people set next_step = $2, next_on = $3, reminded_on = null where id = $1",
        id,
        step as Option<NextStep>,
        on,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn add_contact(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    kind: ContactMade,
    on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into contacts_made (id, person_id, made_on, made_by, kind) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        person_id,
        on,
        pass.id,
        kind as ContactMade,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes away a contact that was noted by mistake. Says `false` if there is none.
pub(super) async fn remove_contact(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    id: Uuid,
) -> sqlx::Result<bool> {
    let removed = sqlx::query!("delete from contacts_made where id = $1 and person_id = $2", id, person_id);
    Ok(removed.execute(db).await?.rows_affected() == 1)
}

pub(super) async fn add_prolongation(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    person_id: Uuid,
    until: Date,
    today: Date,
    reason: ProlongationReason,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into prolongations (id, person_id, until, prolonged_on, prolonged_by, reason) values ($1, $2, $3, $4, $5, $6)",
        id,
        person_id,
        until,
        today,
        pass.id,
        reason as ProlongationReason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the end of a record follows from.
pub(super) struct Ends {
    pub(super) last_contact_on: Option<Date>,
    /// The last end that was promised with a consent.
    pub(super) promised_on: Option<Date>,
    /// Until when it was put off.
    pub(super) put_off_until: Option<Date>,
}

pub(super) async fn ends(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, person_id: Uuid) -> sqlx::Result<Ends> {
    sqlx::query_as!(
        Ends,
        "select (select max(made_on) from contacts_made where person_id = $1) as last_contact_on,
                (select max(ends_on) from applications where person_id = $1) as promised_on,
                (select max(until) from prolongations where person_id = $1) as put_off_until",
        person_id,
    )
    .fetch_one(db)
    .await
}

/// Moves the end of a record. Coordinators are told anew when that one is near.
pub(super) async fn set_end(
    _: &Pass<Coordinator>,
    db: &mut PgConnection,
    id: Uuid,
    last_contact_on: Option<Date>,
    erase_on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update people set last_contact_on = $2, erase_on = $3, told_ending_on = case when erase_on = $3 then told_ending_on end
         where id = $1",
        id,
        last_contact_on,
        erase_on,
    )
    .execute(db)
    .await?;
    Ok(())
}
