//! Signs that nobody sees: of no width, turning the direction of writing, or filling a place. Those that belong to an emoji
//! or to the spelling of a script stay.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// Whether a sign leaves nothing on the page: format characters, and fillers that count as letters.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{180b}'..='\u{180f}' | '\u{2065}' | '\u{fff0}'..='\u{fff8}' => true,
        // These belong to numbers in Arabic and other scripts, and are seen.
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' => false,
        '\u{110bd}' | '\u{110cd}' => false,
        c => c.general_category() == unicode_properties::GeneralCategory::Format,
    }
}

/// The signs of a text that nobody sees and that belong to no other, with their places.
pub(crate) fn unseen(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    let mut is_flag = false;
    text.char_indices().filter(move |(at, c)| {
        let after = text[at + c.len_utf8()..].chars().next();
        is_flag = *c == '\u{1f3f4}' || is_flag && is_tag(*c);
        let is_unseen = match *c {
            '\u{200c}' | '\u{200d}' => !joins(before, after),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => !before.is_some_and(has_variants),
            c if is_tag(c) => !is_flag,
            c => is_invisible(c) || is_noncharacter(c),
        };
        if !is_unseen {
            before = Some(*c);
        }
        is_unseen
    })
}

/// A text without them.
pub(crate) fn without_unseen(text: &str) -> String {
    let mut unseen = unseen(text).map(|(at, _)| at).peekable();
    text.char_indices().filter(|(at, _)| unseen.next_if_eq(at).is_none()).map(|(_, c)| c).collect()
}

/// Tags spell the names of regions behind a black flag.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Whether a joiner between two signs is needed: inside an emoji, and in scripts that spell with it.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let in_emoji = is_picture(after) && (is_picture(before) || before == '\u{fe0f}');
    in_emoji || spells_with_joiners(before) && spells_with_joiners(after)
}

fn is_picture(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Symbol
}

/// Arabic, the scripts of India, those of Southeast Asia, Mongolian.
fn spells_with_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
}

/// Whether a sign has other forms: pictures, keys, Chinese characters.
fn has_variants(c: char) -> bool {
    let is_key = c.is_ascii_digit() || matches!(c, '#' | '*' | '‼' | '⁉' | '〰' | '〽');
    is_key
        || is_picture(c)
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_nobody_sees_are_found() {
        for (text, signs) in [
            ("ab\u{200b}cd \u{202e}evil\u{202c}", "\u{200b}\u{202e}\u{202c}"),
            ("\u{feff}인권\u{2060}", "\u{feff}\u{2060}"),
            ("소\u{ad}식 \u{3164}", "\u{ad}\u{3164}"),
            ("\u{2066}a\u{2069}\u{200e}\u{200f}\u{61c}", "\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}"),
            ("a\u{e0041}b", "\u{e0041}"),
            ("ab\u{200d}c 가\u{200d}나 \u{200c}", "\u{200d}\u{200d}\u{200c}"),
            ("👩\u{200d}", "\u{200d}"),
            ("a\u{fe0f}가\u{fe00}", "\u{fe0f}\u{fe00}"),
            ("\u{34f}\u{115f}\u{1160}\u{ffa0}\u{180e}\u{2061}", "\u{34f}\u{115f}\u{1160}\u{ffa0}\u{180e}\u{2061}"),
            ("x\u{fdd0}\u{ffff}", "\u{fdd0}\u{ffff}"),
        ] {
            assert_eq!(unseen(text).map(|(_, c)| c).collect::<String>(), signs, "{text:?}");
            assert!(unseen(&without_unseen(text)).next().is_none(), "{text:?}");
        }
    }

    #[test]
    fn emoji_and_spelling_stay() {
        for good in [
            "👩‍👧 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🧑‍🤝‍🧑 👁️‍🗨️",
            "❤\u{fe0f} ©\u{fe0f} 1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3} ✔\u{fe0e}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "می\u{200c}خواهم क्\u{200d}ष",
            "葛\u{e0100}",
            "북한인권시민연합 – “자유”… 『책』 é e\u{301}",
            "a\u{a0}b\u{3000}c\td\n",
        ] {
            assert_eq!(unseen(good).next(), None, "{good:?}");
            assert_eq!(without_unseen(good), good);
        }
    }
}
