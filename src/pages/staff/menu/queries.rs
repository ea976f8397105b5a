//! SQL of the order of the navigation.

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::rooms::{Editor, Pass};

/// The pages of the navigation in its order.
pub(crate) async fn order(_: &Pass<Editor>, db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from pages where menu_position > 0 and trashed_at is null order by menu_position, slug"
    )
    .fetch_all(db)
    .await
}

/// The same, while nobody else changes it until the end of the transaction.
pub(crate) async fn lock(pass: &Pass<Editor>, db: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('the order of the navigation'))").execute(&mut *db).await?;
    order(pass, db).await
}

/// Gives the pages of an order their places, counted from 1. Those that are in the navigation and not in the order leave it.
pub(crate) async fn set(_: &Pass<Editor>, db: impl PgExecutor<'_>, order: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "update pages set menu_position = coalesce(array_position($1::uuid[], id), 0)
         where trashed_at is null and menu_position <> coalesce(array_position($1::uuid[], id), 0)",
        order,
    )
    .execute(db)
    .await?;
    Ok(())
}
