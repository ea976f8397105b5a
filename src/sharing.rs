//! The ways to pass a page on: plain addresses of the services, as their documentation gives them, and the words by which
//! arrivals are told apart. No script of a service, no redirect of ours: a visitor sees where a link leads.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a value in a query must not hold as it is (RFC 3986, 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The parameter of our own addresses that holds the word.
const PARAMETER: &str = "via";

/// Pages that are rendered for each visitor and stand in no edition, but are passed on and counted like the others.
pub(crate) const FORMS: [&str; 2] = ["/donate", "/volunteer"];

/// A campaign word: how somebody came by an address. The list is closed, so that no word can name a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Line,
    /// Naver: its blogs and cafés.
    Naver,
    Band,
    X,
    Facebook,
    WhatsApp,
    Telegram,
    Bluesky,
    Mail,
    /// The share sheet of a device, from which KakaoTalk is reached.
    App,
    /// A copied address or text.
    Copy,
    /// The QR code, on posters and printed pages.
    Poster,
    /// For staff to write into their own newsletters.
    Newsletter,
    KakaoStory,
}

impl Word {
    /// All words. Their places never change, and new ones come last.
    pub(crate) const ALL: [Self; 14] = [
        Self::Line,
        Self::Naver,
        Self::Band,
        Self::X,
        Self::Facebook,
        Self::WhatsApp,
        Self::Telegram,
        Self::Bluesky,
        Self::Mail,
        Self::App,
        Self::Copy,
        Self::Poster,
        Self::Newsletter,
        Self::KakaoStory,
    ];

    /// As it stands in addresses and in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Naver => "naver",
            Self::Band => "band",
            Self::X => "x",
            Self::Facebook => "facebook",
            Self::WhatsApp => "whatsapp",
            Self::Telegram => "telegram",
            Self::Bluesky => "bluesky",
            Self::Mail => "mail",
            Self::App => "app",
            Self::Copy => "copy",
            Self::Poster => "poster",
            Self::Newsletter => "newsletter",
            Self::KakaoStory => "kakaostory",
        }
    }

    /// The word in the query of an address of ours. Any other is as good as none.
    pub(crate) fn of_query(query: &str) -> Option<Self> {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='))?;
        Self::ALL.into_iter().find(|word| word.word() == value)
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
        SERVICES.iter().map(|(word, name, url)| ShareLink { name, url: url(self, *word) }).collect()
    }

    pub(crate) fn copied(&self) -> String {
        Word::Copy.on(&self.address)
    }

    /// The address for the share sheet of the device.
    pub(crate) fn for_apps(&self) -> String {
        Word::App.on(&self.address)
    }

    fn url(&self, word: Word) -> String {
        encoded(&word.on(&self.address))
    }

    fn text(&self) -> String {
        encoded(&self.text)
    }
}

type Url = fn(&PassedOn, Word) -> String;

/// Each with the documentation that gives its address.
const SERVICES: [(Word, &str, Url); 10] = [
    // developers.line.biz/en/docs/line-social-plugins/install-guide/using-line-share-buttons
    (Word::Line, "share-to-line", |page, word| {
        format!("https://social-plugins.line.me/lineit/share?url={}&text={}", page.url(word), page.text())
    }),
    // developers.naver.com/docs/share/navershare
    (Word::Naver, "share-to-naver", |page, word| {
        format!("https://share.naver.com/web/shareView?url={}&title={}", page.url(word), page.text())
    }),
    // developers.band.us/develop/guide/share: `route` is the host of the site.
    (Word::Band, "share-to-band", |page, word| {
        let host = page.address.split('/').nth(2).unwrap_or_default();
        format!("https://band.us/plugin/share?body={}%0A{}&route={}", page.text(), page.url(word), encoded(host))
    }),
    // Kakao documents the button that opens this address (developers.kakao.com/docs/latest/ko/kakaostory/js), not the
    // address itself, which Korean sites have linked to for years.
    (Word::KakaoStory, "share-to-kakaostory", |page, word| {
        format!("https://story.kakao.com/share?url={}&text={}", page.url(word), page.text())
    }),
    // docs.x.com/x-for-websites/post-button/guides/web-intent
    (Word::X, "share-to-x", |page, word| {
        format!("https://x.com/intent/tweet?text={}&url={}", page.text(), page.url(word)) //
    }),
    // developers.facebook.com/docs/sharing: takes text and picture from the page itself.
    (Word::Facebook, "share-to-facebook", |page, word| {
        format!("https://www.facebook.com/sharer/sharer.php?u={}", page.url(word)) //
    }),
    // faq.whatsapp.com/5913398998672934
    (Word::WhatsApp, "share-to-whatsapp", |page, word| {
        format!("https://wa.me/?text={}%20{}", page.text(), page.url(word)) //
    }),
    // core.telegram.org/widgets/share
    (Word::Telegram, "share-to-telegram", |page, word| {
        format!("https://t.me/share/url?url={}&text={}", page.url(word), page.text()) //
    }),
    // docs.bsky.app/docs/advanced-guides/intent-links
    (Word::Bluesky, "share-to-bluesky", |page, word| {
        format!("https://bsky.app/intent/compose?text={}%20{}", page.text(), page.url(word))
    }),
    // RFC 6068
    (Word::Mail, "share-to-mail", |page, word| {
        format!("mailto:?subject={}&body={}%0D%0A{}", encoded(&page.subject), page.text(), page.url(word))
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
        for word in Word::ALL {
            let address = word.on("https://example.org/ko/mission");
            assert_eq!(address.split_once('?').and_then(|(_, query)| Word::of_query(query)), Some(word));
        }
        for query in ["", "via", "via=", "via=Line", "via=line2", "xvia=line", "via=kim@example.org", "a=1&via=x%20"] {
            assert_eq!(Word::of_query(query), None, "{query}");
        }
        assert_eq!(Word::of_query("a=1&via=band&b=2"), Some(Word::Band));
    }

    #[test]
    fn nothing_in_a_title_leaves_its_place() {
        let hostile = "a&b=c#d?e\"><script>%0D\r\nBcc: x@example.org 가";
        let page = PassedOn {
            address: "https://example.org/mission".to_owned(),
            text: hostile.to_owned(),
            subject: hostile.to_owned(),
        };
        for (link, (word, ..)) in page.links().into_iter().zip(SERVICES) {
            let (_, query) = link.url.split_once('?').expect("a query");
            assert!(link.url.is_ascii() && !query.contains(['"', '<', '#', '\r', '\n', ' ', '?']), "{}", link.url);
            assert!(query.split('&').all(|pair| pair.matches('=').count() == 1), "{}", link.url);
            assert!(link.url.contains(&encoded(&word.on(&page.address))), "{}", link.url);
        }
    }
}
