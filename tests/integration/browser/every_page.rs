//! Every page as browsers see it: quiet, whole on a small phone, and alone with its visitor.

use connect_kindness::language::Language;
use serde_json::{Value, json};

use crate::{
    browser::places::Place,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
};

#[tokio::test]
async fn every_page_is_quiet_whole_and_alone_with_its_visitor() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    for scripts in [false, true] {
        let mut window = browser.window(phone(scripts)).await;
        let mut places = site.doors();
        for language in Language::ALL {
            places.extend(site.places(language).await);
        }
        for place in places {
            let name = place.open_and_name(&window, scripts).await;
            is_whole(&mut window, &place, &name).await;
            asks_nobody_else(&window, &name).await;
            keeps_nothing(&window, &name).await;
        }
    }
}

#[tokio::test]
async fn the_rooms_of_staff_are_quiet_and_whole() {
    let browser = Browser::start();
    for scripts in [false, true] {
        let site = TestSite::start().await;
        let mut window = browser.window(phone(scripts)).await;
        site.signs_in(&window).await;
        for empty in [true, false] {
            let places = if empty { site.empty_rooms() } else { site.rooms().await };
            for place in places {
                let name = place.open_and_name(&window, scripts).await;
                is_whole(&mut window, &place, &name).await;
                asks_nobody_else(&window, &name).await;
            }
        }
    }
}

fn phone(scripts: bool) -> Look {
    Look { scripts, width: 360, ..Look::default() }
}

impl Place {
    async fn open_and_name(&self, window: &Window, scripts: bool) -> String {
        self.open(window).await;
        let address = window.address().await;
        format!("{} at {address} (scripts: {scripts})", self.name)
    }
}

/// The page is what it should be, and fits.
async fn is_whole(window: &mut Window, place: &Place, name: &str) {
    assert_eq!(window.status().await, place.status, "{name}");
    is_quiet(window, place, name).await;
    window.loads_drawings().await;
    let headings = window.ask("document.querySelectorAll('h1').length").await;
    assert_eq!(headings, 1, "{name}: main headings");
    fits(window, name).await;
}

/// The console says nothing, but that the page itself has an unusual status.
async fn is_quiet(window: &Window, place: &Place, name: &str) {
    let expected = format!(
        "{} - Failed to load resource: the server responded with a status of {}",
        window.address().await,
        place.status
    );
    let said: Vec<Value> = window
        .log("browser")
        .await
        .into_iter()
        .filter(|entry| {
            let message = entry["message"].as_str().unwrap_or_default();
            place.status == 200 || !message.starts_with(&expected)
        })
        .collect();
    assert!(said.is_empty(), "{name}: {said:?}");
}

/// Nobody else is asked for anything.
async fn asks_nobody_else(window: &Window, name: &str) {
    let origin = window.ask("location.origin").await;
    let origin = origin.as_str().unwrap();
    for entry in window.log("performance").await {
        let message: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
        let message = &message["message"];
        if message["method"] == "Network.requestWillBeSent" {
            let url = message["params"]["request"]["url"].as_str().unwrap();
            // The browser's own first page loads parts of the browser.
            let is_inside = ["data:", "chrome:", "chrome-untrusted:"].iter().any(|scheme| url.starts_with(scheme));
            assert!(url.starts_with(origin) || is_inside, "{name} asks for {url}");
        }
    }
}

/// Nothing is kept in the browser.
async fn keeps_nothing(window: &Window, name: &str) {
    let origin = window.ask("location.origin").await;
    let cookies = window.tools("Storage.getCookies", json!({})).await;
    assert_eq!(cookies["cookies"], json!([]), "{name}");
    let kept = window.ask("localStorage.length + sessionStorage.length").await;
    assert_eq!(kept, 0, "{name}");
    let usage = window.tools("Storage.getUsageAndQuota", json!({"origin": origin})).await;
    assert_eq!(usage["usage"], 0.0, "{name}: {usage}");
}

/// Nothing has to be scrolled sideways on a small phone (WCAG 1.4.10). A branch may grow over the edge, where it is cut.
async fn fits(window: &mut Window, name: &str) {
    for width in [360, 320] {
        window.resize(width).await;
        let too_wide = window
            .ask(
                "[...document.querySelectorAll('body, body *')].filter(element => {
                    const box = element.getBoundingClientRect();
                    return box.right > innerWidth + 1 && box.width > 1 && !element.closest('.table-frame, .winter');
                }).map(element => element.outerHTML.slice(0, 80))",
            )
            .await;
        assert_eq!(too_wide, json!([]), "{name} at {width} px");
        let scroll = window.ask("document.documentElement.scrollWidth").await;
        assert_eq!(scroll, width, "{name}");
    }
}
