//! Nothing that staff typed is lost: by the end of a session, by a size, by a refusal, by the database.

mod sizes;

use connect_kindness::{
    jobs,
    seal::{new_token, token_hash},
    staff::{self, Role},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, fields_of, filled},
};

const ROOM: &str = "/admin/settings/names";
const SENTENCE: &str = "아무도 잊히지 않도록 <b>“한 사람”</b>의 이름을 부르는 모임 & 벗들";

/// A form as it is sent by somebody with a cookie.
async fn send(site: &TestSite, cookie: &str, path: &str, fields: &[(String, String)]) -> Answer {
    let request = site.request("POST", path).header("cookie", cookie).header("referer", format!("{}{path}", site.url));
    Answer::of(request.form(fields).send().await.unwrap()).await
}

async fn read(site: &TestSite, cookie: &str, path: &str) -> Answer {
    Answer::of(site.request("GET", path).header("cookie", cookie).send().await.unwrap()).await
}

/// Lets the sessions of somebody be idle for too long.
async fn idle(site: &TestSite, email: &str) {
    let idle = "update staff_sessions set last_seen_at = now() - interval '31 minutes'
                where staff_member_id = (select id from staff_members where email = $1)";
    sqlx::query(idle).bind(email).execute(&site.db).await.unwrap();
}

/// The cookie of somebody who signs in once more.
async fn signs_in(site: &TestSite, email: &str) -> String {
    let of = "select id from staff_members where email = $1";
    let id: Uuid = sqlx::query_scalar(of).bind(email).fetch_one(&site.db).await.unwrap();
    let token = new_token();
    staff::queries::add_link(&site.db, &token_hash(&token), id, OffsetDateTime::now_utc()).await.unwrap();
    let answer = site.submit("/admin/sign-in", &[("token", &token)]).await;
    answer.session_cookie()
}

/// The address of the only form that is offered on a page.
fn offered(page: &Answer) -> String {
    let offers = page.attributes(".staff-offer a", "href");
    assert_eq!(offers.len(), 1, "{}", page.text);
    offers[0].clone()
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    &fields.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no field {name}")).1
}

/// The form of the names with another one, as somebody sends it whose session has ended.
async fn sends_too_late(site: &TestSite, desk: &Desk<'_>, name: &str) -> Answer {
    let page = desk.visit(ROOM).await;
    let fields = filled(&page, ROOM, &[("name_korean", name)]);
    idle(site, &desk.email).await;
    send(site, &desk.cookie, ROOM, &fields).await
}

const KEPT: &str = "select count(*) from kept_forms";
const SAVED: &str = "select count(*) from audit_entries where action = 'changed_settings'";

#[tokio::test]
async fn a_text_sent_after_the_end_of_a_session_is_offered_and_saved() {
    let site = TestSite::start().await;
    let other = site.second().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let late = sends_too_late(&site, &desk, SENTENCE).await;
    assert_eq!((late.status, late.texts("h1")), (401, vec!["Your session has ended".to_owned()]));
    late.shows("한 사람");
    let kept_at = late.attributes("main a[href^='/admin/kept/']", "href");
    assert_eq!(read(&site, &desk.cookie, &kept_at[0]).await.status, 303, "nobody reads it without signing in");
    let clear = "select count(*) from kept_forms where position(convert_to('한 사람', 'utf8') in fields_sealed) > 0";
    assert_eq!((site.count(KEPT).await, site.count(clear).await), (1, 0), "it is sealed");

    let cookie = signs_in(&site, &desk.email).await;
    // On another instance, and on every page.
    for path in ["/admin", "/admin/settings", ROOM] {
        assert_eq!(offered(&read(&other, &cookie, path).await), kept_at[0]);
    }
    let kept = read(&site, &cookie, &kept_at[0]).await;
    kept.shows("“한 사람”");
    let back = kept.attribute("main a.button", "href").unwrap();
    assert!(back.starts_with(&format!("{ROOM}?kept=")), "{back}");
    let editor = read(&other, &cookie, &back).await;
    assert_eq!(editor.status, 200);
    let action = editor.attribute("main form.editor-fields", "action").unwrap();
    let fields = fields_of(&editor, &action);
    assert_eq!(value(&fields, "name_korean"), SENTENCE);
    assert_eq!(site.count(SAVED).await, 0, "looking saves nothing");
    let saved = send(&site, &cookie, &action, &fields).await;
    assert_eq!((saved.status, saved.location()), (303, "/admin/settings?done=saved"), "{}", saved.text);
    assert_eq!(site.count(KEPT).await, 0, "what was used is erased");
    assert!(read(&site, &cookie, ROOM).await.text.contains("“한 사람”"));
    assert_eq!(read(&site, &cookie, &back).await.status, 200, "an old address shows the page as it is");
}

#[tokio::test]
async fn any_room_shows_its_form_filled_again_and_asks_again() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let room = "/admin/transfers/new";
    let page = desk.visit(room).await;
    let fields = filled(&page, room, &[("name", "김<하나> & “둘”"), ("amount", "열"), ("currency", "krw")]);
    idle(&site, &desk.email).await;
    assert_eq!(send(&site, &desk.cookie, room, &fields).await.status, 401);
    let cookie = signs_in(&site, &desk.email).await;
    let kept = read(&site, &cookie, &offered(&read(&site, &cookie, "/admin").await)).await;
    let back = kept.attribute("main a.button", "href").unwrap();
    let again = read(&site, &cookie, &back).await;
    again.shows("holds again what you sent");
    let action = again.attribute("main form.editor-fields", "action").unwrap();
    let now = fields_of(&again, &action);
    for name in ["name", "amount", "currency", "token"] {
        assert_eq!(value(&now, name), value(&fields, name), "{name}");
    }
    // A mistake is shown as ever, and the kept form goes on with the corrected one.
    let wrong = send(&site, &cookie, &action, &now).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.attribute("main form.editor-fields", "action").unwrap(), action);
    assert_eq!(site.count(KEPT).await, 1, "it is not used yet");
}

#[tokio::test]
async fn a_kept_form_belongs_to_its_person_alone() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    sends_too_late(&site, &desk, SENTENCE).await;
    let id: Uuid = sqlx::query_scalar("select id from kept_forms").fetch_one(&site.db).await.unwrap();
    let (kept, back) = (format!("/admin/kept/{id}"), format!("{ROOM}?kept={id}"));
    // Somebody else signs in on the same computer, an owner even.
    let other = Desk::of(&site, &[Role::Owner]).await;
    assert_eq!(other.visit("/admin").await.attributes(".staff-offer", "class").len(), 0);
    assert_eq!(other.visit(&kept).await.status, 404);
    assert!(!other.visit(&back).await.text.contains("한 사람"));
    assert_eq!(other.submit(&kept, &[]).await.status, 303, "dropping what is not theirs does nothing");
    let page = other.visit(ROOM).await;
    let fields = filled(&page, ROOM, &[("name_korean", "다른 이름")]);
    assert_eq!(other.submit(&back, &fields).await.status, 303);
    assert_eq!(site.count(KEPT).await, 1);
    let cookie = signs_in(&site, &desk.email).await;
    assert_eq!(offered(&read(&site, &cookie, "/admin").await), kept);
    for from in ["/admin/settings", "/admin/settings", "/admin/kept/x", "//evil.example/admin/"] {
        let request = site.request("POST", &kept).header("cookie", &cookie);
        let request = request.header("referer", format!("{}{from}", site.url)).form(&[("nothing", "")]);
        let dropped = Answer::of(request.send().await.unwrap()).await;
        let back = if from == "/admin/settings" { from } else { "/admin" };
        assert_eq!((dropped.status, dropped.location()), (303, back), "dropped, and dropped again by a double click");
    }
    assert_eq!(site.count(KEPT).await, 0);
}

#[tokio::test]
async fn who_lost_the_role_is_offered_nothing_and_who_was_removed_leaves_nothing() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    sends_too_late(&site, &desk, SENTENCE).await;
    let id: Uuid = sqlx::query_scalar("select id from kept_forms").fetch_one(&site.db).await.unwrap();
    let change = async |change: &str| {
        let statement = format!("update staff_members set {change} where email = '{}'", desk.email);
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&site.db).await.unwrap();
    };
    change("roles = array['treasurer']").await;
    let cookie = signs_in(&site, &desk.email).await;
    assert_eq!(read(&site, &cookie, "/admin").await.attributes(".staff-offer", "class").len(), 0);
    assert_eq!(read(&site, &cookie, &format!("/admin/kept/{id}")).await.status, 404);
    assert_eq!(read(&site, &cookie, &format!("{ROOM}?kept={id}")).await.status, 403);
    let refused = send(&site, &cookie, ROOM, &[("name_korean".to_owned(), SENTENCE.to_owned())]).await;
    assert_eq!(refused.status, 403);
    refused.shows("“한 사람”");

    change("disabled_at = now()").await;
    let late = send(&site, &cookie, ROOM, &[("name_korean".to_owned(), "다른 글".to_owned())]).await;
    assert_eq!((late.status, site.count(KEPT).await), (401, 1), "nothing more is kept");
    late.shows("다른 글");
    jobs::forget(&site.db, OffsetDateTime::now_utc()).await.unwrap();
    assert_eq!(site.count(KEPT).await, 0);
}

#[tokio::test]
async fn where_nobody_is_known_the_page_holds_the_text_and_nothing_is_stored() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let page = desk.visit(ROOM).await;
    let fields = filled(&page, ROOM, &[("name_korean", SENTENCE)]);
    for cookie in ["", "__Host-session=", "__Host-session=made-up"] {
        let late = send(&site, cookie, ROOM, &fields).await;
        assert_eq!(late.status, 401);
        assert_eq!(site.count(KEPT).await, 0);
        let held = fields_of(&late, ROOM);
        let sorted = |fields: &[(String, String)]| {
            let mut fields = fields.to_vec();
            fields.sort();
            fields
        };
        assert_eq!(sorted(&held), sorted(&fields), "all of it, the button too");
    }
    // Signed in again in another tab, the page sends it as it is.
    let late = send(&site, "", ROOM, &fields).await;
    let cookie = signs_in(&site, &desk.email).await;
    assert_eq!(send(&site, &cookie, ROOM, &fields_of(&late, ROOM)).await.status, 303);
    // What a stranger sends is bounded by what strangers may send.
    let large = vec![("name_korean".to_owned(), "x".repeat(30 * 1024 * 1024))];
    let lost = send(&site, "", ROOM, &large).await;
    assert_eq!((lost.status, lost.text.len() < 64 * 1024), (401, true));
    lost.shows("too large to be kept");
    let korean = site.request("POST", ROOM).header("accept-language", "ko-KR,ko;q=0.9").form(&fields);
    Answer::of(korean.send().await.unwrap()).await.shows("로그인이 종료되었습니다");
}

#[tokio::test]
async fn few_forms_are_kept_each_once_and_for_twelve_hours() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    for number in 0..7 {
        sends_too_late(&site, &desk, &format!("글 {number}")).await;
        let cookie = signs_in(&site, &desk.email).await;
        let desk_of_now = "update staff_sessions set last_seen_at = now() where token_hash = $1";
        let token = desk.cookie.split_once('=').unwrap().1;
        sqlx::query(desk_of_now).bind(token_hash(token).to_vec()).execute(&site.db).await.unwrap();
        drop(cookie);
    }
    assert_eq!(site.count(KEPT).await, 5, "the oldest went");
    let page = desk.visit(ROOM).await;
    let fields = filled(&page, ROOM, &[("name_korean", "두 번")]);
    idle(&site, &desk.email).await;
    let twice = tokio::join!(send(&site, &desk.cookie, ROOM, &fields), send(&site, &desk.cookie, ROOM, &fields),);
    assert_eq!((twice.0.status, twice.1.status), (401, 401));
    let link = |answer: &Answer| answer.attribute("main a[href^='/admin/kept/']", "href").unwrap();
    assert_eq!(link(&twice.0), link(&twice.1), "a double click is one form");
    assert_eq!(site.count(KEPT).await, 5);
    let cookie = signs_in(&site, &desk.email).await;
    assert_eq!(read(&site, &cookie, "/admin").await.attributes(".staff-offer", "class").len(), 5);
    sqlx::query("update kept_forms set kept_at = kept_at - interval '12 hours'").execute(&site.db).await.unwrap();
    assert_eq!(read(&site, &cookie, "/admin").await.attributes(".staff-offer", "class").len(), 0);
    assert_eq!(read(&site, &cookie, &link(&twice.0)).await.status, 404, "over, though not erased yet");
    jobs::forget(&site.db, OffsetDateTime::now_utc()).await.unwrap();
    assert_eq!(site.count(KEPT).await, 0);
}

#[tokio::test]
async fn the_row_of_a_session_goes_twelve_hours_after_its_end() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let now = OffsetDateTime::now_utc();
    let rows = "select count(*) from staff_sessions";
    jobs::forget(&site.db, now + Duration::hours(12)).await.unwrap();
    assert_eq!(site.count(rows).await, 1, "idle since eleven and a half hours");
    // Signed out in another tab, the cookie of this one still names its person.
    assert_eq!(desk.submit("/admin/sign-out", &[]).await.status, 303);
    assert_eq!(desk.visit("/admin").await.status, 303);
    let late = send(&site, &desk.cookie, ROOM, &[("name_korean".to_owned(), SENTENCE.to_owned())]).await;
    assert_eq!((late.status, site.count(KEPT).await), (401, 1));
    jobs::forget(&site.db, OffsetDateTime::now_utc() + Duration::hours(12)).await.unwrap();
    assert_eq!((site.count(rows).await, site.count(KEPT).await), (0, 0));
}

#[tokio::test]
async fn a_kept_text_meets_what_others_saved_as_any_other() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    sends_too_late(&site, &desk, SENTENCE).await;
    let other = Desk::of(&site, &[Role::Owner]).await;
    let page = other.visit(ROOM).await;
    let theirs = filled(&page, ROOM, &[("name_korean", "그사이에 저장된 이름")]);
    assert_eq!(other.submit(ROOM, &theirs).await.status, 303);
    let cookie = signs_in(&site, &desk.email).await;
    let kept = read(&site, &cookie, &offered(&read(&site, &cookie, "/admin").await)).await;
    let again = read(&site, &cookie, &kept.attribute("main a.button", "href").unwrap()).await;
    let action = again.attribute("main form.editor-fields", "action").unwrap();
    let conflict = send(&site, &cookie, &action, &fields_of(&again, &action)).await;
    assert_eq!(conflict.status, 409);
    conflict.shows("Somebody else saved this meanwhile");
    let mine = fields_of(&conflict, &action);
    assert_eq!(value(&mine, "name_korean"), SENTENCE);
    assert_eq!(send(&site, &cookie, &action, &mine).await.status, 303);
    assert_eq!(site.count(KEPT).await, 0);
    assert_eq!(site.count(SAVED).await, 2);
}

#[tokio::test]
async fn files_and_buttons_are_not_kept_and_the_page_says_so() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    idle(&site, &desk.email).await;
    let file = desk.upload("/admin/transfers/import", b"date,amount\n2026-01-01,5\n").await;
    assert_eq!(file.status, 401);
    file.shows("Files are not kept");
    assert_eq!(file.attribute("main a:not(.button)", "href").unwrap(), "/admin/transfers/import");
    let button = desk.submit("/admin/reconciliation", &[]).await;
    assert_eq!(button.status, 401);
    button.shows("press the button again");
    assert_eq!(button.attribute("main a:not(.button)", "href").unwrap(), "/admin/reconciliation");
    assert_eq!(site.count(KEPT).await, 0);
}

#[tokio::test]
async fn while_the_database_is_away_the_page_holds_what_was_sent() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let page = desk.visit(ROOM).await;
    let fields = filled(&page, ROOM, &[("name_korean", SENTENCE)]);
    site.wire.cut();
    let away = desk.submit(ROOM, &fields).await;
    assert_eq!(away.status, 503);
    away.shows("cannot be reached");
    site.wire.mend();
    let again = fields_of(&away, ROOM);
    assert_eq!(value(&again, "name_korean"), SENTENCE);
    site.eventually("it is saved by the button of that page", || async {
        desk.submit(ROOM, &again).await.status == 303
    })
    .await;
    assert!(desk.visit(ROOM).await.text.contains("“한 사람”"));
}

#[tokio::test]
async fn asking_how_long_a_session_lasts_does_not_put_its_end_off_and_one_press_does() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let since = async |minutes: i32, begun: i32| {
        let set = "update staff_sessions set last_seen_at = now() - make_interval(mins => $1), created_at = now() - make_interval(mins => $2)";
        sqlx::query(set).bind(minutes).bind(begun).execute(&site.db).await.unwrap();
    };
    let told = |answer: &Answer| serde_json::from_str::<serde_json::Value>(&answer.text).unwrap();
    let door = "/admin/still-here";
    since(26, 60).await;
    for _ in 0..2 {
        let near = told(&desk.visit(door).await);
        assert!((230..=240).contains(&near["left"].as_i64().unwrap()), "{near}");
        assert!(near["isNear"] == true && near["isLast"] == false, "{near}");
    }
    let stays = told(&desk.submit(door, &[]).await);
    assert!(stays["left"].as_i64().unwrap() > 1790 && stays["isNear"] == false, "{stays}");
    // A page that is opened in another tab puts it off, too, and says until when.
    since(26, 60).await;
    let page = desk.visit("/admin").await;
    assert!(page.attribute("#session-notice", "data-left").unwrap().parse::<i64>().unwrap() > 1790);
    assert!(page.text.contains("If nothing is opened or sent, your session ends at "));
    assert!(told(&desk.visit(door).await)["left"].as_i64().unwrap() > 1780);
    // The end after twelve hours is told and cannot be put off.
    since(2, 12 * 60 - 4).await;
    let last = told(&desk.submit(door, &[]).await);
    assert!(last["isLast"] == true && last["isNear"] == true, "{last}");
    assert!((230..=240).contains(&last["left"].as_i64().unwrap()), "{last}");
    assert!(desk.visit("/admin").await.text.contains("in any case. Forms that you send later are kept"));
    since(31, 60).await;
    assert_eq!(desk.visit(door).await.status, 303);
    assert_eq!(desk.submit(door, &[]).await.status, 401, "what has ended is not begun again");
}
