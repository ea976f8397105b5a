//! What all forms share: messages at fields, the signed token that gives a form its age and its name, and what no text
//! may hold.

use std::borrow::Cow;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize as _, Deserializer};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{mailbox::Mailbox, seal::Keys};

/// A form older than this is shown again before it is taken.
pub(crate) const OLDEST: Duration = Duration::hours(12);

/// What is wrong with a form: one sentence a field, in the order in which the fields were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems(Vec<Problem>);

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The field's name in the form.
    pub(crate) field: Cow<'static, str>,
    /// Where it is, in words, for a form that is too long to see at once. Empty elsewhere.
    pub(crate) place: String,
    /// What to do about it.
    pub(crate) sentence: String,
}

impl Problems {
    /// Adds a sentence to a field. The first one stays.
    pub(crate) fn add(&mut self, field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) {
        self.add_at(field, "", sentence);
    }

    /// The same with the place of the field in words.
    pub(crate) fn add_at(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        place: impl Into<String>,
        sentence: impl Into<String>,
    ) {
        let field = field.into();
        if self.of(&field).is_none() {
            self.0.push(Problem { field, place: place.into(), sentence: sentence.into() });
        }
    }

    /// The sentence at a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.sentence.as_str())
    }

    pub(crate) fn all(&self) -> &[Problem] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a form came for the first time or was sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    First,
    Again,
}

impl Sent {
    /// Told by how many rows a statement changed that changes nothing the second time.
    pub(crate) fn by_rows(rows: u64) -> Self {
        if rows == 0 { Self::Again } else { Self::First }
    }
}

/// One showing of a form. Its name makes sending twice harmless; its age tells people from programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormToken {
    /// The name of this showing.
    pub nonce: Uuid,
    pub issued_at: OffsetDateTime,
}

/// Why a token was not accepted. All are mended by showing the form again with a fresh one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// Missing, changed, or of another form or site.
    Forged,
    /// Older than [`OLDEST`].
    Stale,
}

impl FormToken {
    /// A token for a fresh form.
    pub fn issue(now: OffsetDateTime) -> Self {
        let issued_at = now.replace_nanosecond(0).unwrap_or(now);
        Self { nonce: Uuid::from_bytes(crate::seal::random()), issued_at }
    }

    /// The token as it stands in a hidden field, signed for one form.
    pub fn sign(&self, keys: &Keys, form: &str) -> String {
        let value = self.value();
        let signature = keys.hash(&purpose(form), &value);
        URL_SAFE_NO_PAD.encode([&value[..], &signature].concat())
    }

    /// Reads a hidden field.
    /// Fails if it is not one of ours for this form, or too old.
    pub(crate) fn verify(keys: &Keys, form: &str, typed: &str, now: OffsetDateTime) -> Result<Self, TokenError> {
        let bytes = URL_SAFE_NO_PAD.decode(typed).map_err(|_| TokenError::Forged)?;
        let (value, signature) = bytes.split_first_chunk::<24>().ok_or(TokenError::Forged)?;
        if !keys.verify(&purpose(form), value, signature) {
            return Err(TokenError::Forged);
        }
        let (seconds, nonce) = value.split_first_chunk::<8>().ok_or(TokenError::Forged)?;
        let issued_at =
            OffsetDateTime::from_unix_timestamp(i64::from_be_bytes(*seconds)).map_err(|_| TokenError::Forged)?;
        let nonce = Uuid::from_slice(nonce).map_err(|_| TokenError::Forged)?;
        if now - issued_at > OLDEST || issued_at - now > Duration::minutes(5) {
            return Err(TokenError::Stale);
        }
        Ok(Self { nonce, issued_at })
    }

    fn value(&self) -> [u8; 24] {
        let mut value = [0; 24];
        value[..8].copy_from_slice(&self.issued_at.unix_timestamp().to_be_bytes());
        value[8..].copy_from_slice(self.nonce.as_bytes());
        value
    }
}

fn purpose(form: &str) -> String {
    format!("form token of {form}")
}

/// Trims a typed text and drops control characters except line breaks. Text stays as people wrote it otherwise.
pub(crate) fn tidy(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n");
    unified.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// Full-width forms (U+FF01 to U+FF5E), which Korean and Japanese keyboards produce, as ASCII; wide and fixed blanks likewise.
pub(crate) fn ascii_twin(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// Tells a field that is there but empty from one that is missing.
pub(crate) fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    String::deserialize(field).map(Some)
}

/// Whether a text is one mail address of a domain with a dot.
pub(crate) fn is_mail(text: &str) -> bool {
    Mailbox::parse(text).is_some_and(|_| text.trim() == text)
}

/// A Korean resident registration number: six digits, a dash or nothing, seven digits of which the first is 1 to 8.
/// It may not be collected (PIPA, article 24-2), so it is not even taken in free text.
pub(crate) fn holds_resident_number(text: &str) -> bool {
    let plain: Vec<char> = text.chars().map(ascii_twin).map(plain_dash).collect();
    (0..plain.len()).any(|start| {
        let free_before = start == 0 || !plain[start - 1].is_ascii_digit();
        free_before && resident_number_at(&plain[start..])
    })
}

/// Every kind of dash as one.
fn plain_dash(c: char) -> char {
    match c {
        '‐'..='―' | '−' | 'ー' | '~' => '-',
        other => other,
    }
}

fn resident_number_at(text: &[char]) -> bool {
    let Some((birth, rest)) = text.split_at_checked(6) else {
        return false;
    };
    let gap = rest.iter().take(3).take_while(|c| matches!(c, ' ' | '-')).count();
    let rest = &rest[gap..];
    let Some((tail, after)) = rest.split_at_checked(7) else {
        return false;
    };
    let number = |digits: &[char]| digits.iter().collect::<String>().parse::<u32>().unwrap_or(0);
    let digits_only = birth.iter().chain(tail).all(char::is_ascii_digit);
    digits_only
        && (1..=12).contains(&number(&birth[2..4]))
        && (1..=31).contains(&number(&birth[4..6]))
        && ('1'..='8').contains(&tail[0])
        && !after.first().is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn keys() -> Keys {
        Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key")
    }

    #[test]
    fn a_token_is_good_for_its_form_and_its_time() {
        let (keys, now) = (keys(), OffsetDateTime::now_utc());
        let token = FormToken::issue(now);
        let typed = token.sign(&keys, "donate");
        assert_eq!(FormToken::verify(&keys, "donate", &typed, now + Duration::hours(1)), Ok(token));
        assert_eq!(FormToken::verify(&keys, "volunteer", &typed, now), Err(TokenError::Forged));
        assert_eq!(FormToken::verify(&self::keys(), "donate", &typed, now), Err(TokenError::Forged));
        assert_eq!(
            FormToken::verify(&keys, "donate", &typed, now + OLDEST + Duration::seconds(1)),
            Err(TokenError::Stale)
        );
        assert_eq!(FormToken::verify(&keys, "donate", &typed, now - Duration::hours(1)), Err(TokenError::Stale));
        for forged in ["", "x", "AAAA", &typed[1..], &format!("{typed}AA")] {
            assert_eq!(FormToken::verify(&keys, "donate", forged, now), Err(TokenError::Forged), "{forged}");
        }
    }

    #[test]
    fn phone_numbers_are_not_taken_for_resident_numbers() {
        for text in ["+82 10-1234-5678", "01012345678", "2026-11-23 1234567", "19001011234567890"] {
            assert!(!holds_resident_number(text), "{text}");
        }
    }
}
