//! Whether a chain still leads to the heads that somebody kept of it.

use anyhow::Context as _;
use sqlx::PgPool;

use super::{
    head::{Chain, Head},
    queries,
};
use crate::signing::PublicKey;

/// The heads of a chain in a text, the shortest chain first.
///
/// # Errors
/// If one was changed or is signed by another key than these, or there is none of this chain.
pub(crate) fn read(text: &str, chain: Chain, keys: &[PublicKey]) -> anyhow::Result<Vec<Head>> {
    let mut heads = Head::all(text).context("the heads do not count")?;
    for head in &heads {
        anyhow::ensure!(
            keys.contains(&head.key),
            "the head of {} is signed by another key, with the fingerprint {}; if that key was yours, name it with --key",
            head.at,
            head.key.fingerprint(),
        );
    }
    heads.retain(|head| head.chain == chain);
    anyhow::ensure!(!heads.is_empty(), "no head of the {chain} chain stands in it");
    heads.sort_by_key(|head| head.entries);
    Ok(heads)
}

/// What is wrong with a chain, whose links are good, beside heads of it; nothing if it leads to all of them.
pub(crate) async fn verify(db: &PgPool, chain: Chain, heads: &[Head]) -> anyhow::Result<Option<String>> {
    let mut good = 0;
    for head in heads.iter().filter(|head| head.entries > 0) {
        let found = queries::at(db, chain, head.entry_id).await?;
        if found.as_ref().is_some_and(|link| link.place == head.entries && crate::seal::hex(&link.hash) == head.hash) {
            good = head.entry_id;
            continue;
        }
        let Head { at, entries, entry_id, .. } = head;
        let last = queries::tail(db, chain).await?.map_or(0, |link| link.id);
        if last < *entry_id {
            return Ok(Some(format!(
                "the tail is cut off after entry {last}: the head of {at} has {entries} entries, up to entry {entry_id}"
            )));
        }
        let first = queries::after(db, chain, good).await?.unwrap_or(*entry_id);
        return Ok(Some(format!(
            "entry {first} and what follows was written anew: the head of {at} has {entries} entries, up to entry {entry_id} with another hash"
        )));
    }
    Ok(None)
}
