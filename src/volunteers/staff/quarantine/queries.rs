//! SQL of the offers that are set apart.

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
        form::Area,
        handle::Handle,
        words::{Admission, Stage},
    },
};

/// Somebody whose offer is set apart.
pub(super) struct ApartRow {
    pub(super) id: Uuid,
    handle_first: i16,
    handle_second: i16,
    handle_number: i16,
    pub(super) language: Language,
    pub(super) arrived_on: Date,
    pub(super) areas: Vec<Area>,
    pub(super) quarantine: Vec<String>,
}

impl ApartRow {
    pub(super) fn handle(&self) -> Handle {
        Handle { first: self.handle_first, second: self.handle_second, number: self.handle_number }
    }
}

/// The newest of them after a place in the list.
pub(super) async fn list(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    before: Option<(Date, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<ApartRow>> {
    let (day, id) = before.unzip();
    sqlx::query_as!(
        ApartRow,
        r#"select person.id, handle_first, handle_second, handle_number, person.language as "language: Language",
                  arrived_on, application.areas as "areas: Vec<Area>", application.quarantine
           from people as person cross join lateral (
               select areas, quarantine from applications where person_id = person.id order by sent_on desc limit 1
           ) as application
           where admission = 'quarantined'
             and (arrived_on, person.id) < (coalesce($1::date, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
           order by arrived_on desc, person.id desc limit $3"#,
        day,
        id,
        count,
    )
    .fetch_all(db)
    .await
}

/// The application of a person that can be let through or set apart again, locked: how they are admitted now.
pub(super) async fn take(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
) -> sqlx::Result<Option<(Uuid, Admission)>> {
    let row = sqlx::query!(
        r#"select application.id, person.admission as "admission: Admission"
           from people as person join applications as application on application.person_id = person.id
           where person.id = $1 and application.quarantine <> '{}' and person.stage = $2
           order by application.sent_on desc limit 1 for update"#,
        person_id,
        Stage::New as Stage,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.admission)))
}

pub(super) async fn admit(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    admission: Admission,
) -> sqlx::Result<()> {
    sqlx::query!("update people set admission = $2 where id = $1", person_id, admission as Admission)
        .execute(db)
        .await?;
    Ok(())
}
