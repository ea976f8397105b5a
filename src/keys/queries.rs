//! SQL about keys and what is sealed with them.

use sqlx::{AssertSqlSafe, PgExecutor};
use uuid::Uuid;

use crate::seal::Place;

/// A column that holds sealed values.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Column {
    pub(super) table_name: String,
    pub(super) column_name: String,
}

impl Column {
    /// Where a value of it stands.
    pub(super) fn place(&self, row: Uuid) -> Place<'_> {
        Place { table: &self.table_name, column: &self.column_name, row }
    }
}

/// A sealed value.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Sealed {
    pub(super) key_id: Vec<u8>,
    pub(super) row: Uuid,
    pub(super) value: Vec<u8>,
}

/// Every column of sealed values: they are called so.
pub(super) async fn sealed_columns(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Column>> {
    sqlx::query_as(
        r"select table_name::text, column_name::text from information_schema.columns
          where table_schema = current_schema() and data_type = 'bytea' and column_name like '%\_sealed'
          order by table_name, column_name",
    )
    .fetch_all(db)
    .await
}

/// One value of a column for each key. The id of its key stands at its beginning, as `seal.rs` writes it.
pub(super) async fn samples(db: impl PgExecutor<'_>, column: &Column) -> sqlx::Result<Vec<Sealed>> {
    let Column { table_name, column_name } = column;
    // Both names come from the catalogue of our own database.
    let sql = format!(
        r#"select distinct on (1) substr("{column_name}", 2, get_byte("{column_name}", 0)) as key_id, id as row,
                  "{column_name}" as value
           from "{table_name}" where length("{column_name}") > 0"#
    );
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(db).await
}

/// The next values of a column that another key sealed than this one, in the order of their rows.
pub(super) async fn sealed_otherwise(
    db: impl PgExecutor<'_>,
    column: &Column,
    key_id: &str,
    after: Uuid,
) -> sqlx::Result<Vec<Sealed>> {
    let Column { table_name, column_name } = column;
    // Both names come from the catalogue of our own database.
    let sql = format!(
        r#"select substr("{column_name}", 2, get_byte("{column_name}", 0)) as key_id, id as row, "{column_name}" as value
           from "{table_name}"
           where id > $1 and length("{column_name}") > 0 and substr("{column_name}", 2, get_byte("{column_name}", 0)) <> $2
           order by id limit 200"#
    );
    sqlx::query_as(AssertSqlSafe(sql)).bind(after).bind(key_id.as_bytes()).fetch_all(db).await
}

/// Puts a value in the place of one that is still as it was read. Returns how many.
pub(super) async fn change(
    db: impl PgExecutor<'_>,
    column: &Column,
    row: Uuid,
    from: &[u8],
    to: &[u8],
) -> sqlx::Result<u64> {
    let Column { table_name, column_name } = column;
    let sql = format!(r#"update "{table_name}" set "{column_name}" = $3 where id = $1 and "{column_name}" = $2"#);
    Ok(sqlx::query(AssertSqlSafe(sql)).bind(row).bind(from).bind(to).execute(db).await?.rows_affected())
}

/// The value by which a key is known, if it was used before.
pub(super) async fn find(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select check_value from data_keys where id = $1", id).fetch_optional(db).await
}

/// Adds a key, unless there is one of this name.
pub(super) async fn add(db: impl PgExecutor<'_>, id: &str, value: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("insert into data_keys (id, check_value) values ($1, $2) on conflict do nothing", id, value)
        .execute(db)
        .await?;
    Ok(())
}
