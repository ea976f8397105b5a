//! The way to all gifts of one donor: the address names a donation of ours and is signed for the member of staff who
//! searched, so that no mail address and no hash of one stands in any address or log, and nobody gets there without
//! having searched on record.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{seal::Keys, staff::SESSION_LONGEST};

/// The purpose of the signature.
const PURPOSE: &str = "gifts of one donor";

/// The part of an address that leads `staff_id` to the gifts of the donor of this donation, as long as a session lasts.
pub(crate) fn way(keys: &Keys, donation_id: Uuid, staff_id: Uuid, now: OffsetDateTime) -> String {
    let ends_at = (now + SESSION_LONGEST).unix_timestamp().to_be_bytes();
    let value = [&ends_at[..], donation_id.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode([&value[..], &keys.hash(PURPOSE, &signed(&value, staff_id))].concat())
}

/// The donation that a way names, if it was made for this member of staff and is still good.
pub(crate) fn donation_of(keys: &Keys, way: &str, staff_id: Uuid, now: OffsetDateTime) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(way).ok()?;
    let (value, signature) = bytes.split_first_chunk::<24>()?;
    let (ends_at, donation_id) = value.split_first_chunk::<8>()?;
    let is_good = keys.verify(PURPOSE, &signed(value, staff_id), signature);
    (is_good && now.unix_timestamp() < i64::from_be_bytes(*ends_at)).then(|| Uuid::from_slice(donation_id).ok())?
}

fn signed(value: &[u8], staff_id: Uuid) -> Vec<u8> {
    [value, staff_id.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn a_way_is_good_for_its_searcher_and_a_session() {
        let keys = Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key");
        let (donation, staff, now) = (Uuid::now_v7(), Uuid::now_v7(), OffsetDateTime::now_utc());
        let way = way(&keys, donation, staff, now);
        assert_eq!(donation_of(&keys, &way, staff, now), Some(donation));
        assert_eq!(donation_of(&keys, &way, Uuid::now_v7(), now), None);
        assert_eq!(donation_of(&keys, &way, staff, now + SESSION_LONGEST), None);
        for forged in ["", "x", &way[1..], &way[..40]] {
            assert_eq!(donation_of(&keys, forged, staff, now), None, "{forged}");
        }
    }
}
