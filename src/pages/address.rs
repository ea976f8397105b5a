//! Where a page stands, as its name in the database says.

/// The address without its language part: `home` stands at `/`, all others under their name.
pub(crate) fn path_of(slug: &str) -> String {
    if slug == "home" { "/".to_owned() } else { format!("/{slug}") }
}
