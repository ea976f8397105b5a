//! From what somebody writes to what visitors read: publishing, planning, taking away, revisions, and the mails about it.

mod clock;
mod guards;
mod merging;
mod previews;

use connect_kindness::{language::Language, staff::Role};

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, filled},
};

const ROOM: &str = "/admin/pages/mission/publish";
const PUBLICATIONS: &str = "select count(*) from page_publications where staff_member_id is not null";
const REVISIONS: &str = "select count(*) from page_revisions where author_id is not null";
const DRAFTS: &str = "select count(*) from page_drafts";

impl Desk<'_> {
    /// Writes a text above the blocks of a side into the draft.
    async fn heads(&self, slug: &str, language: Language, field: &str, text: &str) {
        self.writes(&format!("/admin/pages/{slug}/{language}/head"), &[(field, text)]).await;
    }

    /// Writes into a block as it is now.
    async fn writes(&self, block: &str, changes: &[(&str, &str)]) {
        let page = self.visit(block).await;
        let answer = self.submit(block, &filled(&page, block, &[changes, &[("do", "save")]].concat())).await;
        assert_eq!(answer.status, 303, "{block}: {:.300}", answer.text);
    }

    /// Presses a button of the room of publishing, with what was seen of the page.
    async fn presses(&self, slug: &str, button: &str, fields: &[(&str, &str)]) -> Answer {
        let room = format!("/admin/pages/{slug}/publish");
        let seen = self.visit(&room).await.attribute("input[name=seen]", "value").unwrap_or_default();
        self.sends(&room, &[&[("seen", &*seen), ("do", button)], fields].concat()).await
    }

    async fn sends(&self, room: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        self.submit(room, &fields).await
    }

    /// Where a press led.
    async fn follows(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{:.600}", answer.texts(".notice").join("; "));
        self.visit(answer.location()).await
    }
}

impl TestSite {
    /// The mails to somebody about pages, as soon as there are so many.
    async fn mails_about_pages(&self, to: &str, count: usize) -> Vec<String> {
        let found = || {
            let mails = self.mailbox.mails().into_iter().filter(|mail| mail.field("To") == to);
            mails.map(|mail| mail.text()).filter(|text| text.contains("/mission")).collect::<Vec<_>>()
        };
        self.eventually("the mails about pages arrive", || async { found().len() >= count }).await;
        found()
    }
}

#[tokio::test]
async fn what_changes_for_visitors_is_told_word_for_word_and_then_they_read_it() {
    let site = TestSite::start().await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.visit(ROOM).await.shows("Nothing changes for visitors.");
    desk.heads("mission", Language::English, "lead", "We speak for those who cannot.").await;
    let page = desk.visit(ROOM).await;
    let told = page.texts(".difference ins").join(" ");
    assert!(told.contains("We speak for those who cannot"), "{told}");
    assert!(!page.texts(".difference del").is_empty());
    let chosen = |language: &str| page.attribute(&format!("#side-box-{language}"), "checked").is_some();
    assert_eq!((chosen("en"), chosen("ko")), (true, false), "what changed is chosen");
    let answer = desk.presses("mission", "publish", &[("en", "yes"), ("when", "now"), ("note", "Shorter")]).await;
    let after = desk.follows(&answer).await;
    after.shows("Published. Visitors read it now:");
    site.visit("/mission").await.shows("We speak for those who cannot.");
    assert_eq!((site.count(DRAFTS).await, site.count(REVISIONS).await), (0, 1));
    assert_eq!(site.count("select count(*) from audit_entries where action = 'published_page'").await, 1);
    let [mail] = &site.mails_about_pages(&owner.email, 1).await[..] else { panic!("one mail") };
    for words in [&*desk.email, "Note: Shorter", "  + We speak for those who cannot.", "  − "] {
        assert!(mail.contains(words), "{words} in {mail}");
    }
    let nothing = desk.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    desk.follows(&nothing).await.shows("There was nothing to do");
    assert_eq!((site.count(PUBLICATIONS).await, site.count(REVISIONS).await), (1, 1));
}

#[tokio::test]
async fn both_languages_are_published_as_one_and_saving_publishes_neither() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "One act.").await;
    desk.heads("mission", Language::Korean, "lead", "한 번에 게시합니다.").await;
    let saved = desk.presses("mission", "save", &[("en", "yes"), ("ko", "yes"), ("note", "첫 손질")]).await;
    desk.follows(&saved).await.shows("Saved as a revision.");
    assert_eq!((site.count(REVISIONS).await, site.count(PUBLICATIONS).await, site.count(DRAFTS).await), (2, 0, 0));
    assert!(!site.visit("/mission").await.text.contains("One act."));
    let both = [("en", "yes"), ("ko", "yes"), ("when", "now"), ("note", "검토함")];
    desk.follows(&desk.presses("mission", "publish", &both).await).await.shows("Published.");
    assert_eq!(site.count("select count(*) from page_revisions where note = '첫 손질 · 검토함'").await, 2);
    site.visit("/mission").await.shows("One act.");
    site.visit("/ko/mission").await.shows("한 번에 게시합니다.");
    assert_eq!(
        site.count("select count(distinct made_at) from page_publications where staff_member_id is not null").await,
        1
    );
    assert_eq!((site.count(REVISIONS).await, site.count(PUBLICATIONS).await), (2, 2), "no revision without a change");
}

#[tokio::test]
async fn faults_refuse_each_with_a_way_to_its_place_and_what_one_should_know_does_not() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "title", "\u{200b}\u{202e}").await;
    desk.writes(
        "/admin/pages/mission/en/b1",
        &[("i0.title", ""), ("i1.source.name", ""), ("i1.source.url", ""), ("i1.source.date", "")],
    )
    .await;
    let page = desk.visit(ROOM).await;
    page.shows("This claim has no source.");
    let refused = desk.presses("mission", "publish", &[("en", "yes"), ("when", "now"), ("note", "기록")]).await;
    assert_eq!(refused.status, 422);
    let ways = refused.attributes(".publish-sides .notice-problem a", "href");
    for way in ["/admin/pages/mission/en/head", "/admin/pages/mission/en/b1"] {
        assert!(ways.iter().any(|url| url == way), "{way} in {ways:?}");
    }
    assert_eq!(refused.attribute("#field-note", "value").as_deref(), Some("기록"));
    assert_eq!((site.count(DRAFTS).await, site.count(PUBLICATIONS).await), (1, 0));
    desk.heads("mission", Language::English, "title", "Mission").await;
    desk.writes("/admin/pages/mission/en/b1", &[("i0.title", "Back again")]).await;
    let answer = desk.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    desk.follows(&answer).await.shows("Published.");
}

#[tokio::test]
async fn a_block_that_reads_otherwise_in_the_newest_dialect_is_named() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let block = "/admin/pages/privacy/ko/b1";
    desk.writes(block, &[("text", "2014. 2. 17. 보고서가 나왔습니다.")]).await;
    desk.follows(&desk.presses("privacy", "publish", &[("ko", "yes"), ("when", "now")]).await).await;
    sqlx::query("update page_revisions set dialect = 1 where author_id is not null").execute(&site.db).await.unwrap();
    let room = "/admin/pages/privacy/publish";
    assert!(!desk.visit(room).await.text.contains("are read in a newer way"), "nothing is published anew");
    desk.heads("privacy", Language::Korean, "menu", "처리 방침").await;
    let page = desk.visit(room).await;
    page.shows("are read in a newer way");
    assert_eq!(page.attributes(".publish-notices a[href$='/ko/b1']", "href").len(), 1);
}

#[tokio::test]
async fn links_that_lead_nowhere_are_found_forms_and_pages_are_not() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    site.take_away("press", Language::English).await;
    site.take_away("press", Language::Korean).await;
    site.eventually("the page is gone", || async { site.visit("/press").await.status == 404 }).await;
    let block = "/admin/pages/privacy/en/b1";
    let text = |link: &str| format!("Read [this]({link}).");
    for (link, is_dead) in [
        ("/mission", false),
        ("/ko/mission#b1", false),
        ("/volunteer", false),
        ("/donate?amount=5", false),
        ("/give", false),
        ("/search", false),
        ("/privacy", false),
        ("/", false),
        ("https://elsewhere.example/nothing", false),
        ("/press", true),
        ("/nothing", true),
        ("/admin", true),
    ] {
        desk.writes(block, &[("text", &text(link))]).await;
        let page = desk.visit("/admin/pages/privacy/publish").await;
        let told = page.texts(".publish-sides .notice-problem").join(" ");
        assert_eq!(told.contains("Nobody finds anything at"), is_dead, "{link}: {told}");
    }
    let refused = desk.presses("privacy", "publish", &[("en", "yes"), ("when", "now")]).await;
    assert_eq!(refused.status, 422);
}

#[tokio::test]
async fn a_time_is_that_of_seoul_and_neither_past_nor_before_its_beginning() {
    let site = TestSite::start().await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "Later.").await;
    let later = |starts: &'static str, ends: &'static str| {
        [("en", "yes"), ("ko", "yes"), ("when", "later"), ("starts", starts), ("ends", ends)]
    };
    for (starts, ends, says) in [
        ("2020-01-01T09:00", "", "This time has passed. It is 20"),
        ("", "", "Please write the day and time"),
        ("2190-01-02T09:00", "2190-01-01T09:00", "The end must come after the beginning."),
    ] {
        let refused = desk.presses("mission", "publish", &later(starts, ends)).await;
        assert_eq!(refused.status, 422);
        refused.shows(says);
        assert_eq!(refused.attribute("#field-starts", "value").unwrap_or_default(), starts, "nothing typed is lost");
    }
    let planned = desk.presses("mission", "publish", &later("2190-01-01T09:00", "2190-02-01T00:00")).await;
    let page = desk.follows(&planned).await;
    page.shows("Planned. It appears by itself");
    assert_eq!(page.texts("[aria-labelledby=ahead-title] tbody tr").len(), 2, "both sides as one");
    let at = site.count("select count(*) from page_publications where starts_at = '2190-01-01 00:00+00' and ends_at = '2190-01-31 15:00+00'");
    assert_eq!(at.await, 2);
    assert!(!site.visit("/mission").await.text.contains("Later."));
    let number = page.attribute("[aria-labelledby=ahead-title] input[name=number]", "value").unwrap();
    let cancelled = desk.sends(ROOM, &[("do", "cancel"), ("number", &number)]).await;
    let page = desk.follows(&cancelled).await;
    page.shows("Taken back. It will not appear.");
    page.shows(&format!("taken back by {}", desk.email));
    assert_eq!(page.texts("[aria-labelledby=ahead-title] tbody tr").len(), 1);
    let again = desk.sends(ROOM, &[("do", "cancel"), ("number", &number)]).await;
    desk.follows(&again).await.shows("It had begun already");
    for action in ["scheduled_page", "cancelled_publication"] {
        let count = sqlx::query_scalar::<_, i64>("select count(*) from audit_entries where action = $1").bind(action);
        assert_eq!(count.fetch_one(&site.db).await.unwrap(), 1, "{action}");
    }
    let mails = site.mails_about_pages(&owner.email, 2).await;
    assert!(mails.iter().any(|mail| mail.contains("for later") && mail.contains("2190-01-01 09:00")), "{mails:?}");
    assert!(mails.iter().any(|mail| mail.contains("This will not happen")), "{mails:?}");
}

#[tokio::test]
async fn who_looked_at_something_else_publishes_nothing() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "Mine.").await;
    let seen = desk.visit(ROOM).await.attribute("input[name=seen]", "value").unwrap();
    site.save("mission", Language::English, |content| content.menu = "Theirs".to_owned()).await;
    let answer = desk.sends(ROOM, &[("seen", &seen), ("do", "publish"), ("en", "yes"), ("when", "now")]).await;
    assert_eq!(answer.status, 409);
    answer.shows("This page changed while you were looking at it");
    answer.shows("Both changes are together below.");
    assert_eq!(site.count(PUBLICATIONS).await, 0);
    let entered = desk.presses("mission", "", &[("en", "yes"), ("note", "Enter was pressed")]).await;
    assert_eq!((entered.status, site.count(PUBLICATIONS).await), (200, 0));
    assert_eq!(entered.attribute("#field-note", "value").as_deref(), Some("Enter was pressed"));
    assert_eq!(entered.attributes("form.staff-form button", "value")[0], "look", "Enter presses the first button");
}

#[tokio::test]
async fn a_page_is_taken_away_and_put_back() {
    let site = TestSite::start().await;
    let owner = Desk::of(&site, &[Role::Owner]).await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let title = site.visit("/mission").await.texts("h1");
    let gone = desk.presses("mission", "withdraw", &[("en", "yes"), ("ko", "yes")]).await;
    let page = desk.follows(&gone).await;
    page.shows("Taken away. Visitors do not find it any more.");
    assert_eq!((site.visit("/mission").await.status, site.visit("/ko/mission").await.status), (404, 404));
    let back = desk.sends(ROOM, &[("do", "put-back")]).await;
    desk.follows(&back).await.shows("Published. Visitors read it now:");
    assert_eq!(site.visit("/mission").await.texts("h1"), title);
    let one = desk.presses("mission", "withdraw", &[("ko", "yes")]).await;
    desk.follows(&one).await;
    assert_eq!(site.visit("/ko/mission").await.texts("h1"), title, "the other language stands in");
    let home = desk.presses("home", "withdraw", &[("en", "yes"), ("ko", "yes")]).await;
    desk.follows(&home).await.shows("The first page cannot be taken away");
    assert_eq!(site.visit("/").await.status, 200);
    let mails = site.mails_about_pages(&owner.email, 3).await;
    assert!(mails.iter().any(|mail| mail.contains("Visitors do not find this any more")), "{mails:?}");
}

#[tokio::test]
async fn what_stood_there_on_a_day_is_answered_from_the_list() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let second = site.save("mission", Language::English, |content| content.lead = "Second.".to_owned()).await;
    let first = "select id from page_revisions where page_id = $1 and language = 'en' and number = 1";
    let page_id = site.page_id("mission").await;
    let first: uuid::Uuid = sqlx::query_scalar(first).bind(page_id).fetch_one(&site.db).await.unwrap();
    for (revision, starts, ends) in [
        (Some(first), "2025-03-01 12:00+09", None),
        (Some(second), "2025-03-03 23:59+09", Some("2025-03-05 00:00+09")),
        (Some(first), "2025-03-08 09:00+09", None),
        (None, "2025-03-09 09:00+09", None),
    ] {
        let sql = "insert into page_publications (page_id, language, revision_id, starts_at, ends_at, made_at)
                   values ($1, 'en', $2, $3::timestamptz, $4::timestamptz, '2025-01-01')";
        let add = sqlx::query(sql).bind(page_id).bind(revision).bind(starts).bind(ends);
        add.execute(&site.db).await.unwrap();
    }
    for (day, stood) in [
        ("2025-02-28", "nothing"),
        ("2025-03-01", "Revision 1"),
        ("2025-03-03", "Revision 2"),
        ("2025-03-04", "Revision 2"),
        ("2025-03-05", "nothing"),
        ("2025-03-08", "Revision 1"),
        ("2025-03-09", "nothing"),
    ] {
        let page = desk.visit(&format!("{ROOM}?on={day}")).await;
        let told = page.texts("#past-title ~ .notice li");
        assert!(told[0].contains(stood) && told[1].contains("nothing"), "{day}: {told:?}");
    }
    desk.visit(&format!("{ROOM}?on=someday")).await.shows("Please write a day");
}

#[tokio::test]
async fn revisions_are_read_compared_and_written_on_from() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "The second lead.").await;
    let answer = desk.presses("mission", "publish", &[("en", "yes"), ("when", "now"), ("note", "왜 바꾸었는지")]).await;
    desk.follows(&answer).await;
    desk.heads("mission", Language::English, "lead", "The third lead.").await;
    desk.presses("mission", "save", &[("en", "yes")]).await;
    let list = desk.visit("/admin/pages/mission/revisions/en").await;
    assert_eq!(list.texts("tbody tr").len(), 3);
    for words in [&*desk.email, "왜 바꾸었는지", "published", "the program"] {
        list.shows(words);
    }
    let older = desk.visit("/admin/pages/mission/revisions/en?before=2").await;
    assert_eq!(older.texts("tbody tr").len(), 1);
    let second = "/admin/pages/mission/revisions/en/2";
    let read = desk.visit(second).await;
    assert_eq!(read.texts(".sheet .opening-lead"), ["The second lead."]);
    let headings = site.visit("/mission").await.texts("main h2");
    assert!(headings.iter().all(|heading| read.texts(".sheet h2").contains(heading)), "as visitors read it");
    let beside = desk.visit(&format!("{second}?show=newest")).await;
    assert_eq!(
        (beside.texts(".difference del"), beside.texts(".difference ins")),
        (vec!["second".to_owned()], vec!["third".to_owned()])
    );
    desk.visit(&format!("{second}?show=published")).await.shows("This is that revision.");
    desk.heads("mission", Language::English, "lead", "A fourth, being written.").await;
    assert_eq!(desk.follows(&desk.submit(second, &[]).await).await.status, 200);
    desk.visit("/admin/pages/mission").await.shows("The second lead.");
    let undone = desk.sends("/admin/pages/mission", &[("do", "undo.en")]).await;
    assert_eq!(undone.status, 303);
    desk.visit("/admin/pages/mission").await.shows("A fourth, being written.");
    assert_eq!(site.count(REVISIONS).await, 2, "restoring alone saves nothing for others");
    for nowhere in [
        "/admin/pages/mission/revisions/en/9",
        "/admin/pages/mission/revisions/fr",
        "/admin/pages/mission/revisions/en/x",
    ] {
        assert_eq!(desk.visit(nowhere).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn while_the_database_is_away_publishing_says_so_and_keeps_what_was_typed() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "Through the outage.").await;
    let page = desk.visit(ROOM).await;
    let seen = page.attribute("input[name=seen]", "value").unwrap();
    let fields = [("seen", &*seen), ("do", "publish"), ("en", "yes"), ("when", "now"), ("note", "끊긴 동안의 메모")];
    site.wire.cut();
    let away = desk.sends(ROOM, &fields).await;
    assert_eq!(away.status, 503);
    away.shows("끊긴 동안의 메모");
    site.wire.mend();
    site.eventually("it is published from that page", || async { desk.sends(ROOM, &fields).await.status == 303 }).await;
    site.eventually("visitors read it", || async { site.visit("/mission").await.text.contains("Through the outage.") })
        .await;
    assert_eq!(site.count("select count(*) from page_revisions where note = '끊긴 동안의 메모'").await, 1);
}
