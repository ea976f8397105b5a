//! What pages rest on: a reader that bears what later releases write, addresses, and publications by the clock.

use std::collections::BTreeSet;

use connect_kindness::language::Language;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{architecture::files, commands::run, harness::TestSite, staff::Staff};

impl TestSite {
    /// Adds a revision as another release would, and publishes it. Nothing of it is looked at.
    async fn publish_as_stored(
        &self,
        slug: &str,
        language: Language,
        content: &Value,
        form: i32,
        dialect: i32,
    ) -> Uuid {
        let add = "insert into page_revisions (id, page_id, language, number, content, form, dialect)
                   select gen_random_uuid(), page_id, language, max(number) + 1, $3, $4, $5
                   from page_revisions join pages on pages.id = page_id
                   where slug = $1 and language = $2 group by page_id, language returning id";
        let add = sqlx::query_scalar(add).bind(slug).bind(language.tag()).bind(content).bind(form).bind(dialect);
        let revision = add.fetch_one(&self.db).await.unwrap();
        self.stand(slug, language, Some(revision), None, None).await;
        revision
    }

    /// The words of a revision, as they are stored.
    async fn stored(&self, revision: Uuid) -> (Value, String) {
        let read = "select content, content::text from page_revisions where id = $1";
        sqlx::query_as(read).bind(revision).fetch_one(&self.db).await.unwrap()
    }

    /// A page of its own in both languages.
    async fn adds_page(&self, path: &str) {
        let mut tx = self.db.begin().await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
            "with page as (insert into pages (id, slug) values (gen_random_uuid(), '{path}') returning id, path)
             insert into page_addresses (path, page_id) select path, id from page;
             insert into page_revisions (id, page_id, language, number, content, form, dialect)
             select gen_random_uuid(), (select id from pages where slug = '{path}'), language, 1, content, form, dialect
             from page_revisions join pages on pages.id = page_id where slug = 'privacy' and number = 1;
             insert into page_publications (page_id, language, revision_id, starts_at)
             select page_id, language, page_revisions.id, now()
             from page_revisions join pages on pages.id = page_id where slug = '{path}'"
        )))
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
}

/// Some good words, with something that no release so far knows.
fn of_a_later_release() -> Value {
    json!({
        "title": "Our mission", "menu": "Mission", "summary": "What we do.", "lead": "A lead.", "tone": {"warm": true},
        "blocks": [
            {"id": "a1", "kind": "prose", "heading": "Known words", "text": "They are read.", "width": "wide"},
            {"id": "a2", "kind": "timeline", "events": [{"year": 1996, "text": "Not read yet"}]},
            {"id": "a3", "kind": "quote", "text": 7},
            {"id": "a4", "kind": "prose", "heading": "More words", "text": "They are read, too."},
        ],
    })
}

#[tokio::test]
async fn a_new_kind_of_block_in_a_rolling_upgrade_is_left_out_and_kept() {
    let site = TestSite::start().await;
    let words = of_a_later_release();
    let revision = site.publish_as_stored("mission", Language::English, &words, 2, 1).await;
    let before = site.stored(revision).await.1;
    site.eventually("it is read", || async { site.visit("/mission").await.text.contains("Known words") }).await;
    let page = site.visit("/mission").await;
    assert_eq!(page.texts("main h2").into_iter().take(2).collect::<Vec<_>>(), ["Known words", "More words"]);
    assert!(!page.text.contains("Not read yet") && !page.text.contains("timeline"), "{}", page.text);
    assert_eq!(site.visit("/readyz").await.status, 200, "nothing is amiss");
    // Everything else goes on being published, on an instance that starts now, too.
    let second = site.second().await;
    site.publish("privacy", Language::Korean, |content| content.lead = "새 문장입니다.".to_owned()).await;
    for instance in [&site, &second] {
        let reads = || async { instance.visit("/ko/privacy").await.text.contains("새 문장입니다.") };
        instance.eventually("the next change is read", reads).await;
        instance.visit("/mission").await.shows("They are read, too.");
    }
    // Who changes a known word of it keeps the rest.
    let next = site.save("mission", Language::English, |content| content.lead = "Another lead.".to_owned()).await;
    let mut expected = words;
    expected["lead"] = "Another lead.".into();
    assert_eq!(site.stored(next).await.0, expected);
    assert_eq!(site.stored(revision).await.1, before, "what is published stays as it is, byte for byte");
}

#[tokio::test]
async fn what_cannot_be_read_keeps_its_last_good_copy_alone_and_everybody_says_so() {
    let site = TestSite::start().await;
    let last_good = site.visit("/ko/mission").await.text;
    let words = of_a_later_release();
    site.publish_as_stored("mission", Language::Korean, &words, 99, 1).await;
    site.publish_as_stored("press", Language::English, &words, 2, 99).await;
    site.publish_as_stored("press", Language::Korean, &json!({"title": "T", "blocks": "none"}), 2, 1).await;
    site.eventually("readiness says so", || async { site.visit("/readyz").await.status == 503 }).await;
    site.publish("privacy", Language::English, |content| content.lead = "Still published.".to_owned()).await;
    let reads = || async { site.visit("/privacy").await.text.contains("Still published.") };
    site.eventually("other pages go on", reads).await;
    assert_eq!(site.visit("/ko/mission").await.text, last_good);
    assert_eq!(site.visit("/press").await.status, 200);
    let faults: Vec<(String, String)> =
        site.state.edition.load().faults.iter().map(|fault| (fault.address.clone(), fault.why.clone())).collect();
    let addresses: Vec<&str> = faults.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(addresses, ["/ko/mission", "/ko/press", "/press"], "{faults:?}");

    let settings: Vec<(&str, String)> = site.environment();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("PUBLIC_URL", &site.url));
    let doctor = run(&["doctor"], &settings);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    let line = said.lines().find(|line| line.starts_with("pages:")).unwrap_or_else(|| panic!("{said}"));
    assert!(!doctor.status.success());
    for told in ["/ko/mission", "form 99", "/press", "dialect 99"] {
        assert!(line.contains(told), "{told}: {line}");
    }
    let board = Staff::sign_in(&site).await.visit("/admin/pages").await;
    assert_eq!(board.texts("#page-mission .badge-alarm").len(), 1, "{}", board.text);
    assert_eq!(board.texts("#page-press .badge-alarm").len(), 2);

    // An instance without a copy starts nevertheless. What is not there is claimed by nobody.
    let second = site.second().await;
    assert_eq!(second.visit("/readyz").await.status, 503);
    second.visit("/privacy").await.shows("Still published.");
    let english = second.visit("/mission").await;
    assert_eq!(english.attributes("link[rel=alternate]", "hreflang"), ["en"]);
    let korean = second.visit("/ko/mission").await;
    korean.shows("이 페이지는 영어로만 볼 수 있습니다.");
    assert_eq!(second.visit("/press").await.status, 404);
    assert!(!second.visit("/sitemap.xml").await.text.contains("/press"));

    // A release that reads it, or another revision, makes all of it whole again.
    for (slug, language) in [("mission", Language::Korean), ("press", Language::English), ("press", Language::Korean)] {
        site.publish_as_stored(slug, language, &words, 2, 1).await;
    }
    for instance in [&site, &second] {
        let is_ready = || async { instance.visit("/readyz").await.status == 200 };
        instance.eventually("it is ready", is_ready).await;
        assert_eq!(instance.visit("/mission").await.attributes("link[rel=alternate]", "hreflang").len(), 3);
    }
    let board = Staff::sign_in(&site).await.visit("/admin/pages").await;
    assert!(board.texts(".badge-alarm").is_empty());
}

/// The words in quotation marks between two marks of a text.
fn quoted_between(text: &str, from: &str, to: &str) -> BTreeSet<String> {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from:?}")).1;
    let part = rest.split_once(to).unwrap_or_else(|| panic!("no {to:?} after {from:?}")).0;
    part.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The first words of every address of the program that could be those of a page.
fn first_words() -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for (file, text) in files("src", &["rs"]) {
        let program = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for call in [".route(", ".nest(", ".route_service(", ".get(", ".post(", ".strip_prefix("] {
            let after = program.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix("\"/"));
            addresses.extend(after.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
        if file == "src/pages/canonical.rs" {
            for name in ["NOUNS", "ENGLISH", "KOREAN", "FIRST_FILES"] {
                let words = quoted_between(program, &format!("const {name}: ["), "];");
                addresses.extend(words.into_iter().map(|word| word.trim_start_matches('/').to_owned()));
            }
        }
    }
    let is_like_a_page = |word: &&str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let first = addresses.iter().filter_map(|address| address.split('/').next()).filter(is_like_a_page);
    first.map(str::to_owned).collect()
}

#[tokio::test]
async fn every_address_of_the_program_is_reserved_in_the_program_and_in_the_database() {
    let site = TestSite::start().await;
    let list = files("src/pages", &["rs"]).into_iter().find(|(file, _)| file == "src/pages/address.rs").unwrap().1;
    let mut reserved = quoted_between(&list, "const RESERVED", "];");
    // News have addresses of their own below it.
    reserved.insert("updates".to_owned());
    let check = "select pg_get_constraintdef(oid) from pg_constraint where conname = 'page_addresses_free'";
    let check: String = sqlx::query_scalar(check).fetch_one(&site.db).await.unwrap();
    let words = check.split('\'').skip(1).step_by(2).filter(|word| !word.contains('%'));
    assert_eq!(words.map(str::to_owned).collect::<BTreeSet<_>>(), reserved, "the database refuses the same");
    let mut program = first_words();
    // The first page may be called so.
    assert!(program.remove("home") && program.len() > 15, "{program:?}");
    let missing: Vec<&String> = program.difference(&reserved).collect();
    assert!(missing.is_empty(), "reserve these in src/pages/address.rs and in a migration: {missing:?}");
    let page_id = site.page_id("press").await;
    for word in &reserved {
        let add = sqlx::query("insert into page_addresses (path, page_id) values ($1, $2)").bind(word).bind(page_id);
        let refused = add.execute(&site.db).await.unwrap_err();
        assert!(refused.to_string().contains("page_addresses_free"), "{word}: {refused}");
    }
}

#[tokio::test]
async fn a_page_that_got_an_address_of_the_program_by_force_replaces_nothing() {
    let site = TestSite::start().await;
    let (form, home) = (site.visit("/donate").await.texts("h1"), site.visit("/ko").await.texts("h1"));
    sqlx::raw_sql("alter table page_addresses drop constraint page_addresses_free").execute(&site.db).await.unwrap();
    for path in ["donate", "admin", "ko", "updates"] {
        site.adds_page(path).await;
    }
    site.adds_page("allowed").await;
    let is_there = || async { site.visit("/ko/allowed").await.status == 200 };
    site.eventually("a page after them is there", is_there).await;
    assert_eq!(site.visit("/donate").await.texts("h1"), form);
    assert_eq!(site.visit("/ko").await.texts("h1"), home);
    assert_eq!((site.visit("/admin").await.status, site.visit("/updates").await.status), (303, 404));
    let edition = site.state.edition.load_full();
    let told: Vec<&str> = edition.faults.iter().map(|fault| fault.address.as_str()).collect();
    assert_eq!(told.len(), 8, "both sides of each are told: {told:?}");
    let sitemap = site.visit("/sitemap.xml").await.text;
    assert_eq!(sitemap.matches("/donate</loc>").count(), 2, "the form in both languages");
}

#[tokio::test]
async fn old_addresses_lead_to_where_the_page_stands_in_one_step() {
    let site = TestSite::start().await;
    let moves = async |from: &str, to: &str| {
        site.moves(from, to).await;
        let there = format!("/{to}");
        site.eventually("it has moved", || async { site.visit(&there).await.status == 200 }).await;
    };
    moves("press", "for-the-press").await;
    moves("for-the-press", "newsroom").await;
    for old in ["press", "for-the-press"] {
        for language in Language::ALL {
            let (old, now) = (language.path(&format!("/{old}")), language.path("/newsroom"));
            for query in ["", "?via=line&a=%20b"] {
                let answer = site.visit(&format!("{old}{query}")).await;
                assert_eq!((answer.status, answer.location()), (308, &*format!("{now}{query}")), "{old}");
                assert_eq!(answer.headers["cache-control"], "no-store", "the page may come back some day");
            }
            assert_eq!(site.visit(&format!("{}/", old.to_uppercase())).await.location(), now, "one step as well");
        }
    }
    assert_eq!(site.submit("/press", &[("a", "b")]).await.status, 405, "pages take no forms");
    // There and back again: no loop, and every address but its own leads to it.
    moves("newsroom", "press").await;
    assert_eq!(site.visit("/press").await.status, 200);
    for old in ["/for-the-press", "/newsroom"] {
        assert_eq!(site.visit(old).await.location(), "/press");
        assert_eq!(site.visit(&format!("/ko{old}")).await.location(), "/ko/press");
    }
    // No other page takes an address that leads somewhere.
    let other = site.page_id("share").await;
    for taken in ["newsroom", "press", "mission"] {
        let add = sqlx::query("insert into page_addresses (path, page_id) values ($1, $2)").bind(taken).bind(other);
        assert!(add.execute(&site.db).await.unwrap_err().to_string().contains("page_addresses_pkey"), "{taken}");
    }
    // Where nothing stands, nothing leads.
    site.take_away("press", Language::Korean).await;
    site.eventually("it is gone", || async {
        site.visit("/ko/press").await.texts("h1") == site.visit("/press").await.texts("h1")
    })
    .await;
    assert_eq!(site.visit("/ko/newsroom").await.location(), "/ko/press", "English stands in there");
    site.take_away("press", Language::English).await;
    site.eventually("all of it is gone", || async { site.visit("/press").await.status == 404 }).await;
    for old in ["/newsroom", "/ko/newsroom", "/for-the-press"] {
        assert_eq!(site.visit(old).await.status, 404, "{old}");
    }
}

/// A publication in minutes from now: when it was made, when it begins, when it ends, and what it shows: the letter of a
/// revision, or nothing. One with a number takes back the one of this place in the list.
type Planned = (i32, i32, Option<i32>, Option<char>, Option<usize>);

#[tokio::test]
async fn what_stands_on_a_side_is_decided_by_comparing_times() {
    let site = TestSite::start().await;
    let page_id = site.page_id("press").await;
    sqlx::query("delete from page_publications where page_id = $1").bind(page_id).execute(&site.db).await.unwrap();
    let first = site.save("press", Language::Korean, |content| content.lead = "가".to_owned()).await;
    let second = site.save("press", Language::Korean, |content| content.lead = "나".to_owned()).await;
    let of = |letter: char| if letter == 'a' { first } else { second };
    let table: [(&str, &[Planned], Option<char>); 12] = [
        ("nothing was ever published", &[], None),
        ("published", &[(-9, -9, None, Some('a'), None)], Some('a')),
        ("only to come", &[(-9, 5, None, Some('a'), None)], None),
        ("its time has come", &[(-9, -1, None, Some('a'), None)], Some('a')),
        ("another to come", &[(-9, -9, None, Some('a'), None), (-8, 5, None, Some('b'), None)], Some('a')),
        ("the later one counts", &[(-9, -9, None, Some('a'), None), (-8, -8, None, Some('b'), None)], Some('b')),
        ("made earlier, begun later", &[(-9, -2, None, Some('b'), None), (-8, -8, None, Some('a'), None)], Some('b')),
        ("its end has come", &[(-9, -9, Some(-1), Some('a'), None)], None),
        ("its end has not come", &[(-9, -9, Some(1), Some('a'), None)], Some('a')),
        ("taken away", &[(-9, -9, None, Some('a'), None), (-8, -8, None, None, None)], None),
        (
            "taken back before it began",
            &[(-9, -9, None, Some('a'), None), (-8, -2, None, Some('b'), None), (-7, -7, None, None, Some(1))],
            Some('a'),
        ),
        ("two at one moment", &[(-9, -5, None, Some('a'), None), (-8, -5, None, Some('b'), None)], Some('b')),
    ];
    for (what, plan, expected) in table {
        let mut numbers = Vec::new();
        for (made, starts, ends, shows, cancels) in plan {
            let add = "insert into page_publications
                           (page_id, language, revision_id, made_at, starts_at, ends_at, cancels)
                       values ($1, 'ko', $2, now() + make_interval(mins => $3), now() + make_interval(mins => $4),
                               now() + make_interval(mins => $5), $6) returning number";
            let add = sqlx::query_scalar::<_, i64>(add).bind(page_id).bind(shows.map(of)).bind(made).bind(starts);
            let add = add.bind(ends).bind(cancels.map(|place| numbers[place]));
            numbers.push(add.fetch_one(&site.db).await.unwrap());
        }
        let read = "select revision_id from pages_visible where page_id = $1 and language = 'ko'";
        let found: Option<Uuid> = sqlx::query_scalar(read).bind(page_id).fetch_optional(&site.db).await.unwrap();
        assert_eq!(found, expected.map(of), "{what}");
        sqlx::query("delete from page_publications where page_id = $1").bind(page_id).execute(&site.db).await.unwrap();
    }
}

#[tokio::test]
async fn the_list_of_publications_is_append_only_and_knows_what_stood_there() {
    let site = TestSite::start().await;
    for change in [
        "update page_publications set starts_at = now()",
        "insert into page_publications (page_id, language, starts_at) select page_id, language, now() - interval '1 day' from page_publications",
        "insert into page_publications (page_id, language, starts_at, ends_at) select page_id, language, now() + interval '1 day', now() + interval '2 days' from page_publications",
        "insert into page_publications (page_id, language, revision_id, starts_at) select page_id, 'en', revision_id, now() from page_publications where language = 'ko'",
    ] {
        assert!(sqlx::query(change).execute(&site.db).await.is_err(), "{change}");
    }
}

/// The watcher sleeps until the clock changes something, and what was missed while it was down takes effect at the start.
#[tokio::test]
async fn the_clock_publishes_and_ends_by_itself() {
    let site = TestSite::start().await;
    let revision =
        site.save("press", Language::Korean, |content| content.lead = "때가 된 문장입니다.".to_owned()).await;
    let begins = OffsetDateTime::now_utc() + Duration::seconds(3);
    let ends = begins + Duration::seconds(3);
    site.stand("press", Language::Korean, Some(revision), Some(begins), Some(ends)).await;
    let reads = || async { site.visit("/ko/press").await.text.contains("때가 된 문장입니다.") };
    connect_kindness::pages::watcher::renew(&site.state).await.unwrap();
    let is_read = reads().await;
    assert!(!is_read || OffsetDateTime::now_utc() >= begins, "it is read before its time");
    site.eventually("its time comes", reads).await;
    site.eventually("its end comes", || async { !reads().await }).await;
    assert!(OffsetDateTime::now_utc() >= ends, "it stood there to its end");
    let second = site.second().await;
    assert_eq!(second.visit("/ko/press").await.texts("h1"), site.visit("/press").await.texts("h1"));
}
