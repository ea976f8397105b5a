//! Signs, codes and words by which people name a currency beside a number.

use crate::money::{AmountError, Currency};

/// A currency as people write it beside a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Of(Currency),
    /// One that we never offer.
    Foreign,
    /// `\`, which Korean and Japanese fonts draw as the sign of their currency.
    Backslash,
}

/// Longer ones before those that they end or begin with.
const MARKS: [(&str, Mark); 60] = [
    ("미국 달러", Mark::Of(Currency::Usd)),
    ("us dollars", Mark::Of(Currency::Usd)),
    ("us dollar", Mark::Of(Currency::Usd)),
    ("dollars", Mark::Of(Currency::Usd)),
    ("dollar", Mark::Of(Currency::Usd)),
    ("미국달러", Mark::Of(Currency::Usd)),
    ("달러", Mark::Of(Currency::Usd)),
    ("ドル", Mark::Of(Currency::Usd)),
    ("미화", Mark::Of(Currency::Usd)),
    ("불", Mark::Of(Currency::Usd)),
    ("us$", Mark::Of(Currency::Usd)),
    ("usd", Mark::Of(Currency::Usd)),
    ("euros", Mark::Of(Currency::Eur)),
    ("euro", Mark::Of(Currency::Eur)),
    ("eur", Mark::Of(Currency::Eur)),
    ("유로", Mark::Of(Currency::Eur)),
    ("ユーロ", Mark::Of(Currency::Eur)),
    ("€", Mark::Of(Currency::Eur)),
    ("원정", Mark::Of(Currency::Krw)),
    ("원", Mark::Of(Currency::Krw)),
    ("won", Mark::Of(Currency::Krw)),
    ("krw", Mark::Of(Currency::Krw)),
    ("₩", Mark::Of(Currency::Krw)),
    ("yen", Mark::Of(Currency::Jpy)),
    ("jpy", Mark::Of(Currency::Jpy)),
    ("엔화", Mark::Of(Currency::Jpy)),
    ("엔", Mark::Of(Currency::Jpy)),
    ("円", Mark::Of(Currency::Jpy)),
    ("¥", Mark::Of(Currency::Jpy)),
    ("cn¥", Mark::Foreign),
    ("hk$", Mark::Foreign),
    ("nt$", Mark::Foreign),
    ("au$", Mark::Foreign),
    ("ca$", Mark::Foreign),
    ("nz$", Mark::Foreign),
    ("mx$", Mark::Foreign),
    ("a$", Mark::Foreign),
    ("c$", Mark::Foreign),
    ("r$", Mark::Foreign),
    ("s$", Mark::Foreign),
    ("£", Mark::Foreign),
    ("₹", Mark::Foreign),
    ("₽", Mark::Foreign),
    ("฿", Mark::Foreign),
    ("₫", Mark::Foreign),
    ("元", Mark::Foreign),
    ("위안", Mark::Foreign),
    ("파운드", Mark::Foreign),
    ("gbp", Mark::Foreign),
    ("chf", Mark::Foreign),
    ("cad", Mark::Foreign),
    ("aud", Mark::Foreign),
    ("cny", Mark::Foreign),
    ("rmb", Mark::Foreign),
    ("hkd", Mark::Foreign),
    ("twd", Mark::Foreign),
    ("sgd", Mark::Foreign),
    ("inr", Mark::Foreign),
    ("$", Mark::Of(Currency::Usd)),
    ("\\", Mark::Backslash),
];

/// The currency that a text names, and the number beside it. Two that differ are no amount.
pub(super) fn without_marks(text: &str, chosen: Currency) -> Result<(Option<Mark>, &str), AmountError> {
    let mut number = text.strip_prefix('금').map_or(text, str::trim_start);
    let mut named = None;
    loop {
        let found = MARKS.iter().find_map(|(word, mark)| {
            let rest = number.strip_prefix(word).or_else(|| number.strip_suffix(word))?;
            Some((*mark, rest.trim()))
        });
        let Some((mark, rest)) = found else { return Ok((named, number)) };
        let mark = match (mark, chosen) {
            (Mark::Backslash, Currency::Krw | Currency::Jpy) => Mark::Of(chosen),
            (mark, _) => mark,
        };
        if mark == Mark::Backslash || named.is_some_and(|named| named != mark) {
            return Err(AmountError::NotANumber);
        }
        (named, number) = (Some(mark), rest);
    }
}
