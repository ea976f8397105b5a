//! The program is started while the database is away, from what it kept on disk.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    str::FromStr as _,
};

use connect_kindness::{
    language::Language,
    staff::{self, Role},
};
use reqwest::redirect::Policy;
use sha2::{Digest as _, Sha256};
use sqlx::{ConnectOptions as _, postgres::PgConnectOptions};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::harness::{Answer, TestSite, site_url};

/// A folder that is gone afterwards.
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(std::env::temp_dir().join(format!("connect-kindness-{}", Uuid::new_v4())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program on the site's wire to the database.
struct Program {
    url: String,
    child: Child,
}

impl Program {
    fn command(site: &TestSite, folder: &Path, port: u16) -> Command {
        let options = PgConnectOptions::from_str(&site_url(site.database_url())).unwrap();
        let wired = options.host("127.0.0.1").port(site.wire.port).to_url_lossy();
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(site.environment()).env("DATABASE_URL", wired.as_str()).env("STATE_DIR", folder);
        command.env("BIND", format!("127.0.0.1:{port}")).env("PUBLIC_URL", format!("http://localhost:{port}"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    async fn start(site: &TestSite, folder: &Path, port: u16) -> Self {
        let child = Self::command(site, folder, port).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let program = Self { url: format!("http://localhost:{port}"), child };
        site.eventually("it answers", || async { program.status("/healthz").await == 200 }).await;
        program
    }

    async fn visit(&self, path: &str) -> Answer {
        Answer::of(reqwest::get(format!("{}{path}", self.url)).await.unwrap()).await
    }

    /// The program as the real site runs, with Stripe's test key; it answers under `example.org`.
    async fn in_production(site: &TestSite, folder: &Path) -> Self {
        let port = free_port();
        let mut command = Self::command(site, folder, port);
        for (name, value) in [
            ("APP_ENV", "production"),
            ("SIGNING_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            ("PUBLIC_URL", "https://example.org"),
            ("STRIPE_SECRET_KEY", "rk_test_abc"),
            ("ALLOW_TEST_KEYS", "yes"),
            ("STRIPE_API_BASE", ""),
            ("STRIPE_CHECKOUT_ORIGIN", ""),
            ("STRIPE_PORTAL_ORIGIN", ""),
            ("SMTP_URL", "smtps://user:password@localhost"),
            ("CLIENT_IP_SOURCE", "ConnectInfo"),
        ] {
            command.env(name, value);
        }
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let program = Self { url: format!("http://localhost:{port}"), child };
        site.eventually("it answers", || async { program.status("/healthz").await == 200 }).await;
        program
    }

    async fn status(&self, path: &str) -> u16 {
        reqwest::get(format!("{}{path}", self.url)).await.map_or(0, |answer| answer.status().as_u16())
    }

    async fn offer(&self, token: &str) -> u16 {
        let fields = [
            ("token", token),
            ("name", "반딧불"),
            ("contact_kind", "mail"),
            ("contact", "a@example.org"),
            ("languages", "한국어"),
            ("areas", "events"),
            ("availability", "once"),
            ("consent", "yes"),
            ("of_age", "yes"),
        ];
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        client.post(format!("{}/volunteer", self.url)).form(&fields).send().await.unwrap().status().as_u16()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn the_site_starts_from_its_copy_and_becomes_whole_by_itself() {
    let site = TestSite::start().await;
    let (folder, port) = (Folder::new(), free_port());
    let pages: Vec<String> = ["/", "/mission", "/why-awesome", "/get-involved", "/share", "/privacy"]
        .iter()
        .flat_map(|path| Language::ALL.map(|language| language.path(path)))
        .collect();
    let mut before = Vec::new();
    {
        let program = Program::start(&site, &folder.0, port).await;
        for page in &pages {
            before.push(program.visit(page).await.text);
        }
        site.eventually("a copy is kept", || async { folder.0.join("edition").exists() }).await;
    }
    site.wire.cut();
    let program = Program::start(&site, &folder.0, port).await;
    for (page, before) in pages.iter().zip(&before) {
        let answer = program.visit(page).await;
        assert_eq!(answer.status, 200, "{page}");
        assert_eq!(&answer.text, before, "{page}");
    }
    for path in ["/sitemap.xml", "/robots.txt", "/donate", "/ko/volunteer", "/site.webmanifest", "/qr/home.svg"] {
        assert_eq!(program.status(path).await, 200, "{path}");
    }
    assert_eq!((program.status("/healthz").await, program.status("/readyz").await), (200, 503));
    let token = site.token("volunteer");
    assert_eq!(program.offer(&token).await, 503);
    sqlx::query("update site_settings set short_name = 'Renamed'").execute(&site.db).await.unwrap();

    site.wire.mend();
    site.eventually("it is whole", || async { program.status("/readyz").await == 200 }).await;
    assert_eq!(program.offer(&token).await, 303);
    site.eventually("what changed meanwhile is shown", || async {
        program.visit("/ko").await.text.contains("Renamed")
    })
    .await;
}

#[tokio::test]
async fn whatever_fails_after_the_migrations_the_copy_serves() {
    let site = TestSite::start().await;
    let (folder, port) = (Folder::new(), free_port());
    {
        let _program = Program::start(&site, &folder.0, port).await;
        site.eventually("a copy is kept", || async { folder.0.join("edition").exists() }).await;
    }
    // The first edition cannot be made, whatever the migrations said.
    sqlx::query("alter table funds rename to hidden").execute(&site.db).await.unwrap();
    let program = Program::start(&site, &folder.0, port).await;
    assert_eq!(program.status("/ko/mission").await, 200);
    assert_eq!(program.status("/readyz").await, 503, "it is not whole");
    sqlx::query("alter table hidden rename to funds").execute(&site.db).await.unwrap();
    site.eventually("it is whole", || async { program.status("/readyz").await == 200 }).await;
}

#[tokio::test]
async fn a_folder_for_the_copy_that_cannot_be_written_is_told_at_the_start() {
    let site = TestSite::start().await;
    let (folder, port) = (Folder::new(), free_port());
    fs::write(&folder.0, "a file, not a folder").unwrap();
    let mut command = Program::command(&site, &folder.0, port);
    let doctor = command.arg("doctor").output().unwrap();
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(!doctor.status.success() && said.contains("copy: no copy of the pages can be kept"), "{said}");
    let mut child = Program::command(&site, &folder.0, port).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let told = lines.map_while(Result::ok).find(|line| line.contains("STATE_DIR") || line.contains("serving"));
    child.kill().unwrap();
    child.wait().unwrap();
    fs::remove_file(&folder.0).unwrap();
    assert!(told.unwrap().contains("no copy of the pages can be kept"));
}

#[tokio::test]
async fn with_a_test_key_in_production_every_page_says_that_no_gift_is_real() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    let folder = Folder::new();
    let program = Program::in_production(&site, &folder.0).await;
    for (path, words) in [
        ("/", "no gift is real"),
        ("/donate", "no gift is real"),
        ("/no-such-page", "no gift is real"),
        ("/ko/mission", "실제 후원이 아닙니다"),
        ("/ko/volunteer", "실제 후원이 아닙니다"),
        ("/admin", "no gift is real"),
        ("/admin/sign-in", "no gift is real"),
    ] {
        let request = reqwest::Client::new().get(format!("{}{path}", program.url)).header("host", "example.org");
        let answer = Answer::of(request.header("cookie", &cookie).send().await.unwrap()).await;
        let told = answer.texts("body > aside");
        assert!(told.len() == 1 && told[0].contains(words), "{path}: {told:?}");
    }
    for path in ["/", "/ko/donate", "/admin/sign-in"] {
        assert!(site.visit(path).await.texts("body > aside").is_empty(), "{path} while trying out on this machine");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_production_a_link_leads_to_the_way_to_a_key_and_nowhere_else() {
    let site = TestSite::start().await;
    let folder = Folder::new();
    let program = Program::in_production(&site, &folder.0).await;
    let owner = staff::queries::add(&site.db, "owner@example.org", &[Role::Owner]).await.unwrap();
    let link = site.link_of(owner).await;
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let sign_in = client.post(format!("{}/admin/sign-in", program.url)).header("host", "example.org");
    let token = [("token", link.rsplit('=').next().unwrap())];
    let used = Answer::of(sign_in.form(&token).send().await.unwrap()).await;
    assert_eq!((used.status, used.location()), (303, "/admin/enrol"), "{}", used.text);
    for (path, status) in [("/admin", 303), ("/admin/account", 303), ("/admin/donations", 303), ("/admin/enrol", 200)] {
        let request = client.get(format!("{}{path}", program.url)).header("host", "example.org");
        let answer = Answer::of(request.header("cookie", used.session_cookie()).send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(status == 200 || answer.location() == "/admin/enrol", "{path}");
    }
    let door = client.get(format!("{}/admin/sign-in", program.url)).header("host", "example.org").send().await.unwrap();
    let door = Answer::of(door).await;
    assert!(!door.text.contains("for trying out: a one-time link"), "{}", door.text);
}

#[tokio::test]
async fn a_broken_copy_is_left_aside() {
    let site = TestSite::start().await;
    let (folder, port) = (Folder::new(), free_port());
    let file = folder.0.join("edition");
    drop(Program::start(&site, &folder.0, port).await);
    {
        let _program = Program::start(&site, &folder.0, port).await;
        site.eventually("a copy is kept", || async { file.exists() }).await;
    }
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let older = [b"connect-kindness edition 0\n", &whole[27..]].concat();
    // Whoever may write into the folder can change words, and work out a hash that needs no key.
    let mut changed = whole[59..].to_vec();
    let at = changed.windows(8).position(|word| word == b"Citizens").unwrap();
    changed[at..at + 8].copy_from_slice(b"Nobody's");
    let forged = [&whole[..27], &Sha256::digest(&changed)[..], &changed].concat();
    for (copy, why) in [
        (&forged[..], "damaged"),
        (&whole[..whole.len() - 1], "damaged"),
        (&whole[..40], "cut off"),
        (&flipped, "damaged"),
        (&older, "another form"),
        (b"", "another form"),
    ] {
        fs::write(&file, copy).unwrap();
        site.wire.cut();
        let ended = Program::command(&site, &folder.0, port).output().unwrap();
        let told = String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned();
        assert!(!ended.status.success());
        assert!(told.contains("is not used") && told.contains(why), "{why}: {told}");
        site.wire.mend();
    }
    let program = Program::start(&site, &folder.0, port).await;
    assert_eq!(program.status("/ko/mission").await, 200);
    site.eventually("a good copy takes its place", || async { fs::read(&file).is_ok_and(|file| file.len() > 1000) })
        .await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_ok());
}
