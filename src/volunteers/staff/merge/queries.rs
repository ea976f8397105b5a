//! SQL of merging two people.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::rooms::{Coordinator, Pass};

/// Changes with everything about a person that merging moves.
pub(super) async fn state(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        r#"select md5(concat_ws('|', stage, owner_id, erase_on, last_contact_on, next_step, next_on, contact_hash,
                  (select string_agg(id::text || coalesce(replaced_on::text, ''), ',' order by id) from applications where person_id = $1),
                  (select string_agg(id::text, ',' order by id) from person_notes where person_id = $1),
                  (select string_agg(id::text, ',' order by id) from contacts_made where person_id = $1),
                  (select string_agg(id::text, ',' order by id) from prolongations where person_id = $1),
                  (select string_agg(id::text || coalesce(ended_on::text, ''), ',' order by id) from assignments where person_id = $1),
                  (select string_agg(id::text, ',' order by id) from hours where person_id = $1),
                  (select string_agg(id::text, ',' order by id) from person_checks where person_id = $1))) as "state!"
           from people where id = $1 and admission = 'admitted'"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Gives everything of one person to another one, and removes the first. What both have stays once: the later end, the later
/// contact; and what only one has stays, such as an owner or a next step.
pub(super) async fn merge(_: &Pass<Coordinator>, db: &mut PgConnection, kept: Uuid, gone: Uuid) -> sqlx::Result<()> {
    // Who has a role twice has it once afterwards.
    sqlx::query!(
        "delete from assignments where person_id = $2 and ended_on is null and role_id in
             (select role_id from assignments where person_id = $1 and ended_on is null)",
        kept,
        gone,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "with moved_keys as (update person_keys set person_id = $1 where person_id = $2),
              moved_applications as (update applications set person_id = $1 where person_id = $2),
              moved_notes as (update person_notes set person_id = $1 where person_id = $2),
              moved_contacts as (update contacts_made set person_id = $1 where person_id = $2),
              moved_prolongations as (update prolongations set person_id = $1 where person_id = $2),
              moved_openings as (update person_openings set person_id = $1 where person_id = $2),
              moved_assignments as (update assignments set person_id = $1 where person_id = $2),
              moved_hours as (update hours set person_id = $1 where person_id = $2),
              moved_checks as (update person_checks set person_id = $1 where person_id = $2)
         update people as kept
         set owner_id = coalesce(kept.owner_id, gone.owner_id),
             stage = case when kept.stage = 'new' then gone.stage else kept.stage end,
             stage_since = case when kept.stage = 'new' then gone.stage_since else kept.stage_since end,
             arrived_on = least(kept.arrived_on, gone.arrived_on),
             last_contact_on = greatest(kept.last_contact_on, gone.last_contact_on),
             erase_on = greatest(kept.erase_on, gone.erase_on),
             told_new = kept.told_new or gone.told_new,
             contact_hash = coalesce(kept.contact_hash, gone.contact_hash),
             next_step = case when kept.next_on is null then gone.next_step else kept.next_step end,
             next_on = coalesce(kept.next_on, gone.next_on),
             reminded_on = case when kept.next_on is null then gone.reminded_on else kept.reminded_on end,
             told_ending_on = case when kept.erase_on >= gone.erase_on then kept.told_ending_on end
         from people as gone where kept.id = $1 and gone.id = $2",
        kept,
        gone,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from people where id = $1", gone).execute(db).await?;
    Ok(())
}
