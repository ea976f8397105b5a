//! Databases for stories: made once by the owner, copied for each, and served by a role without rights beyond need.

use std::str::FromStr as _;

use connect_kindness::{database, pages, rights};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection, PgPool,
    postgres::PgConnectOptions,
};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// As whom the sites of all stories are connected. `TestSite::db` is the owner's.
pub(crate) const SITE_ROLE: &str = "connect_kindness_site";

/// The address of the server in which databases may be made, from `DATABASE_URL`.
pub(crate) fn server_url() -> String {
    std::env::var("DATABASE_URL")
        .expect("DATABASE_URL names a PostgreSQL server where databases may be made; script/test starts one")
}

/// A migrated and seeded database, copied from one that is made once.
pub(super) async fn new_database() -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = create_database(None).await;
            let owner = database_url(&name);
            database::migrate(&owner.clone().into()).await.unwrap();
            rights::grant(&owner.clone().into(), &site_url(&owner).into()).await.unwrap();
            let db = PgPool::connect(&database_url(&name)).await.unwrap();
            pages::start::seed(&db).await.unwrap();
            db.close().await;
            name
        })
        .await;
    database_url(&create_database(Some(template)).await)
}

/// The same database for the role of the site.
pub(crate) fn site_url(owner: &str) -> String {
    PgConnectOptions::from_str(owner).unwrap().username(SITE_ROLE).to_url_lossy().into()
}

pub(crate) async fn create_database(template: Option<&str>) -> String {
    let name = format!("test_{}", Uuid::new_v4().simple());
    let sql = match template {
        Some(template) => format!("create database {name} template {template}"),
        None => format!("create database {name}"),
    };
    let mut server = PgConnection::connect(&server_url()).await.unwrap();
    // Copying waits for nobody to be connected to the template; one at a time is quickest.
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ONE.lock().await;
    server.execute(AssertSqlSafe(sql)).await.unwrap();
    name
}

/// The address of a database in which nothing is, for its owner.
pub(crate) async fn empty_database() -> String {
    database_url(&create_database(None).await)
}

/// The address of another database of the same server.
pub(crate) fn database_url(name: &str) -> String {
    let server = server_url();
    let (base, query) =
        server.split_once('?').map_or((server.as_str(), String::new()), |(base, query)| (base, format!("?{query}")));
    let start = base.rfind('/').unwrap();
    format!("{}/{name}{query}", &base[..start])
}
