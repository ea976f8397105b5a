//! SQL about roles and their rights.

use sqlx::{AssertSqlSafe, PgConnection, PgExecutor, PgPool};

/// The advisory lock under which rights are given.
const LOCK: i64 = 0x7269_6768_7473;

pub(super) async fn lock(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("select pg_advisory_xact_lock($1)").bind(LOCK).execute(db).await?;
    Ok(())
}

pub(super) async fn is_there(db: &mut PgConnection, role: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select from pg_roles where rolname = $1)").bind(role).fetch_one(db).await
}

/// Makes a role that may sign in and nothing else. Roles belong to the whole server, so somebody else may be quicker.
pub(super) async fn make_role(db: &mut PgConnection, role: &str, password: Option<&str>) -> sqlx::Result<()> {
    let statement: String = sqlx::query_scalar(
        "select format('do $make$ begin create role %1$I login%2$s;
                        exception when duplicate_object or unique_violation then null; end $make$', $1,
                       coalesce(format(' password %L', $2), ''))",
    )
    .bind(role)
    .bind(password)
    .fetch_one(&mut *db)
    .await?;
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}

pub(super) async fn set_password(db: &PgPool, role: &str, password: &str) -> sqlx::Result<()> {
    let statement: String = sqlx::query_scalar("select format('alter role %I login password %L', $1, $2)")
        .bind(role)
        .bind(password)
        .fetch_one(db)
        .await?;
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}

/// The tables of the site and of its jobs, and which rights on rows a site needs there: all, but not those that a trigger
/// of ours refuses, and of the lists of migrations only reading. The bits of a trigger are PostgreSQL's (`pg_trigger.h`).
const TABLES: &str = "
    with spaces as (
        select oid, nspname from pg_namespace where oid in (select pronamespace from pg_proc where proname = 'refuse_change')
        union select oid, nspname from pg_namespace where nspname = 'graphile_worker'
    ), tables as (
        select class.oid, class.relowner, class.relrowsecurity, nspname, relname, relkind, refused,
               relname in ('_sqlx_migrations', 'migrations') as is_list
        from pg_class class join spaces on spaces.oid = relnamespace,
             lateral (select coalesce(bit_or(tgtype::int), 0) as refused from pg_trigger
                      where tgrelid = class.oid and tgfoid in (select oid from pg_proc where proname = 'refuse_change')) triggers
        where relkind in ('r', 'p')
    ), rights (name, bit, is_for_rows) as (
        values ('SELECT', 0, true), ('INSERT', 4, true), ('UPDATE', 16, true), ('DELETE', 8, true),
               ('TRUNCATE', 32, false), ('REFERENCES', 0, false), ('TRIGGER', 0, false)
    ), wanted as (
        select tables.*, rights.name as right_name,
               is_for_rows and (refused & bit = 0) and (name = 'SELECT' or not is_list) as is_wanted
        from tables, rights
    )";

/// Gives the role what it needs and takes away what it was given beyond that.
pub(super) async fn give(db: &mut PgConnection, role: &str) -> sqlx::Result<()> {
    let statements = format!(
        "{TABLES}
         select format('grant connect on database %I to %I', current_database(), $1::text)
         where not has_database_privilege($1, current_database(), 'CONNECT')
         union all
         select format('grant usage on schema %I to %I', nspname, $1::text) from spaces
         where not has_schema_privilege($1, oid, 'USAGE')
         union all
         select format('revoke create on schema %I from %I', nspname, $1::text) from spaces
         where has_schema_privilege($1, oid, 'CREATE')
         union all
         select format('%s %s on table %I.%I %s %I', case when is_wanted then 'grant' else 'revoke' end, right_name,
                       nspname, relname, case when is_wanted then 'to' else 'from' end, $1::text)
         from wanted where has_table_privilege($1, oid, right_name) <> is_wanted
         union all
         select format('grant usage on sequence %I.%I to %I', nspname, relname, $1::text)
         from pg_class class join spaces on spaces.oid = relnamespace
         where case when relkind = 'S' then not has_sequence_privilege($1, class.oid, 'USAGE') else false end
         union all
         select format('grant select on %I.%I to %I', nspname, relname, $1::text)
         from pg_class class join spaces on spaces.oid = relnamespace
         where case when relkind = 'v' then not has_table_privilege($1, class.oid, 'SELECT') else false end
         union all
         select format('create policy %I on %I.%I to %I using (true) with check (true)', 'site ' || $1, nspname, relname, $1::text)
         from tables where relrowsecurity and not exists (
             select from pg_policy where polrelid = tables.oid
               and polroles && array[0::oid, (select oid from pg_roles where rolname = $1)])"
    );
    let statements: Vec<String> = sqlx::query_scalar(AssertSqlSafe(statements)).bind(role).fetch_all(&mut *db).await?;
    for statement in statements {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *db).await?;
    }
    Ok(())
}

/// Whether the role may make tables where ours stand or will stand.
pub(super) async fn may_create(db: impl PgExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar("select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)").fetch_one(db).await
}

/// What the role of this connection may do beyond need.
pub(super) async fn excess(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<String>> {
    let sql = format!(
        "{TABLES}
         select told from (
             select 0 as place, 'is a superuser' as told from pg_roles where rolname = current_user and rolsuper
             union all select 1, 'may make roles' from pg_roles where rolname = current_user and rolcreaterole
             union all select 2, 'may make databases' from pg_roles where rolname = current_user and rolcreatedb
             union all select 3, 'passes over the security of rows' from pg_roles where rolname = current_user and rolbypassrls
             union all select 4, 'may replicate the server' from pg_roles where rolname = current_user and rolreplication
             union all select 5, 'may act as ' || rolname from pg_roles
                where rolname in ('pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
                  and pg_has_role(oid, 'MEMBER')
             union all select 6, 'may switch triggers off' where has_parameter_privilege('session_replication_role', 'SET')
             union all select 7, 'owns ' || count(*) || ' tables' from tables where pg_has_role(relowner, 'MEMBER') having count(*) > 0
             union all select 8, 'may make tables in ' || nspname from spaces where has_schema_privilege(oid, 'CREATE')
             union all select 9, 'may ' || lower(right_name) || ' ' || relname from wanted
                where not is_wanted and (has_table_privilege(oid, right_name)
                    or case when right_name in ('INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege(oid, right_name) else false end)
         ) found order by place, told"
    );
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(db).await
}
