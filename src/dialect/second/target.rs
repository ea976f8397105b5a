//! Where a link leads.

use url::Url;

use crate::language::Language;

/// What a reader finds behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A page of ours, or a place in this one.
    Ours(String),
    /// A page of others.
    Foreign(String),
    /// A mailbox or a telephone.
    Person(String),
    /// Nothing: the address is no web address, or one that only this page could resolve.
    Nowhere,
}

/// Addresses of ours that have no language: the first part of each.
const WITHOUT_LANGUAGE: [&str; 5] = ["admin", "qr", "static", "healthz", "readyz"];

/// Where an address leads, for a reader of this language.
pub(crate) fn target(address: &str, language: Language) -> Target {
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        _ if !address.chars().all(is_plain) => Target::Nowhere,
        Some("http" | "https") if has_host(address) => Target::Foreign(address.to_owned()),
        Some("mailto" | "tel") => Target::Person(address.to_owned()),
        _ if address.starts_with('#') && address.len() > 1 => Target::Ours(address.to_owned()),
        _ => ours(address, language).map_or(Target::Nowhere, Target::Ours),
    }
}

/// An address of ours in a language, whichever it was written in.
fn ours(address: &str, language: Language) -> Option<String> {
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let (_, path) = Language::of_path(path);
    let first = path.strip_prefix('/')?.split('/').next().unwrap_or_default();
    if path.contains("//") {
        None
    } else if first.contains('.') || WITHOUT_LANGUAGE.contains(&first) {
        Some(address.to_owned())
    } else {
        Some(format!("{}{rest}", language.path(path)))
    }
}

fn has_host(address: &str) -> bool {
    address.contains("://") && Url::parse(address).is_ok_and(|url| url.has_host())
}

/// Browsers read `\` as `/`, and leave out tabs and line breaks.
fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"\\\"<>`".contains(c)
}
