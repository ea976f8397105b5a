//! Words of the database as types. A column of words is a `text` with a check in PostgreSQL and an enum here; a word that
//! the enum does not know is an error of the query, never a silent default.

/// An enum whose variants stand as words in the database, in forms and in addresses.
pub trait Word: Copy + 'static {
    /// Every variant, in the order in which they are declared.
    const ALL: &'static [Self];

    /// As it stands in the database.
    fn word(self) -> &'static str;

    /// The variant of a word, or none for a word that is not ours.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

/// Declares an enum and the word of each variant. Queries read it by `column as "column: Type"` and bind it by
/// `value as Type`.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident { $( $(#[$about:meta])* $variant:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name { $( $(#[$about])* $variant ),+ }

        impl $crate::words::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::sqlx::Type<::sqlx::Postgres> for $name {
            fn type_info() -> ::sqlx::postgres::PgTypeInfo {
                <str as ::sqlx::Type<::sqlx::Postgres>>::type_info()
            }

            fn compatible(ty: &::sqlx::postgres::PgTypeInfo) -> bool {
                <str as ::sqlx::Type<::sqlx::Postgres>>::compatible(ty)
            }
        }

        impl ::sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> ::sqlx::postgres::PgTypeInfo {
                <&str as ::sqlx::postgres::PgHasArrayType>::array_type_info()
            }
        }

        impl ::sqlx::Encode<'_, ::sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut ::sqlx::postgres::PgArgumentBuffer,
            ) -> Result<::sqlx::encode::IsNull, ::sqlx::error::BoxDynError> {
                <&str as ::sqlx::Encode<'_, ::sqlx::Postgres>>::encode($crate::words::Word::word(*self), buffer)
            }
        }

        impl<'r> ::sqlx::Decode<'r, ::sqlx::Postgres> for $name {
            fn decode(value: ::sqlx::postgres::PgValueRef<'r>) -> Result<Self, ::sqlx::error::BoxDynError> {
                let word = <&str as ::sqlx::Decode<'r, ::sqlx::Postgres>>::decode(value)?;
                <Self as $crate::words::Word>::from_word(word)
                    .ok_or_else(|| format!("{word:?} is no word of {}", stringify!($name)).into())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::words::Word::word(*self))
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        /// A colour.
        enum Colour { Blue = "blue", DarkRed = "dark_red" }
    }

    #[test]
    fn a_word_leads_back_to_its_variant_and_no_other_word_does() {
        assert!(Colour::ALL.iter().all(|colour| Colour::from_word(colour.word()) == Some(*colour)));
        assert_eq!(Colour::DarkRed.to_string(), "dark_red");
        assert!(["", "Blue", "dark red", "green"].iter().all(|word| Colour::from_word(word).is_none()));
    }
}
