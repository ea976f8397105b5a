//! A whole site for one story: real database, real HTTP, real SMTP; only Stripe is played, by the stand-in.

mod answer;
pub(crate) mod authenticator;
pub(crate) mod browser;
mod databases;
pub(crate) mod desk;
pub(crate) mod mailbox;
mod pages;
pub(crate) mod patience;
pub(crate) mod statements;
pub(crate) mod tools;
pub(crate) mod window;
pub(crate) mod wire;

use std::{io::Write as _, net::SocketAddr, process::Stdio, str::FromStr as _, sync::Arc};

use clap::Parser;
use connect_kindness::{
    config::Settings,
    form::FormToken,
    process,
    seal::{new_key_setting, new_token, token_hash},
    staff::{self, Role},
    state::AppState,
};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use sqlx::{ConnectOptions as _, PgPool, postgres::PgConnectOptions};
use stripe_stand_in::{StandIn, StandInSettings};
use time::OffsetDateTime;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) use self::answer::Answer;
pub(crate) use self::databases::{SITE_ROLE, create_database, database_url, empty_database, server_url, site_url};
use self::{databases::new_database, mailbox::Mailbox, wire::Wire};

/// The name under which the stand-in knows the site.
const API_KEY: &str = "sk_test_integration";

/// A site and everything around it. It stops when it is dropped.
pub(crate) struct TestSite {
    pub(crate) url: String,
    pub(crate) address: SocketAddr,
    pub(crate) state: AppState,
    pub(crate) db: PgPool,
    pub(crate) stripe: StandIn,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) wire: Arc<Wire>,
    client: Client,
    surroundings: Surroundings,
    /// Stops this instance.
    stop: CancellationToken,
    /// Ends what surrounds it: the stand-in and the mailbox.
    ended: CancellationToken,
    running: Option<JoinHandle<()>>,
}

/// What instances of one site share.
#[derive(Clone)]
struct Surroundings {
    database_url: String,
    keys: String,
    webhook_secret: String,
    stripe_base: String,
    smtp_url: String,
    public_url: Option<String>,
    strictness: Strictness,
    /// Whether staff sign in with keys alone, as in production.
    asks_for_keys: bool,
}

/// How strict a site is with donors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// As in development, so that stories can give as often as they like.
    #[default]
    Lenient,
    /// The numbers of production for an address, a mailbox and a form, and a small one for the whole site.
    Strict,
    /// The same behind a proxy that says from where visitors come.
    StrictBehindProxy,
}

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    settings: Settings,
}

impl TestSite {
    /// A fresh site.
    pub(crate) async fn start() -> Self {
        Self::start_as(Strictness::Lenient).await
    }

    /// A fresh site whose staff sign in with keys alone.
    pub(crate) async fn start_asking_for_keys() -> Self {
        Self::start_with(Strictness::Lenient, true).await
    }

    /// A fresh site that is as strict as this.
    pub(crate) async fn start_as(strictness: Strictness) -> Self {
        Self::start_with(strictness, false).await
    }

    async fn start_with(strictness: Strictness, asks_for_keys: bool) -> Self {
        let database_url = new_database().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let webhook_secret = format!("whsec_{}", new_token());
        let stripe_base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let stripe = StandIn::new(StandInSettings {
            api_key: API_KEY.to_owned(),
            webhook_url: None,
            webhook_secret: webhook_secret.clone(),
            public_base: stripe_base.clone(),
            books_file: None,
        });
        let ended = CancellationToken::new();
        tokio::spawn(stripe_stand_in::serve(stripe.clone(), listener, ended.clone()));
        let mailbox = Mailbox::open(ended.clone()).await;
        let surroundings = Surroundings {
            database_url,
            keys: new_key_setting("test"),
            webhook_secret,
            stripe_base,
            smtp_url: format!("smtp://site:secret@127.0.0.1:{}", mailbox.port),
            public_url: None,
            strictness,
            asks_for_keys,
        };
        let site = Self::instance(surroundings, stripe.clone(), mailbox, ended).await;
        stripe.set_webhook_url(Some(format!("{}/webhooks/stripe", site.url)));
        site
    }

    /// A second instance on the same database, under the same public address.
    pub(crate) async fn second(&self) -> Self {
        let surroundings = Surroundings { public_url: Some(self.url.clone()), ..self.surroundings.clone() };
        Self::instance(surroundings, self.stripe.clone(), Arc::clone(&self.mailbox), CancellationToken::new()).await
    }

    /// A further instance on the same database with other keys.
    pub(crate) async fn with_keys(&self, keys: &str) -> Self {
        let (keys, public_url) = (keys.to_owned(), Some(self.url.clone()));
        let surroundings = Surroundings { keys, public_url, ..self.surroundings.clone() };
        Self::instance(surroundings, self.stripe.clone(), Arc::clone(&self.mailbox), CancellationToken::new()).await
    }

    /// The site on what a dump of the database holds, in a database of its own. Stripe tells it from now on.
    pub(crate) async fn restored(&self, dump: &[u8]) -> Self {
        let database_url = database_url(&create_database(None).await);
        let mut psql = std::process::Command::new("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &database_url]);
        let mut psql = psql.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        psql.stdin.take().unwrap().write_all(dump).unwrap();
        assert!(psql.wait().unwrap().success());
        let surroundings = Surroundings { database_url, ..self.surroundings.clone() };
        let mailbox = Arc::clone(&self.mailbox);
        let site = Self::instance(surroundings, self.stripe.clone(), mailbox, CancellationToken::new()).await;
        self.stripe.set_webhook_url(Some(format!("{}/webhooks/stripe", site.url)));
        site
    }

    /// The database as `pg_dump` writes it.
    pub(crate) fn dumped(&self) -> Vec<u8> {
        let dump = std::process::Command::new("pg_dump").arg("-d").arg(self.database_url()).output().unwrap();
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        dump.stdout
    }

    async fn instance(
        surroundings: Surroundings,
        stripe: StandIn,
        mailbox: Arc<Mailbox>,
        ended: CancellationToken,
    ) -> Self {
        statements::count();
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("http://localhost:{}", address.port());
        let options = PgConnectOptions::from_str(&surroundings.database_url).unwrap();
        let wire = Wire::lay(format!("{}:{}", options.get_host(), options.get_port()), stop.clone()).await;
        let wired = options.clone().username(SITE_ROLE).host("127.0.0.1").port(wire.port).to_url_lossy();
        let settings =
            settings(&surroundings, wired.as_str(), address, surroundings.public_url.as_deref().unwrap_or(&url));
        let mut config = settings.check().unwrap();
        if surroundings.strictness != Strictness::Lenient {
            config.allowances.per_address = 5;
            config.allowances.per_showing = 10;
            config.allowances.of_site = 20;
        }
        config.links_sign_in = !surroundings.asks_for_keys;
        let state = process::prepare(config, stop.clone()).await.unwrap();
        let running = tokio::spawn({
            let state = state.clone();
            async move { process::run(state, listener).await }
        });
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        let db = PgPool::connect(&surroundings.database_url).await.unwrap();
        Self {
            url,
            address,
            state,
            db,
            stripe,
            mailbox,
            wire,
            client,
            surroundings,
            stop,
            ended,
            running: Some(running),
        }
    }

    /// Where the database is, for its owner.
    pub(crate) fn database_url(&self) -> &str {
        &self.surroundings.database_url
    }

    /// The settings of the site as a program of its own takes them.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let shared = &self.surroundings;
        vec![
            ("DATABASE_URL", site_url(&shared.database_url)),
            ("MIGRATE_DATABASE_URL", shared.database_url.clone()),
            ("DATA_KEYS", shared.keys.clone()),
            ("STRIPE_SECRET_KEY", API_KEY.to_owned()),
            ("STRIPE_WEBHOOK_SECRET", shared.webhook_secret.clone()),
            ("STRIPE_API_BASE", shared.stripe_base.clone()),
            ("STRIPE_CHECKOUT_ORIGIN", shared.stripe_base.clone()),
            ("STRIPE_PORTAL_ORIGIN", shared.stripe_base.clone()),
            ("SMTP_URL", shared.smtp_url.clone()),
            ("MAIL_FROM", "site@example.org".to_owned()),
        ]
    }

    /// Stops the site as a signal does and waits for it.
    pub(crate) async fn stop(&mut self) {
        self.stop.cancel();
        if let Some(running) = self.running.take() {
            running.await.unwrap();
        }
    }

    /// A request to this instance.
    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.client.request(method.parse().unwrap(), format!("{}{path}", self.url))
    }

    /// What a visitor gets.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        Answer::of(self.request("GET", path).send().await.unwrap()).await
    }

    /// What a visitor gets who sends a form.
    pub(crate) async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        Answer::of(self.request("POST", path).form(fields).send().await.unwrap()).await
    }

    /// A token of a form that was shown ten seconds ago.
    pub(crate) fn token(&self, form: &str) -> String {
        FormToken::issue(OffsetDateTime::now_utc() - time::Duration::seconds(10)).sign(&self.state.config.keys, form)
    }

    /// Waits until something holds; fails with the question when it does not come true.
    pub(crate) async fn eventually<F: Future<Output = bool>>(&self, what: &str, mut question: impl FnMut() -> F) {
        assert!(patience::eventually(async || question().await).await, "never came true: {what}");
    }

    /// Waits until no work is left in the queue, so that nothing more comes of what happened so far.
    pub(crate) async fn rests(&self) {
        let left = || self.count("select count(*) from graphile_worker._private_jobs where run_at <= now()");
        self.eventually("no job is left", || async { left().await == 0 }).await;
    }

    /// One number from the database.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.db).await.unwrap()
    }

    /// The value of a cookie of a new session of a member of staff, who has just proved who they are.
    pub(crate) async fn session_of(&self, staff_member_id: Uuid) -> String {
        let token = new_token();
        sqlx::query(
            "insert into staff_sessions (token_hash, staff_member_id, scope, proved_at) values ($1, $2, 'all', now())",
        )
        .bind(&token_hash(&token)[..])
        .bind(staff_member_id)
        .execute(&self.db)
        .await
        .unwrap();
        format!("__Host-session={token}")
    }

    /// A fresh one-time link of a member of staff, as an address of this instance.
    pub(crate) async fn link_of(&self, staff_member_id: Uuid) -> String {
        let token = new_token();
        let now = OffsetDateTime::now_utc();
        staff::queries::add_link(&self.db, &token_hash(&token), staff_member_id, now).await.unwrap();
        format!("/admin/sign-in?token={token}")
    }

    /// The value of a session cookie of a new owner.
    pub(crate) async fn signed_in_staff(&self) -> String {
        self.signed_in_as(Role::Owner).await
    }

    /// The value of a session cookie of a new member of staff.
    pub(crate) async fn signed_in_as(&self, role: Role) -> String {
        let now = OffsetDateTime::now_utc();
        let id = staff::queries::add(&self.db, &format!("{}@example.org", Uuid::new_v4()), &[role]).await.unwrap();
        let token = new_token();
        staff::queries::add_link(&self.db, &token_hash(&token), id, now).await.unwrap();
        let answer = self.submit("/admin/sign-in", &[("token", &token)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.session_cookie()
    }
}

impl Drop for TestSite {
    fn drop(&mut self) {
        self.stop.cancel();
        self.ended.cancel();
    }
}

fn settings(surroundings: &Surroundings, database_url: &str, address: SocketAddr, public_url: &str) -> Settings {
    let arguments = [
        "site",
        "--database-url",
        database_url,
        "--bind",
        &address.to_string(),
        "--public-url",
        public_url,
        "--data-keys",
        &surroundings.keys,
        "--stripe-secret-key",
        API_KEY,
        "--stripe-webhook-secret",
        &surroundings.webhook_secret,
        "--stripe-api-base",
        &surroundings.stripe_base,
        "--stripe-checkout-origin",
        &surroundings.stripe_base,
        "--stripe-portal-origin",
        &surroundings.stripe_base,
        "--smtp-url",
        &surroundings.smtp_url,
        "--mail-from",
        "Site <site@example.org>",
        "--client-ip-source",
        if surroundings.strictness == Strictness::StrictBehindProxy { "RightmostXForwardedFor" } else { "ConnectInfo" },
    ];
    Command::parse_from(arguments).settings
}
