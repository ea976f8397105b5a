//! Why staff should look at a donation. A donation may have several reasons, which stand in one column.

use crate::{
    language::Language,
    words::{Word as _, words},
};

/// What parts the reasons in the column; none of them holds it.
const BETWEEN: &str = ", ";

words! {
    pub(crate) enum Flag {
        MoreArrived = "more arrived than was announced",
        PaidOutsideStripe = "a turn was marked as paid outside Stripe",
        UnknownCurrency = "paid in an unknown currency",
        AmountDiffers = "amount differs",
        PaidTwice = "paid twice",
        /// The same donor gave the same sum twice within minutes.
        GivenTwice = "given twice?",
        FraudWarning = "fraud warning",
        HeldBack = "held back from the total: no card can be charged so much",
    }
}

/// The reasons of a column as staff read them. One that an earlier version wrote stands as it is.
pub(crate) fn sentence(flags: &str, language: Language) -> String {
    let words = |flag: &str| {
        Flag::from_word(flag).map_or_else(|| flag.to_owned(), |flag| language.words("rooms-donations-flag-", flag))
    };
    flags.split(BETWEEN).map(words).collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_reasons_are_told_in_the_language_of_the_reader() {
        let flags = "paid twice, amount differs, something of an earlier version";
        assert_eq!(sentence(flags, Language::English), flags);
        assert_eq!(sentence(flags, Language::Korean), "두 번 결제됨, 금액이 다름, something of an earlier version");
        assert!(Flag::ALL.iter().all(|flag| !flag.word().contains(BETWEEN)));
    }
}
