//! The main job of the site in a real browser: somebody reads, gives, offers help, and staff take it from there.

mod access;
mod between;
mod coordinator;
mod cross_site;
mod custody;
mod drafts;
mod editing;
mod every_page;
mod gifts;
mod giving;
mod guarded;
mod hostile;
mod kept;
mod leaving;
mod manage;
mod new_page;
mod paste;
mod pictures;
mod places;
mod printing;
mod refund;
mod roles;
mod sharing;
mod tolls;
mod transfers;
mod two_editors;
mod volunteering;

use connect_kindness::{
    language::Language,
    seal::{new_token, token_hash},
    staff::{self, Role},
};
use time::OffsetDateTime;

use thirtyfour::Key;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
    window::Window,
};

const SENTENCE: &str = "자유는 이름 하나를 기억하는 데서 시작됩니다.";

#[tokio::test]
async fn a_visitor_a_donor_a_volunteer_and_staff() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let visitor = a_visitor_reads_in_both_languages(&site, &browser).await;
    a_donor_gives_by_keyboard_without_scripts(&site, &browser).await;
    visitor.visit(&site.url).await;
    visitor.shows("$25").await;
    assert_ne!(visitor.property(".goal-bar", "value").await, "0");

    a_volunteer_corrects_a_mistake(&site, &browser).await;
    visitor.visit(&site.page(Language::Korean, "/mission")).await;
    assert!(!visitor.text().await.contains(SENTENCE));
    staff_greet_the_volunteer_and_publish(&site, &browser).await;
    visitor.comes_to_show(&site.page(Language::Korean, "/mission"), SENTENCE).await;
}

impl TestSite {
    /// The full address of a page.
    pub(crate) fn page(&self, language: Language, path: &str) -> String {
        format!("{}{}", self.url, language.path(path))
    }

    /// The address of a fresh sign-in link.
    pub(crate) async fn staff_link(&self) -> String {
        let now = OffsetDateTime::now_utc();
        let id = staff::queries::add(&self.db, "owner@example.org", &[Role::Owner]).await.unwrap();
        let token = new_token();
        staff::queries::add_link(&self.db, &token_hash(&token), id, now).await.unwrap();
        format!("{}/admin/sign-in?token={token}", self.url)
    }

    /// Enters the rooms of staff.
    pub(crate) async fn signs_in(&self, window: &Window) {
        window.visit(&self.staff_link().await).await;
        window.send("Sign in").await;
        window.find(".staff-nav").await;
    }
}

/// An amount that the form shows at once in a language, and its value: those of other currencies have to be opened first.
pub(crate) fn suggested(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => ("$25", "usd:2500"),
        Language::Korean => ("₩30,000", "krw:30000"),
    }
}

/// A word of the site's own, as the form shows it.
pub(crate) fn words(language: Language, key: &str) -> String {
    language.message(key)
}

async fn a_visitor_reads_in_both_languages(site: &TestSite, browser: &Browser) -> Window {
    let look = Look { language: "ko", ..Look::default() };
    let visitor = browser.window(look).await;
    visitor.visit(&site.url).await;
    assert_eq!(visitor.property("html", "lang").await, "en", "the address decides, not the browser");
    visitor.shows("Citizens’ Alliance for North Korean Human Rights").await;
    assert_eq!(visitor.property(".goal-bar", "value").await, "0");
    visitor.follow("한국어").await;
    visitor.shows("북한인권시민연합").await;
    assert_eq!(visitor.property("html", "lang").await, "ko");
    assert_eq!(visitor.address().await, site.page(Language::Korean, "/"));
    visitor
}

async fn a_donor_gives_by_keyboard_without_scripts(site: &TestSite, browser: &Browser) {
    let say = |key| words(Language::English, key);
    let look = Look { scripts: false, ..Look::default() };
    let donor = browser.window(look).await;
    donor.visit(&site.page(Language::English, "/donate")).await;
    donor.tab_to(".skip-link").await;
    donor.keys(Key::Enter).await;
    donor.tab_to("[name=choice]").await;
    donor.picture("donate-focus-en").await;
    donor.keys(Key::Right).await;
    assert_eq!(donor.property("[name=choice]:checked", "value").await, "usd:2500");
    donor.tab_to("form.form button").await;
    donor.keys(Key::Enter).await;

    // On the way there the browser holds `form-action` of our policy against every redirect.
    donor.arrives_at(&format!("{}/pay/", site.state.config.stripe.checkout_origin)).await;
    donor.shows("25").await;
    assert_eq!(site.count("select count(*) from ledger_entries where kind <> 'fee'").await, 0);
    donor.tab_to("#pay").await;
    donor.keys(Key::Enter).await;
    donor.arrives_at("/donate/thanks?session_id=").await;
    donor.shows(&say("thanks-paid-title")).await;
    donor.shows("$25").await;
    site.ledger_holds(1).await;
    site.eventually("the bar moves", || async { site.visit("/").await.text.contains("$25") }).await;
}

async fn a_volunteer_corrects_a_mistake(site: &TestSite, browser: &Browser) {
    let say = |key| words(Language::Korean, key);
    let volunteer = browser.window(Look::default()).await;
    volunteer.visit(&site.page(Language::Korean, "/volunteer")).await;
    volunteer.fill("name", "반딧불").await;
    volunteer.choose(&say("contact-mail")).await;
    volunteer.fill("contact", "firefly@home").await;
    volunteer.choose(&say("area-teaching")).await;
    volunteer.choose(&say("availability-monthly")).await;
    volunteer.fill("languages", "한국어, 영어 조금").await;
    volunteer.choose(&say("volunteer-consent")).await;
    volunteer.choose(&say("volunteer-of-age")).await;
    volunteer.send(&say("volunteer-submit")).await;

    volunteer.shows(&say("form-problems-title")).await;
    let at_field = volunteer.find("#problem-contact").await.text().await;
    assert!(at_field.unwrap().contains(&say("volunteer-problem-mail")));
    for (field, kept) in [
        ("[name=name]", "반딧불"),
        ("[name=contact]", "firefly@home"),
        ("[name=contact_kind]:checked", "mail"),
        ("[name=areas]:checked", "teaching"),
        ("[name=availability]:checked", "monthly"),
        ("[name=languages]", "한국어, 영어 조금"),
        ("[name=consent]:checked", "yes"),
        ("[name=of_age]:checked", "yes"),
    ] {
        assert_eq!(volunteer.property(field, "value").await, kept, "{field}");
    }
    assert_eq!(site.count("select count(*) from applications").await, 0);

    volunteer.follow(&say("volunteer-problem-mail")).await;
    assert!(volunteer.has("[name=contact]:focus").await);
    volunteer.fill("contact", "firefly@example.org").await;
    volunteer.send(&say("volunteer-submit")).await;
    // Who is quicker than people are is asked to send it once more.
    while volunteer.has(".notice").await {
        volunteer.shows(&say("volunteer-notice-too-fast")).await;
        volunteer.send(&say("volunteer-submit")).await;
    }
    volunteer.arrives_at("/ko/volunteer/thanks").await;
    volunteer.shows(&say("volunteer-thanks-mail")).await;
    volunteer.shows(&say("volunteer-thanks-code-title")).await;
    assert!(volunteer.address().await.ends_with("/ko/volunteer/thanks"), "the code stays out of the history");
    assert_eq!(site.count("select count(*) from applications").await, 1);

    site.eventually("the mail arrives", || async { !site.letters_to("firefly@example.org").is_empty() }).await;
    let link = site.letters_to("firefly@example.org")[0].path("/volunteer/confirm/");
    volunteer.visit(&format!("{}{link}", site.url)).await;
    volunteer.send(&say("volunteer-confirm-submit")).await;
    volunteer.shows(&say("volunteer-confirmed-text")).await;
}

async fn staff_greet_the_volunteer_and_publish(site: &TestSite, browser: &Browser) {
    let staff = browser.window(Look::default()).await;
    site.signs_in(&staff).await;
    staff.visit(&format!("{}/admin/volunteers", site.url)).await;
    assert!(!staff.text().await.contains("반딧불"), "the list names nobody");
    staff.find("th a").await.click().await.unwrap();
    staff.send("Open").await;
    staff.shows("반딧불").await;
    staff.shows("firefly@example.org").await;

    site.publish("mission", Language::Korean, |content| content.lead = SENTENCE.to_owned()).await;
    staff.press("Sign out").await;
    staff.arrives_at("/admin/sign-in").await;
    staff.visit(&format!("{}/admin/volunteers", site.url)).await;
    staff.arrives_at("/admin/sign-in").await;
}
