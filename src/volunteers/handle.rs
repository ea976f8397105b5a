//! Handles: by which name staff speak of a person without saying who it is. They can be spoken aloud, in both languages, and
//! tell nothing.

use crate::{language::Language, seal::random};

/// A handle such as "blue pine 12". Its parts are places in the lists below, which only ever grow: they stand in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle {
    pub(crate) first: i16,
    pub(crate) second: i16,
    pub(crate) number: i16,
}

/// In English and in Korean. No word of colour or direction that stands for a side.
const FIRST: [(&str, &str); 24] = [
    ("blue", "푸른"),
    ("white", "하얀"),
    ("clear", "맑은"),
    ("bright", "밝은"),
    ("small", "작은"),
    ("big", "커다란"),
    ("deep", "깊은"),
    ("high", "높은"),
    ("wide", "넓은"),
    ("quiet", "조용한"),
    ("warm", "따뜻한"),
    ("cool", "시원한"),
    ("quick", "재빠른"),
    ("slow", "느린"),
    ("soft", "부드러운"),
    ("firm", "단단한"),
    ("round", "둥근"),
    ("long", "기다란"),
    ("light", "가벼운"),
    ("shining", "반짝이는"),
    ("yellow", "노란"),
    ("silver", "은빛"),
    ("golden", "금빛"),
    ("early", "이른"),
];

const SECOND: [(&str, &str); 48] = [
    ("pine", "소나무"),
    ("birch", "자작나무"),
    ("maple", "단풍나무"),
    ("willow", "버드나무"),
    ("plum", "매화"),
    ("chestnut", "밤송이"),
    ("acorn", "도토리"),
    ("clover", "토끼풀"),
    ("barley", "보리"),
    ("fern", "고사리"),
    ("leaf", "나뭇잎"),
    ("meadow", "들판"),
    ("hill", "언덕"),
    ("river", "강물"),
    ("lake", "호수"),
    ("island", "바위섬"),
    ("wave", "물결"),
    ("shell", "조개"),
    ("pebble", "조약돌"),
    ("spring", "샘물"),
    ("cloud", "구름"),
    ("wind", "바람"),
    ("rain", "빗방울"),
    ("snow", "눈송이"),
    ("star", "별"),
    ("moon", "달"),
    ("dawn", "새벽"),
    ("crane", "두루미"),
    ("magpie", "까치"),
    ("swallow", "제비"),
    ("heron", "왜가리"),
    ("owl", "부엉이"),
    ("deer", "사슴"),
    ("rabbit", "토끼"),
    ("squirrel", "다람쥐"),
    ("otter", "수달"),
    ("badger", "오소리"),
    ("dragonfly", "잠자리"),
    ("cricket", "귀뚜라미"),
    ("lamp", "등불"),
    ("bridge", "징검다리"),
    ("garden", "꽃밭"),
    ("path", "오솔길"),
    ("sail", "돛단배"),
    ("bell", "풍경"),
    ("kite", "방패연"),
    ("basket", "바구니"),
    ("window", "창문"),
];

/// Numbers have two digits.
const NUMBERS: std::ops::RangeInclusive<i16> = 10..=99;

impl Handle {
    /// A random handle. Whether it is free, the database says.
    pub(crate) fn draw() -> Self {
        let below = |count: usize| {
            let bytes = random::<4>();
            usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(0) % count
        };
        let place = |count| i16::try_from(below(count)).unwrap_or(0);
        Self { first: place(FIRST.len()), second: place(SECOND.len()), number: NUMBERS.start() + place(90) }
    }

    /// As it is written and spoken.
    pub(crate) fn words(self, language: Language) -> String {
        let word = |list: &[(&'static str, &'static str)], place: i16| {
            let (english, korean) =
                usize::try_from(place).ok().and_then(|place| list.get(place)).copied().unwrap_or(("?", "?"));
            match language {
                Language::English => english,
                Language::Korean => korean,
            }
        };
        format!("{} {} {}", word(&FIRST, self.first), word(&SECOND, self.second), self.number)
    }

    /// Reads a handle as somebody types it, in either language, with or without blanks.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let digits = typed.find(|c: char| c.is_ascii_digit())?;
        let (words, number) = typed.split_at(digits);
        let number = number.parse().ok().filter(|number| NUMBERS.contains(number))?;
        let spelled = |first: (&str, &str), second: (&str, &str)| {
            words == format!("{}{}", first.0, second.0) || words == format!("{}{}", first.1, second.1)
        };
        let pairs = (0..FIRST.len()).flat_map(|first| (0..SECOND.len()).map(move |second| (first, second)));
        let (first, second) = pairs.into_iter().find(|&(first, second)| spelled(FIRST[first], SECOND[second]))?;
        Some(Self { first: i16::try_from(first).ok()?, second: i16::try_from(second).ok()?, number })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_handle_is_spoken_in_both_languages_and_read_again() {
        let handle = Handle { first: 0, second: 0, number: 12 };
        assert_eq!(handle.words(Language::English), "blue pine 12");
        assert_eq!(handle.words(Language::Korean), "푸른 소나무 12");
        for typed in ["blue pine 12", "Blue Pine12", "푸른소나무 12", "푸른 소나무12"] {
            assert_eq!(Handle::read(typed), Some(handle), "{typed}");
        }
        for typed in ["", "blue pine", "blue pine 9", "blue pine 100", "푸른 pine 12", "12"] {
            assert_eq!(Handle::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn no_two_handles_are_spelled_the_same() {
        for language in [Language::English, Language::Korean] {
            let mut spelled = BTreeSet::new();
            for (first, second) in (0..24).flat_map(|first| (0..48).map(move |second| (first, second))) {
                let words = Handle { first, second, number: 10 }.words(language).replace(' ', "");
                assert!(spelled.insert(words.clone()), "{words}");
            }
        }
    }

    #[test]
    fn every_drawn_handle_can_be_read() {
        for _ in 0..200 {
            let handle = Handle::draw();
            assert_eq!(Handle::read(&handle.words(Language::Korean)), Some(handle));
        }
    }
}
