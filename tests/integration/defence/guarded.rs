//! While the form guards itself: the work of a browser, and the way through the mailbox.

use connect_kindness::{giving::form::DonationForm, language::Language, site::Giving, toll::proof};
use time::{Duration, OffsetDateTime};

use crate::{
    defence::{link_in, prove},
    harness::TestSite,
};

#[tokio::test]
async fn while_guarded_a_checkout_needs_the_work_of_its_own_form() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    let page = site.visit("/donate").await;
    let token = page.attribute("input[name=token]", "value").unwrap();
    assert_eq!(page.attribute("input[name=proof]", "data-bits").unwrap(), proof::BITS.to_string());
    let (proof, other) = (prove(&token), site.token("donate"));
    let foreign = prove(&other);
    let half = proof.split('.').take(6).collect::<Vec<_>>().join(".");
    for (wrong, why) in [
        (None, "a page from before"),
        (Some("1.2.3.4.5.6.7.8"), "guessed"),
        (Some(&*foreign), "of another showing"),
        (Some(&half), "half of it"),
    ] {
        let answer = site.send("/donate", &token, "25", "dana@example.org", wrong).await;
        assert_eq!(answer.status, 422, "{why}");
        assert_eq!(answer.attribute("input[name=amount]", "value").as_deref(), Some("25"), "{why}");
        assert_eq!(answer.attribute("input[name=mail]", "value").as_deref(), Some("dana@example.org"), "{why}");
        assert_eq!(answer.attribute("input[name=token]", "value").unwrap(), token, "{why}: the same showing goes on");
        assert_eq!(answer.attribute("input[name=proof]", "data-goes-on").as_deref(), Some(""), "{why}");
        let kept = if why == "half of it" { &*half } else { "" };
        assert_eq!(answer.attribute("input[name=proof]", "value").as_deref(), Some(kept), "{why}");
    }
    assert_eq!((site.stripe.sessions().len(), site.mails_to("dana@example.org")), (0, 0));

    let mistaken = site.send("/donate", &token, "nothing", "dana@example.org", Some(&proof)).await;
    assert_eq!(mistaken.status, 422);
    assert_eq!(mistaken.attribute("input[name=proof]", "value").unwrap(), proof, "a typing mistake costs no work");
    let first = site.send("/donate", &token, "25", "dana@example.org", Some(&proof)).await;
    assert_eq!(first.status, 303, "{}", first.text);
    let again = site.send("/donate", &token, "25", "dana@example.org", Some(&proof)).await;
    assert_eq!(again.location(), first.location(), "a second click leads to the same checkout");
    let replayed = site.send("/donate", &token, "26", "dana@example.org", Some(&proof)).await;
    assert_eq!(replayed.status, 422, "one proof is good for one choice");
    assert_ne!(replayed.attribute("input[name=token]", "value").unwrap(), token, "so a fresh showing goes on");
    let elsewhere = site.send("/donate", &other, "25", "dana@example.org", Some(&proof)).await;
    assert_eq!(elsewhere.status, 422, "and for one showing");
    assert_eq!(site.stripe.sessions().len(), 1);
}

#[tokio::test]
async fn without_scripts_the_way_on_leads_through_the_mailbox() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    let mut links = Vec::new();
    for (language, mail) in [(Language::English, "kanaria@example.org"), (Language::Korean, "kanaria.ko@example.org")] {
        let at = |path: &str| language.path(path);
        let token = site.token("donate");
        let none = site.send(&at("/donate"), &token, "25", "", Some("")).await;
        assert_eq!(none.status, 422, "an address is needed");
        none.shows(&language.message("guard-problem-mail"));
        assert_eq!(none.attribute("input[name=amount]", "value").as_deref(), Some("25"));
        assert_eq!(none.attribute("input[name=name]", "value").as_deref(), Some("Kanaria Ro"));

        for _ in 0..2 {
            let asked = site.send(&at("/donate"), &token, "25", mail, Some("")).await;
            assert_eq!((asked.status, asked.location()), (303, &*at("/donate/confirm")));
        }
        site.visit(&at("/donate/confirm")).await.shows(&language.message("mail-sent-title"));
        let text = site.mail_to(mail).await;
        assert!(!text.contains("Kanaria Ro") && !text.contains("25.00"), "nothing typed stands in it: {text}");
        let link = link_in(&text, &at("/donate/confirm/"));
        let (sessions, dump) = (site.stripe.sessions().len(), site.dump());
        assert!(!dump.contains(link.rsplit('/').next().unwrap()), "the link is not stored");
        for _ in 0..3 {
            let page = site.visit(&link).await;
            page.shows("$25");
            assert!(!page.text.contains("Kanaria"));
        }
        assert_eq!(site.stripe.sessions().len(), sessions, "opening the link does nothing");
        let pressed = site.submit(&link, &[]).await;
        assert_eq!(pressed.status, 303, "{}", pressed.text);
        assert!(pressed.location().contains("/pay/"));
        assert_eq!(site.submit(&link, &[]).await.location(), pressed.location(), "one link is one checkout");
        assert_eq!(site.stripe.sessions().len(), sessions + 1);
        assert_eq!(site.mails_to(mail), 1, "sent twice, mailed once");

        let session = pressed.location().rsplit('/').next().unwrap().to_owned();
        site.stripe.pay(&session).unwrap();
        site.eventually("the gift is booked", || async {
            site.count("select count(*) from donations where state = 'pending'").await == 0
        })
        .await;
        assert!(site.submit(&link, &[]).await.location().contains("/donate/thanks?session_id="));
        links.push(link);
    }
    sqlx::query("update giving_confirmations set expires_at = now()").execute(&site.db).await.unwrap();
    for link in links {
        assert_eq!((site.visit(&link).await.status, site.submit(&link, &[]).await.status), (404, 404));
    }
    connect_kindness::jobs::forget(&site.db, OffsetDateTime::now_utc() + Duration::minutes(1)).await.unwrap();
    assert_eq!(site.count("select count(*) from giving_confirmations").await, 0);
    let dump = site.dump();
    assert!(!dump.contains("kanaria") && !dump.contains("Kanaria"));
}

#[tokio::test]
async fn nobody_fills_a_mailbox_and_mistyped_addresses_can_be_mended() {
    let site = TestSite::start().await;
    site.decides(&Giving::Guarded).await;
    for turn in 0..8 {
        let amount = (turn + 5).to_string();
        let asked = site.send("/donate", &site.token("donate"), &amount, "victim@example.org", Some("")).await;
        assert_eq!(asked.status, 303, "the answer tells nothing about the mailbox");
    }
    let token = site.token("donate");
    site.send("/donate", &token, "25", "tpyo@example.org", Some("")).await;
    let lost = link_in(&site.mail_to("tpyo@example.org").await, "/donate/confirm/");
    site.send("/donate", &token, "25", "typo@example.org", Some("")).await;
    let good = link_in(&site.mail_to("typo@example.org").await, "/donate/confirm/");
    assert_eq!(site.visit(&lost).await.status, 404, "the mistyped one ended");
    assert_eq!(site.visit(&good).await.status, 200);
    site.eventually("all mails are out", || async {
        site.count("select count(*) from mails where sent_at is null").await == 0
    })
    .await;
    assert_eq!(site.mails_to("victim@example.org"), 5);
    assert_eq!(site.count("select count(*) from giving_confirmations").await, 9, "the work was the same for all");
}

#[test]
fn what_was_typed_is_the_same_whatever_the_showing() {
    let form = |token: &str, proof: Option<&str>| DonationForm {
        token: token.to_owned(),
        amount: "25".to_owned(),
        proof: proof.map(str::to_owned),
        ..DonationForm::default()
    };
    assert_eq!(form("a", Some("1")).typed(), form("b", None).typed());
    assert_ne!(form("a", None).typed(), DonationForm::default().typed());
}
