//! What staff are told about an amount that cannot be read.

use crate::{
    language::Language,
    money::{Amount, AmountError, Currency},
};

/// The sentence at the field.
pub(crate) fn amount_sentence(error: AmountError, currency: Currency, language: Language) -> String {
    let key = match error {
        AmountError::Empty => "rooms-donations-sum-empty",
        AmountError::NotANumber => {
            let example = Amount::from_minor(if currency.decimals() == 0 { 30_000 } else { 2_550 }, currency).plain();
            return language.message_with("rooms-donations-sum-no-number", &[("example", &example)]);
        }
        AmountError::NotPositive => "rooms-donations-sum-not-positive",
        AmountError::TooPrecise if currency.decimals() == 0 => "rooms-donations-sum-no-decimals",
        AmountError::TooPrecise => "rooms-donations-sum-two-decimals",
        AmountError::TooLarge => "rooms-donations-sum-too-large",
    };
    language.message(key)
}
