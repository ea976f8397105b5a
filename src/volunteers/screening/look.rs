//! Looks through what somebody wrote for what could endanger others: exact places, ways out, relatives in the North. It
//! cannot tell harm from harmless words, so what it finds is a question, never a refusal.

use unicode_normalization::UnicodeNormalization as _;

use crate::{text::is_invisible, words::words};

words! {
    /// What somebody may not have meant to write down.
    pub(crate) enum Concern {
        /// A place on the map.
        Coordinates = "coordinates",
        /// Somebody's way, with its places, days or helpers.
        Route = "route",
        /// Somebody who still lives in the North.
        Relatives = "relatives",
    }
}

/// What is found in a text, the most exact first.
pub(crate) fn concern(text: &str) -> Option<Concern> {
    let text: String = text.nfkc().filter(|c| !is_invisible(*c)).collect::<String>().to_lowercase();
    let sentences: Vec<&str> = sentences(&text);
    if names_place_on_map(&text) {
        Some(Concern::Coordinates)
    } else if sentences.iter().any(|sentence| tells_of_relatives(sentence)) {
        Some(Concern::Relatives)
    } else if sentences.iter().any(|sentence| tells_of_route(sentence)) {
        Some(Concern::Route)
    } else {
        None
    }
}

/// A full stop within a number ends nothing.
fn sentences(text: &str) -> Vec<&str> {
    let ends = |c: char| matches!(c, '\n' | '!' | '?' | '。');
    text.split(ends).flat_map(|line| line.split(". ")).collect()
}

/// Whether a text names one of the words: those in Latin letters as words of their own, others wherever they stand, as
/// Korean puts particles behind them.
fn names(text: &str, words: &str) -> bool {
    words.split('|').any(|word| if word.is_ascii() { has_word(text, word) } else { text.contains(word) })
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + found.len()..].chars().next())
    })
}

/// What addresses of maps hold.
const MAPS: &str = "\
    maps.google|google.com/maps|google.co.kr/maps|goo.gl/maps|maps.app.goo.gl|maps.apple.com|map.kakao.com|\
    kko.to/|kko.kakao.com|map.naver.com|naver.me/|openstreetmap.org|osm.org/|map.baidu.com|amap.com|map.qq.com|\
    what3words.com|w3w.co/|geo:";
const KIN: &str = "\
    어머니|엄마|모친|아버지|아빠|부친|부모|동생|남동생|여동생|언니|오빠|형님|누나|누이|형제|자매|딸|아들|자식|\
    가족|식구|친척|삼촌|이모|고모|외삼촌|할머니|할아버지|조카|사촌|남편|아내|처자식|家人|亲戚|mother|mom|mum|\
    father|dad|parents|brother|brothers|sister|sisters|sibling|siblings|son|sons|daughter|daughters|child|\
    children|family|relatives|relative|uncle|aunt|grandmother|grandfather|grandparents|cousin|cousins|husband|\
    wife|nephew|niece";
/// That somebody is in the North, not only of it.
const IN_THE_NORTH: &str = "\
    북에 |북에서 |북한에 |북한에서 |북쪽에 |이북에 |북조선에 |조선에 |고향에 |북에있|북한에있|북의 |북한의 제|\
    북한의 우리|북한 가족|북한가족|북한 친척|북쪽 가족|북의가족|고향 가족|고향가족|고향의 가족|고향에있|북에 두고|\
    북녘|在朝鲜|在北韩|in the north|in north korea|in the dprk|in dprk|inside north korea|in nk|back home|\
    left behind|back in north korea|back in the north|still there|in my hometown|in our hometown|in joseon";
/// Towns of the North, most of them at its border.
const TOWNS: &str = "\
    혜산|회령|무산군|무산에|온성|신의주|만포|중강진|삼지연|청진|함흥|평양|원산시|원산에|남포|해주|사리원|개성시|\
    강계|라선|김책|길주|hyesan|hoeryong|musan|onsong|namyang|sinuiju|manpo|chunggang|samjiyon|chongjin|hamhung|\
    pyongyang|wonsan|nampo|kanggye|rason|rajin|kimchaek|kilju";
/// Towns on the other side, and stations further on.
const STATIONS: &str = "\
    장백|창바이|연길|옌지|도문|투먼|단동|단둥|훈춘|용정|쿤밍|곤명|메콩|라오스|changbai|yanji|dandong|hunchun|\
    longjing|kunming|mekong|laos|shenyang|yanbian";
const RIVERS: &str = "\
    두만강|압록강|tumen|yalu|amnok|图们江|鸭绿江|豆满江";
const CROSSING: &str = "\
    건너|건넜|건넌|건널|도강|넘어|넘었|넘는|탈출|헤엄|crossed|crossing|cross the|swam|waded|escaped|fled|over the|\
    渡|过江|逃|walked across";
/// What is said of hardly anything but such a way.
const WAYS: &str = "\
    도강|탈북 경로|탈북경로|탈북 루트|탈북루트|탈북 브로커|탈북브로커|브로커|국경을 넘|국경을 건너|강을 건너 중국|\
    escape route|escape routes|smuggler|smugglers|broker|brokers|safe house|crossed the border into china|\
    underground railroad|偷渡|脱北路|蛇头|은신처";
const MOVING: &str = "\
    을 거쳐|를 거쳐|을 지나|를 지나|에서 출발|을 떠나|를 떠나|escaped|fled";
/// Days as they are told, and months whose names are nothing else.
const DAYS: &str = "\
    작년|재작년|올해|지난달|지난해|지난겨울|last year|last month|january|february|april|june|july|august|\
    september|october|november|december|winter of";

fn names_place_on_map(text: &str) -> bool {
    MAPS.split('|').any(|map| text.contains(map))
        || text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
            .any(|word| is_plus_code(word) || is_three_words(word))
        || has_degrees(text)
        || has_decimal_pair(text)
}

/// An Open Location Code, such as `8Q98+XF3` or `8q9f8q98+xf`.
fn is_plus_code(word: &str) -> bool {
    let is_digit = |c: char| "23456789cfghjmpqrvwx".contains(c);
    word.split_once('+').is_some_and(|(before, after)| {
        let after = after.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        matches!(before.len(), 4 | 6 | 8)
            && (2..=4).contains(&after.len())
            && before.chars().chain(after.chars()).all(is_digit)
            && before.chars().any(char::is_alphabetic)
    })
}

/// `///filled.count.soap`
fn is_three_words(word: &str) -> bool {
    word.strip_prefix("///").is_some_and(|rest| rest.split('.').filter(|part| !part.is_empty()).count() == 3)
}

/// Degrees with minutes: `41° 23'`, `41도 23분`, `41 deg 23 min`.
fn has_degrees(text: &str) -> bool {
    [("°", "'"), ("°", "′"), ("°", "’"), ("도", "분"), ("deg", "min")].iter().any(|(degree, minute)| {
        text.match_indices(degree).any(|(at, found)| {
            let behind = &text[at + found.len()..];
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            let before = text[..at].trim_end();
            before.ends_with(|c: char| c.is_ascii_digit())
                && behind.split_once(minute).is_some_and(|(between, _)| {
                    let between = between.trim_start_matches("rees");
                    (1..=4).contains(&digits(between)) && !between.chars().any(char::is_alphabetic)
                })
        })
    })
}

/// Two numbers beside each other that can be a latitude and a longitude, to a hundred metres or closer.
fn has_decimal_pair(text: &str) -> bool {
    let numbers = decimals(text);
    numbers.windows(2).any(|pair| {
        let ((_, end, first), (begin, _, second)) = (pair[0], pair[1]);
        let gap = &text[end..begin];
        let is_near = gap.chars().count() <= 12 && !gap.contains('\n');
        let fits =
            |latitude: f64, longitude: f64| latitude <= 90.0 && longitude <= 180.0 && latitude > 1.0 && longitude > 1.0;
        is_near && (fits(first, second) || fits(second, first))
    })
}

/// From where to where numbers stand with at least three decimals, and what they are.
fn decimals(text: &str) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find(|c: char| c.is_ascii_digit()).map(|begin| at + begin) {
        let rest = &text[begin..];
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches('.');
        at = begin + length;
        let Some((_, decimals)) = number.split_once('.').filter(|(whole, _)| whole.len() <= 3) else { continue };
        let Some(value) = number.parse::<f64>().ok().filter(|_| decimals.len() >= 3) else { continue };
        found.push((begin, begin + number.len(), value));
    }
    found
}

fn tells_of_relatives(sentence: &str) -> bool {
    names(sentence, KIN) && (names(sentence, IN_THE_NORTH) || names(sentence, TOWNS))
}

fn tells_of_route(sentence: &str) -> bool {
    let crosses = names(sentence, RIVERS) && names(sentence, CROSSING);
    let passes = names(sentence, TOWNS) || names(sentence, STATIONS);
    crosses || names(sentence, WAYS) || passes && (has_day(sentence) || moves_on(sentence))
}

fn moves_on(sentence: &str) -> bool {
    names(sentence, MOVING) || names(sentence, "through|via") && names(sentence, "came|left|travelled|traveled|went")
}

/// A year of ours, a month or a season.
fn has_day(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let year = ["19", "20"].iter().any(|century| {
        sentence
            .match_indices(century)
            .any(|(at, _)| is_digit(at + 2) && is_digit(at + 3) && !is_digit(at + 4) && !(at > 0 && is_digit(at - 1)))
    });
    let month =
        sentence.match_indices('월').any(|(at, _)| sentence[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()));
    year || month || names(sentence, DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_the_map_are_asked_about() {
        for text in [
            "여기예요: 41.4012, 128.1780",
            "41.4012N 128.1780E",
            "lat 41.401 lon 128.178",
            "(128.1780/41.4012)",
            "４１．４０１２，　１２８．１７８０",
            "41° 24' 04\" N",
            "41°24′04″",
            "북위 41도 24분 4초",
            "41 degrees 24 min",
            "https://maps.app.goo.gl/abcDEF",
            "https://www.google.com/maps/@41.4,128.1,15z",
            "지도 naver.me/x1y2",
            "8Q8VCM25+XF",
            "near CM25+XF Seoul",
            "///filled.count.soap",
            "geo:41.4,128.1",
        ] {
            assert_eq!(concern(text), Some(Concern::Coordinates), "{text}");
        }
    }

    #[test]
    fn ways_out_are_asked_about() {
        for text in [
            "저는 두만강을 건너 왔습니다",
            "압록강을 2014년에 건넜어요",
            "탈북 브로커를 통해 왔습니다",
            "브로커 전화번호를 알아요",
            "2011년 3월에 혜산을 떠나 장백으로 갔습니다",
            "장백에서 쿤밍을 거쳐 라오스로",
            "I crossed the Tumen in winter",
            "We swam over the Yalu.",
            "The broker took us to a safe house",
            "I left in 2012 from Hyesan",
            "We came through Kunming and Laos",
            "我从图们江过江",
        ] {
            assert_eq!(concern(text), Some(Concern::Route), "{text}");
        }
    }

    #[test]
    fn relatives_in_the_north_are_asked_about() {
        for text in [
            "북에 있는 어머니에게",
            "북한에 동생이 남아 있어요",
            "고향 가족이 걱정됩니다",
            "고향에 계신 부모님",
            "혜산에 누나가 삽니다",
            "어머니는 아직 청진에 계세요",
            "My mother is in Hyesan",
            "My two brothers are still in North Korea",
            "I have family left behind.",
            "my FAMILY in the North",
        ] {
            assert_eq!(concern(text), Some(Concern::Relatives), "{text}");
        }
    }

    #[test]
    fn ordinary_offers_are_not_asked_about() {
        for text in [
            "",
            "북한 인권에 관심이 많습니다. 주말에 번역을 도울 수 있어요.",
            "북한 출신 청소년을 가르쳐 본 적이 있습니다.",
            "어머니가 한국어 교사라 저도 가르치는 일에 익숙합니다.",
            "2019년부터 통역을 했고 학점은 4.125입니다.",
            "가족과 함께 서울에 삽니다. 저녁 7시 이후에 연락 주세요.",
            "I teach English and can help on weekends. My family lives in Busan.",
            "I am interested in human rights in North Korea.",
            "I worked in China from 2012 to 2015 as a designer.",
            "Average 3.875 of 4.5, TOEIC 990",
            "version 1.234.567 and 12.500 users",
            "my son studies in Daejeon",
            "비 오는 날 영하 41도 추위에 분주했던 기억",
            "c++ and 2+2, a+b@example.org",
            "강을 건너는 다리 사진을 좋아합니다",
        ] {
            assert_eq!(concern(text), None, "{text}");
        }
    }
}
