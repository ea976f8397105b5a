//! Pictures for people to look at: the tests see that a page is whole, not that it is good.

use connect_kindness::language::Language;

use crate::{
    browser::{places::Place, suggested},
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

/// Does nothing unless `SCREENSHOTS` names a folder; `script/screenshots` does.
#[tokio::test]
async fn every_page_has_its_pictures() {
    if !Window::makes_pictures() {
        return;
    }
    let site = TestSite::start().await;
    let browser = Browser::start();
    let mut window = browser.window(Look::default()).await;
    for language in Language::ALL {
        for place in site.places(language).await {
            let name = format!("{}-{language}", place.name);
            takes(&mut window, &place, &name).await;
        }
    }
    the_long_form_has_its_pictures(&site, &browser).await;
    for place in site.doors() {
        takes(&mut window, &place, place.name).await;
    }

    let site = TestSite::start().await;
    site.signs_in(&window).await;
    for place in site.empty_rooms() {
        takes(&mut window, &place, place.name).await;
    }
    for place in site.rooms().await {
        takes(&mut window, &place, place.name).await;
    }
}

/// Everything open and something wrong in it, and the sum with the fees, as those see it whose scripts do not run.
async fn the_long_form_has_its_pictures(site: &TestSite, browser: &Browser) {
    for language in Language::ALL {
        let say = |key: &str| language.message(key);
        for (width, dark) in [(1440, true), (1440, false), (360, false)] {
            let donor = browser.window(Look { width, dark, scripts: false, ..Look::default() }).await;
            donor.visit(&site.page(language, "/donate")).await;
            donor.choose(suggested(language).0).await;
            donor.choose(&say("giving-cover")).await;
            donor.send(&say("donate-submit")).await;
            donor.picture(&format!("donate-total-{language}")).await;
            donor.choose(&say("giving-month")).await;
            for summary in ["purpose", "dedication", "message", "quiet"] {
                donor.unfold(&say(&format!("giving-{summary}-summary"))).await;
            }
            donor.choose(&say("giving-dedication-memory")).await;
            donor.fill("message", "900101-1234567").await;
            donor.choose(&say("giving-anonymous")).await;
            donor.send(&say("donate-submit")).await;
            donor.unfold(&say("giving-purpose-summary")).await;
            donor.picture(&format!("donate-long-{language}")).await;
        }
    }
}

/// On a desk, at night, and on a phone.
async fn takes(window: &mut Window, place: &Place, name: &str) {
    place.open(window).await;
    for (width, dark) in [(1440, false), (1440, true), (360, false)] {
        window.resize(width).await;
        window.prefers_dark(dark).await;
        window.picture(name).await;
    }
}
