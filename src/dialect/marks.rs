//! Where marks of a text did not take effect, so that the editor can say so before visitors see them.

use crate::{
    dialect::mark::{Found, Mark},
    language::Language,
};

/// Where a mark did not take effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ineffective {
    pub(crate) mark: Mark,
    /// The line of the text, counted from one.
    pub(crate) line: usize,
    /// The words around it.
    pub(crate) words: String,
}

/// How many are told: who pastes a page of another dialect need not read more.
const MOST: usize = 20;
/// How many characters are told on each side.
const AROUND: usize = 30;

impl Ineffective {
    /// What is shown instead, and how to mend it.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let key = match self.mark {
            Mark::Emphasis => "rooms-pages-mark-emphasis",
            Mark::Link => "rooms-pages-mark-link",
            Mark::Note => "rooms-pages-mark-note",
            Mark::UnusedNote => "rooms-pages-mark-unused-note",
            Mark::Heading => "rooms-pages-mark-heading",
            Mark::Table => "rooms-pages-mark-table",
            Mark::Html => "rooms-pages-mark-html",
            Mark::Picture => "rooms-pages-mark-picture",
        };
        language.message_with(key, &[("line", &self.line.to_string()), ("words", &self.words)])
    }
}

/// What is told about the marks that were found in a text, in the order of its lines.
pub(super) fn told(text: &str, mut found: Vec<Found>) -> Vec<Ineffective> {
    let lines: Vec<&str> = text.lines().collect();
    let told = |(line, mark, sign): Found| {
        let words = around(lines.get(line - 1).copied().unwrap_or_default(), &sign);
        Ineffective { mark, line, words }
    };
    found.sort_by_key(|(line, ..)| *line);
    found.dedup_by(|one, other| (one.0, one.1) == (other.0, other.1));
    found.into_iter().take(MOST).map(told).collect()
}

/// The words of a line around a sign.
fn around(line: &str, sign: &str) -> String {
    let line = line.trim();
    let at = line.find(sign).unwrap_or_default();
    let before: Vec<char> = line[..at].chars().rev().take(AROUND).collect();
    let after = line[at..].chars().take(sign.chars().count() + AROUND);
    let is_cut =
        (before.len() < line[..at].chars().count(), line[at..].chars().count() > sign.chars().count() + AROUND);
    let words: String = before.into_iter().rev().chain(after).collect();
    format!("{}{}{}", if is_cut.0 { "…" } else { "" }, words.trim(), if is_cut.1 { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Dialect, ineffective};

    fn told(dialect: Dialect, text: &str) -> Vec<(Mark, usize, String)> {
        ineffective(dialect, text).into_iter().map(|found| (found.mark, found.line, found.words)).collect()
    }

    #[test]
    fn marks_that_are_shown_as_typed_are_told() {
        for (text, mark, line, words) in [
            ("글\n\n** 강조**입니다", Mark::Emphasis, 3, "** 강조**입니다"),
            ("**닫히지 않은 강조", Mark::Emphasis, 1, "**닫히지 않은 강조"),
            ("a **“b”**c d", Mark::Emphasis, 1, "a **“b”**c d"),
            ("가\n나 *다", Mark::Emphasis, 2, "나 *다"),
            ("글 [보고서](https://example.org 을", Mark::Link, 1, "글 [보고서](https://example.org 을"),
            ("글\n[연합](NKHR)", Mark::Link, 2, "[연합](NKHR)"),
            ("[쪽][1]\n\n[1]: mission.html", Mark::Link, 1, "[쪽][1]"),
            ("증언[^3]", Mark::Note, 1, "증언[^3]"),
            ("글\n\n[^1]: 안 쓰인 각주", Mark::UnusedNote, 3, "[^1]: 안 쓰인 각주"),
            ("글\n\n##배경", Mark::Heading, 3, "##배경"),
            ("| 2014 | 120 |\n| 2015 | 87 |", Mark::Table, 1, "| 2014 | 120 |"),
            ("글\n\n<b>굵게</b>", Mark::Html, 3, "<b>굵게</b>"),
            ("![그림](/a.png)", Mark::Picture, 1, "![그림](/a.png)"),
            ("가\t나\n다\t라\n\n끝\n##글", Mark::Heading, 5, "##글"),
        ] {
            assert_eq!(told(Dialect::Second, text).first(), Some(&(mark, line, words.to_owned())), "{text:?}");
        }
        let long = format!("{} **가 {}", "앞".repeat(50), "뒤".repeat(50));
        let words = told(Dialect::Second, &long).remove(0).2;
        assert!(words.starts_with('…') && words.ends_with('…') && words.contains("**가"), "{words}");
        assert_eq!(told(Dialect::Second, &"**가 나\n\n".repeat(100)).len(), MOST);
    }

    #[test]
    fn the_first_dialect_has_more_of_them() {
        for (text, mark, line) in [
            ("글\n\n**인권(2)**은", Mark::Emphasis, 3),
            ("| a | b |\n|---|---|", Mark::Table, 1),
            ("증언[^1]", Mark::Note, 1),
        ] {
            let found = told(Dialect::First, text);
            assert!(found.iter().any(|found| (found.0, found.1) == (mark, line)), "{text:?}: {found:?}");
        }
        assert_eq!(told(Dialect::First, "*a* **b** 5\\*3 \\*\\*c \\[x\\](y)\n\n- d"), []);
    }

    #[test]
    fn good_texts_have_none() {
        for text in [
            "**북한인권시민연합(NKHR)**은 *강조*와 5 * 3, 5*3, 2**8, \\*\\*글\\*\\*",
            "## 배경\n\n1. 하나\n2. 둘\n\n연도\t명\n2014\t120",
            "증언[^1]\n\n[^1]: 2014년 [보고서](https://example.org)",
            "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n\n3 < 4, a<b, # 하나",
            "`**` [사명](/mission) [위](#top) [전화](tel:+82 2 723 1672) https://example.org/a**",
            "[가] (나) [다]",
        ] {
            assert_eq!(told(Dialect::Second, text), [], "{text:?}");
        }
    }

    #[test]
    fn every_mark_has_a_sentence() {
        for mark in [
            Mark::Emphasis,
            Mark::Link,
            Mark::Note,
            Mark::UnusedNote,
            Mark::Heading,
            Mark::Table,
            Mark::Html,
            Mark::Picture,
        ] {
            for language in Language::ALL {
                let sentence = Ineffective { mark, line: 7, words: "가나다".to_owned() }.sentence(language);
                assert!(sentence.contains('7') && sentence.contains("가나다"), "{sentence}");
            }
        }
    }
}
