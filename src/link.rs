//! Links in what staff write: whether they show where they lead. An address that hides its host behind a name, or whose host
//! only looks like another, is refused wherever a text is taken.

use idna::domain_to_unicode;
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection as _, confusable_detection::skeleton};
use url::Url;

use crate::language::Language;

/// What is wrong with the links of a text, in a sentence that names the first bad one. Both the links of Markdown and
/// addresses that stand in the open are looked at.
pub(crate) fn objection(language: Language, text: &str) -> Option<String> {
    let linked = Parser::new_ext(text, Options::empty()).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    linked.chain(in_the_open(text).map(str::to_owned)).find_map(|link| objection_to(language, &link))
}

/// What is wrong with one link.
pub(crate) fn objection_to(language: Language, link: &str) -> Option<String> {
    let base = Url::parse("https://own.invalid/").ok()?;
    let unreadable = || Some(language.message_with("rooms-link-unreadable", &[("link", link)]));
    let Ok(url) = base.join(link.trim()) else { return unreadable() };
    let host = match url.scheme() {
        "http" | "https" => url.domain().unwrap_or_default(),
        "mailto" => url.path().rsplit_once('@').map_or("", |(_, host)| host),
        // Other schemes lead nowhere: they are taken out when the page is made.
        _ => return None,
    };
    if url.scheme() != "mailto" && (!url.username().is_empty() || url.password().is_some()) {
        let host = url.host_str().unwrap_or_default();
        return Some(language.message_with("rooms-link-hides", &[("link", link), ("host", host)]));
    }
    let host = percent_decode_str(host).decode_utf8_lossy();
    let (shown, result) = domain_to_unicode(&host);
    if result.is_err() {
        return unreadable();
    }
    let deceives = shown.split('.').any(looks_like_another);
    deceives.then(|| language.message_with("rooms-link-deceives", &[("link", link), ("shown", &shown)]))
}

/// Whether a part of a host mixes scripts that no language mixes (UTS 39, highly restrictive: Hangul with Latin letters may),
/// or is written in another script so that every letter looks like a Latin one.
fn looks_like_another(label: &str) -> bool {
    if label.is_ascii() {
        return false;
    }
    let letters: String = label.chars().filter(|c| *c != '-').collect();
    !letters.check_restriction_level(RestrictionLevel::HighlyRestrictive) || skeleton(&letters).all(|c| c.is_ascii())
}

/// Addresses that are written out.
fn in_the_open(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '“' | '”');
    let begins = text.match_indices("://").filter_map(move |(at, _)| {
        let scheme = text[..at].rsplit(|c: char| !c.is_ascii_alphabetic()).next()?;
        matches!(&*scheme.to_ascii_lowercase(), "http" | "https").then_some(&text[at - scheme.len()..])
    });
    begins.map(move |rest| {
        // An IPv6 address stands in brackets.
        let is_bracketed = rest.split_once("://").is_some_and(|(_, host)| host.starts_with('['));
        let host = if is_bracketed { rest.find(']').unwrap_or_default() + 1 } else { 0 };
        let end = rest[host..].find(ends).map_or(rest.len(), |end| host + end);
        rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_show_where_they_lead_are_taken() {
        for good in [
            "No link at all; a:b, 10://",
            "[mission](/mission) and [top](#top)",
            "See https://nkhr.or.kr/report_2014?x=a@b#c.",
            "[a](https://example.org:8443/a/b) <https://example.org/> ![p](https://example.org/p.png)",
            "Write to <office@nkhr.or.kr> or [us](mailto:office@nkhr.or.kr).",
            "[한글](https://북한인권.한국/) https://한국nkhr.kr https://xn--3e0b707e/",
            "https://münchen.example/ https://россия.рф https://日本語.jp",
            "http://203.0.113.9/ http://[2001:db8::1]:8080/",
            "[call](tel:+82-2-723-1672)",
        ] {
            assert_eq!(objection(Language::English, good), None, "{good}");
        }
    }

    #[test]
    fn links_that_deceive_are_refused_and_named() {
        for (bad, named) in [
            ("https://nkhr.or.kr@evil.example/", "evil.example"),
            ("See https://nkhr.or.kr:443@evil.example/ now", "evil.example"),
            ("[us](https://nkhr.or.kr@evil.example/)", "evil.example"),
            ("[us](//nkhr.or.kr@evil.example/)", "evil.example"),
            ("[us](https:\\\\\\\\nkhr.or.kr@evil.example/)", "evil.example"),
            ("<HTTPS://nkhr.or.kr%2Fpage@evil.example/>", "evil.example"),
            ("![x](https://a:b@evil.example/p.png)", "evil.example"),
            ("[us][1]\n\n[1]: https://nkhr.or.kr@evil.example/", "evil.example"),
            ("https://nkhr.оr.kr/", "nkhr"),
            ("[us](https://раураӏ.com)", "раураӏ"),
            ("https://xn--80aa0cbo65f.com/", "xn--80aa0cbo65f"),
            ("https://gооgle.com", "gооgle"),
            ("https://nkһr.or.kr", "nk"),
            ("[us](mailto:office@nkhr.оr.kr)", "office"),
            ("https://xn--a.example/", "xn--a"),
            ("https://εxample.org", "εxample"),
        ] {
            let sentence = objection(Language::English, bad).unwrap_or_else(|| panic!("{bad} is taken"));
            assert!(sentence.contains(named) && sentence.ends_with('.'), "{bad}: {sentence}");
        }
    }
}
