//! What staff are told about an amount that cannot be read.

use crate::money::{Amount, AmountError, Currency};

/// The sentence at the field.
pub(crate) fn amount_sentence(error: AmountError, currency: Currency) -> String {
    let example = Amount::from_minor(if currency.decimals() == 0 { 30_000 } else { 2_550 }, currency).plain();
    match error {
        AmountError::Empty => "Please write a sum.".to_owned(),
        AmountError::NotANumber => format!("Please write the sum as a number, such as {example}."),
        AmountError::NotPositive => "Please write a sum above zero.".to_owned(),
        AmountError::TooPrecise if currency.decimals() == 0 => "This currency has no decimals.".to_owned(),
        AmountError::TooPrecise => "This currency has two decimals at most.".to_owned(),
        AmountError::TooLarge => "This sum is larger than what can be entered here.".to_owned(),
    }
}
