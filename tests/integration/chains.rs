//! The two chains under the hands of the database's owner: whatever was done to them is found, and named.

use std::path::PathBuf;

use connect_kindness::{heads, staff::Role};
use sqlx::AssertSqlSafe;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{commands::run, harness::TestSite};

/// A chain: its command, its table, and in SQL the fields that its hash is made of and a change that is no fault by itself.
struct Chain {
    command: &'static str,
    table: &'static str,
    fields: &'static [&'static str],
    change: &'static str,
}

const AUDIT: Chain = Chain {
    command: "audit",
    table: "audit_entries",
    fields: &[
        "form::text",
        "coalesce(staff_member_id::text, '')",
        "action",
        "outcome",
        "coalesce(cause, '')",
        "coalesce(reason_id::text, '')",
        "coalesce(subject_id::text, '')",
        "coalesce(address, '')",
        "(extract(epoch from happened_at) * 1000000)::bigint::text",
    ],
    change: "happened_at = happened_at + interval '1 microsecond'",
};

const LEDGER: Chain = Chain {
    command: "ledger",
    table: "ledger_entries",
    fields: &[
        "donation_id::text",
        "kind",
        "amount_minor::text",
        "currency",
        "source",
        "source_id",
        "extract(epoch from occurred_at)::bigint::text",
    ],
    change: "occurred_at = occurred_at + interval '1 second'",
};

/// A chain of a site with a file of two heads: one over half of the entries, one over all of them.
struct Story<'a> {
    site: &'a TestSite,
    chain: Chain,
    file: PathBuf,
    ids: Vec<i64>,
}

impl<'a> Story<'a> {
    async fn of(site: &'a TestSite, chain: Chain, more: impl AsyncFn()) -> Self {
        let now = OffsetDateTime::now_utc();
        more().await;
        heads::sign(&site.state, now).await.unwrap();
        more().await;
        heads::sign(&site.state, now + Duration::DAY).await.unwrap();
        let kept = site.visit("/.well-known/chain-heads.txt").await;
        assert_eq!((kept.status, &kept.headers["content-type"]), (200, &"text/plain; charset=utf-8".parse().unwrap()));
        let file = std::env::temp_dir().join(format!("heads-{}", Uuid::new_v4()));
        std::fs::write(&file, &kept.text).unwrap();
        let mut story = Self { site, file, ids: Vec::new(), chain };
        story
            .sql(
                "alter table audit_entries disable trigger user; alter table ledger_entries disable trigger user;
                 alter table receipts drop constraint receipts_ledger_entry_id_fkey;
                 create function sha_field(field text) returns bytea language sql as
                 $$ select int8send(octet_length(field)) || convert_to(field, 'UTF8') $$",
            )
            .await;
        let ids = sqlx::query_scalar(AssertSqlSafe(format!("select id from {} order by id", story.chain.table)));
        story.ids = ids.fetch_all(&site.db).await.unwrap();
        story
    }

    async fn sql(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.site.db).await.unwrap();
    }

    /// Whether the chain verifies, with or without the heads, and what is said.
    fn verified(&self, with_heads: bool) -> (bool, String) {
        let keys = self.site.environment().into_iter().find(|(name, _)| *name == "DATA_KEYS").unwrap().1;
        let mut arguments = vec![self.chain.command, "verify"];
        if with_heads {
            arguments.extend(["--heads", self.file.to_str().unwrap()]);
        }
        let output = run(&arguments, &[("DATABASE_URL", self.site.database_url()), ("DATA_KEYS", &keys)]);
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        assert!(output.status.success() || output.status.code() == Some(1), "{said}");
        (output.status.success(), said)
    }

    /// Does something to the chain, hears what is said of it, and puts everything back.
    async fn after(&self, sql: &str, with_heads: bool, expected: &str) {
        self.tampered(async || self.sql(sql).await, with_heads, expected).await;
    }

    async fn tampered(&self, tamper: impl AsyncFnOnce(), with_heads: bool, expected: &str) {
        let table = self.chain.table;
        self.sql(&format!("create table kept as table {table}")).await;
        tamper().await;
        if with_heads {
            assert!(self.verified(false).0, "without heads nothing shows: {:?}", self.verified(false));
        }
        let (is_good, said) = self.verified(with_heads);
        assert!(!is_good && said.contains(expected), "{expected}: {said}");
        self.sql(&format!(
            "delete from {table}; insert into {table} overriding system value select * from kept; drop table kept"
        ))
        .await;
        assert!(self.verified(true).0, "all is as before");
    }

    /// Writes the chain anew from a place on, with one change and hashes that fit.
    async fn rewrite(&self, from: usize) {
        let Chain { table, fields, change, .. } = self.chain;
        self.sql(&format!("update {table} set {change} where id = {}", self.ids[from])).await;
        let fields: Vec<String> = fields.iter().map(|field| format!("sha_field({field})")).collect();
        for (place, id) in self.ids.iter().enumerate().skip(from) {
            let before = place.checked_sub(1).map_or("decode(repeat('00', 32), 'hex')".to_owned(), |before| {
                format!("(select hash from {table} where id = {})", self.ids[before])
            });
            self.sql(&format!("update {table} set previous_hash = {before} where id = {id}")).await;
            self.sql(&format!(
                "update {table} set hash = sha256(previous_hash || {}) where id = {id}",
                fields.join(" || ")
            ))
            .await;
        }
    }

    /// Everything that can be done to a chain.
    async fn all(&self) {
        let (table, change) = (self.chain.table, self.chain.change);
        let (third, fourth) = (self.ids[2], self.ids[3]);
        let last = *self.ids.last().unwrap();
        let before_last = self.ids[self.ids.len() - 2];
        let breaks = |id: i64| format!("entry {id} does not follow from the one before it");
        assert!(self.verified(true).1.contains("it leads to all 2 heads"), "{:?}", self.verified(true));

        self.after(&format!("update {table} set {change} where id = {third}"), false, &breaks(third)).await;
        self.after(&format!("delete from {table} where id = {third}"), false, &breaks(fourth)).await;
        let swap = format!(
            "create table swapped as select * from kept where id in ({third}, {fourth});
             update swapped set id = {third} + {fourth} - id; delete from {table} where id in ({third}, {fourth});
             insert into {table} overriding system value select * from swapped; drop table swapped"
        );
        self.after(&swap, false, &breaks(third)).await;
        let cut = format!("the tail is cut off after entry {before_last}");
        self.after(&format!("delete from {table} where id = {last}"), true, &cut).await;
        let anew = |id: i64| format!("entry {id} and what follows was written anew");
        self.tampered(async || self.rewrite(0).await, true, &anew(self.ids[0])).await;
        let half = self.ids.len() / 2;
        self.tampered(async || self.rewrite(half).await, true, &anew(self.ids[half])).await;
    }
}

impl Drop for Story<'_> {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_owner_of_the_database_does_to_the_log_of_acts_is_found() {
    let site = TestSite::start().await;
    let acts = async || {
        for role in [Role::Editor, Role::Treasurer, Role::Coordinator] {
            site.signed_in_as(role).await;
        }
    };
    Story::of(&site, AUDIT, acts).await.all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_owner_of_the_database_does_to_the_ledger_is_found() {
    let site = TestSite::start().await;
    let gifts = async || {
        for amount in ["10", "20"] {
            let before = site.count("select count(*) from receipts").await;
            let session = site.begin_gift("usd", amount).await;
            site.stripe.pay(&session).unwrap();
            site.eventually("it is booked", || async { site.count("select count(*) from receipts").await > before })
                .await;
        }
    };
    Story::of(&site, LEDGER, gifts).await.all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_of_another_key_or_that_were_changed_count_for_nothing() {
    let site = TestSite::start().await;
    site.signed_in_as(Role::Editor).await;
    heads::sign(&site.state, OffsetDateTime::now_utc()).await.unwrap();
    let kept = site.visit("/.well-known/chain-heads.txt").await.text;
    let key = kept.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap().to_owned();
    let file = std::env::temp_dir().join(format!("heads-{}", Uuid::new_v4()));
    let path = file.to_str().unwrap();
    let said = |text: &str, arguments: &[&str], settings: &[(&str, &str)]| {
        std::fs::write(&file, text).unwrap();
        let arguments = [&["audit", "verify", "--heads", path], arguments].concat();
        let output = run(&arguments, &[&[("DATABASE_URL", site.database_url())], settings].concat());
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        (output.status.success(), said)
    };
    let other = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assert!(
        said(&kept, &["--key", &key], &[]).0,
        "whoever holds the file needs no setting: {:?}",
        said(&kept, &["--key", &key], &[])
    );
    for (text, arguments, settings, expected) in [
        (kept.as_str(), &[][..], &[][..], "name it with --key"),
        (&kept, &[], &[("SIGNING_KEY", other)], "signed by another key"),
        (&kept, &["--key", other], &[], "signed by another key"),
        (&kept.replace(" audit ", " ledger "), &["--key", &key], &[], "does not carry a good signature"),
        (&kept.replace(" 1 1 ", " 0 0 "), &["--key", &key], &[], "does not carry a good signature"),
        ("nothing", &["--key", &key], &[], "no head of the audit chain"),
    ] {
        let (is_good, told) = said(text, arguments, settings);
        assert!(!is_good && told.to_lowercase().contains(&expected.to_lowercase()), "{expected}: {told}");
    }
    std::fs::remove_file(&file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_leave_once_a_day_by_mail_to_the_owners_in_their_language() {
    let site = TestSite::start().await;
    site.signed_in_as(Role::Editor).await;
    let owner = crate::harness::desk::Desk::of(&site, &[Role::Owner]).await;
    sqlx::query("update staff_members set rooms_language = 'ko' where email = $1")
        .bind(&owner.email)
        .execute(&site.db)
        .await
        .unwrap();
    let now = OffsetDateTime::now_utc();
    for _ in 0..2 {
        heads::sign(&site.state, now).await.unwrap();
    }
    site.rests().await;
    let mails = site.mailbox.mails();
    assert_eq!(mails.len(), 1, "one mail, to the owner alone");
    let text = mails[0].text();
    assert!(text.contains("이 메일을 보관해 주세요") && !text.contains(&owner.email), "{text}");
    let file = std::env::temp_dir().join(format!("heads-{}", Uuid::new_v4()));
    std::fs::write(&file, &text).unwrap();
    let keys = site.environment().into_iter().find(|(name, _)| *name == "DATA_KEYS").unwrap().1;
    let settings = [("DATABASE_URL", site.database_url()), ("DATA_KEYS", keys.as_str())];
    for chain in ["audit", "ledger"] {
        let output = run(&[chain, "verify", "--heads", file.to_str().unwrap()], &settings);
        assert!(output.status.success(), "{chain}: {}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::remove_file(&file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_instances_write_one_chain() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let many = async |site: &TestSite| {
        futures_util::future::join_all((0..40).map(|_| site.signed_in_as(Role::Editor))).await;
    };
    tokio::join!(many(&site), many(&second));
    let verified = run(&["audit", "verify"], &[("DATABASE_URL", site.database_url())]);
    assert!(String::from_utf8_lossy(&verified.stdout).contains("80 entries, the chain is whole"), "{verified:?}");
}
