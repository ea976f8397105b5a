//! The signature of a webhook, checked over the raw bytes (Stripe, "Verify webhook signatures manually").
//!
//! Our own because `async-stripe-webhook` verifies and parses in one step and refuses whole events over one field.

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use time::{Duration, OffsetDateTime};

/// How far a timestamp may lie from our clock, either way. Servers need NTP.
pub const TOLERANCE: Duration = Duration::seconds(300);

/// The secrets that may sign: one, or two while one is being replaced.
#[derive(Clone, Default)]
pub struct WebhookSecrets(Vec<SecretString>);

/// Why a webhook was not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
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
    pub fn parse(setting: &str) -> Option<Self> {
        let secrets: Vec<&str> = setting.split(',').map(str::trim).collect();
        let good = |secret: &&str| secret.strip_prefix("whsec_").is_some_and(|rest| !rest.is_empty());
        secrets.iter().all(good).then(|| Self(secrets.into_iter().map(SecretString::from).collect()))
    }

    /// Checks the header `Stripe-Signature` of a body at a time.
    ///
    /// # Errors
    /// Why the body is not believed.
    pub fn verify(&self, header: &str, body: &[u8], now: OffsetDateTime) -> Result<(), SignatureError> {
        let parsed = Header::parse(header).ok_or(SignatureError::Malformed)?;
        let at = OffsetDateTime::from_unix_timestamp(parsed.timestamp).map_err(|_| SignatureError::Malformed)?;
        if (now - at).abs() > TOLERANCE {
            return Err(SignatureError::WrongTime);
        }
        let signed = [parsed.timestamp_text.as_bytes(), b".", body].concat();
        let fits = |secret: &SecretString| {
            parsed.signatures.iter().fold(false, |found, signature| {
                // The whole secret, prefix included, is the key. `verify_slice` compares in constant time.
                Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
                    .is_ok_and(|mac| mac.chain_update(&signed).verify_slice(signature).is_ok())
                    || found
            })
        };
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
        let timestamp_text = timestamp_text.filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))?;
        let timestamp = timestamp_text.parse().ok()?;
        (!signatures.is_empty()).then_some(Self { timestamp_text, timestamp, signatures })
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> = text
        .is_ascii()
        .then(|| text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect())?;
    digits.filter(|_| !text.contains('+'))?.try_into().ok()
}
