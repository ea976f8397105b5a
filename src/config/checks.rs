//! What all areas check their settings with.

use std::net::IpAddr;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

/// What is wrong with the settings, as far as they were looked at.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<String>);

impl Faults {
    pub(super) fn add(&mut self, sentence: impl Into<String>) {
        self.0.push(sentence.into());
    }

    /// Notes a setting's fault and goes on with the other settings.
    pub(super) fn of<T>(&mut self, checked: Result<T, String>) -> Option<T> {
        checked.map_err(|fault| self.0.push(fault)).ok()
    }
}

/// A secret that was typed, and not left empty.
pub(super) fn present(secret: Option<&SecretString>) -> Option<&SecretString> {
    secret.filter(|secret| !secret.expose_secret().trim().is_empty())
}

/// A text that was typed, and not left empty.
pub(super) fn typed(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Whether an address leads to this machine.
pub(super) fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_of_an_address_counts() {
        for url in
            ["http://localhost", "http://LOCALHOST:3000/", "https://127.0.0.1?x", "smtp://[::1]:25", "x://127.0.0.1"]
        {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "",
            "localhost",
            "http://example.org/@localhost",
            "http://localhost@example.org",
            "http://localhost.example.org",
            "http://localhost:80@example.org/",
            "http://example.org?@localhost",
            "http://example.org#@127.0.0.1",
            "http://[2001:db8::1]",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
