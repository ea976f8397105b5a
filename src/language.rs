//! The two languages of the site, their addresses and their messages.
//!
//! Korean pages live under `/ko`, English ones at the root. In the rooms of staff each person chooses; at their door the
//! address or the browser decides.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use axum::http::{HeaderMap, header};
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use serde::{Deserialize, Serialize};

use crate::words::{Word, words};

static_loader! {
    static MESSAGES = {
        locales: "./templates/messages",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LazyLock<LanguageIdentifier> = LazyLock::new(|| "en".parse().expect("a tag"));
static KOREAN: LazyLock<LanguageIdentifier> = LazyLock::new(|| "ko".parse().expect("a tag"));

words! {
    /// A language in which every public page exists. Its word is its BCP 47 tag.
    #[derive(Serialize, Deserialize)]
    pub enum Language {
        /// English, at `/`.
        English = "en",
        /// Korean, under `/ko`.
        Korean = "ko",
    }
}

impl Language {
    /// Both languages, the default first.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// The BCP 47 tag, as in `lang` attributes and in the database.
    pub fn tag(self) -> &'static str {
        self.word()
    }

    /// The language with this tag.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        Self::from_word(tag)
    }

    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// The other language of the pair.
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Korean,
            Self::Korean => Self::English,
        }
    }

    /// The language that an address speaks, and the address without its language part.
    pub fn of_path(path: &str) -> (Self, &str) {
        match path.strip_prefix("/ko") {
            Some("") => (Self::Korean, "/"),
            Some(rest) if rest.starts_with('/') => (Self::Korean, rest),
            _ => (Self::English, path),
        }
    }

    /// The language that a browser asks for first, where neither an address nor a person says it (RFC 9110, 12.5.4).
    pub(crate) fn asked_for(headers: &HeaderMap) -> Self {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
        let weight = |range: &str| {
            let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
            let main = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            Some((Self::from_tag(&main)?, weight.trim().parse::<f32>().ok()?))
        };
        let best = |best: Option<(Self, f32)>, next: (Self, f32)| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        };
        asked.split(',').filter_map(weight).fold(None, best).map_or(Self::English, |(language, _)| language)
    }

    /// The address of a page (`/` or `/mission`) in this language.
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::English, path) => path.to_owned(),
            (Self::Korean, "/") => "/ko".to_owned(),
            (Self::Korean, path) => format!("/ko{path}"),
        }
    }

    /// The message with this key. A missing key is a fault that the tests find; it shows as the key.
    pub fn message(self, key: &str) -> String {
        MESSAGES.try_lookup(self.identifier(), key).unwrap_or_else(|| key.to_owned())
    }

    /// The message with this key and its places filled. A whole number decides about singular and plural.
    pub fn message_with(self, key: &str, values: &[(&'static str, &str)]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), fluent_value(value))).collect();
        MESSAGES.try_lookup_with_args(self.identifier(), key, &values).unwrap_or_else(|| key.to_owned())
    }

    /// The message for a word of the database, whose key is this beginning and the word with dashes for blanks and signs.
    pub(crate) fn words(self, beginning: &str, word: impl Word) -> String {
        let parts = word.word().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|part| !part.is_empty());
        self.message(&format!("{beginning}{}", parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()))
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::English => &ENGLISH,
            Self::Korean => &KOREAN,
        }
    }
}

/// A count as Fluent's selectors want it. Anything else stays the text that it is: names may look like numbers of floating
/// point, such as `Inf`, and codes may begin with zeros.
fn fluent_value(text: &str) -> FluentValue<'_> {
    let is_count =
        text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if is_count && !text.is_empty() { FluentValue::try_number(text) } else { FluentValue::from(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_asks_for_a_language() {
        for (asked, language) in [
            ("ko-KR,ko;q=0.9,en;q=0.8", Language::Korean),
            ("KO", Language::Korean),
            ("fr, ko;q=0.3, en;q=0.2", Language::Korean),
            ("en;q=0.2, ko;q=0.3", Language::Korean),
            ("fr", Language::English),
            ("ko;q=x, ;;,", Language::English),
            ("en-GB,ko", Language::English),
            ("가나", Language::English),
            ("", Language::English),
        ] {
            let value = axum::http::HeaderValue::from_str(asked).expect("a header");
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, value)]);
            assert_eq!(Language::asked_for(&headers), language, "{asked}");
        }
    }

    #[test]
    fn counts_choose_the_plural_and_other_texts_stay_as_they_are() {
        let said = |count: &str| Language::English.message_with("rooms-count-gifts", &[("count", count)]);
        assert_eq!((said("1"), said("0"), said("12000")), ("1 gift".into(), "0 gifts".into(), "12000 gifts".into()));
        for text in ["Inf", "nan", "1e5", "007", "", "1.0", "9999999999999999"] {
            assert_eq!(said(text), format!("{text} gifts"));
        }
        assert_eq!(Language::Korean.message_with("rooms-count-gifts", &[("count", "1")]), "1건");
    }

    #[test]
    fn every_address_has_one_language() {
        for (address, language, path) in [
            ("/", Language::English, "/"),
            ("/mission", Language::English, "/mission"),
            ("/ko", Language::Korean, "/"),
            ("/ko/mission", Language::Korean, "/mission"),
            ("/korea", Language::English, "/korea"),
        ] {
            assert_eq!(Language::of_path(address), (language, path));
            assert_eq!(language.path(path), address);
        }
    }
}
