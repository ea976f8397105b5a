//! Markdown of staff as harmless HTML: raw HTML is shown as text, and an allow-list has the last word.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset, html::push_html};

use crate::dialect::mark::{Found, in_words};

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["a", "blockquote", "br", "em", "h3", "li", "ol", "p", "strong", "ul"]))
        .tag_attributes([("a", HashSet::from(["href"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// Deeper nesting than any honest text has; beyond it the text is shown without marks.
const DEEPEST: usize = 12;

/// HTML of a text in Markdown. Links lead to http, https, mail or our own pages only.
pub(crate) fn html(markdown: &str) -> String {
    let mut depth = 0_usize;
    let events = Parser::new_ext(markdown, Options::empty()).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Strong)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Strong)),
        Event::Start(tag) => {
            depth += 1;
            (depth <= DEEPEST).then_some(Event::Start(tag))
        }
        Event::End(tag) => {
            depth = depth.saturating_sub(1);
            (depth < DEEPEST).then_some(Event::End(tag))
        }
        other => Some(other),
    });
    let mut raw = String::with_capacity(markdown.len() * 3 / 2);
    push_html(&mut raw, events);
    ALLOWED.clean(&raw).to_string()
}

/// Where marks of a text are shown as they were typed.
pub(super) fn ineffective(text: &str) -> Vec<Found> {
    let events = TextMergeWithOffset::new(Parser::new_ext(text, Options::empty()).into_offset_iter());
    let found = events.filter_map(|(event, place)| match event {
        Event::Text(words) if !text[..place.end].ends_with('\\') && !text[place.clone()].contains('\\') => {
            let is_escaped = text[..place.start].ends_with('\\');
            let before = &text[..place.start];
            let starts_line = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with('\n');
            let line = before.matches('\n').count() + 1;
            Some(if is_escaped { Vec::new() } else { in_words(&words, starts_line) })
                .map(|found| found.into_iter().map(move |(mark, sign)| (line, mark, sign)))
        }
        _ => None,
    });
    found.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn prose_keeps_its_shape() {
        let shown = html("One *word*.\n\n- a\n- b\n\n[mission](/mission)");
        assert!(shown.contains("<em>word</em>") && shown.contains("<li>a</li>"), "{shown}");
        assert!(shown.contains(r#"<a href="/mission" rel="noopener noreferrer">mission</a>"#), "{shown}");
    }

    #[test]
    fn nothing_active_survives() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](data:text/html,hi)",
            "![x](https://elsewhere.example/p.png)",
            "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
            "<math><mtext><style><img src=x onerror=alert(1)>",
            "<base href=https://elsewhere.example>",
            "<form action=/x><input name=a>",
            "<meta http-equiv=refresh content=0>",
            "<iframe srcdoc='<script>1</script>'>",
            "<p id=location style=color:red onclick=x>",
        ] {
            let shown = html(hostile).to_lowercase();
            for forbidden in [
                "<script",
                "<img",
                "<svg",
                "<form",
                "<iframe",
                "<base",
                "<meta",
                "<style",
                "href=\"javascript",
                "href=\"data",
                "href=\"java\tscript",
            ] {
                assert!(!shown.contains(forbidden), "{hostile:?} gave {shown:?}");
            }
            let tags = shown.split('<').skip(1).filter_map(|rest| rest.split('>').next());
            for tag in tags {
                assert!(
                    !tag.contains("onclick") && !tag.contains("onerror") && !tag.contains("style="),
                    "{hostile:?} gave {shown:?}"
                );
            }
        }
    }

    #[test]
    fn deep_nesting_is_no_burden() {
        for mark in [">", "[", "*", "- "] {
            assert!(html(&mark.repeat(10_000)).len() < 1_000_000);
        }
    }
}
