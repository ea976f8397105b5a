//! Staff at the switch of the donation form, and what visitors see of it.

use connect_kindness::{
    seal::{new_token, token_hash},
    site::Giving,
    staff::{self, Role},
};
use time::OffsetDateTime;

use crate::{
    defence::closed,
    harness::{Answer, TestSite},
};

#[tokio::test]
async fn a_closed_form_says_why_and_loses_nothing() {
    let site = TestSite::start().await;
    let before = site.token("donate");
    sqlx::query("update site_settings set bank_account_english = 'Bank 1', bank_account_korean = '은행 1'")
        .execute(&site.db)
        .await
        .unwrap();
    site.decides(&closed()).await;
    for (path, words) in [("/donate", "Closed &#60;today&#62; &#38; kindly."), ("/ko/donate", "오늘은 쉽니다.")] {
        let page = site.visit(path).await;
        assert_eq!(page.status, 200);
        page.shows(words);
        assert!(page.attribute("form[method=post]", "action").is_none());
        assert_eq!(page.attribute("main a[href$='/donate/transfer']", "href").unwrap(), format!("{path}/transfer"));
        let sent = site.send(path, &before, "25", "dana@example.org", None).await;
        assert_eq!(sent.status, 503);
        sent.shows(words);
        assert_eq!(sent.attribute("input[name=amount]", "value").as_deref(), Some("25"));
        assert_eq!(sent.attribute("input[name=name]", "value").as_deref(), Some("Kanaria Ro"));
    }
    assert_eq!(site.stripe.sessions().len(), 0);
    site.decides(&Giving::Open).await;
    assert_eq!(site.send("/donate", &before, "25", "dana@example.org", None).await.status, 303);
}

#[tokio::test]
async fn staff_turn_the_switch_on_record_and_tell_each_other() {
    let site = TestSite::start().await;
    let cookie = site.signed_in_staff().await;
    staff::queries::add(&site.db, "treasurer@example.org", &[Role::Treasurer]).await.unwrap();
    staff::queries::add(&site.db, "editor@example.org", &[Role::Editor]).await.unwrap();
    let turn = async |fields: &[(&str, &str)]| {
        let request = site.request("POST", "/admin/defence").header("cookie", &cookie).form(fields);
        Answer::of(request.send().await.unwrap()).await
    };
    for (fields, problems) in [
        (vec![], vec!["mode"]),
        (vec![("mode", "ajar")], vec!["mode"]),
        (vec![("mode", "closed")], vec!["words_english", "words_korean"]),
        (vec![("mode", "closed"), ("words_english", "Closed.")], vec!["words_korean"]),
    ] {
        let answer = turn(&fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        for field in problems {
            assert_eq!(answer.texts(&format!("#problem-{field}")).len(), 1, "{fields:?} {field}");
        }
    }
    assert_eq!(turn(&[("mode", "closed"), ("words_english", " "), ("words_korean", "닫음")]).await.status, 422);
    assert_eq!(site.count("select count(*) from giving_changes").await, 0);

    let fields = [("mode", "closed"), ("words_english", "Back tomorrow."), ("words_korean", "내일 다시 엽니다.")];
    assert_eq!(turn(&fields).await.status, 303);
    assert_eq!(turn(&[("mode", "guarded")]).await.status, 303);
    assert_eq!(site.giving().await, Giving::Guarded);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'changed_giving'").await, 2);
    site.eventually("both are told twice", || async { site.mailbox.mails().len() == 4 }).await;
    assert!(site.mailbox.mails().iter().all(|mail| mail.to != "editor@example.org"));
    let page = site.request("GET", "/admin/defence").header("cookie", &cookie).send().await.unwrap();
    let page = Answer::of(page).await;
    assert_eq!(page.attribute("input[name=mode][checked]", "value").as_deref(), Some("guarded"));
    assert_eq!(page.texts("section[aria-labelledby=changes] tbody tr").len(), 2);

    let editor = site.admitted_as("desk@example.org", Role::Editor).await;
    for method in ["GET", "POST"] {
        let request = site.request(method, "/admin/defence").header("cookie", &editor).form(&[("mode", "open")]);
        assert_eq!(request.send().await.unwrap().status(), 403, "{method}");
    }
}

impl TestSite {
    /// The session cookie of somebody with a role.
    async fn admitted_as(&self, email: &str, role: Role) -> String {
        let id = staff::queries::add(&self.db, email, &[role]).await.unwrap();
        let token = new_token();
        staff::queries::add_link(&self.db, &token_hash(&token), id, OffsetDateTime::now_utc()).await.unwrap();
        let answer = self.submit("/admin/sign-in", &[("token", &token)]).await;
        answer.session_cookie()
    }
}
