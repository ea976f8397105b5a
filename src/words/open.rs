//! Words of a set that others may add to: Stripe's, and ours as an earlier version wrote them.

use std::fmt;

use super::word::Word;

/// A word that we know, or one that we do not and keep as it was written, so that it can still be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open<W> {
    Known(W),
    Other(Box<str>),
}

impl<W: Word> Open<W> {
    pub(crate) fn new(word: &str) -> Self {
        W::from_word(word).map_or_else(|| Self::Other(word.into()), Self::Known)
    }

    pub(crate) fn known(&self) -> Option<W> {
        match self {
            Self::Known(word) => Some(*word),
            Self::Other(_) => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Known(word) => word.word(),
            Self::Other(word) => word,
        }
    }
}

impl<W: Word + PartialEq> PartialEq<W> for Open<W> {
    fn eq(&self, other: &W) -> bool {
        matches!(self, Self::Known(word) if word == other)
    }
}

impl<W: Word> fmt::Display for Open<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<W: Word> sqlx::Type<sqlx::Postgres> for Open<W> {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        <str as sqlx::Type<sqlx::Postgres>>::type_info()
    }

    fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
        <str as sqlx::Type<sqlx::Postgres>>::compatible(ty)
    }
}

impl<'r, W: Word> sqlx::Decode<'r, sqlx::Postgres> for Open<W> {
    fn decode(value: sqlx::postgres::PgValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
        Ok(Self::new(<&str as sqlx::Decode<'r, sqlx::Postgres>>::decode(value)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    words! {
        enum Answer { Yes = "yes", No = "no" }
    }

    #[test]
    fn a_word_that_nobody_knows_is_kept_as_it_was_written() {
        assert_eq!(
            (Open::<Answer>::new("yes").known(), Open::<Answer>::new("maybe").known()),
            (Some(Answer::Yes), None)
        );
        assert!(Open::new("no") == Answer::No && Open::new("maybe") != Answer::No);
        assert_eq!(Open::<Answer>::new("maybe").to_string(), "maybe");
    }
}
