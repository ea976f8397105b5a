//! The address of a receipt: signed for this receipt and until a moment, so that the id of a receipt opens nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::seal::Keys;

/// How long the address in a mail works.
pub(crate) const IN_MAILS: Duration = Duration::days(90);
/// How long an address works that stands on a page.
pub(crate) const ON_PAGES: Duration = Duration::days(1);

/// The purpose of the signature.
const PURPOSE: &str = "receipt link";

/// The token of a receipt's address: when it ends, the receipt, and the signature over both.
pub fn token(keys: &Keys, receipt_id: Uuid, ends_at: OffsetDateTime) -> String {
    let value = [&ends_at.unix_timestamp().to_be_bytes()[..], receipt_id.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode([&value[..], &keys.hash(PURPOSE, &value)].concat())
}

/// The receipt that a token opens; none for a forged token as for one whose time is over.
pub(crate) fn receipt_id(keys: &Keys, token: &str, now: OffsetDateTime) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (value, signature) = bytes.split_first_chunk::<24>()?;
    let (ends_at, receipt_id) = value.split_first_chunk::<8>()?;
    let in_time = now.unix_timestamp() < i64::from_be_bytes(*ends_at);
    (keys.verify(PURPOSE, value, signature) && in_time).then(|| Uuid::from_slice(receipt_id).ok())?
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn keys() -> Keys {
        Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key")
    }

    #[test]
    fn a_token_opens_its_receipt_until_its_time_is_over() {
        let (keys, id, now) = (keys(), Uuid::now_v7(), OffsetDateTime::now_utc());
        let token = token(&keys, id, now + IN_MAILS);
        assert_eq!(receipt_id(&keys, &token, now), Some(id));
        assert_eq!(receipt_id(&keys, &token, now + IN_MAILS - Duration::seconds(1)), Some(id));
        assert_eq!(receipt_id(&keys, &token, now + IN_MAILS), None);
        assert_eq!(receipt_id(&self::keys(), &token, now), None);
        for end in 0..token.len() {
            assert_eq!(receipt_id(&keys, &token[..end], now), None, "cut at {end}");
        }
        for forged in [&id.to_string(), "", "AAAA", &format!("{token}A"), &token.to_lowercase()] {
            assert_eq!(receipt_id(&keys, forged, now), None, "{forged}");
        }
    }
}
