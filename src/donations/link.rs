//! Addresses in mails that open one thing for whoever holds them: signed for this thing and until a moment, so that its id
//! opens nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    donations::donation::Donation,
    seal::Keys,
    state::AppState,
    words::{Word as _, words},
};

words! {
    /// What a link opens; each is signed for its own.
    pub enum Opens {
        /// A receipt, to read and to print.
        Receipt = "receipt link",
        /// A monthly gift, to change it, to pause it or to stop it.
        MonthlyGift = "monthly gift link",
    }
}

/// How long the address of a receipt works that stands in a mail.
pub(crate) const RECEIPT_IN_MAILS: Duration = Duration::days(90);
/// The same for one on a page.
pub(crate) const RECEIPT_ON_PAGES: Duration = Duration::days(1);
/// How long the address of a monthly gift works: longer than until the mail of the next month.
pub(crate) const MONTHLY_GIFT: Duration = Duration::days(62);

/// What became of reading a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Opens(Uuid),
    /// It was ours, and its time is over.
    Over,
    Forged,
}

/// The token of an address: when it ends, the id of what it opens, and the signature over both.
pub fn token(keys: &Keys, opens: Opens, id: Uuid, ends_at: OffsetDateTime) -> String {
    let value = [&ends_at.unix_timestamp().to_be_bytes()[..], id.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode([&value[..], &keys.hash(opens.word(), &value)].concat())
}

pub(crate) fn read(keys: &Keys, opens: Opens, token: &str, now: OffsetDateTime) -> Read {
    let signed = || {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (value, signature) = bytes.split_first_chunk::<24>()?;
        let (ends_at, id) = value.split_first_chunk::<8>()?;
        let id = Uuid::from_slice(id).ok()?;
        keys.verify(opens.word(), value, signature).then_some((i64::from_be_bytes(*ends_at), id))
    };
    match signed() {
        Some((ends_at, id)) if now.unix_timestamp() < ends_at => Read::Opens(id),
        Some(_) => Read::Over,
        None => Read::Forged,
    }
}

/// The whole address in a mail at which a donor changes, pauses or stops the monthly gift of a donation; the way in by
/// mail for any other.
pub(crate) fn to_monthly_gift(state: &AppState, donation: &Donation) -> String {
    let path = match donation.monthly_gift_id {
        Some(id) => {
            let ends_at = OffsetDateTime::now_utc() + MONTHLY_GIFT;
            format!("/donate/manage/{}/monthly/{id}", token(&state.config.keys, Opens::MonthlyGift, id, ends_at))
        }
        None => "/donate/manage".to_owned(),
    };
    format!("{}{}", state.origin, donation.language.path(&path))
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn keys() -> Keys {
        Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key")
    }

    #[test]
    fn a_token_opens_one_thing_until_its_time_is_over() {
        let (keys, id, now) = (keys(), Uuid::now_v7(), OffsetDateTime::now_utc());
        let token = token(&keys, Opens::Receipt, id, now + RECEIPT_IN_MAILS);
        let read = |keys: &Keys, token: &str, now| read(keys, Opens::Receipt, token, now);
        assert_eq!(read(&keys, &token, now), Read::Opens(id));
        assert_eq!(read(&keys, &token, now + RECEIPT_IN_MAILS - Duration::seconds(1)), Read::Opens(id));
        assert_eq!(read(&keys, &token, now + RECEIPT_IN_MAILS), Read::Over);
        assert_eq!(read(&self::keys(), &token, now), Read::Forged);
        assert_eq!(super::read(&keys, Opens::MonthlyGift, &token, now), Read::Forged, "signed for something else");
        for end in 0..token.len() {
            assert_eq!(read(&keys, &token[..end], now), Read::Forged, "cut at {end}");
        }
        for forged in [&id.to_string(), "", "AAAA", &format!("{token}A"), &token.to_lowercase()] {
            assert_eq!(read(&keys, forged, now), Read::Forged, "{forged}");
        }
    }
}
