//! How pages come, move and go, as those see it who write them.

use connect_kindness::{language::Language, pages, staff::Role};
use time::{Duration, OffsetDateTime};

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, fields_of},
};

const BOARD: &str = "/admin/pages";
const NEW: &str = "/admin/pages/new";
const TRASH: &str = "/admin/pages/trash";

impl TestSite {
    async fn editor(&self) -> Desk<'_> {
        Desk::of(self, &[Role::Editor]).await
    }

    /// How often something stands in the log.
    async fn acted(&self, action: &str) -> i64 {
        let count = sqlx::query_scalar("select count(*) from audit_entries where action = $1");
        count.bind(action).fetch_one(&self.db).await.unwrap()
    }

    /// The navigation as visitors see it.
    async fn menu(&self) -> Vec<String> {
        let page = self.visit("/").await;
        page.attributes(".site-nav a", "href").into_iter().filter(|link| link != "/donate").collect()
    }
}

/// The words of badges and notes on a side of a page on the board; English stands first.
fn side(board: &Answer, slug: &str, place: usize) -> Vec<String> {
    board.texts(&format!("#page-{slug} td.board-side:nth-of-type({place}) :is(.badge, p:not([lang]))"))
}

fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[tokio::test]
async fn a_page_is_made_blank_or_from_another_one_and_is_a_draft_of_its_author() {
    let site = TestSite::start().await;
    let (ada, ben) = (site.editor().await, site.editor().await);
    let form = ada.visit(NEW).await;
    let made = ada.send(NEW, &form, &[("title_en", "Our work in Seoul"), ("title_ko", "서울에서 하는 일")]).await;
    assert_eq!((made.status, made.location()), (303, "/admin/pages/our-work-in-seoul"), "{}", made.text);
    let again = ada.send(NEW, &form, &[("title_en", "Our work in Seoul"), ("title_ko", "서울에서 하는 일")]).await;
    assert_eq!((again.status, again.location()), (303, "/admin/pages/our-work-in-seoul"), "a double click is one page");
    let titles =
        "select count(*) from page_drafts where content ->> 'title' in ('Our work in Seoul', '서울에서 하는 일')";
    assert_eq!((site.count(titles).await, site.acted("created_page").await), (2, 1));
    let room = ada.visit(made.location()).await;
    assert_eq!(room.status, 200, "the editor opens it");
    assert_eq!(site.visit("/our-work-in-seoul").await.status, 404, "nobody reads it yet");

    let board = ada.visit(BOARD).await;
    for place in [1, 2] {
        let found = side(&board, "our-work-in-seoul", place);
        assert!(found[0] == "missing" && found.iter().any(|words| words.starts_with("Your draft of")), "{found:?}");
    }
    let theirs = side(&ben.visit(BOARD).await, "our-work-in-seoul", 1);
    assert!(theirs.contains(&format!("Draft of {}.", ada.email)), "{theirs:?}");

    // From another page, in one language.
    let form = ada.visit(&format!("{NEW}?from=mission")).await;
    assert_eq!(form.attribute("[name=from]", "value").unwrap(), "mission");
    let made = ada.send(NEW, &form, &[("title_ko", "두 번째 사명"), ("slug", " /Second-Mission/ ")]).await;
    assert_eq!(made.location(), "/admin/pages/second-mission", "{}", made.text);
    let copied = "select count(*) from page_drafts join pages on pages.id = page_id
                  join page_revisions as model on model.page_id = (select id from pages where slug = 'mission')
                  where pages.slug = 'second-mission' and page_drafts.language = 'ko' and model.language = 'ko'
                    and page_drafts.content ->> 'lead' = model.content ->> 'lead'
                    and jsonb_array_length(page_drafts.content -> 'blocks') = jsonb_array_length(model.content -> 'blocks')";
    assert_eq!(site.count(copied).await, 1);
    let sides = "select count(*) from page_drafts join pages on pages.id = page_id where slug = 'second-mission'";
    assert_eq!(site.count(sides).await, 1, "a side without a title is not begun");
}

#[tokio::test]
async fn what_cannot_be_a_page_is_told_at_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::start().await;
    let desk = site.editor().await;
    site.moves("press", "newsroom").await;
    sqlx::query("update pages set trashed_at = now() where slug = 'privacy'").execute(&site.db).await.unwrap();
    let form = desk.visit(NEW).await;
    for (field, text, told) in [
        ("slug", "mission", "is the address of the page"),
        ("slug", "press", "leads to /newsroom"),
        ("slug", "privacy", "in the trash"),
        ("slug", "donate", "belongs to the site itself"),
        ("slug", "our work", "small Latin letters"),
        ("slug", "사업", "small Latin letters"),
        ("title_en", "\u{200b}\u{3164}", "Nothing of this can be seen"),
        ("from", "nowhere", "There is no page"),
    ] {
        let typed = [("title_en", "A title"), ("title_ko", "제목"), ("slug", "a-title"), ("from", "")];
        let typed: Vec<_> =
            typed.into_iter().map(|(name, old)| (name, if name == field { text } else { old })).collect();
        let again = desk.send(NEW, &form, &typed).await;
        assert_eq!(again.status, 422, "{field} {text}");
        let sentence = again.texts(&format!("#problem-{field}")).join("");
        assert!(sentence.contains(told), "{field} {text}: {sentence}");
        let kept = fields_of(&again, NEW);
        for (name, text) in &typed {
            assert!(kept.contains(&((*name).to_owned(), (*text).to_owned())), "{name} is kept: {kept:?}");
        }
    }
    let again = desk.send(NEW, &form, &[("title_en", "<b>Who</b> & “what”")]).await;
    assert_eq!(again.location(), "/admin/pages/b-who-b-what", "{}", again.text);
    site.wire.cut();
    let away = desk.send(NEW, &form, &[("title_en", "Written while it is away")]).await;
    assert_eq!(away.status, 503);
    away.shows("Written while it is away");
    site.wire.mend();
}

#[tokio::test]
async fn a_page_that_moves_takes_its_readers_and_links_along() {
    let site = TestSite::start().await;
    let desk = site.editor().await;
    let room = "/admin/pages/press/settings";
    let page = desk.visit(room).await;
    for (slug, told) in [("", "Please write"), ("mission", "is the address of"), ("new", "belongs to the site")] {
        let again = desk.submit(room, &typed(&[("slug", slug), ("do", "address")])).await;
        assert_eq!(again.status, 422, "{slug}");
        assert!(again.texts("#problem-slug").join("").contains(told), "{slug}");
        assert_eq!(again.attribute("[name=slug]", "value").unwrap(), slug);
    }
    assert_eq!(page.texts(".life-links li").len(), 0);
    site.publish("mission", Language::Korean, |content| content.lead = "[보도 자료](/press)를 보세요.".to_owned())
        .await;
    let moved = desk.submit(room, &typed(&[("slug", "newsroom"), ("do", "address")])).await;
    assert_eq!((moved.status, moved.location()), (303, "/admin/pages/newsroom/settings?done=moved"), "{}", moved.text);
    let settings = desk.visit(moved.location()).await;
    settings.shows("The old one leads here.");
    assert_eq!(settings.texts("#address code"), ["/press"]);
    let links = settings.texts(".life-links li").join("");
    assert!(links.contains("/ko/mission: 1 link"), "{links}");
    site.eventually("readers follow", || async {
        site.visit("/ko/press?via=line").await.location() == "/ko/newsroom?via=line"
    })
    .await;
    // Back again, by the address that it had before, and another page cannot have either.
    let back = desk.submit("/admin/pages/newsroom/settings", &typed(&[("slug", "press"), ("do", "address")])).await;
    assert_eq!(back.location(), "/admin/pages/press/settings?done=moved");
    site.eventually("readers find it", || async { site.visit("/press").await.status == 200 }).await;
    let taken = desk.submit("/admin/pages/share/settings", &typed(&[("slug", "newsroom"), ("do", "address")])).await;
    assert!(taken.status == 422 && taken.texts("#problem-slug").join("").contains("leads to /press"), "{}", taken.text);
    assert_eq!(site.acted("moved_page").await, 2);
    let home = desk.submit("/admin/pages/home/settings", &typed(&[("slug", "start"), ("do", "address")])).await;
    assert_eq!(home.status, 400, "the first page stays where it is");
    assert_eq!(desk.visit("/admin/pages/home/settings").await.texts("#address, #menu").len(), 0);
}

#[tokio::test]
async fn the_navigation_is_arranged_step_by_step_and_never_over_somebody_else() {
    let site = TestSite::start().await;
    let desk = site.editor().await;
    let start = ["/mission", "/why-awesome", "/get-involved", "/share"];
    assert_eq!(site.menu().await, start);
    let press = async |slug: &str, pressed: &str, place: &str| {
        let board = desk.visit(BOARD).await;
        let version = board.attribute("[name=version]", "value").unwrap();
        let fields = [("version", &*version), ("slug", slug), ("do", pressed), ("place", place)];
        desk.submit(BOARD, &typed(&fields)).await
    };
    for (slug, pressed, place, order) in [
        ("share", "up", "", ["/mission", "/why-awesome", "/share", "/get-involved"]),
        ("mission", "down", "", ["/why-awesome", "/mission", "/share", "/get-involved"]),
        ("get-involved", "to", "1", ["/get-involved", "/why-awesome", "/mission", "/share"]),
        ("get-involved", "to", "99", ["/why-awesome", "/mission", "/share", "/get-involved"]),
    ] {
        let moved = press(slug, pressed, place).await;
        assert_eq!((moved.status, moved.location()), (303, &*format!("{BOARD}?done=moved#page-{slug}")));
        site.eventually("visitors see the order", || async { site.menu().await == order }).await;
    }
    let board = desk.visit(BOARD).await;
    let rows: Vec<String> = board.attributes("tbody tr", "id");
    assert_eq!(rows[..5], ["page-home", "page-why-awesome", "page-mission", "page-share", "page-get-involved"]);
    assert_eq!(board.texts("button[value=up][disabled], button[value=down][disabled]").len(), 2);
    let wrong = press("share", "to", "first").await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Please write the place as a number");
    let old =
        typed(&[("version", &board.attribute("[name=version]", "value").unwrap()), ("slug", "share"), ("do", "up")]);
    press("share", "down", "").await;
    let late = desk.submit(BOARD, &old).await;
    assert_eq!(late.status, 409);
    late.shows("Somebody else changed the navigation meanwhile");

    // Out of it, and in again at a place, from the settings of a page.
    let place = async |slug: &str, place: &str| {
        let room = format!("/admin/pages/{slug}/settings");
        let version = desk.visit(&room).await.attribute("[name=version]", "value").unwrap();
        desk.submit(&room, &typed(&[("version", &version), ("place", place), ("do", "menu")])).await
    };
    assert_eq!(place("mission", "").await.status, 303);
    assert_eq!(place("press", "2").await.status, 303);
    let order = ["/why-awesome", "/press", "/get-involved", "/share"];
    site.eventually("visitors see it", || async { site.menu().await == order }).await;
    assert_eq!(place("press", "two").await.status, 422);
    assert_eq!(site.acted("moved_in_menu").await, 7);
}

#[tokio::test]
async fn a_page_stays_out_of_search_engines() {
    let site = TestSite::start().await;
    let desk = site.editor().await;
    let room = "/admin/pages/press/settings";
    let kept_out = desk.submit(room, &typed(&[("unlisted", "yes"), ("do", "listing")])).await;
    assert_eq!(kept_out.location(), "/admin/pages/press/settings?done=listing");
    let robots = async || site.visit("/press").await.attribute("meta[name=robots]", "content");
    site.eventually("it says so", || async { robots().await.as_deref() == Some("noindex") }).await;
    assert!(!site.visit("/sitemap.xml").await.text.contains("/press"));
    assert_eq!(desk.visit(BOARD).await.texts("#page-press th .badge"), ["not in search engines"]);
    assert!(desk.visit(room).await.attribute("[name=unlisted][checked]", "value").is_some());
    desk.submit(room, &typed(&[("do", "listing")])).await;
    site.eventually("it is found again", || async { robots().await.is_none() }).await;
    assert_eq!((site.acted("unlisted_page").await, site.acted("listed_page").await), (1, 1));
}

#[tokio::test]
async fn the_trash_says_what_links_there_gives_everything_back_and_forgets_after_thirty_days() {
    let site = TestSite::start().await;
    let (desk, ben) = (site.editor().await, site.editor().await);
    site.moves("mission", "our-mission").await;
    site.publish("privacy", Language::English, |content| content.lead = "See [this](/mission).".to_owned()).await;
    site.save("press", Language::Korean, |content| content.lead = "https://elsewhere.example/our-mission".to_owned())
        .await;
    let draft = "insert into page_drafts (page_id, language, staff_member_id, base_id, content, form)
                 select page_id, language, (select id from staff_members where email = $1), page_revisions.id, content, form
                 from page_revisions join pages on pages.id = page_id where slug = 'our-mission'";
    sqlx::query(draft).bind(&ben.email).execute(&site.db).await.unwrap();
    let before = site.visit("/ko/mission").await;
    site.eventually("it has moved", || async { site.visit("/ko/our-mission").await.status == 200 }).await;
    let (page, menu) = (site.visit("/ko/our-mission").await.text, site.menu().await);
    drop(before);

    let room = "/admin/pages/our-mission/trash";
    let asked = desk.visit(room).await;
    for told in
        ["Visitors read it now (English).", "Visitors read it now (한국어).", "stands in the navigation", &ben.email]
    {
        asked.shows(told);
    }
    let links = asked.texts(".life-links li");
    assert!(links.iter().any(|link| link.contains("/privacy: 1 link")), "by the old address, too: {links:?}");
    assert!(!links.iter().any(|link| link.contains("/ko/press")), "another site's address is no link: {links:?}");
    let put = desk.submit(room, &typed(&[("do", "trash")])).await;
    assert_eq!((put.status, put.location()), (303, "/admin/pages/trash?done=trashed"));
    let gone = async || site.visit("/our-mission").await.status == 404 && site.visit("/ko/mission").await.status == 404;
    site.eventually("it is gone", &gone).await;
    assert!(!site.menu().await.iter().any(|link| link.contains("mission")));
    assert_eq!(desk.visit(BOARD).await.texts("#page-our-mission").len(), 0);
    let trash = desk.visit(TRASH).await;
    trash.shows("30 days");
    trash.shows("Visitors will read it again.");
    assert_eq!(desk.visit("/admin/pages/our-mission/settings").await.status, 404);
    assert_eq!(desk.submit(room, &typed(&[("do", "trash")])).await.status, 404);

    let back = desk.submit(TRASH, &typed(&[("slug", "our-mission")])).await;
    assert_eq!(back.location(), "/admin/pages?done=restored");
    let is_back = || async { site.visit("/ko/our-mission").await.text == page && site.menu().await == menu };
    site.eventually("it is as it was", is_back).await;
    assert_eq!(site.visit("/ko/mission").await.location(), "/ko/our-mission");
    let twice = desk.submit(TRASH, &typed(&[("slug", "our-mission")])).await;
    assert_eq!(twice.location(), "/admin/pages/trash?done=gone");
    let home = "/admin/pages/home/trash";
    let put = desk.submit(home, &typed(&[("do", "trash")])).await;
    assert_eq!((desk.visit(home).await.status, put.status), (404, 404), "the first page stays");

    desk.submit(room, &typed(&[("do", "trash")])).await;
    let now = OffsetDateTime::now_utc();
    pages::purge(&site.state.db, now + Duration::days(29)).await.unwrap();
    assert_eq!(site.acted("purged_page").await, 0);
    pages::purge(&site.state.db, now + Duration::days(30) + Duration::MINUTE).await.unwrap();
    let nobodys = "select count(*) from audit_entries where action = 'purged_page' and staff_member_id is null";
    assert_eq!(site.count(nobodys).await, 1, "by nobody who is signed in");
    let left = "select count(*) from page_addresses where path like '%mission'";
    assert_eq!(site.count(left).await, 0, "its addresses are free again");
    assert_eq!(desk.visit(TRASH).await.texts("tbody tr").len(), 0);
    for (action, count) in [("trashed_page", 2), ("restored_page", 1)] {
        assert_eq!(site.acted(action).await, count, "{action}");
    }
    let page = desk.visit(NEW).await;
    assert_eq!(desk.send(NEW, &page, &[("title_en", "Mission")]).await.location(), "/admin/pages/mission");
}

#[tokio::test]
async fn the_board_tells_how_both_languages_of_every_page_stand() {
    let site = TestSite::start().await;
    let desk = site.editor().await;
    let board = desk.visit(BOARD).await;
    assert_eq!(board.texts("tbody tr").len(), 7);
    assert_eq!(side(&board, "mission", 2), ["published"]);
    site.take_away("press", Language::Korean).await;
    site.save("share", Language::English, |content| content.lead = "Newer.".to_owned()).await;
    let coming = site.save("privacy", Language::Korean, |content| content.lead = "새 글".to_owned()).await;
    let at = OffsetDateTime::now_utc() + Duration::days(2);
    site.stand("privacy", Language::Korean, Some(coming), Some(at), None).await;
    site.publish("mission", Language::English, |content| content.lead = "The English changed.".to_owned()).await;
    let board = desk.visit(BOARD).await;
    for (slug, place, words) in [
        ("press", 2, "not published"),
        ("share", 1, "newer than what visitors read"),
        ("mission", 1, "published"),
        ("mission", 2, "behind the other language"),
    ] {
        assert!(
            side(&board, slug, place).contains(&words.to_owned()),
            "{slug} {place}: {:?}",
            side(&board, slug, place)
        );
    }
    let seoul = time::UtcOffset::from_hms(9, 0, 0).unwrap();
    let day = at.to_offset(seoul).date().to_string();
    let scheduled = side(&board, "privacy", 2).join(" ");
    assert!(scheduled.contains(&format!("published {day}")), "by the clock of Seoul: {scheduled}");

    let found = async |query: &str| desk.visit(&format!("{BOARD}?{query}")).await.attributes("tbody tr", "id");
    for (query, pages) in [
        ("show=unpublished", vec!["page-press"]),
        ("show=scheduled", vec!["page-privacy"]),
        ("show=behind", vec!["page-mission", "page-privacy", "page-share"]),
        ("show=missing", vec![]),
        ("search=PRESS", vec!["page-press"]),
        ("search=%EC%82%AC%EB%AA%85", vec!["page-mission"]),
        ("search=%25", vec![]),
        ("search=mission&show=published", vec!["page-mission"]),
        ("search=mission&show=scheduled", vec![]),
    ] {
        let mut answer = found(query).await;
        if query == "show=behind" {
            answer.sort();
            assert_eq!(answer, pages, "{query}");
        } else if query.starts_with("search=%EC") {
            assert!(answer.iter().all(|id| id.starts_with("page-")), "{query}: {answer:?}");
        } else {
            assert_eq!(answer, pages, "{query}");
        }
    }
    for wrong in ["show=nothing", "page=0", "page=x", "search=%00"] {
        assert_eq!(desk.visit(&format!("{BOARD}?{wrong}")).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn a_thousand_pages_are_shown_in_parts() {
    let site = TestSite::start().await;
    let many = "with page as (
                    insert into pages (id, slug) select gen_random_uuid(), 'page-' || lpad(number::text, 4, '0')
                    from generate_series(1, 1000) as number returning id, path
                ), address as (insert into page_addresses (path, page_id) select path, id from page)
                insert into page_revisions (id, page_id, language, number, content, form, dialect)
                select gen_random_uuid(), page.id, language, 1, content, form, dialect from page
                cross join (select * from page_revisions where number = 1
                            and page_id = (select id from pages where slug = 'mission')) as model";
    sqlx::query(many).execute(&site.db).await.unwrap();
    let desk = site.editor().await;
    let (mut url, mut seen) = (BOARD.to_owned(), Vec::new());
    loop {
        let board = desk.visit(&url).await;
        let rows = board.attributes("tbody tr", "id");
        assert!(rows.len() <= 50 && board.text.len() < 200_000, "{} rows, {} bytes", rows.len(), board.text.len());
        seen.extend(rows);
        match board.attribute(".pager [rel=next]", "href") {
            Some(next) => url = next,
            None => break,
        }
    }
    let all: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!((seen.len(), all.len()), (1007, 1007), "each once");
    for query in ["", "?show=behind", "?show=unpublished&page=3", "?search=page-09"] {
        let statements = site.statements_of(&format!("{BOARD}{query}"), &desk.cookie).await;
        assert!(statements <= 8, "{query}: {statements} statements");
    }
}
