//! What people may write into a field, decided once for every form: what a name is, what a text may not hold, how long it
//! may be, and what a telephone number looks like. Knows no form.

mod resident_number;
mod unseen;

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

pub(crate) use self::unseen::{is_invisible, unseen, without_unseen};
use crate::language::Language;

/// Why a text cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It says nothing: there is no letter, digit or picture in it.
    Empty,
    TooLong {
        longest: usize,
        length: usize,
    },
    /// It holds what looks like a resident registration number. That may not be collected (PIPA, article 24-2), so it is
    /// not even taken in free text.
    ResidentNumber,
}

impl Fault {
    /// What is wrong with a text of this length, in characters.
    pub(crate) fn of_length(length: usize, longest: usize) -> Option<Self> {
        (length > longest).then_some(Self::TooLong { longest, length })
    }

    /// What to do about it. What to do about an empty field, only its form knows.
    pub(crate) fn sentence(self, language: Language) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::TooLong { longest, length } => {
                let values = [("longest", &*longest.to_string()), ("length", &*length.to_string())];
                Some(language.message_with("problem-too-long", &values))
            }
            Self::ResidentNumber => Some(language.message("problem-resident-number")),
        }
    }
}

/// A name, or another short text that people are known by: one line that says something.
pub(crate) fn name(typed: &str, longest: usize) -> Result<String, Fault> {
    let text = tidy(typed).replace('\n', " ");
    if says_something(&text) { bounded(text, longest) } else { Err(Fault::Empty) }
}

/// A text of several lines.
pub(crate) fn prose(typed: &str, longest: usize) -> Result<String, Fault> {
    let text = tidy(typed);
    if text.is_empty() { Err(Fault::Empty) } else { bounded(text, longest) }
}

fn bounded(text: String, longest: usize) -> Result<String, Fault> {
    if let Some(fault) = Fault::of_length(text.chars().count(), longest) {
        Err(fault)
    } else if holds_resident_number(&text) {
        Err(Fault::ResidentNumber)
    } else {
        Ok(text)
    }
}

/// Whether a text holds a resident registration number, in any spelling.
fn holds_resident_number(text: &str) -> bool {
    resident_number::stands_in(&plain(text)) || resident_number::is_spread_in(&one_width(text))
}

/// A typed text without what nobody sees. Text stays as people wrote it otherwise.
///
/// Invisible signs and those that turn the direction of writing are taken out and not refused: they come along when
/// somebody pastes a number from a telephone's contacts, and who pastes them cannot find them. Letters are stored composed
/// (NFC), as some systems send Hangul in pieces.
pub(crate) fn tidy(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let unified = typed.replace("\r\n", "\n");
    for c in unified.nfc() {
        match c {
            '\r' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\t' => text.push(' '),
            // Joiners belong to emoji and to the spelling of some scripts.
            '\u{200c}' | '\u{200d}' if text.chars().next_back().is_some_and(|before| !before.is_ascii()) => {
                text.push(c)
            }
            '\n' => text.push(c),
            c if c.is_control() || is_invisible(c) => {}
            c => text.push(c),
        }
    }
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).to_owned()
}

/// A typed text as pages keep it: composed (NFC), with lines of one kind, without control characters and blanks around it.
/// Signs that nobody sees stay.
pub(crate) fn composed(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text: String = unified.nfc().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    text.trim_end().trim_start_matches([' ', '\u{a0}', '\u{3000}', '\n']).to_owned()
}

/// Whether a text holds a letter, a digit or a picture. Marks, punctuation and signs alone name nobody.
pub(crate) fn says_something(text: &str) -> bool {
    text.chars().filter(|c| !is_invisible(*c)).any(|c| match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number => true,
        // An empty Braille cell, and what stands for something that was lost.
        GeneralCategoryGroup::Symbol => {
            c.general_category() == GeneralCategory::OtherSymbol && !matches!(c, '\u{2800}' | '\u{fffc}' | '\u{fffd}')
        }
        _ => false,
    })
}

/// Full-width forms (U+FF01 to U+FF5E), which Korean and Japanese keyboards produce, as ASCII; wide and fixed blanks likewise.
pub(crate) fn ascii_twin(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// A text as it is compared: digits and letters of every width as plain ones, nothing invisible, every dash as `-`.
fn plain(text: &str) -> Vec<char> {
    one_width(text).into_iter().map(plain_dash).collect()
}

/// The same with dashes as they were typed.
fn one_width(text: &str) -> Vec<char> {
    text.nfkc().filter(|c| !is_invisible(*c)).collect()
}

/// Every kind of dash as one, and the letters that Korean and Japanese keyboards make look like one.
fn plain_dash(c: char) -> char {
    match c {
        'ㅡ' | '\u{1173}' | 'ー' | '一' | '−' | '~' | '〜' => '-',
        c if c.general_category() == GeneralCategory::DashPunctuation => '-',
        other => other,
    }
}

/// The fewest and the most digits of a telephone number, with what is dialled before it (ITU-T E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 6..=17;

/// Whether a text is a telephone number as people write it, with a note such as "(evenings)", or several of them.
pub(crate) fn is_phone(text: &str) -> bool {
    let plain = without_notes(&plain(text));
    let numbers: Option<Vec<usize>> = plain.split(['/', ',', ';']).map(digits_of_phone).collect();
    numbers.is_some_and(|numbers| {
        let most = *PHONE_DIGITS.end();
        numbers.iter().any(|digits| PHONE_DIGITS.contains(digits)) && numbers.iter().all(|digits| *digits <= most)
    })
}

/// A text without brackets that hold words.
fn without_notes(text: &[char]) -> String {
    let mut rest = String::new();
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let close = match c {
            '(' => ')',
            '[' => ']',
            _ => '\0',
        };
        let note = text[at..].iter().position(|c| *c == close).map(|end| &text[at..=at + end]);
        match note {
            Some(note) if note.iter().any(|c| c.is_alphabetic()) => at += note.len(),
            _ => {
                rest.push(*c);
                at += 1;
            }
        }
    }
    rest
}

/// How many digits of a number stand in a text; none if something else does. Words are notes, and a few digits behind a word
/// are an extension.
fn digits_of_phone(text: &str) -> Option<usize> {
    let mut digits = 0;
    for word in text.split_whitespace() {
        let (number, rest) = word.split_at(word.find(char::is_alphabetic).unwrap_or(word.len()));
        if !number.chars().all(|c| c.is_ascii_digit() || "+-.()#*:".contains(c)) {
            return None;
        }
        let behind = rest.chars().filter(char::is_ascii_digit).count();
        if behind > 5 {
            return None;
        }
        digits += number.chars().filter(char::is_ascii_digit).count();
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_name() {
        for nothing in [
            "",
            "   ",
            "\u{3000}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{200b}",
            "\u{200c}\u{200d}",
            "\u{200e}\u{200f}",
            "\u{2060}",
            "\u{feff}",
            "\u{ad}",
            "\u{34f}",
            "\u{180e}",
            "\u{2800}",
            "\u{fffc}",
            "\u{202e}\u{202c}",
            "\u{2066}\u{2069}",
            "\u{e0041}",
            "\u{301}\u{302}",
            "\u{fe0f}",
            "...",
            "-",
            "?!",
            "“”",
            "^_^",
        ] {
            assert_eq!(name(nothing, 120), Err(Fault::Empty), "{nothing:?}");
            assert_eq!(name(&format!(" {nothing}\n{nothing}"), 120), Err(Fault::Empty), "{nothing:?} twice");
        }
        for somebody in ["반딧불", "ㅎ", "Ø", "O’Neill-Park", "7", "🌸", "김 Ада", "नेहा", "ᄂᆞᆷ", "👩‍👧"]
        {
            assert_eq!(name(somebody, 120).as_deref(), Ok(somebody));
        }
    }

    #[test]
    fn texts_are_kept_as_they_were_written_but_for_what_nobody_sees() {
        for (typed, kept) in [
            (" 고맙습니다.\r\n힘내세요. ", "고맙습니다.\n힘내세요."),
            ("\u{202a}+82 10-1234-5678\u{202c}", "+82 10-1234-5678"),
            ("ab\u{200b}cd \u{202e}evil\u{202c}", "abcd evil"),
            ("\u{feff}Dana\u{ad} Ro\u{3164}", "Dana Ro"),
            ("가\u{3164}나", "가나"),
            ("a\tb\u{0}c\u{7}", "a bc"),
            ("a\rb\u{2028}c", "a\nb\nc"),
            ("\u{1100}\u{1161}\u{11a8}", "각"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("ab\u{200d}c", "abc"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
        ] {
            assert_eq!(tidy(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn texts_of_pages_keep_their_cells_and_what_has_to_be_named() {
        for (typed, kept) in [
            ("연도\t명\r\n2014\t120\r\n", "연도\t명\n2014\t120"),
            ("\tb\n1\t2", "\tb\n1\t2"),
            ("\u{1100}\u{1161}\u{11a8} e\u{301}", "각 é"),
            (" \u{3000}글\u{2028}글\u{0}\u{7} ", "글\n글"),
            ("ab\u{200b}cd", "ab\u{200b}cd"),
            ("\u{200b}", "\u{200b}"),
        ] {
            assert_eq!(composed(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_says_by_how_much() {
        assert_eq!(name(&"가".repeat(121), 120), Err(Fault::TooLong { longest: 120, length: 121 }));
        assert!(name(&"가".repeat(120), 120).is_ok());
        for language in Language::ALL {
            let sentence = Fault::TooLong { longest: 120, length: 121 }.sentence(language).expect("a sentence");
            assert!(sentence.contains("120") && sentence.contains("121"), "{sentence}");
        }
    }

    #[test]
    fn telephone_numbers_are_taken_as_people_write_them() {
        for good in [
            "010-1234-5678",
            "01012345678",
            "＋８２　１０－１２３４－５６７８",
            "010–1234–5678",
            "010—1234—5678",
            "010ㅡ1234ㅡ5678",
            "010.1234.5678",
            "+82 (0)10 1234 5678",
            "0082-10-1234-5678",
            "010-1234-5678 (저녁)",
            "010-1234-5678 (after 6pm)",
            "010-1234-5678 저녁에만",
            "저녁 010 1234 5678",
            "02-723-1672 ext. 12",
            "02-723-1672 x12",
            "02-723-1672 내선 12",
            "02-723-1672 (내선 12)",
            "\u{202a}+82 10-1234-5678\u{202c}",
            "010-1234-5678 / 02-723-1672",
            "010-1234-5678, 18시 이후",
        ] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "call me", "@firefly", "12345", "me@example.org", "user1234567", "8210123456781234567", "저녁"]
        {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
