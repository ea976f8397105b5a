//! The database: one pool, our migrations, and a limit on how long a visitor waits for it.

use std::{str::FromStr as _, time::Duration};

use anyhow::Context as _;
use secrecy::{ExposeSecret, SecretString};
use sqlx::{
    Connection as _, PgConnection, PgPool, PgTransaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::error::Error;

/// How long a visitor's request waits for the database before the site says that it is away.
pub(crate) const PATIENCE: Duration = Duration::from_millis(2500);

/// How long a connection may take to come about. A far database needs half a dozen ways there and back; a visitor waits for
/// [`PATIENCE`] all the same.
const CONNECTING: Duration = Duration::from_secs(8);

/// Connections of one instance. PostgreSQL's own limit is shared by all instances.
const CONNECTIONS: u32 = 20;

/// A connection that was used within this time counts as alive, which saves a round trip for each statement under load.
/// Others are tested first, so after a restart of the database, requests fail for this long at most.
const LATELY_USED: Duration = Duration::from_millis(500);

/// Opens the pool. The first connection is made when it is needed.
pub(crate) fn pool(url: &SecretString) -> Result<PgPool, sqlx::Error> {
    let options = options(url)?.options([
        ("statement_timeout", "20s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "30s"),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(CONNECTING)
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move { Ok(state.idle_for < LATELY_USED || connection.ping().await.is_ok()) })
        })
        .connect_lazy_with(options))
}

/// Begins a transaction. A visitor who goes away may cancel the caller at any point, and sqlx does not roll back a `BEGIN`
/// whose answer nobody waited for: what the next user of the connection wrote would belong to that transaction and be lost.
/// So a task of its own waits for the answer.
///
/// # Errors
/// If no connection comes free in time, or the database is away.
pub async fn begin(db: &PgPool) -> sqlx::Result<PgTransaction<'static>> {
    let db = db.clone();
    let begun = tokio::spawn(async move { db.begin().await });
    begun.await.unwrap_or_else(|stopped| Err(sqlx::Error::Io(std::io::Error::other(stopped))))
}

/// Opens the pool for a command, after a look whether the database can be reached at all.
pub(crate) async fn open(url: &SecretString) -> anyhow::Result<PgPool> {
    reach(url).await?;
    Ok(pool(url)?)
}

/// Connects once. The error says which database cannot be reached, and why; a pool would only say that it waited.
pub(crate) async fn reach(url: &SecretString) -> anyhow::Result<()> {
    let options = options(url)?;
    let connected = tokio::time::timeout(CONNECTING, PgConnection::connect_with(&options)).await;
    let connected = connected.unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())));
    connected.with_context(|| format!("PostgreSQL at {}", place(&options)))?.close().await?;
    Ok(())
}

/// Which database is meant, without the password.
fn place(options: &PgConnectOptions) -> String {
    let at = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}, port {}", options.get_host(), options.get_port()),
    };
    let name = options.get_database().unwrap_or_else(|| options.get_username());
    format!("{at}, database {name}, user {}", options.get_username())
}

/// Brings the schema up to this program, one instance at a time; jobs have their own schema beside ours. A migration may
/// take its time, and so may the instances that wait for it. Fails if the database was changed by a newer program.
pub async fn migrate(url: &SecretString) -> anyhow::Result<()> {
    reach(url).await?;
    let db = PgPoolOptions::new().max_connections(2).acquire_timeout(CONNECTING).connect_with(options(url)?).await?;
    sqlx::migrate!().run(&db).await?;
    graphile_worker::WorkerUtils::new(db.clone(), graphile_worker::Schema::default()).migrate().await?;
    db.close().await;
    Ok(())
}

pub(crate) fn options(url: &SecretString) -> Result<PgConnectOptions, sqlx::Error> {
    let options = PgConnectOptions::from_str(url.expose_secret())?.application_name("connect-kindness");
    // The brackets belong to the URL; who looks up a name does not know them.
    let inside = options.get_host().strip_prefix('[').and_then(|host| host.strip_suffix(']')).map(str::to_owned);
    Ok(match inside {
        Some(host) => options.host(&host),
        None => options,
    })
}

/// Whether every migration of this program was applied.
pub(crate) async fn is_migrated(db: &PgPool) -> Result<bool, sqlx::Error> {
    let newest = sqlx::migrate!().iter().map(|migration| migration.version).max().unwrap_or_default();
    let applied: Option<i64> =
        sqlx::query_scalar("select max(version) from _sqlx_migrations where success").fetch_one(db).await?;
    Ok(applied.unwrap_or_default() >= newest)
}

/// Which settings of PostgreSQL's own log would let personal data into it, each as it should be.
pub(crate) async fn quiet_log(db: &PgPool) -> Result<Vec<String>, sqlx::Error> {
    let wanted = [
        ("log_statement", "none"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_parameter_max_length_on_error", "0"),
    ];
    let mut other = Vec::new();
    for (name, value) in wanted {
        let found: String = sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(db).await?;
        if found != value {
            other.push(format!("{name}={value}"));
        }
    }
    Ok(other)
}

pub(crate) async fn clock(db: &PgPool) -> Result<time::OffsetDateTime, sqlx::Error> {
    sqlx::query_scalar("select clock_timestamp()").fetch_one(db).await
}

/// Waits for the database no longer than a visitor should. Fails with [`Error::DatabaseSilent`] when time is up.
pub(crate) async fn within<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, Error>
where
    Error: From<E>,
{
    tokio::time::timeout(PATIENCE, work).await.map_err(|_| Error::DatabaseSilent)?.map_err(Error::from)
}

/// Whether a write met this named unique key.
pub fn met_key(error: &sqlx::Error, name: &str) -> bool {
    error.as_database_error().and_then(|error| error.constraint()) == Some(name)
}
