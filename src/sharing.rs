//! The ways to pass a page on: plain addresses of the services, as their documentation gives them, and the words by which
//! arrivals are told apart. There is no script of a service and no redirect of ours, so visitors see where a link leads.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::words::{Word as _, words};

/// What a value in a query must not hold as it is (RFC 3986, 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The parameter of our own addresses that holds the word.
const PARAMETER: &str = "via";

/// Pages that are rendered for each visitor and stand in no edition, but are passed on and counted like the others.
pub(crate) const FORMS: [&str; 2] = ["/donate", "/volunteer"];

words! {
    /// By which of our own ways somebody came to an address. The places of the variants never change, and new ones come last.
    pub(crate) enum Via {
        Line = "line",
        /// Naver: its blogs and cafés.
        Naver = "naver",
        Band = "band",
        X = "x",
        Facebook = "facebook",
        WhatsApp = "whatsapp",
        Telegram = "telegram",
        Bluesky = "bluesky",
        Mail = "mail",
        /// The share sheet of a device, from which KakaoTalk is reached.
        App = "app",
        /// A copied address or text.
        Copy = "copy",
        /// The QR code, on posters and printed pages.
        Poster = "poster",
        /// For staff to write into their own newsletters.
        Newsletter = "newsletter",
        KakaoStory = "kakaostory",
    }
}

/// How somebody came, as the word in an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    By(Via),
    /// By a word of the staff's own, in small letters.
    ByWord(String),
}

/// The longest word that is counted.
const LONGEST_WORD: usize = 32;

impl Came {
    /// Reads the word in the query of an address of ours. What is no short word of letters, digits and dashes is ignored.
    pub(crate) fn of_query(query: &str) -> Option<Self> {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='))?;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_word = value.len() <= LONGEST_WORD
            && value.starts_with(|first: char| first.is_ascii_alphanumeric())
            && value.bytes().all(is_part);
        let word = is_word.then(|| value.to_ascii_lowercase())?;
        Some(Via::from_word(&word).map_or(Self::ByWord(word), Self::By))
    }
}

impl Via {
    /// An address of ours with this word.
    pub(crate) fn on(self, address: &str) -> String {
        format!("{address}?{PARAMETER}={}", self.word())
    }
}

pub(crate) struct PassedOn {
    /// The absolute address of the page, without a word.
    pub(crate) address: String,
    /// What stands before it in a message.
    pub(crate) text: String,
    /// The subject of a mail.
    pub(crate) subject: String,
}

/// A service and the address that opens it with everything filled in.
pub(crate) struct ShareLink {
    /// The message that names it to visitors.
    pub(crate) name: &'static str,
    pub(crate) url: String,
}

impl PassedOn {
    /// The services. KakaoTalk has no such address, only a script with a key: it is reached by the share sheet, by copying
    /// and by the QR code.
    pub(crate) fn links(&self) -> Vec<ShareLink> {
        SERVICES.iter().map(|(via, name, url)| ShareLink { name, url: url(self, *via) }).collect()
    }

    pub(crate) fn copied(&self) -> String {
        Via::Copy.on(&self.address)
    }

    /// The address for the share sheet of the device.
    pub(crate) fn for_apps(&self) -> String {
        Via::App.on(&self.address)
    }

    fn url(&self, via: Via) -> String {
        encoded(&via.on(&self.address))
    }

    fn text(&self) -> String {
        encoded(&self.text)
    }
}

type Url = fn(&PassedOn, Via) -> String;

/// Each with the documentation that gives its address.
const SERVICES: [(Via, &str, Url); 10] = [
    // developers.line.biz/en/docs/line-social-plugins/install-guide/using-line-share-buttons
    (Via::Line, "share-to-line", |page, via| {
        format!("https://social-plugins.line.me/lineit/share?url={}&text={}", page.url(via), page.text())
    }),
    // developers.naver.com/docs/share/navershare
    (Via::Naver, "share-to-naver", |page, via| {
        format!("https://share.naver.com/web/shareView?url={}&title={}", page.url(via), page.text())
    }),
    // developers.band.us/develop/guide/share: `route` is the host of the site.
    (Via::Band, "share-to-band", |page, via| {
        let host = page.address.split('/').nth(2).unwrap_or_default();
        format!("https://band.us/plugin/share?body={}%0A{}&route={}", page.text(), page.url(via), encoded(host))
    }),
    // Kakao documents the button that opens this address (developers.kakao.com/docs/latest/ko/kakaostory/js), not the
    // address itself, which Korean sites have linked to for years.
    (Via::KakaoStory, "share-to-kakaostory", |page, via| {
        format!("https://story.kakao.com/share?url={}&text={}", page.url(via), page.text())
    }),
    // docs.x.com/x-for-websites/post-button/guides/web-intent
    (Via::X, "share-to-x", |page, via| {
        format!("https://x.com/intent/tweet?text={}&url={}", page.text(), page.url(via)) //
    }),
    // developers.facebook.com/docs/sharing: takes text and picture from the page itself.
    (Via::Facebook, "share-to-facebook", |page, via| {
        format!("https://www.facebook.com/sharer/sharer.php?u={}", page.url(via)) //
    }),
    // faq.whatsapp.com/5913398998672934
    (Via::WhatsApp, "share-to-whatsapp", |page, via| {
        format!("https://wa.me/?text={}%20{}", page.text(), page.url(via)) //
    }),
    // core.telegram.org/widgets/share
    (Via::Telegram, "share-to-telegram", |page, via| {
        format!("https://t.me/share/url?url={}&text={}", page.url(via), page.text()) //
    }),
    // docs.bsky.app/docs/advanced-guides/intent-links
    (Via::Bluesky, "share-to-bluesky", |page, via| {
        format!("https://bsky.app/intent/compose?text={}%20{}", page.text(), page.url(via))
    }),
    // RFC 6068
    (Via::Mail, "share-to-mail", |page, via| {
        format!("mailto:?subject={}&body={}%0D%0A{}", encoded(&page.subject), page.text(), page.url(via))
    }),
];

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_read() {
        for via in Via::ALL {
            let address = via.on("https://example.org/ko/mission");
            assert_eq!(address.split_once('?').and_then(|(_, query)| Came::of_query(query)), Some(Came::By(*via)));
        }
        for query in
            ["", "via", "via=", "xvia=line", "via=kim@example.org", "a=1&via=x%20", "via=-x", "via=a.b", "via=가"]
        {
            assert_eq!(Came::of_query(query), None, "{query}");
        }
        assert_eq!(Came::of_query(&format!("via={}", "x".repeat(33))), None);
        for (query, word) in
            [("via=Spring-2027", "spring-2027"), ("via=line2&via=mail", "line2"), ("via=7_days", "7_days")]
        {
            assert_eq!(Came::of_query(query), Some(Came::ByWord(word.to_owned())), "{query}");
        }
        assert_eq!(Came::of_query("via=Line"), Some(Came::By(Via::Line)));
        assert_eq!(Came::of_query("a=1&via=band&b=2"), Some(Came::By(Via::Band)));
    }

    #[test]
    fn nothing_in_a_title_leaves_its_place() {
        let hostile = "a&b=c#d?e\"><script>%0D\r\nBcc: x@example.org 가";
        let page = PassedOn {
            address: "https://example.org/mission".to_owned(),
            text: hostile.to_owned(),
            subject: hostile.to_owned(),
        };
        for (link, (via, ..)) in page.links().into_iter().zip(SERVICES) {
            let (_, query) = link.url.split_once('?').expect("a query");
            assert!(link.url.is_ascii() && !query.contains(['"', '<', '#', '\r', '\n', ' ', '?']), "{}", link.url);
            assert!(query.split('&').all(|pair| pair.matches('=').count() == 1), "{}", link.url);
            assert!(link.url.contains(&encoded(&via.on(&page.address))), "{}", link.url);
        }
    }
}
