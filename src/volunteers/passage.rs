//! What a page hands to the next one by way of the visitor, sealed and for a short time: nothing of it can be read, changed or
//! kept by anybody between.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    error::Error,
    seal::{Keys, Place},
};

/// From which page to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the form to the page that thanks.
    Thanks,
    /// From the code to the steps behind it.
    Mine,
    /// From there to the form that replaces what was sent.
    Replace,
}

impl Way {
    /// For how long. As long as a form may be open, where one is filled in.
    fn good_for(self) -> Duration {
        match self {
            Self::Thanks => Duration::minutes(10),
            Self::Mine => Duration::minutes(30),
            Self::Replace => crate::form::OLDEST,
        }
    }

    fn place(self) -> Place<'static> {
        let column = match self {
            Self::Thanks => "thanks",
            Self::Mine => "mine",
            Self::Replace => "replace",
        };
        Place { table: "passages of volunteers", column, row: Uuid::nil() }
    }
}

#[derive(Deserialize, Serialize)]
struct Timed<T> {
    until: i64,
    what: T,
}

/// Seals what is handed on.
pub(crate) fn seal(keys: &Keys, way: Way, what: &impl Serialize, now: OffsetDateTime) -> Result<String, Error> {
    let timed = Timed { until: (now + way.good_for()).unix_timestamp(), what };
    let text = serde_json::to_string(&timed).map_err(anyhow::Error::from)?;
    Ok(URL_SAFE_NO_PAD.encode(keys.seal(way.place(), &text)))
}

/// Opens what was handed on. None if it is too old, or none of ours for this way.
pub(crate) fn open<T: DeserializeOwned>(keys: &Keys, way: Way, sealed: &str, now: OffsetDateTime) -> Option<T> {
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let text = keys.open(way.place(), &sealed).ok()?;
    let timed: Timed<T> = serde_json::from_str(&text).ok()?;
    (now.unix_timestamp() <= timed.until).then_some(timed.what)
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn a_passage_is_good_for_its_way_and_its_time() {
        let keys = Keys::parse(&SecretString::from(crate::seal::new_key_setting("test"))).expect("a good key");
        let now = OffsetDateTime::now_utc();
        let sealed = seal(&keys, Way::Thanks, &"카나리아", now).expect("seals");
        let read = |way, text: &str, at| open::<String>(&keys, way, text, at);
        assert_eq!(read(Way::Thanks, &sealed, now + Duration::minutes(9)).as_deref(), Some("카나리아"));
        assert_eq!(read(Way::Thanks, &sealed, now + Duration::minutes(11)), None);
        assert_eq!(read(Way::Mine, &sealed, now), None);
        for wrong in ["", "AAAA", &sealed[1..]] {
            assert_eq!(read(Way::Thanks, wrong, now), None, "{wrong}");
        }
    }
}
