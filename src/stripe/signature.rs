//! The signature of a webhook, checked over the raw bytes (Stripe, "Verify webhook signatures manually").
//!
//! Our own because `async-stripe-webhook` verifies and parses in one step and refuses whole events over one field.

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use time::{Duration, OffsetDateTime};

/// How far a timestamp may lie from our clock, either way. Servers need NTP.
pub(crate) const TOLERANCE: Duration = Duration::seconds(300);

/// The secrets that may sign: one, or two while one is being replaced.
#[derive(Clone, Default)]
pub(crate) struct WebhookSecrets(Vec<SecretString>);

/// Why a webhook was not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SignatureError {
    /// The header is missing or is not of Stripe's form.
    #[error("the signature header is missing or malformed")]
    Malformed,
    /// The timestamp lies too far from our clock.
    #[error("the signature's time is too far from ours")]
    WrongTime,
    /// No secret made any of the signatures.
    #[error("no signature fits")]
    NoMatch,
}

impl WebhookSecrets {
    /// Reads `whsec_…[,whsec_…]`. `None` if any is empty or of another form.
    pub(crate) fn parse(setting: &str) -> Option<Self> {
        let secrets: Vec<&str> = setting.split(',').map(str::trim).collect();
        let good = |secret: &&str| secret.strip_prefix("whsec_").is_some_and(|rest| !rest.is_empty());
        secrets.iter().all(good).then(|| Self(secrets.into_iter().map(SecretString::from).collect()))
    }

    /// Checks the header `Stripe-Signature` of a body at a time.
    pub(crate) fn verify(&self, header: &str, body: &[u8], now: OffsetDateTime) -> Result<(), SignatureError> {
        let parsed = Header::parse(header).ok_or(SignatureError::Malformed)?;
        let at = OffsetDateTime::from_unix_timestamp(parsed.timestamp).map_err(|_| SignatureError::Malformed)?;
        if (now - at).abs() > TOLERANCE {
            return Err(SignatureError::WrongTime);
        }
        let signed = [parsed.timestamp_text.as_bytes(), b".", body].concat();
        // The whole secret, prefix included, is the key. `verify_slice` compares in constant time.
        let made = |secret: &SecretString, signature: &[u8]| {
            Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
                .is_ok_and(|mac| mac.chain_update(&signed).verify_slice(signature).is_ok())
        };
        let fits = |secret: &SecretString| parsed.signatures.iter().any(|signature| made(secret, signature));
        if self.0.iter().any(fits) { Ok(()) } else { Err(SignatureError::NoMatch) }
    }
}

struct Header<'a> {
    timestamp_text: &'a str,
    timestamp: i64,
    signatures: Vec<[u8; 32]>,
}

impl<'a> Header<'a> {
    /// Longest header that is looked at: room for dozens of signatures.
    const LONGEST: usize = 4096;

    fn parse(header: &'a str) -> Option<Self> {
        if header.len() > Self::LONGEST {
            return None;
        }
        let mut timestamp_text = None;
        let mut signatures = Vec::new();
        for part in header.split(',') {
            match part.trim().split_once('=') {
                Some(("t", value)) if timestamp_text.is_none() => timestamp_text = Some(value),
                Some(("t", _)) => return None,
                Some(("v1", value)) => signatures.extend(unhex(value)),
                _ => {}
            }
        }
        let timestamp_text =
            timestamp_text.filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))?;
        let timestamp = timestamp_text.parse().ok()?;
        (!signatures.is_empty()).then_some(Self { timestamp_text, timestamp, signatures })
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> = text.is_ascii().then(|| {
        text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
    })?;
    digits.filter(|_| !text.contains('+'))?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;
    const NOW: i64 = 1_800_000_000;

    fn signature(secret: &str, timestamp: &str, body: &[u8]) -> String {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .expect("any length")
            .chain_update(timestamp)
            .chain_update(b".")
            .chain_update(body);
        crate::seal::hex(&mac.finalize().into_bytes())
    }

    fn signed(secret: &str, timestamp: i64) -> String {
        format!("t={timestamp},v1={}", signature(secret, &timestamp.to_string(), BODY))
    }

    /// The cases of Stripe's signature scheme, each with what must happen.
    #[test]
    fn the_table_of_signatures() {
        use SignatureError::{Malformed, NoMatch, WrongTime};
        let secrets = WebhookSecrets::parse("whsec_old,whsec_new").expect("two secrets");
        let good = signature("whsec_new", &NOW.to_string(), BODY);
        let other = signature("whsec_other", &NOW.to_string(), BODY);
        let cases: Vec<(&str, String, Result<(), SignatureError>)> = vec![
            ("the new secret", signed("whsec_new", NOW), Ok(())),
            ("the old secret during the change", signed("whsec_old", NOW), Ok(())),
            ("two v1, the second valid", format!("t={NOW},v1={other},v1={good}"), Ok(())),
            ("two v1, the first valid", format!("t={NOW},v1={good},v1={other}"), Ok(())),
            ("v1 before t", format!("v1={good},t={NOW}"), Ok(())),
            ("blanks after commas", format!("t={NOW}, v1={good}"), Ok(())),
            ("an unknown scheme beside v1", format!("t={NOW},v0={other},v1={good},v2=abc"), Ok(())),
            ("upper-case digits", format!("t={NOW},v1={}", good.to_uppercase()), Ok(())),
            ("a malformed v1 beside a good one", format!("t={NOW},v1=zz,v1={good}"), Ok(())),
            ("299 seconds old", signed("whsec_new", NOW - 299), Ok(())),
            ("300 seconds old", signed("whsec_new", NOW - 300), Ok(())),
            ("301 seconds old", signed("whsec_new", NOW - 301), Err(WrongTime)),
            ("300 seconds ahead", signed("whsec_new", NOW + 300), Ok(())),
            ("an hour ahead", signed("whsec_new", NOW + 3600), Err(WrongTime)),
            ("the beginning of time", signed("whsec_new", 0), Err(WrongTime)),
            ("a third secret", signed("whsec_other", NOW), Err(NoMatch)),
            ("the secret without its prefix", signed("new", NOW), Err(NoMatch)),
            ("the empty secret", signed("", NOW), Err(NoMatch)),
            ("v0 only", format!("t={NOW},v0={good}"), Err(Malformed)),
            ("no v1", format!("t={NOW}"), Err(Malformed)),
            ("no t", format!("v1={good}"), Err(Malformed)),
            ("an empty t", format!("t=,v1={good}"), Err(Malformed)),
            ("a t in words", format!("t=today,v1={good}"), Err(Malformed)),
            ("a negative t", format!("t=-5,v1={good}"), Err(Malformed)),
            ("a t with sign", format!("t=+{NOW},v1={good}"), Err(Malformed)),
            ("a t beyond any clock", format!("t=99999999999999999999,v1={good}"), Err(Malformed)),
            ("a t beyond the calendar", format!("t=9999999999999999,v1={good}"), Err(Malformed)),
            ("two t", format!("t={NOW},t={NOW},v1={good}"), Err(Malformed)),
            ("another t than was signed", format!("t={},v1={good}", NOW + 1), Err(NoMatch)),
            ("an empty v1", format!("t={NOW},v1="), Err(Malformed)),
            ("a v1 that is no hex", format!("t={NOW},v1={}", "zz".repeat(32)), Err(Malformed)),
            ("a v1 with plus signs", format!("t={NOW},v1={}", "+1".repeat(32)), Err(Malformed)),
            ("a cut v1", format!("t={NOW},v1={}", &good[..62]), Err(Malformed)),
            ("a v1 that is too long", format!("t={NOW},v1={good}00"), Err(Malformed)),
            ("a v1 in other letters", format!("t={NOW},v1={}", "é".repeat(32)), Err(Malformed)),
            ("an empty header", String::new(), Err(Malformed)),
            ("only commas", ",,,,".to_owned(), Err(Malformed)),
            ("an over-long header", format!("t={NOW},v1={good},{}", "x".repeat(5000)), Err(Malformed)),
        ];
        let now = OffsetDateTime::from_unix_timestamp(NOW).expect("a time");
        assert!(cases.len() >= 33);
        for (why, header, expected) in cases {
            assert_eq!(secrets.verify(&header, BODY, now), expected, "{why}");
        }
        let spaced = [BODY, b" "].concat();
        assert_eq!(secrets.verify(&signed("whsec_new", NOW), &spaced, now), Err(NoMatch), "a blank after the body");
        assert_eq!(secrets.verify(&signed("whsec_new", NOW), b"", now), Err(NoMatch), "an empty body");
    }

    #[test]
    fn blank_secrets_are_refused() {
        for setting in ["", " ", "whsec_", "whsec_a,", ",whsec_a", "secret", "whsec_a, whsec_"] {
            assert!(WebhookSecrets::parse(setting).is_none(), "{setting:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_header_is_a_panic(header in ".*") {
            let secrets = WebhookSecrets::parse("whsec_a").expect("a secret");
            let now = OffsetDateTime::from_unix_timestamp(NOW).expect("a time");
            proptest::prop_assert!(secrets.verify(&header, BODY, now).is_err());
        }
    }
}
