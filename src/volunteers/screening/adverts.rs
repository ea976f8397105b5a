//! What makes an offer look like an advert. It is kept apart then, and a coordinator decides.

use unicode_normalization::UnicodeNormalization as _;

use crate::{text::is_invisible, volunteers::offer::Offer, words::words};

words! {
    /// Why an offer is kept apart.
    pub(crate) enum Suspicion {
        /// It holds links where nobody needs any, or several of them.
        Links = "links",
        /// It says what adverts say.
        Advert = "advert",
        /// The same text came before, today.
        Repeated = "repeated",
        /// Its household sent more than usual today.
        Household = "household",
        /// Its network did.
        Network = "network",
    }
}

/// A text of fewer letters may well be sent by two people.
const SHORT: usize = 30;

const WORDS: [&str; 44] = [
    "카지노",
    "바카라",
    "토토사이트",
    "먹튀",
    "스포츠토토",
    "슬롯",
    "릴게임",
    "대출 상담",
    "대출상담",
    "무직자 대출",
    "당일대출",
    "급전",
    "상위노출",
    "백링크",
    "홍보 대행",
    "마케팅 대행",
    "리딩방",
    "코인 추천",
    "수익 보장",
    "수익보장",
    "원금 보장",
    "고수익 알바",
    "비아그라",
    "시알리스",
    "조건만남",
    "출장안마",
    "출장마사지",
    "최저가 판매",
    "casino",
    "baccarat",
    "viagra",
    "cialis",
    "backlink",
    "seo service",
    "seo expert",
    "rank your website",
    "first page of google",
    "website traffic",
    "guaranteed profit",
    "crypto invest",
    "forex",
    "payday loan",
    "buy followers",
    "escort service",
];

/// What speaks against an offer in its own words.
pub(crate) fn suspicions(offer: &Offer) -> Vec<Suspicion> {
    let prose = offer.message.as_deref().unwrap_or_default();
    let short = [Some(offer.name.as_str()), offer.languages.as_deref(), offer.skills.as_deref()];
    let short: Vec<&str> = short.into_iter().flatten().collect();
    let has_links = links(prose) > 1 || short.iter().any(|text| links(text) > 0);
    let all = [prose].iter().chain(&short).map(|text| compared(text)).collect::<Vec<_>>().join(" ");
    let is_advert = WORDS.iter().any(|word| all.contains(word));
    let found = [(has_links, Suspicion::Links), (is_advert, Suspicion::Advert)];
    found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, suspicion)| suspicion).collect()
}

/// A text in the form in which repetitions are alike: letters and digits alone. None if it is too short to tell anything.
pub(crate) fn repeatable(offer: &Offer) -> Option<String> {
    let text = offer.message.as_deref()?;
    let letters: String = compared(text).chars().filter(|c| c.is_alphanumeric()).collect();
    (letters.chars().count() >= SHORT).then_some(letters)
}

fn compared(text: &str) -> String {
    text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// How many links stand in a text, with or without what they begin with.
fn links(text: &str) -> usize {
    let is_link = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains("://")
            || word.starts_with("www.")
            || word.starts_with("t.me/")
            || word.starts_with("bit.ly/")
            || word.starts_with("open.kakao.com")
    };
    compared(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | ','))
        .filter(is_link)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &str, message: &str) -> Offer {
        Offer { name: name.to_owned(), message: Some(message.to_owned()), ..Offer::default() }
    }

    #[test]
    fn adverts_are_told_from_offers() {
        for (name, message, expected) in [
            ("반딧불", "주말에 번역을 돕고 싶어요. 제 글: https://example.org/me", &[][..]),
            ("Dana", "I can translate. You can reach me after 6 pm.", &[]),
            ("김하나", "은행에서 일했고 대출 심사를 했습니다. 회계를 도울게요.", &[]),
            ("Dana", "I ran a slot car club for children.", &[]),
            ("Best", "See https://a.example and www.b.example", &[Suspicion::Links]),
            ("https://shop.example", "Hello", &[Suspicion::Links]),
            ("문의", "카 지 노 아닌 카지노 추천", &[Suspicion::Advert]),
            ("SEO", "We RANK your website on the first page", &[Suspicion::Advert]),
            ("ＣＡＳＩＮＯ", "t.me/one t.me/two", &[Suspicion::Links, Suspicion::Advert]),
            ("x", "ca\u{200b}sino", &[Suspicion::Advert]),
        ] {
            assert_eq!(suspicions(&offer(name, message)), expected, "{name} {message}");
        }
    }

    #[test]
    fn repetitions_are_alike_whatever_stands_between_the_words() {
        let one = repeatable(&offer("a", "Buy our cheap watches today, only the best for you!"));
        let other = repeatable(&offer("b", "buy  OUR cheap watches\ntoday - only the best for you"));
        assert!(one.is_some() && one == other);
        assert_eq!(repeatable(&offer("a", "가르치는 일을 돕고 싶습니다.")), None, "two people may say so");
        assert_eq!(repeatable(&Offer::default()), None);
    }
}
