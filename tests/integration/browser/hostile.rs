//! Hostile texts in Chromium: nothing runs, with the site's policy and without it, and nothing stands in the page but what
//! texts may have.

use connect_kindness::language::Language;
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

const TEXTS: &str = include_str!("../../../src/dialect/hostile.txt");

/// Tags and attributes that texts may have, in each dialect.
const ALLOWED: &str = "a[aria-label,class,href,id,rel,title] blockquote[] br[] code[] div[aria-label,class,role,tabindex] em[] h3[] h4[] \
    h5[] hr[] li[id,value] ol[class,start] p[] strong[] sup[] table[] tbody[] td[class] th[class,scope] thead[] tr[] ul[]";

impl TestSite {
    /// Puts texts of this dialect on the mission page.
    async fn shows_texts(&self, dialect: i32, texts: &[&str]) {
        let block = |(place, text): (usize, &&str)| json!({"id": format!("t{place}"), "kind": "prose", "heading": "", "text": text});
        let blocks: Value = texts.iter().enumerate().map(block).collect();
        let revision = Uuid::now_v7();
        let adds = "insert into page_revisions (id, page_id, language, number, content, form, dialect)
             select $1, page_id, language, number + 1, jsonb_set(content, '{blocks}', $2), form, $3 from page_revisions
             where page_id = $4 and language = 'en' order by number desc limit 1";
        let adds =
            sqlx::query(adds).bind(revision).bind(Json(blocks)).bind(dialect).bind(self.page_id("mission").await);
        assert_eq!(adds.execute(&self.db).await.unwrap().rows_affected(), 1);
        self.stand("mission", Language::English, Some(revision), None, None).await;
        // The second dialect alone has tables.
        let is_shown = async || {
            let text = self.visit("/mission").await.text;
            text.contains("id=\"t9\"") && text.contains("<div class=\"table-box\"") == (dialect == 2)
        };
        self.eventually("the texts are shown", is_shown).await;
    }
}

#[tokio::test]
async fn hostile_texts_run_nowhere_with_and_without_the_policy() {
    let site = TestSite::start().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    let texts: Vec<&str> = TEXTS.trim_end().split("\n%%\n").collect();
    for dialect in [1, 2] {
        site.shows_texts(dialect, &texts).await;
        let html = site.visit("/mission").await.text;
        let shown: Vec<&str> = html
            .split("<div class=\"text prose\">\n")
            .skip(1)
            .filter_map(|rest| rest.split("</div>\n</div>").next())
            .collect();
        assert_eq!(shown.len(), texts.len());

        window.visit(&site.page(Language::English, "/mission")).await;
        assert!(window.log("browser").await.is_empty(), "nothing was blocked, because nothing was there to block");

        window.visit("data:text/html,<title>no policy</title>").await;
        let found = window.ask(&format!("({LOOK})({}, {})", json!(shown), json!(ALLOWED))).await;
        assert_eq!(found, json!([]), "dialect {dialect}");
    }
    // The look itself finds what runs and what is not allowed.
    window.visit("data:text/html,<title>no policy</title>").await;
    let bad = ["<img src=x onerror=alert(1)>", "<p onclick=alert(1)>x</p>"];
    let found = window.ask(&format!("({LOOK})({}, {})", json!(bad), json!(ALLOWED))).await;
    assert!(found.as_array().unwrap().len() >= 3, "{found}");
}

/// Puts each text into a page that allows everything, by its elements and by its source, clicks on all it can, and waits for
/// an image that fails after all others would have.
const LOOK: &str = "async (texts, allowed) => {
    const found = [];
    const may = Object.fromEntries(allowed.split(/\\s+/).map((entry) => entry.match(/^(\\w+)\\[(.*)\\]$/).slice(1)));
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { found.push('ran ' + name); };
    const settled = () => new Promise((done) => {
        const last = document.createElement('img');
        last.addEventListener('error', () => requestAnimationFrame(() => requestAnimationFrame(done)));
        last.src = 'data:image/png,none';
        document.documentElement.append(last);
    });
    for (const text of texts) {
        for (const way of ['elements', 'source']) {
            if (way === 'elements') document.body.innerHTML = text;
            else { document.open(); document.write('<body>' + text); document.close(); }
            for (const element of document.body.querySelectorAll('*')) {
                const attributes = may[element.localName];
                if (attributes === undefined) found.push(`${way} <${element.localName}> of ${text}`);
                for (const { name } of element.attributes) {
                    if (!attributes?.split(',').includes(name)) found.push(`${way} ${element.localName} ${name} of ${text}`);
                }
                for (const kind of ['mouseover', 'focus', 'toggle']) element.dispatchEvent(new Event(kind));
            }
            for (const link of document.links) {
                const { protocol } = new URL(link.getAttribute('href'), 'https://own.example/');
                if (!['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)) found.push(`${protocol} of ${text}`);
            }
        }
    }
    await settled();
    return found;
}";
