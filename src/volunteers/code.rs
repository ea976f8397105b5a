//! The code by which somebody comes back to what they sent. It follows from the showing of the form, so a form sent twice has
//! one; the database holds a keyed hash of it alone.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::volunteers::vault::secrets::Secrets;

/// Twelve letters, so sixty random bits, without those that are taken for others (Crockford's base 32).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code(String);

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

impl Code {
    /// The code of what was sent with a showing of the form.
    pub(crate) fn of(secrets: &Secrets, showing: Uuid) -> Self {
        let hash = secrets.codes.hash(&[b"code of ", &showing.as_bytes()[..]].concat());
        Self(hash[..LENGTH].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
    }

    /// Reads a code as people type it, in any case and width, with anything between its letters.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let letter = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let code: String = typed.nfkc().filter(|c| c.is_alphanumeric()).map(letter).collect();
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| LETTERS.contains(&byte));
        is_code.then_some(Self(code))
    }

    /// What the database holds.
    pub(crate) fn hash(&self, secrets: &Secrets) -> [u8; 32] {
        secrets.codes.hash(format!("hash of {}", self.0).as_bytes())
    }
}

/// In groups that can be read aloud and written down.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = Code("0123ABCDWXYZ".to_owned());
        assert_eq!(code.to_string(), "0123-ABCD-WXYZ");
        for typed in [
            "0123-ABCD-WXYZ",
            " o1 23 abcd wxyz ",
            "O|23".replace('|', "I").as_str(),
            "０１２３ａｂｃｄ－ｗｘｙｚ",
            "0l23.abcd.wxyz",
        ] {
            let expected = (typed.len() > 6).then(|| code.clone());
            assert_eq!(Code::read(typed), expected, "{typed}");
        }
        for wrong in ["", "0123-ABCD-WXY", "0123-ABCD-WXYZ0", "0123-ABCD-WXYU", "가123-ABCD-WXYZ"] {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
    }
}
