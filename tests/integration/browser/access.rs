//! Staff sign in with keys: invited, enrolled, lost, asked again, and attacked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use connect_kindness::staff::{self, Role};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::{Person, tries},
    harness::{
        Answer, TestSite,
        browser::{Browser, Look},
        mailbox::ReceivedMail,
        patience::until,
        window::Window,
    },
};

impl TestSite {
    /// Opens a link and enrols a key. Gives the name of the key in the browser.
    async fn enrols(&self, window: &Window, link: &str) -> String {
        window.visit(&format!("{}{link}", self.url)).await;
        window.send("Go on").await;
        window.shows("Make your passkey").await;
        let key = window.plugs_in_a_key().await;
        self.makes_it(window).await;
        key
    }

    /// The same with a key that answers with secrets of its own.
    pub(super) async fn enrols_a_key_with_secrets(&self, window: &Window, link: &str) -> String {
        window.visit(&format!("{}{link}", self.url)).await;
        window.send("Go on").await;
        window.shows("Make your passkey").await;
        let key = window.plugs_in_a_key_with_secrets().await;
        self.makes_it(window).await;
        key
    }

    async fn makes_it(&self, window: &Window) {
        window.send("Make the passkey").await;
        window.arrives_at("/admin/account").await;
    }

    /// The newest mail to somebody that holds a text, once it has come.
    async fn hears(&self, email: &str, part: &str) -> ReceivedMail {
        let look = async || {
            let mails = self.mailbox.mails();
            mails.into_iter().rev().find(|mail| mail.to.contains(email) && mail.text().contains(part))
        };
        until("a mail comes", look).await
    }
}

#[tokio::test]
async fn who_is_invited_makes_a_key_signs_in_with_it_and_works() {
    let site = TestSite::start_asking_for_keys().await;
    let (ada, cora) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Owner]).await);
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;

    site.enrols(&window, &site.link_of(ada.id).await).await;
    window.shows("Your key is ready").await;
    window.picture("account").await;
    window.press("Administration").await;
    window.follow("Staff").await;
    window.picture("people").await;
    window.fill("email", "ben@example.org").await;
    window.choose("editor").await;
    window.send("Propose").await;
    window.shows("Add ben@example.org to the staff: editor").await;
    window.picture("proposals").await;
    let proposal: Uuid = sqlx::query_scalar("select id from proposals").fetch_one(&site.db).await.unwrap();
    let confirmed = cora.press(&format!("/admin/proposals/{proposal}/confirm"), &[]).await;
    assert_eq!(confirmed.location(), "/admin/proposals?done=confirmed", "{}", confirmed.text);

    let invitation = site.hears("ben@example.org", "has added you").await;
    let bens = browser.window(Look { width: 390, ..Look::default() }).await;
    let key = site.enrols(&bens, &invitation.path("/admin/sign-in")).await;
    bens.picture("account").await;
    bens.visit(&format!("{}/admin/pages", site.url)).await;
    bens.shows("The mission").await;
    bens.visit(&format!("{}/admin/account", site.url)).await;
    // Chromium offers the key by itself on the sign-in page; nobody takes the offer.
    bens.key_is_touched(&key, false).await;
    bens.press("Menu").await;
    bens.send("Sign out").await;
    bens.arrives_at("/admin/sign-in").await;
    bens.picture("sign-in").await;
    bens.key_recognises_its_owner(&key, false).await;
    bens.key_is_touched(&key, true).await;
    bens.press("Sign in with your passkey").await;
    bens.shows("No key answered").await;
    bens.picture("sign-in-failed").await;
    bens.key_recognises_its_owner(&key, true).await;
    bens.send("Sign in with your passkey").await;
    bens.find(".staff-menu").await;

    let told = site.hears(&ada.email, "ben@example.org came by a one-time link").await;
    assert!(!told.text().contains("http"), "{}", told.text());
    let acts = "select count(*) from audit_entries where action in ('enrolled_key', 'signed_in', 'added_staff_member')";
    assert_eq!(site.count(acts).await, 4, "two keys, one sign-in, one new member");
}

#[tokio::test]
async fn a_lost_key_is_replaced_and_everybody_concerned_hears_of_it() {
    let site = TestSite::start_asking_for_keys().await;
    let (ada, ben) = (Person::join(&site, &[Role::Owner]).await, Person::join(&site, &[Role::Editor]).await);
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    let old = site.enrols(&window, &site.link_of(ben.id).await).await;
    let elsewhere = site.session_of(ben.id).await;
    window.pulls_out_the_key(&old).await;

    let lost = browser.window(Look { width: 390, language: "ko", ..Look::default() }).await;
    lost.visit(&format!("{}/admin/sign-in", site.url)).await;
    lost.shows("패스키를 잃어버리셨나요?").await;
    lost.fill("email", &ben.email).await;
    lost.send("새 링크 요청").await;
    lost.shows("총괄 관리자에게 알렸습니다").await;
    lost.picture("lost").await;
    site.hears(&ada.email, "says that their key is lost").await;
    site.hears(&ben.email, "Somebody asked for a new link").await;

    let sent = ada.press(&format!("/admin/people/{}/link", ben.id), &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let mail = site.hears(&ben.email, "sends you a new link").await;
    site.enrols(&window, &mail.path("/admin/sign-in")).await;
    site.hears(&ada.email, &format!("{} came by a one-time link", ben.email)).await;
    let other = Answer::of(site.request("GET", "/admin").header("cookie", elsewhere).send().await.unwrap()).await;
    assert_eq!((other.status, other.location()), (303, "/admin/sign-in"), "other sessions have ended");
    assert_eq!(site.count("select count(*) from staff_passkeys where revoked_at is null").await, 1);
    assert_eq!(site.count("select count(*) from staff_passkeys").await, 2, "the lost key is known and opens nothing");
}

#[tokio::test]
async fn a_refund_asks_for_the_key_and_goes_on_with_what_was_typed() {
    let site = TestSite::start_asking_for_keys().await;
    let session = site.begin_gift("usd", "25").await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(1).await;
    let ben = Person::join(&site, &[Role::Treasurer]).await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.enrols(&window, &site.link_of(ben.id).await).await;
    sqlx::query("update staff_sessions set proved_at = now() - interval '11 minutes'").execute(&site.db).await.unwrap();
    let donation: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    window.visit(&format!("{}/admin/donations/{donation}/refund", site.url)).await;
    window.fill("amount", "7").await;
    window.find("label[for^=reason-]").await.click().await.unwrap();
    window.send("Go on").await;
    window.shows("Please confirm with your key").await;
    window.picture("proof").await;
    window.send("Confirm with your passkey").await;
    window.shows("$7").await;
    window.send("Give $7 back now").await;
    site.eventually("the refund is asked for", || async {
        site.count("select count(*) from audit_entries where action = 'asked_refund'").await == 1
    })
    .await;
    assert_eq!(site.count("select count(*) from audit_entries where action = 'proved_identity'").await, 1);
}

#[tokio::test]
async fn answers_that_come_again_from_elsewhere_or_from_a_copy_are_refused_and_told() {
    let site = TestSite::start_asking_for_keys().await;
    let ada = Person::join(&site, &[Role::Owner]).await;
    let ben = Person::join(&site, &[Role::Editor]).await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.enrols(&window, &site.link_of(ben.id).await).await;
    window.visit(&format!("{}/admin/account", site.url)).await;
    let send = |(state, credential): (String, String)| {
        let site = &site;
        async move { site.submit("/admin/sign-in", &[("challenge", &*state), ("credential", &*credential)]).await }
    };

    let first = window.answer_of_the_key().await;
    assert_eq!(send(first.clone()).await.status, 303);
    let again = send(first).await;
    assert_eq!(again.status, 403);
    again.shows("The key was not accepted");
    assert_eq!(tries(&site, "replayed_answer").await, 1);

    let (state, credential) = window.answer_of_the_key().await;
    let mut foreign: Value = serde_json::from_str(&credential).unwrap();
    let said = URL_SAFE_NO_PAD.decode(foreign["response"]["clientDataJSON"].as_str().unwrap()).unwrap();
    let elsewhere = String::from_utf8(said).unwrap().replace(&site.url, "https://nkhr.example.net");
    foreign["response"]["clientDataJSON"] = URL_SAFE_NO_PAD.encode(elsewhere).into();
    assert_eq!(send((state, foreign.to_string())).await.status, 403);
    assert_eq!(tries(&site, "foreign_origin").await, 1);

    sqlx::query("update staff_passkeys set passkey = jsonb_set(passkey, '{cred,counter}', '100000')")
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(send(window.answer_of_the_key().await).await.status, 403);
    assert_eq!(tries(&site, "cloned_key").await, 1);

    // Another person's key proves nothing.
    sqlx::query("update staff_passkeys set passkey = jsonb_set(passkey, '{cred,counter}', '0')")
        .execute(&site.db)
        .await
        .unwrap();
    sqlx::query("update staff_sessions set proved_at = now() - interval '11 minutes'").execute(&site.db).await.unwrap();
    let (challenge, credential) = window.answer_of_the_key().await;
    let proof = [("proof.challenge", &*challenge), ("proof.credential", &*credential), ("email", "x@example.org")];
    let refused = ada.press("/admin/people", &proof).await;
    assert_eq!(refused.status, 403);
    refused.shows("The key was not accepted");
    assert_eq!(tries(&site, "wrong_answer").await, 1);

    site.hears(&ben.email, "looks like an attack").await;
    site.hears(&ada.email, &format!("use a key of {}", ben.email)).await;
    site.rests().await;
    let alarms = site.mailbox.mails().into_iter().filter(|mail| mail.text().contains("looks like an attack")).count();
    assert_eq!(alarms, 2, "the same person is told of once an hour, not at each try");
    let staff_of = staff::queries::add(&site.db, &ben.email, &[Role::Editor]).await.unwrap();
    assert_eq!(staff_of, ben.id);
}

#[tokio::test]
async fn a_browser_without_passkeys_says_what_it_takes() {
    let site = TestSite::start_asking_for_keys().await;
    let browser = Browser::start();
    let window = browser.window(Look { width: 390, scripts: false, ..Look::default() }).await;
    window.visit(&format!("{}/admin/sign-in", site.url)).await;
    window.shows("Signing in takes a browser that knows passkeys").await;
    assert!(!window.text().await.contains("Sign in with your passkey"), "no button that does nothing");
    window.picture("sign-in-without-scripts").await;
}
