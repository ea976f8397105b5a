//! The codes that donors write on their transfers, as banks and people change them: in small letters, with blanks and
//! dashes, in the midst of other words.

use crate::text::ascii_twin;

/// Shorter codes would be found by chance.
const SHORTEST: usize = 6;

/// A code or a part of one as it is looked up: capitals and digits alone.
pub(crate) fn plain(typed: &str) -> String {
    typed.chars().map(ascii_twin).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Everything in a text that may be a code of one of these lengths. Blanks and dashes part nothing; other signs do.
pub(crate) fn candidates(text: &str, lengths: &[usize]) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().map(ascii_twin).chain(['|']) {
        match c {
            _ if c.is_ascii_alphanumeric() => run.push(c.to_ascii_uppercase()),
            _ if c.is_whitespace() || "-_.·‐‑–—−".contains(c) => {}
            _ => {
                for length in lengths.iter().filter(|length| **length >= SHORTEST) {
                    let last = (run.len() + 1).saturating_sub(*length);
                    found.extend((0..last).filter_map(|start| run.get(start..start + length)).map(str::to_owned));
                }
                run.clear();
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_written() {
        for text in [
            "CK7F3K9Q",
            "ck-7f3k-9q",
            "후원 CK 7F3K 9Q 홍길동",
            "홍길동ck7f3k9q",
            "ＣＫ７Ｆ３Ｋ９Ｑ",
            "ＣＫ　７Ｆ３Ｋ－９Ｑ",
            "123 CK–7F3K–9Q 456",
            "xxCK7F3K9Qyy",
        ] {
            assert!(candidates(text, &[8]).contains(&"CK7F3K9Q".to_owned()), "{text}");
        }
        for text in ["", "CK7F3K9", "CK7F, 3K9Q", "CK7F홍3K9Q"] {
            assert!(!candidates(text, &[8]).contains(&"CK7F3K9Q".to_owned()), "{text}");
        }
        assert_eq!(candidates("ABCDEFG", &[1, 5]), Vec::<String>::new(), "short codes are found by chance");
        assert_eq!(plain(" ck-7f3k 9ｑ "), "CK7F3K9Q");
    }
}
