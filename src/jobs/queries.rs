//! SQL about the job queue, which has a schema of its own.

use sqlx::PgExecutor;
use uuid::Uuid;

/// After as many failures in a row something is wrong that does not pass by itself.
const FAILURES: i16 = 4;

/// The kinds of jobs that keep failing, and how many of each wait for another try or were given up.
pub(crate) async fn failing(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<(String, i64)>> {
    // Not checked when the program is built, because the queue's own migrations make this view.
    sqlx::query_as(
        "select task_identifier, count(*) from graphile_worker.jobs
         where attempts >= $1 and last_error is not null group by 1 order by 1",
    )
    .bind(FAILURES)
    .fetch_all(db)
    .await
}

/// How mails stand in the queue: what is queued again keeps its place behind others. One whose job was lost comes first.
pub(crate) async fn priorities(db: impl PgExecutor<'_>, mail_ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, i16)>> {
    // Not checked when the program is built, as above.
    sqlx::query_as(
        "select mail.id, coalesce(jobs.priority, 0)::smallint
         from unnest($1::uuid[]) with ordinality as mail (id, place)
           left join graphile_worker.jobs on jobs.key = 'mail ' || mail.id
         order by mail.place",
    )
    .bind(mail_ids)
    .fetch_all(db)
    .await
}
