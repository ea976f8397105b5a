//! Ways into the rooms, and out of them: links, sessions, proof, proposals.

mod proposals;

use connect_kindness::{
    seal::new_token,
    staff::{self, Role},
};
use uuid::Uuid;

use crate::harness::{Answer, TestSite, desk::filled};

/// Somebody on the staff, signed in.
pub(crate) struct Person<'a> {
    pub(crate) site: &'a TestSite,
    pub(crate) id: Uuid,
    pub(crate) email: String,
    cookie: String,
}

impl<'a> Person<'a> {
    /// Somebody new with these roles.
    pub(crate) async fn join(site: &'a TestSite, roles: &[Role]) -> Self {
        let email = format!("{}@example.org", Uuid::new_v4());
        let id = staff::queries::add(&site.db, &email, roles).await.unwrap();
        Self { site, id, email, cookie: site.session_of(id).await }
    }

    pub(crate) async fn visit(&self, path: &str) -> Answer {
        self.visit_at(self.site, path).await
    }

    /// The same at another instance.
    async fn visit_at(&self, site: &TestSite, path: &str) -> Answer {
        Answer::of(site.request("GET", path).header("cookie", &self.cookie).send().await.unwrap()).await
    }

    pub(crate) async fn press(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.site.request("POST", path).header("cookie", &self.cookie);
        Answer::of(request.form(fields).send().await.unwrap()).await
    }

    /// Sends the form of a page with some fields changed.
    async fn send(&self, page: &str, action: &str, changes: &[(&str, &str)]) -> Answer {
        let fields = filled(&self.visit(page).await, action, changes);
        let request = self.site.request("POST", action).header("cookie", &self.cookie);
        Answer::of(request.form(&fields).send().await.unwrap()).await
    }
}

/// How many tries to sign in are on record for a cause.
pub(crate) async fn tries(site: &TestSite, cause: &str) -> i64 {
    let sql =
        "select count(*) from audit_entries where action = 'tried_to_sign_in' and outcome = 'failed' and cause = $1";
    sqlx::query_scalar(sql).bind(cause).fetch_one(&site.db).await.unwrap()
}

/// Makes it a while later for everything that the statement says.
async fn later(site: &TestSite, change: &'static str) {
    sqlx::query(change).execute(&site.db).await.unwrap();
}

#[tokio::test]
async fn a_link_opens_nothing_but_the_way_to_a_key() {
    let site = TestSite::start_asking_for_keys().await;
    let ben = Person::join(&site, &[Role::Owner]).await;
    let link = site.link_of(ben.id).await;
    let opened = site.visit(&link).await;
    assert_eq!((opened.status, opened.headers.get("set-cookie")), (200, None), "opening a link changes nothing");
    let token = link.rsplit('=').next().unwrap();
    let chosen = format!("__Host-session={}", new_token());
    let request = site.request("POST", "/admin/sign-in").header("cookie", &chosen).form(&[("token", token)]);
    let used = Answer::of(request.send().await.unwrap()).await;
    assert_eq!((used.status, used.location()), (303, "/admin/enrol"), "{}", used.text);
    let cookie = used.session_cookie();
    assert_ne!(cookie, chosen, "a cookie that was there before is not taken over");

    let get = |path: &'static str| site.request("GET", path).header("cookie", &cookie).send();
    let enrol = Answer::of(get("/admin/enrol").await.unwrap()).await;
    enrol.shows("Make your passkey");
    for path in ["/admin", "/admin/account", "/admin/people", "/admin/account/keys/challenge", "/admin/nothing"] {
        let answer = Answer::of(get(path).await.unwrap()).await;
        assert_eq!((answer.status, answer.location()), (303, "/admin/enrol"), "{path}");
    }
    let request = site.request("POST", "/admin/enrol").header("cookie", &cookie);
    let nothing = Answer::of(request.form(&[("challenge", "x"), ("credential", "{}")]).send().await.unwrap()).await;
    assert_eq!(nothing.status, 403);
    nothing.shows("The key was not accepted");
    assert_eq!(site.count("select count(*) from staff_sessions where ended_at is null").await, 2, "nothing has ended");

    for dead in [token, "made-up", ""] {
        let answer = site.submit("/admin/sign-in", &[("token", dead)]).await;
        assert_eq!(answer.status, 403);
        answer.shows("This link does not work");
        answer.shows("Ask an owner for a new one");
    }
    later(&site, "update sign_in_links set used_at = null, expires_at = now() - interval '1 second'").await;
    assert_eq!(site.submit("/admin/sign-in", &[("token", token)]).await.status, 403, "stale");
}

#[tokio::test]
async fn a_site_for_trying_out_says_what_the_real_one_asks_for() {
    let site = TestSite::start().await;
    let ben = Person::join(&site, &[Role::Editor]).await;
    let link = site.link_of(ben.id).await;
    site.visit(&link).await.shows("On the real site it only leads to the page where you make your passkey");
    let token = link.rsplit('=').next().unwrap();
    let entered = site.submit("/admin/sign-in", &[("token", token)]).await;
    assert_eq!((entered.status, entered.location()), (303, "/admin"));
    site.visit("/admin/sign-in").await.shows("The real site asks everybody for a passkey");

    let refused = async || {
        later(&site, "update staff_sessions set proved_at = now() - interval '10 minutes'").await;
        let ada = Person::join(&site, &[Role::Owner]).await;
        later(&site, "update staff_sessions set proved_at = now() - interval '10 minutes'").await;
        let asked = ada.press("/admin/people", &[("email", "x@example.org"), ("roles", "editor")]).await;
        assert_eq!(asked.status, 403);
        asked.shows("a press is enough");
        let fields = filled(&asked, "/admin/people", &[]);
        assert!(fields.contains(&("email".to_owned(), "x@example.org".to_owned())), "what was typed goes along");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        ada.press("/admin/people", &fields).await.location().to_owned()
    };
    assert_eq!(refused().await, "/admin/proposals?done=alone");
}

#[tokio::test]
async fn sessions_are_listed_and_end_on_every_instance() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Editor]).await);
    let others = [site.session_of(ben.id).await, site.session_of(ben.id).await];
    let status = async |cookie: &str| {
        let request = second.request("GET", "/admin").header("cookie", cookie);
        request.send().await.unwrap().status().as_u16()
    };
    let page = ben.visit("/admin/account").await;
    assert_eq!(page.attributes("form[action^='/admin/account/sessions/']", "action").len(), 2, "not the present one");
    let foreign = page.attributes("form[action^='/admin/account/sessions/']", "action").remove(0);
    assert_eq!(ada.press(&foreign, &[]).await.status, 404, "a session of somebody else");
    assert_eq!(ben.press(&foreign, &[]).await.location(), "/admin/account?done=ended");
    let open = [status(&others[0]).await, status(&others[1]).await];
    assert!(open.contains(&303) && open.contains(&200), "one has ended: {open:?}");
    assert_eq!(ben.press("/admin/account/sessions", &[]).await.location(), "/admin/account?done=ended-all");
    assert_eq!([status(&others[0]).await, status(&others[1]).await, status(&ben.cookie).await], [303, 303, 200]);

    let person = ada.visit(&format!("/admin/people/{}", ben.id)).await;
    let last = person.attribute("form[action*='/sessions/']", "action").unwrap();
    assert_eq!(ada.press(&last, &[]).await.status, 303);
    assert_eq!(status(&ben.cookie).await, 303);
    let again = site.session_of(ben.id).await;
    assert_eq!(ada.press(&format!("/admin/people/{}/sessions", ben.id), &[]).await.status, 303);
    assert_eq!(status(&again).await, 303);
    assert_eq!(site.count("select count(*) from audit_entries where action like 'ended_session%'").await, 4);

    for (idle, expected) in [("29 minutes", 200), ("31 minutes", 303)] {
        let cookie = site.session_of(ben.id).await;
        let change =
            format!("update staff_sessions set last_seen_at = now() - interval '{idle}' where ended_at is null");
        sqlx::raw_sql(sqlx::AssertSqlSafe(change)).execute(&site.db).await.unwrap();
        assert_eq!(status(&cookie).await, expected, "{idle}");
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_cannot_be_told_apart() {
    let site = TestSite::start_as(crate::harness::Strictness::StrictBehindProxy).await;
    let ada = Person::join(&site, &[Role::Owner]).await;
    let mut answers = Vec::new();
    for turn in 0..40_u8 {
        let known = Person::join(&site, &[Role::Editor]).await;
        for email in [&known.email, &format!("{}@example.org", Uuid::new_v4())] {
            let request =
                site.request("POST", "/admin/sign-in/lost").header("x-forwarded-for", format!("198.51.100.{turn}"));
            let answer = Answer::of(request.form(&[("email", email)]).send().await.unwrap()).await;
            assert_eq!(answer.status, 200);
            answers.push(answer.text);
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "one answer for everybody");
    site.rests().await;
    let told = site.mailbox.mails().into_iter().filter(|mail| mail.to.contains(&ada.email)).count();
    assert_eq!(told, 40, "owners are told of those who are on the staff");
    assert_eq!(site.count("select count(*) from lost_key_requests").await, 0, "nothing of it stays");
}

#[tokio::test]
async fn many_tries_from_one_address_are_held_back_and_others_are_not() {
    let site = TestSite::start_as(crate::harness::Strictness::StrictBehindProxy).await;
    let second = site.second().await;
    let tries = async |site: &TestSite, from: &str| {
        let request = site.request("POST", "/admin/sign-in").header("x-forwarded-for", from);
        let request = request.form(&[("challenge", "x"), ("credential", "{}")]);
        Answer::of(request.send().await.unwrap()).await
    };
    let mut statuses = Vec::new();
    for turn in 0..60 {
        statuses.push(tries(if turn % 2 == 0 { &site } else { &second }, "203.0.113.9").await.status);
    }
    // A minute may end in between and give another twenty.
    let let_through = statuses.iter().filter(|status| **status == 403).count();
    assert!((20..=40).contains(&let_through) && statuses.contains(&429), "{statuses:?}");
    assert_eq!(tries(&site, "203.0.113.10").await.status, 403, "somebody else");
    assert!(
        site.count("select count(*) from audit_entries where action = 'tried_to_sign_in'").await < 10,
        "and a count"
    );
}

#[tokio::test]
async fn everybody_chooses_the_language_of_their_rooms() {
    let site = TestSite::start().await;
    let ben = Person::join(&site, &[Role::Editor]).await;
    ben.visit("/admin/account").await.shows("My account");
    assert_eq!(ben.press("/admin/account/language", &[("language", "ko")]).await.status, 303);
    ben.visit("/admin/account?done=language").await.shows("이제 직원 페이지가 한국어로 표시됩니다");
    assert_eq!(ben.press("/admin/account/language", &[("language", "fr")]).await.status, 400);
    let door = site.request("GET", "/admin/sign-in").header("accept-language", "ko-KR,en;q=0.5");
    Answer::of(door.send().await.unwrap()).await.shows("패스키로 로그인");
    site.visit("/admin/sign-in?language=ko").await.shows("패스키로 로그인");
}

#[tokio::test]
async fn a_new_link_makes_what_came_before_it_good_for_nothing() {
    let site = TestSite::start_asking_for_keys().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Editor]).await);
    let (first, second) = (site.link_of(ben.id).await, site.link_of(ben.id).await);
    let used = site.submit("/admin/sign-in", &[("token", first.rsplit('=').next().unwrap())]).await;
    let cookie = used.session_cookie();
    let enrol = async || {
        let request = site.request("GET", "/admin/enrol").header("cookie", &cookie);
        Answer::of(request.send().await.unwrap()).await
    };
    assert_eq!(enrol().await.status, 200);

    // Two links are sent while no mail leaves: of both, only the newer one is worth anything.
    site.mailbox.answers(&[("MAIL", "451 4.3.0 later")]);
    let send = format!("/admin/people/{}/link", ben.id);
    let tried = "select count(*) from mails where kind = 'staff_link' and attempts > 0";
    for number in 1..=2 {
        assert_eq!(ada.press(&send, &[]).await.status, 303);
        site.eventually("it was tried in vain", || async { site.count(tried).await == number }).await;
    }
    assert_eq!(
        (enrol().await.status, enrol().await.location()),
        (303, "/admin/sign-in"),
        "what a link opened has ended"
    );
    let dead = site.submit("/admin/sign-in", &[("token", second.rsplit('=').next().unwrap())]).await;
    assert_eq!(dead.status, 403, "a link that nobody used has ended, too");
    site.mailbox.answers(&[]);
    // Any mail that leaves takes along those that wait.
    site.submit("/admin/sign-in/lost", &[("email", &ben.email)]).await;
    site.eventually("nothing waits", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    let links = site.mailbox.mails().into_iter().filter(|mail| mail.text().contains("sends you a new link")).count();
    assert_eq!(links, 1);
}
