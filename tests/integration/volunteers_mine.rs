//! My application: coming back with a code, replacing what was sent, taking it back.

use connect_kindness::{form::FormToken, staff::Role};
use time::{Duration, OffsetDateTime};

use crate::{
    harness::{
        Answer, Strictness, TestSite,
        desk::{Desk, filled},
    },
    volunteers::{good, pairs, with},
};

const MINE: &str = "/volunteer/mine";

impl TestSite {
    /// Offers help and reads the code on the page that thanks.
    async fn code_of_an_offer(&self) -> String {
        let sent = self.offer(&with(good(&self.token("volunteer")), "sensitive", Some("yes"))).await;
        let code = self.visit(sent.location()).await.texts(".transfer-code");
        assert_eq!(code.len(), 1);
        code[0].trim().to_owned()
    }

    async fn enters(&self, code: &str) -> Answer {
        self.submit(MINE, &[("token", &*self.token("volunteer code")), ("code", code)]).await
    }

    async fn step(&self, page: &Answer, step: &str) -> Answer {
        let pass = page.attribute("input[name=pass]", "value").unwrap();
        self.submit(MINE, &[("pass", &*pass), ("step", step)]).await
    }
}

#[tokio::test]
async fn a_code_is_shown_once_and_nothing_of_it_stands_anywhere() {
    let site = TestSite::start().await;
    let fields = good(&site.token("volunteer"));
    let (second, form) = (site.second().await, pairs(&fields));
    let (one, other) = tokio::join!(site.submit("/ko/volunteer", &form), second.submit("/ko/volunteer", &form));
    let code = |page: Answer| page.texts(".transfer-code").concat();
    let shown = code(site.visit(one.location()).await);
    assert_eq!(shown, code(second.visit(other.location()).await), "a form sent twice has one code");
    assert!(!one.location().contains(&shown) && !one.location().contains(&shown.replace('-', "")));
    let general = site.visit("/ko/volunteer/thanks").await;
    assert_eq!(general.texts(".transfer-code").len(), 0);
    assert_eq!(site.visit("/ko/volunteer/thanks?done=AAAA").await.texts(".transfer-code").len(), 0);
    let switch = site.visit(one.location()).await.attribute("a.language-switch", "href").unwrap();
    assert_eq!(code(site.visit(&switch).await), shown, "the other language shows it, too");
    let dump = String::from_utf8_lossy(&site.dumped()).into_owned();
    assert!(!dump.contains(&shown) && !dump.contains(&shown.replace('-', "")));
    assert_eq!(site.visit(one.location()).await.headers["cache-control"].to_str().unwrap(), "no-store");
}

#[tokio::test]
async fn behind_the_code_stand_the_state_and_what_was_asked_and_nothing_personal() {
    let site = TestSite::start().await;
    let code = site.code_of_an_offer().await;
    for typed in [code.clone(), code.to_lowercase().replace('-', " "), code.replace('-', "")] {
        let mine = site.enters(&typed).await;
        assert_eq!(mine.status, 200, "{typed}");
        mine.shows("waits for a coordinator");
        mine.shows("Teaching young people");
        mine.shows("A few hours a month");
        assert!(!mine.text.contains("카나리아"), "neither name nor contact nor message");
        assert_eq!(mine.headers["cache-control"].to_str().unwrap(), "no-store");
        assert!(!mine.text.contains(&code), "the code is in no page");
    }
    for (stage, sentence) in [
        ("contacted", "is in touch"),
        ("meeting", "is in touch"),
        ("active", "You are helping"),
        ("paused", "taking a break"),
        ("closed", "is closed"),
    ] {
        sqlx::query("update people set stage = $1").bind(stage).execute(&site.db).await.unwrap();
        site.enters(&code).await.shows(sentence);
    }
    sqlx::query("update people set stage = 'new', admission = 'quarantined'").execute(&site.db).await.unwrap();
    site.enters(&code).await.shows("waits for a coordinator");
    let consent = site.step(&site.enters(&code).await, "sensitive").await;
    consent.shows("You have withdrawn your consent");
    assert_eq!(site.count("select count(*) from consents where withdrawn_on is not null").await, 1);
    assert!(consent.attribute("button[value=sensitive]", "value").is_none(), "once is enough");
}

#[tokio::test]
async fn what_was_sent_is_replaced_even_after_staff_read_it() {
    let site = TestSite::start().await;
    let code = site.code_of_an_offer().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    sqlx::query("update applications set opened_on = current_date").execute(&site.db).await.unwrap();
    let form = site.step(&site.enters(&code).await, "replace").await;
    form.shows("takes the place of what you sent before");
    assert!(!form.text.contains("카나리아"), "the old text is not shown");
    let mut fields = filled(
        &form,
        "/volunteer",
        &[
            ("name", "새 이름"),
            ("contact_kind", "signal"),
            ("contact", "@new.7391"),
            ("areas", "research"),
            ("message", "900101-1234567"),
            ("consent", "yes"),
            ("of_age", "yes"),
        ],
    );
    fields.retain(|(name, _)| name != "token");
    let token = FormToken::issue(OffsetDateTime::now_utc() - Duration::MINUTE);
    fields.push(("token".to_owned(), token.sign(&site.state.config.keys, "volunteer")));
    let send = async |fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        site.submit("/volunteer", &fields).await
    };
    let mistaken = send(&fields).await;
    assert_eq!(mistaken.status, 422);
    assert!(mistaken.attribute("input[name=replaces]", "value").is_some(), "a mistake does not lose the way");
    fields.retain(|(name, _)| name != "message");
    for _ in 0..2 {
        let sent = send(&fields).await;
        assert_eq!(sent.status, 303);
        assert_eq!(site.visit(sent.location()).await.texts(".transfer-code").concat(), code, "the code stays");
    }
    assert_eq!(site.count("select count(*) from applications").await, 1);
    assert_eq!(
        site.count("select count(*) from applications where replaced_on is not null and opened_on is null").await,
        1
    );
    site.enters(&code).await.shows("Replaced");
    let person = desk.visit("/admin/volunteers").await.attribute("th a", "href").unwrap();
    let mut forged = fields.clone();
    forged.retain(|(name, _)| name != "replaces");
    forged.push(("replaces".to_owned(), "forged".to_owned()));
    assert_eq!(send(&forged).await.status, 422, "without the code nothing is replaced");
    assert!(person.starts_with("/admin/volunteers/"));
}

#[tokio::test]
async fn whoever_takes_everything_back_is_gone() {
    let site = TestSite::start().await;
    let code = site.code_of_an_offer().await;
    let address = "gone7391@example.org";
    let fields = with(with(good(&site.token("volunteer")), "contact_kind", Some("mail")), "contact", Some(address));
    let sent = site.offer(&fields).await;
    let by_mail = site.visit(sent.location()).await.texts(".transfer-code").concat();
    let applications: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from applications").fetch_all(&site.db).await.unwrap();
    let people: Vec<uuid::Uuid> = sqlx::query_scalar("select id from people").fetch_all(&site.db).await.unwrap();
    site.eventually("the mail arrives", || async { !site.letters_to(address).is_empty() }).await;
    assert!(site.letters_to(address)[0].text().contains(&by_mail), "the code stands in the mail, too");
    for code in [&code, &by_mail] {
        let mine = site.enters(code).await;
        let asked = site.step(&mine, "withdraw").await;
        asked.shows("Erase everything?");
        site.step(&asked, "back").await.shows("Replace what I sent");
        site.step(&asked, "erase").await.shows("Everything is erased");
        site.step(&asked, "erase").await.shows("Everything is erased");
        assert_eq!(site.step(&asked, "replace").await.status, 200);
        assert_eq!(site.step(&asked, "state").await.status, 422);
    }
    for table in ["people", "applications", "person_keys", "consents", "confirmations"] {
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&site.db)
            .await
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    assert_eq!(site.count("select sum(people)::bigint from erasures where cause = 'withdrawn'").await, 2);
    let dump = String::from_utf8_lossy(&site.dumped()).into_owned();
    let ids = applications.iter().chain(&people).map(uuid::Uuid::to_string);
    for canary in ids.chain(["카나리아", address, &*code, &*by_mail].map(str::to_owned)) {
        assert!(!dump.contains(&canary), "{canary}");
    }
}

#[tokio::test]
async fn a_wrong_code_and_a_spent_one_tell_the_same() {
    let site = TestSite::start().await;
    let spent = site.code_of_an_offer().await;
    let asked = site.step(&site.enters(&spent).await, "withdraw").await;
    site.step(&asked, "erase").await;
    let sentence = |page: &Answer| (page.status, page.texts("#problem-code"), page.texts("title"));
    let told = sentence(&site.enters(&spent).await);
    assert_eq!((told.0, told.1.len()), (422, 1));
    for wrong in ["", "0123-4567-89AB", "hello", "가나다", &"x".repeat(5000)] {
        assert_eq!(sentence(&site.enters(wrong).await), told, "{wrong}");
    }
    for forged in ["", "AAAA"] {
        let over = site.submit(MINE, &[("pass", forged), ("step", "erase")]).await;
        assert_eq!(over.status, 422);
        over.shows("enter your code again");
    }
    let form = site.submit(MINE, &[("token", ""), ("code", "0123-4567-89AB")]).await;
    assert_eq!(form.attribute("#field-code", "value").as_deref(), Some("0123-4567-89AB"), "nothing typed is lost");
}

#[tokio::test]
async fn who_tries_codes_out_gets_slower_and_others_do_not() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let code = site.code_of_an_offer_from("203.0.113.9").await;
    let tries = async |address: &str, code: &str| {
        let token = FormToken::issue(OffsetDateTime::now_utc()).sign(&site.state.config.keys, "volunteer code");
        let request = site.request("POST", MINE).header("x-forwarded-for", address);
        let fields = [("token", &*token), ("code", code), ("proof", "")];
        request.form(&fields).send().await.unwrap().status().as_u16()
    };
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(tries("198.51.100.7", "0123-4567-89AB").await);
    }
    assert_eq!(statuses[..5], [422; 5]);
    assert_eq!(statuses[11], 429, "{statuses:?}");
    assert_eq!(tries("203.0.113.9", &code).await, 200, "somebody elsewhere comes in at once");
}

impl TestSite {
    async fn code_of_an_offer_from(&self, address: &str) -> String {
        let fields = good(&self.token("volunteer"));
        let request = self.request("POST", "/volunteer").header("x-forwarded-for", address);
        let sent = Answer::of(request.form(&pairs(&fields)).send().await.unwrap()).await;
        self.visit(sent.location()).await.texts(".transfer-code").concat()
    }
}
