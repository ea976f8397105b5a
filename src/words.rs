//! Words of the database as types. A column of words is a `text` with a check in PostgreSQL and an enum here; a word that
//! the enum does not know is an error of the query, never a silent default. Where others may add words, it is kept as it is.

mod open;
mod word;

pub use self::{open::Open, word::Word};

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

    /// The words that a constraint of the database allows, as the last migration that names it says.
    fn allowed(constraint: &str) -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("migrations").map(|file| file.expect("a file").path()).collect();
        files.sort();
        let all: String = files.iter().map(|file| std::fs::read_to_string(file).expect("a migration")).collect();
        let (_, check) = all.rsplit_once(&format!("constraint {constraint} check (")).expect(constraint);
        let (words, _) = check.split_once(')').expect("an end");
        let mut words: Vec<String> = words.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
        words.sort_unstable();
        words
    }

    fn of_type<W: Word>() -> Vec<String> {
        let mut words: Vec<String> = W::ALL.iter().map(|word| word.word().to_owned()).collect();
        words.sort_unstable();
        words
    }

    #[test]
    fn the_database_allows_the_words_of_the_types_and_no_others() {
        use crate::{
            books::reconcile::{Task, findings::FindingKind},
            donations::{donation, events, monthly, refunds},
            ledger,
        };
        for (constraint, words) in [
            ("pages_kind_known", of_type::<crate::pages::words::PageKind>()),
            ("roles_area_known", of_type::<crate::volunteers::form::Area>()),
            ("donations_state_known", of_type::<donation::DonationState>()),
            ("donations_method_known", of_type::<donation::Method>()),
            ("donations_dedication_known", of_type::<donation::Dedication>()),
            ("donations_language_known", of_type::<crate::language::Language>()),
            ("ledger_entries_kind_known", of_type::<ledger::Kind>()),
            ("ledger_entries_source_known", of_type::<ledger::Source>()),
            ("monthly_gifts_status_known", of_type::<monthly::status::Status>()),
            ("audit_entries_outcome_known", of_type::<crate::audit::Outcome>()),
            ("chain_heads_chain_known", of_type::<crate::heads::Chain>()),
            ("staff_sessions_scope_known", of_type::<crate::staff::Scope>()),
            ("staff_members_rooms_language_known", of_type::<crate::language::Language>()),
            ("access_events_kind_known", of_type::<crate::access_events::AccessKind>()),
            ("proposals_kind_known", of_type::<crate::access::proposals::ProposalKind>()),
            ("proposals_outcome_known", of_type::<crate::access::proposals::ProposalOutcome>()),
            ("mails_trouble_known", of_type::<crate::mail::Trouble>()),
            ("refunds_status_known", of_type::<refunds::Status>()),
            ("stripe_events_heard_known", of_type::<events::queries::Heard>()),
            ("reconciliation_runs_kind_known", of_type::<Task>()),
            ("reconciliation_findings_kind_known", of_type::<FindingKind>()),
        ] {
            assert_eq!(words, allowed(constraint), "{constraint}");
        }
    }
}
