//! Whether a request comes from a browser that shows the page to somebody. Read once, kept nowhere.
//!
//! Somebody who wants to distort the numbers can; they are for the organisation's own use, and nothing depends on them. Text
//! browsers and readers that do not call themselves Mozilla are not counted.

use axum::http::{HeaderMap, HeaderName, header};

/// What bots write into their names. All in small letters.
const WORDS_OF_BOTS: [&[u8]; 14] = [
    b"bot",
    b"crawl",
    b"compatible;",
    b"spider",
    b"slurp",
    b"scrap",
    b"preview",
    b"python",
    b"headless",
    b"lighthouse",
    b"monitor",
    b"yeti",
    b"+http",
    b"+mailto",
];

/// How many letters of each word are looked for before the whole word is compared.
const BEGINNING: usize = 3;
/// One bit for each of these letters, word after word: set where this byte is that letter.
const LETTERS: [u64; 256] = {
    let mut letters = [0; 256];
    let mut bit = 0;
    while bit < WORDS_OF_BOTS.len() * BEGINNING {
        let letter = WORDS_OF_BOTS[bit / BEGINNING][bit % BEGINNING];
        letters[letter as usize] |= 1 << bit;
        letters[letter.to_ascii_uppercase() as usize] |= 1 << bit;
        bit += 1;
    }
    letters
};
/// The bits of the words' first letters.
const FIRSTS: u64 = {
    let (mut firsts, mut word) = (0, 0);
    while word < WORDS_OF_BOTS.len() {
        firsts |= 1 << (word * BEGINNING);
        word += 1;
    }
    firsts
};
const LASTS: u64 = FIRSTS << (BEGINNING - 1);

/// Headers by which browsers say that they load a page before anybody asked for it.
const AHEAD: [HeaderName; 4] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
    HeaderName::from_static("x-purpose"),
    HeaderName::from_static("x-moz"),
];

/// Whether these are the headers of a browser that opens a page. All browsers of today send the first three; `Sec-Fetch-Dest`
/// is sent by those that know it.
pub(crate) fn is_visit(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.as_bytes());
    let names_itself = text(header::USER_AGENT).is_some_and(|name| name.starts_with(b"Mozilla/5.0") && !is_bot(name));
    names_itself
        && headers.contains_key(header::ACCEPT_LANGUAGE)
        && text(header::ACCEPT).is_some_and(|accept| accept.starts_with(b"text/html"))
        && text(HeaderName::from_static("sec-fetch-dest")).is_none_or(|to| to == b"document")
        && !AHEAD.iter().any(|name| headers.contains_key(name))
}

/// One pass over the name, for every page that is read: the beginnings of all words are looked for at once (Shift-And,
/// Baeza-Yates and Gonnet 1992), and a word is compared only where one stands.
fn is_bot(name: &[u8]) -> bool {
    let mut begun = 0;
    name.iter().enumerate().any(|(at, byte)| {
        begun = ((begun << 1) | FIRSTS) & LETTERS[usize::from(*byte)];
        begun & LASTS != 0 && is_word_of_bots(name, at + 1 - BEGINNING)
    })
}

/// Whether one of the words stands at this place.
fn is_word_of_bots(name: &[u8], at: usize) -> bool {
    WORDS_OF_BOTS.iter().any(|word| {
        let found = name.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
        found && !is_phone(name, at)
    })
}

fn is_phone(name: &[u8], at: usize) -> bool {
    at >= 2 && name[at - 2..at].eq_ignore_ascii_case(b"cu")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    fn headers(changes: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let usual = [
            ("user-agent", CHROME),
            ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            ("accept-language", "ko-KR,ko;q=0.9"),
        ];
        for (name, value) in usual.iter().chain(changes) {
            match *value {
                "" => drop(headers.remove(*name)),
                value => drop(headers.insert(*name, value.parse().expect("a header"))),
            }
        }
        headers
    }

    #[test]
    fn browsers_are_known() {
        for name in [
            CHROME,
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 KAKAOTALK/25.7.1 (INAPP)",
            "Mozilla/5.0 (Linux; Android 13; SM-G998N) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 NAVER(inapp; search; 1000; 12.5.3)",
            "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        ] {
            assert!(is_visit(&headers(&[("user-agent", name)])), "{name}");
        }
        assert!(is_visit(&headers(&[("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate")])));
    }

    #[test]
    fn bots_and_programs_are_left_out() {
        for name in [
            "",
            "curl/8.5.0",
            "python-requests/2.32",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "facebookexternalhit/1.1;line-poker/1.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/120 Safari/537.36",
            "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
            "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
            "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 (compatible; Bytespider)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Chrome/41 Safari/537.36 Chrome-Lighthouse",
            "Mozilla/5.0 (compatible; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/)",
            "Mozilla/5.0 (Linux; CUBOT NOTE 30) bobot",
            "Mozilla/5.0 CRACRAWL",
            "Mozilla/5.0 (Macintosh) spispider",
            "Mozilla/5.0 +http",
        ] {
            assert!(!is_visit(&headers(&[("user-agent", name)])), "{name}");
        }
    }

    #[test]
    fn what_nobody_looks_at_is_no_visit() {
        for change in [
            ("accept", "*/*"),
            ("accept", "application/json"),
            ("accept-language", ""),
            ("sec-fetch-dest", "empty"),
            ("sec-fetch-dest", "image"),
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "prefetch"),
        ] {
            assert!(!is_visit(&headers(&[change])), "{change:?}");
        }
    }
}
