//! What takes two people: the staff, their roles, and the bank account.

use connect_kindness::staff::Role;
use uuid::Uuid;

use super::{Person, later};
use crate::harness::TestSite;

impl Person<'_> {
    /// Proposes roles for somebody, and what the page says of it.
    async fn proposes_roles(&self, whom: &Person<'_>, roles: &[&str]) -> String {
        let fields: Vec<(&str, &str)> = roles.iter().map(|role| ("roles", *role)).collect();
        self.press(&format!("/admin/people/{}/roles", whom.id), &fields).await.location().to_owned()
    }
}

/// The proposal that waits.
async fn proposal(site: &TestSite) -> Uuid {
    sqlx::query_scalar("select id from proposals where settled_at is null").fetch_one(&site.db).await.unwrap()
}

/// Does a job of the clock now.
async fn clock(site: &TestSite) {
    sqlx::query("select graphile_worker.add_job('apply_proposals', '{}'::json)").execute(&site.db).await.unwrap();
    site.rests().await;
}

#[tokio::test]
async fn roles_take_two_owners_and_hold_at_once_everywhere() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let (ada, cora) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Owner]).await);
    let ben = Person::join(&site, &[Role::Editor]).await;
    assert_eq!(ben.visit_at(&second, "/admin/pages").await.status, 200);

    assert_eq!(ada.proposes_roles(&ben, &["treasurer"]).await, "/admin/proposals?done=proposed");
    assert_eq!(ada.proposes_roles(&ben, &["owner"]).await, "/admin/proposals?done=is-open", "one at a time");
    assert_eq!(ben.visit_at(&second, "/admin/pages").await.status, 200, "nothing has changed yet");
    let path = format!("/admin/proposals/{}", proposal(&site).await);
    for nobody in [&ada, &ben] {
        let answer = nobody.press(&format!("{path}/confirm"), &[]).await;
        assert_eq!(answer.location(), "/admin/proposals?done=not-you");
    }
    let confirmed = cora.press(&format!("{path}/confirm"), &[]).await;
    assert_eq!(confirmed.location(), "/admin/proposals?done=confirmed");
    assert_eq!(ben.visit_at(&second, "/admin/pages").await.status, 303, "the session has ended on both instances");
    let roles: Vec<String> = sqlx::query_scalar("select roles from staff_members where id = $1")
        .bind(ben.id)
        .fetch_one(&site.db)
        .await
        .unwrap();
    assert_eq!(roles, ["treasurer"]);
    assert_eq!(cora.press(&format!("{path}/confirm"), &[]).await.location(), "/admin/proposals?done=gone", "once");
    let acts = "select count(*) from audit_entries
                where action in ('proposed', 'confirmed_proposal', 'granted_treasurer', 'withdrew_editor')";
    assert_eq!(site.count(acts).await, 6, "two of them in vain");
    let vain = "select count(*) from audit_entries where action = 'confirmed_proposal' and outcome = 'failed'";
    assert_eq!(site.count(vain).await, 2);

    let own = ada.press(&format!("/admin/people/{}/roles", ada.id), &[("roles", "editor")]).await;
    assert_eq!(own.status, 422);
    own.shows("Another owner decides on your own roles");
    assert_eq!(ada.press(&format!("/admin/people/{}/removal", ada.id), &[]).await.status, 404);
    assert_eq!(ada.press(&format!("/admin/people/{}/roles", ben.id), &[("x", "owner")]).await.status, 422);
}

#[tokio::test]
async fn the_last_owner_stays_whoever_is_quicker() {
    let site = TestSite::start().await;
    let (ada, cora) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Owner]).await);
    // Each takes the other off, and nobody else could confirm: both fall due at the same moment.
    for (by, whom) in [(&ada, &cora), (&cora, &ada)] {
        let answer = by.press(&format!("/admin/people/{}/removal", whom.id), &[]).await;
        assert_eq!(answer.location(), "/admin/proposals?done=alone");
    }
    clock(&site).await;
    let owners = "select count(*) from staff_members where disabled_at is null and 'owner' = any(roles)";
    assert_eq!(site.count(owners).await, 2, "not before a day has passed");
    later(&site, "update proposals set alone_since = alone_since - interval '24 hours'").await;
    clock(&site).await;
    assert_eq!(site.count(owners).await, 1);
    let outcomes = "select count(*) from proposals where outcome = 'lapsed'";
    assert_eq!(site.count(outcomes).await, 1, "the second could not be done any more");
}

#[tokio::test]
async fn alone_it_takes_a_day_and_anybody_can_stop_it() {
    let site = TestSite::start().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Editor]).await);
    let invite = [("email", "new@example.org"), ("roles", "owner"), ("roles", "editor"), ("language", "ko")];
    let answer = ada.press("/admin/people", &invite).await;
    assert_eq!(answer.location(), "/admin/proposals?done=alone", "{}", answer.text);
    ada.visit("/admin/proposals").await.shows("takes effect by itself");
    site.eventually("everybody is told", || async {
        let mails = site.mailbox.mails();
        [&ada, &ben].iter().all(|who| {
            mails.iter().any(|mail| mail.to.contains(&who.email) && mail.text().contains("proposes a change"))
        })
    })
    .await;
    let stopped = ben.press(&format!("/admin/proposals/{}/stop", proposal(&site).await), &[]).await;
    assert_eq!(stopped.location(), "/admin/proposals?done=stopped");
    later(&site, "update proposals set alone_since = alone_since - interval '25 hours'").await;
    clock(&site).await;
    assert_eq!(site.count("select count(*) from staff_members").await, 2, "nobody has joined");

    assert_eq!(ada.press("/admin/people", &invite).await.status, 303);
    later(&site, "update proposals set alone_since = alone_since - interval '24 hours'").await;
    clock(&site).await;
    site.eventually("the invitation leaves, in Korean", || async {
        let mails = site.mailbox.mails();
        mails.iter().any(|mail| mail.to.contains("new@example.org") && mail.text().contains("초대했습니다"))
    })
    .await;
    let twice = ada.press("/admin/people", &invite).await;
    assert_eq!(twice.status, 422);
    twice.shows("is on the staff already");
    for (email, problem) in [("new", "This is no mail address"), ("", "This is no mail address")] {
        let answer = ada.press("/admin/people", &[("email", email), ("roles", "editor")]).await;
        assert_eq!(answer.status, 422);
        answer.shows(problem);
    }
}

#[tokio::test]
async fn the_bank_account_takes_two_people_and_the_key() {
    let site = TestSite::start().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Treasurer]).await);
    let editor = Person::join(&site, &[Role::Editor]).await;
    let path = "/admin/settings/bank-account";
    let account = [("bank_account_english", "Test Bank\r\n123-456"), ("bank_account_korean", "시험은행\n123-456")];
    later(&site, "update staff_sessions set proved_at = now() - interval '11 minutes'").await;
    let asked = ben.send(path, path, &account).await;
    assert_eq!(asked.status, 403, "a treasurer proves who they are");
    later(&site, "update staff_sessions set proved_at = now()").await;
    let proposed = ben.send(path, path, &account).await;
    assert_eq!(proposed.location(), "/admin/proposals?done=proposed", "{}", proposed.text);
    let stands =
        || async { site.count("select count(*) from site_settings where bank_account_english like 'Test%'").await };
    assert_eq!(stands().await, 0, "donors read the old one");
    let list = editor.visit("/admin/proposals").await;
    list.shows("시험은행");
    assert!(
        list.attribute("form[action$='/confirm']", "action").is_none()
            && list.attribute("form[action$='/stop']", "action").is_some()
    );
    let confirm = format!("/admin/proposals/{}/confirm", proposal(&site).await);
    for nobody in [&ben, &editor] {
        assert_eq!(nobody.press(&confirm, &[]).await.location(), "/admin/proposals?done=not-you");
    }
    assert_eq!(ada.press(&confirm, &[]).await.location(), "/admin/proposals?done=confirmed");
    assert_eq!(stands().await, 1);
    let lines = "select count(*) from site_settings where bank_account_korean = E'시험은행\n123-456'";
    assert_eq!(site.count(lines).await, 1, "lines stay lines");
    site.eventually("everybody is told", || async {
        let mails = site.mailbox.mails();
        mails.iter().filter(|mail| mail.text().contains("bank account that donors read has changed")).count() == 3
    })
    .await;
}

#[tokio::test]
async fn who_could_confirm_is_looked_at_when_it_matters() {
    let site = TestSite::start().await;
    let (ada, cora) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Owner]).await);
    let ben = Person::join(&site, &[Role::Editor]).await;
    assert_eq!(ada.proposes_roles(&ben, &["treasurer"]).await, "/admin/proposals?done=proposed");
    later(&site, "update proposals set proposed_at = proposed_at - interval '25 hours'").await;
    clock(&site).await;
    assert_eq!(site.count("select count(*) from proposals where settled_at is null").await, 1, "Cora can confirm it");

    // Cora leaves: a day begins in which everybody knows.
    sqlx::query("update staff_members set disabled_at = now() where id = $1")
        .bind(cora.id)
        .execute(&site.db)
        .await
        .unwrap();
    clock(&site).await;
    assert_eq!(
        site.count("select count(*) from proposals where settled_at is null and alone_since is not null").await,
        1
    );
    site.eventually("everybody is told", || async {
        let mails = site.mailbox.mails();
        mails.iter().any(|mail| mail.to.contains(&ben.email) && mail.text().contains("takes effect in 24 hours"))
    })
    .await;
    // She comes back, and so does the need for her.
    sqlx::query("update staff_members set disabled_at = null where id = $1")
        .bind(cora.id)
        .execute(&site.db)
        .await
        .unwrap();
    clock(&site).await;
    assert_eq!(site.count("select count(*) from proposals where alone_since is null").await, 1);

    // What somebody proposed who is no owner any more cannot be confirmed.
    let path = format!("/admin/proposals/{}/confirm", proposal(&site).await);
    sqlx::query("update staff_members set roles = '{editor}' where id = $1")
        .bind(ada.id)
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(cora.press(&path, &[]).await.location(), "/admin/proposals?done=lapsed");
    let failed = "select count(*) from audit_entries where action = 'confirmed_proposal' and outcome = 'failed'";
    assert_eq!(site.count(failed).await, 1);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'lapsed_proposal'").await, 1);
    assert_eq!(site.count("select count(*) from staff_members where 'treasurer' = any(roles)").await, 0);
}

#[tokio::test]
async fn what_nobody_confirms_lapses_after_two_weeks() {
    let site = TestSite::start().await;
    let (ada, _cora) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Owner]).await);
    let invite = [("email", "new@example.org"), ("roles", "editor")];
    assert_eq!(ada.press("/admin/people", &invite).await.location(), "/admin/proposals?done=proposed");
    later(&site, "update proposals set proposed_at = proposed_at - interval '13 days'").await;
    clock(&site).await;
    assert_eq!(site.count("select count(*) from proposals where settled_at is null").await, 1);
    later(&site, "update proposals set proposed_at = proposed_at - interval '1 day'").await;
    clock(&site).await;
    assert_eq!(site.count("select count(*) from proposals where outcome = 'lapsed'").await, 1);
    site.eventually("who proposed it is told", || async {
        site.mailbox.mails().iter().any(|mail| mail.to.contains(&ada.email) && mail.text().contains("has lapsed"))
    })
    .await;
}
