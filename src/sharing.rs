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
    /// By which way somebody came to an address. The list is closed, so that no word can name a person. The places of the
    /// variants never change, and new ones come last.
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

impl Via {
    /// Reads the word in the query of an address of ours. A word that is not in the list is ignored.
    pub(crate) fn of_query(query: &str) -> Option<Self> {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='))?;
        Self::from_word(value)
    }

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
    fn only_words_of_the_list_are_read() {
        for via in Via::ALL {
            let address = via.on("https://example.org/ko/mission");
            assert_eq!(address.split_once('?').and_then(|(_, query)| Via::of_query(query)), Some(*via));
        }
        for query in ["", "via", "via=", "via=Line", "via=line2", "xvia=line", "via=kim@example.org", "a=1&via=x%20"] {
            assert_eq!(Via::of_query(query), None, "{query}");
        }
        assert_eq!(Via::of_query("a=1&via=band&b=2"), Some(Via::Band));
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
