//! What all forms share: messages at fields, and the signed token that gives a form its age and its name.

use std::borrow::Cow;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize as _, Deserializer};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{language::Language, mailbox::Mailbox, seal::Keys, text::Fault};

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

    /// The text of a field. What is wrong with it is added at the field; a text that says nothing is none.
    pub(crate) fn take(
        &mut self,
        field: &'static str,
        language: Language,
        read: Result<String, Fault>,
    ) -> Option<String> {
        self.take_at(field, "", language, read)
    }

    /// The same with the field's label, because a sentence about a text does not say which text it is.
    pub(crate) fn take_at(
        &mut self,
        field: &'static str,
        label: impl Into<String>,
        language: Language,
        read: Result<String, Fault>,
    ) -> Option<String> {
        read.map_err(|fault| {
            if let Some(sentence) = fault.sentence(language) {
                self.add_at(field, label, sentence);
            }
        })
        .ok()
    }

    /// The sentence at a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.sentence.as_str())
    }

    /// The sentence as it stands in a list of all, away from its field.
    pub(crate) fn listed(&self, field: &str) -> Option<String> {
        let problem = self.0.iter().find(|problem| problem.field == field)?;
        let place = if problem.place.is_empty() { String::new() } else { format!("{}: ", problem.place) };
        Some(place + &problem.sentence)
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

/// Tells a field that is there but empty from one that is missing.
pub(crate) fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    String::deserialize(field).map(Some)
}

/// Whether a text is one mail address of a domain with a dot.
pub(crate) fn is_mail(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok() && Mailbox::parse(text).is_some()
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
}
