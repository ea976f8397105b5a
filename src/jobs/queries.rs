//! SQL about the job queue, which has a schema of its own.

use sqlx::PgExecutor;

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
