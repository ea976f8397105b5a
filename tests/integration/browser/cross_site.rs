//! Another site sends our forms through a visitor's browser.

use std::net::SocketAddr;

use axum::{Router, response::Html, routing::get};
use tokio::net::TcpListener;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

/// Serves a page with a form that leads to the site.
async fn another_site(form: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = Router::new().route("/", get(|| async { Html(form) }));
    tokio::spawn(async move { axum::serve(listener, page).await });
    address
}

#[tokio::test]
async fn a_form_on_another_site_is_refused() {
    let site = TestSite::start().await;
    let fields: String = [
        ("token", site.token("volunteer").as_str()),
        ("name", "반딧불"),
        ("contact_kind", "signal"),
        ("contact", "@firefly.07"),
        ("areas", "teaching"),
        ("availability", "monthly"),
        ("languages", "한국어"),
        ("consent", "yes"),
        ("of_age", "yes"),
    ]
    .iter()
    .map(|(name, value)| format!("<input name=\"{name}\" value=\"{value}\">"))
    .collect();
    let form = |action: &str| {
        format!("<meta charset=\"utf-8\"><form method=\"post\" action=\"{action}\">{fields}<button>Win</button></form>")
    };
    let ours = site.page(connect_kindness::language::Language::English, "/volunteer");
    let address = another_site(form(&ours)).await;
    let browser = Browser::start();
    let visitor = browser.window(Look::default()).await;
    // Another site altogether, and another port of the same host: the same site to browsers, but not the same origin.
    for host in ["127.0.0.1", "localhost"] {
        visitor.visit(&format!("http://{host}:{}/", address.port())).await;
        visitor.press("Win").await;
        visitor.arrives_at(&ours).await;
        visitor.shows("403").await;
        assert_eq!(visitor.status().await, 403, "from {host}");
    }
    assert_eq!(site.count("select count(*) from applications").await, 0);

    // The very same form is good where it belongs.
    let answer = site
        .request("POST", "/volunteer")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(format!(
            "token={}&name=A&contact_kind=signal&contact=b&areas=teaching&availability=monthly&languages=c&consent=yes&of_age=yes",
            site.token("volunteer")
        ))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303);
}
