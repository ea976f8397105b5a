//! Texts that somebody wrote to run, to lead astray or to look like a part of the page: whatever they are, what is shown has
//! allowed tags and attributes alone, and its links lead where links may.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node};

use super::*;

const TEXTS: &str = include_str!("../hostile.txt");

const TAGS: [&str; 22] = [
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h3",
    "h4",
    "h5",
    "hr",
    "li",
    "ol",
    "p",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Each tag with what it may carry; the mark of the text begins every id.
fn is_allowed(dialect: Dialect, (tag, name, value): (&str, &str, &str)) -> bool {
    match (tag, name) {
        ("a", "href") if dialect == Dialect::First => leads_to_the_web(value),
        ("a", "title") => dialect == Dialect::First,
        ("a", "href") => leads_to_the_web(value) && leads_where_it_may(value),
        ("a", "class") => value == "bare",
        ("a", "rel") => value == "noopener noreferrer",
        ("a" | "li", "id") => value.starts_with("m-"),
        ("a" | "div", "aria-label") => !value.contains('<'),
        ("div", "role") => value == "group",
        ("div", "tabindex") => value == "0",
        ("div", "class") => value == "table-box",
        ("ol", "class") => value == "notes",
        ("td" | "th", "class") => value == "end" || value == "middle",
        ("th", "scope") => value == "col",
        ("ol", "start") | ("li", "value") => value.parse::<u32>().is_ok(),
        _ => false,
    }
}

/// As a browser reads the address: the first dialect had addresses that only their page could resolve.
fn leads_to_the_web(address: &str) -> bool {
    let base = url::Url::parse("https://own.example/").expect("an address");
    base.join(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "tel"))
}

fn leads_where_it_may(address: &str) -> bool {
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    let is_person = address.starts_with("mailto:") || address.starts_with("tel:");
    let is_ours = address.starts_with('#') || address.starts_with('/') && !address.starts_with("//");
    (is_web || is_person || is_ours) && !address.contains(['\\', '\t', '\n', '<', '"'])
}

fn faults(dialect: Dialect, html: &str) -> BTreeSet<String> {
    let document = Html::parse_fragment(html);
    let mut faults = BTreeSet::new();
    for node in document.tree.nodes() {
        match node.value() {
            Node::Comment(_) | Node::ProcessingInstruction(_) => drop(faults.insert("a comment".to_owned())),
            Node::Element(_) => {
                let Some(element) = ElementRef::wrap(node).map(|element| element.value()) else { continue };
                let tag = element.name();
                // These two belong to the document around every text.
                if !matches!(tag, "html" | "body") && !TAGS.contains(&tag) {
                    faults.insert(format!("<{tag}>"));
                }
                let bad = element.attrs().filter(|(name, value)| !is_allowed(dialect, (tag, name, value)));
                faults.extend(bad.map(|(name, value)| format!("<{tag} {name}={value:?}>")));
            }
            _ => {}
        }
    }
    faults
}

#[test]
fn hostile_texts_come_out_harmless_in_every_dialect() {
    let texts: Vec<&str> = TEXTS.trim_end().split("\n%%\n").collect();
    assert!(texts.len() >= 180, "{}", texts.len());
    let together = texts.join("\n\n");
    let nested: Vec<String> =
        texts.iter().map(|text| format!("> - **a {text} [b]({text})** `{text}`\t{text}\tc")).collect();
    let all = texts.iter().copied().chain([together.as_str()]).chain(nested.iter().map(String::as_str));
    for text in all {
        for dialect in [Dialect::First, Dialect::Second] {
            for language in Language::ALL {
                let shown = html(dialect, text, &Reader { language, mark: "m-", heading: 2 });
                assert_eq!(faults(dialect, &shown), BTreeSet::new(), "{dialect:?} {text:?} gave {shown}");
                let again = Html::parse_fragment(&shown).root_element().inner_html();
                assert_eq!(faults(dialect, &again), BTreeSet::new(), "{dialect:?} {text:?} mutated to {again}");
            }
        }
    }
}

#[test]
fn the_look_at_hostile_texts_finds_what_it_should() {
    for bad in [
        "<script>1</script>",
        "<p onclick=x>",
        "<a href=javascript:x>y</a>",
        "<a href=//evil.example>y</a>",
        "<a id=location>y</a>",
        "<img src=x>",
        "<!-- x -->",
        "<div class=skip-link>x</div>",
        "<svg></svg>",
    ] {
        assert!(!faults(Dialect::Second, bad).is_empty(), "{bad}");
    }
}
