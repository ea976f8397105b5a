//! The style page shows all of what pages are made of, and the two stylesheets keep to their readers.

use std::collections::{BTreeSet, HashSet};

use connect_kindness::{money::Currency, staff::Role};
use scraper::{Html, Selector};

use crate::{architecture::files, harness::TestSite, staff::Staff};

const VISITORS: &str = include_str!("../../static/site.css");
const STAFF: &str = include_str!("../../static/staff.css");

/// Classes of the visitors' stylesheet that the page does not show, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("meant", "keeps a question about the sum away from the amounts; looks like nothing"),
    ("on-paper", "seen on printed pages only"),
    ("only-in-other", "keeps a notice away from the header; looks like nothing"),
    ("phone", "surrounds a page in a frame, behind a preview link"),
    ("phone-frame", "holds a page in a frame, behind a preview link"),
    ("screen-only", "leaves out on paper what helps on screens; looks like nothing"),
    ("trap", "stands outside of the window, for programs"),
    ("typed-words", "keeps the line breaks of staff; looks like nothing"),
];

/// The classes that texts of pages get from their dialect.
const OF_TEXTS: [&str; 5] = ["bare", "end", "middle", "notes", "table-box"];

#[tokio::test]
async fn any_member_of_staff_reads_the_style_page_and_nobody_else() {
    let site = TestSite::start().await;
    let signed_out = site.visit("/admin/style").await;
    assert_eq!((signed_out.status, signed_out.location()), (303, "/admin/sign-in"));
    let coordinator = Staff { site: &site, cookie: site.signed_in_as(Role::Coordinator).await };
    assert_eq!(coordinator.visit("/admin").await.attribute(".staff-footer a", "href").unwrap(), "/admin/style");
    let page = coordinator.visit("/admin/style").await;
    assert_eq!(page.status, 200);
    for text in ["--persimmon", "Running text", "본문", "templates/pages/blocks/share_kit.html"] {
        page.shows(text);
    }
    assert_eq!(page.texts(".goal-raised")[..3], ["$0", "$12,345", "$51,200"]);
    // What is shown is the site as it is: its forms, its currencies.
    assert_eq!(page.texts(".sheet .currency-name").len(), Currency::ALL.len() + 1);
    let guard = 2;
    assert!(site.statements_of("/admin/style", &coordinator.cookie).await <= guard);
    let sent = coordinator.submit("/admin/style", &[]).await;
    assert_eq!((sent.status, sent.location()), (303, "/admin/style"));
}

#[tokio::test]
async fn everything_that_visitors_see_stands_on_the_style_page() {
    let site = TestSite::start().await;
    let page = Staff::sign_in(&site).await.visit("/admin/style").await;
    assert_eq!(page.status, 200);
    let document = Html::parse_document(&page.text);
    let all = Selector::parse("main *").unwrap();
    let shown: HashSet<&str> = document.select(&all).flat_map(|element| element.value().classes()).collect();
    for class in classes(VISITORS) {
        let reason = NOT_SHOWN.iter().find(|(name, _)| *name == class);
        // The skip link belongs to the whole page.
        let is_shown = shown.contains(&*class) || class == "skip-link";
        assert!(
            is_shown != reason.is_some(),
            ".{class} of static/site.css: show it on /admin/style, or say in NOT_SHOWN why not, but not both"
        );
    }
    for (class, _) in NOT_SHOWN {
        assert!(classes(VISITORS).contains(*class), ".{class} is gone: take it out of NOT_SHOWN");
    }
    for token in tokens(VISITORS) {
        assert!(page.text.contains(&format!("<code>{token}</code>")), "{token} is not explained on /admin/style");
    }
}

#[tokio::test]
async fn the_style_page_is_well_made() {
    let site = TestSite::start().await;
    let page = Staff::sign_in(&site).await.visit("/admin/style").await;
    assert_eq!(page.status, 200);
    let document = Html::parse_document(&page.text);
    let find = |selector: &str| document.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
    let mut ids = HashSet::new();
    for element in find("[id]") {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id), "two elements are called {id}");
    }
    for (selector, attribute) in
        [("a[href^='#']", "href"), ("label", "for"), ("[aria-describedby]", "aria-describedby")]
    {
        for element in find(selector) {
            for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                assert!(ids.contains(id.trim_start_matches('#')), "{}: nothing is called {id}", element.html());
            }
        }
    }
    let mut above = 1;
    for heading in find("h1, h2, h3, h4, h5, h6") {
        let level = heading.value().name()[1..].parse::<u32>().unwrap();
        assert!(level <= above + 1, "{} skips a level", heading.html());
        above = level;
    }
    assert!(!page.text.contains(" style="));
}

#[test]
fn the_visitors_stylesheet_holds_only_what_visitors_get() {
    let is_for_staff = |file: &str| ["/admin/", "/rooms/", "/staff/"].iter().any(|folder| file.contains(folder));
    let templates = files("templates", &["html"]).into_iter().filter(|(file, _)| !is_for_staff(file));
    let texts: Vec<String> = templates.map(|(_, text)| without_tags(&text)).collect();
    let lists = texts.iter().flat_map(|text| text.split("class=\"").skip(1)).filter_map(|rest| rest.split('"').next());
    let mut used: HashSet<&str> = lists.flat_map(str::split_whitespace).collect();
    let dialects: String = files("src/dialect", &["rs"]).into_iter().map(|(_, text)| text).collect();
    for class in OF_TEXTS {
        assert!(dialects.contains(class), "no text has .{class} any more");
        used.insert(class);
    }
    for class in classes(VISITORS) {
        assert!(used.contains(&*class), ".{class} of static/site.css: no page of visitors has it");
    }
}

#[test]
fn the_stylesheet_of_staff_leaves_alone_what_visitors_see() {
    let visitors = classes(VISITORS);
    for selector in selectors(STAFF) {
        let classes = classes_of(&selector);
        assert!(
            classes.iter().any(|class| !visitors.contains(class)),
            "{selector} of static/staff.css would change what visitors see on the style page: begin it with .staff"
        );
    }
}

/// The classes that a stylesheet names.
fn classes(css: &str) -> BTreeSet<String> {
    selectors(css).iter().flat_map(|selector| classes_of(selector)).collect()
}

fn classes_of(selector: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| is_of_name(*c)).collect::<String>();
    selector.split('.').skip(1).map(name).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

/// The tokens that a stylesheet declares; what a single rule keeps for itself is none.
fn tokens(css: &str) -> BTreeSet<String> {
    let layer = css.split("@layer tokens {").nth(1).unwrap().split("@layer").next().unwrap();
    let name = |line: &str| line.trim().split(':').next().filter(|name| name.starts_with("--")).map(str::to_owned);
    without_comments(layer).split([';', '{', '}']).filter_map(name).collect()
}

/// The selectors of a stylesheet, one by one.
fn selectors(css: &str) -> Vec<String> {
    let css = without_comments(css);
    let starts = css.split('{').map(|part| part.rsplit([';', '}']).next().unwrap().trim());
    starts.filter(|start| !start.is_empty() && !start.starts_with('@')).flat_map(parted).collect()
}

/// The parts of a list of selectors; commas in brackets part nothing.
fn parted(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in list.chars() {
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(c == '(') - i32::from(c == ')');
                parts.last_mut().unwrap().push(c);
            }
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// A template without what it decides, but with all that it may write.
fn without_tags(template: &str) -> String {
    let text = template.replace("{{", "{%").replace("}}", "%}");
    text.split("{%")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("%}").unwrap().1 })
        .collect()
}

fn without_comments(css: &str) -> String {
    css.split("/*")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("*/").unwrap().1 })
        .collect()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}
