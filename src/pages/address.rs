//! Where a page stands, as its path in the database says, and which addresses no page can have.

/// The first words of addresses that are the program's own, or that mean a language or the first file of a folder. The
/// database refuses them as well (`page_addresses_free`).
pub(crate) const RESERVED: [&str; 29] = [
    "accounts",
    "admin",
    "cards",
    "default",
    "dev",
    "donate",
    "embed",
    "en",
    "en-gb",
    "en-us",
    "eng",
    "english",
    "healthz",
    "index",
    "ko",
    "ko-kr",
    "kor",
    "korean",
    "kr",
    "media",
    "new",
    "preview",
    "qr",
    "readyz",
    "search",
    "static",
    "trash",
    "volunteer",
    "webhooks",
];

/// The first page, which stands at `/`.
pub(crate) const HOME: &str = "home";

/// The address without its language part: `home` stands at `/`, all others under their path.
pub(crate) fn path_of(path: &str) -> String {
    if path == HOME { "/".to_owned() } else { format!("/{path}") }
}

/// Whether a page may stand there.
pub(crate) fn is_free(path: &str) -> bool {
    match path.split_once('/') {
        Some((first, _)) => first == "updates",
        None => path != "updates" && !RESERVED.contains(&path),
    }
}
