//! Entries that can only be added: each holds the hash of the one before, so that a change anywhere shows.

use sha2::{Digest, Sha256};

/// The hash before the first entry.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// The hash of an entry: SHA-256 over the hash before it and its fields, each with its length in front, so that no two
/// different lists of fields are written alike.
pub(crate) fn hash(previous: &[u8], fields: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hasher.finalize().into()
}

/// The first entry that does not follow from the one before: id, previous hash, hash, and the hash that it should have.
pub(crate) fn first_broken<'a>(entries: impl Iterator<Item = (i64, &'a [u8], &'a [u8], [u8; 32])>) -> Option<i64> {
    let mut last = GENESIS.to_vec();
    for (id, previous, hash, expected) in entries {
        if previous != last || hash != expected {
            return Some(id);
        }
        last = hash.to_vec();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_cannot_flow_into_each_other() {
        assert_ne!(hash(&GENESIS, &["ab", "c"]), hash(&GENESIS, &["a", "bc"]));
        assert_ne!(hash(&GENESIS, &["a"]), hash(&[1; 32], &["a"]));
        assert_ne!(hash(&GENESIS, &["a", ""]), hash(&GENESIS, &["a"]));
    }
}
