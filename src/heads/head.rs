//! A head, and the signed line that says it.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    seal::hex,
    signing::{PublicKey, SigningKey},
    words::{Word as _, words},
};

words! {
    /// Which chain.
    pub(crate) enum Chain {
        /// What staff did.
        Audit = "audit",
        /// The money that moved.
        Ledger = "ledger",
    }
}

/// With what a line begins. The number is that of its form.
const MARK: &str = "connect-kindness-head-1";

/// What stands between the mark and the signature.
const FIELDS: usize = 7;

/// How a chain ended at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) chain: Chain,
    /// The site.
    pub(crate) origin: String,
    /// When, as it was written.
    pub(crate) at: String,
    /// How many entries there were.
    pub(crate) entries: i64,
    /// The last one, and its hash; zero and zeros before the first one.
    pub(crate) entry_id: i64,
    pub(crate) hash: String,
    pub(crate) key: PublicKey,
}

/// Why a text holds no heads that count.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadHeads {
    #[error("a head that is cut short or was changed on its way")]
    Broken,
    #[error("the head of {0} does not carry a good signature: it was changed, or is none of ours")]
    BadSignature(String),
}

impl Head {
    /// A head of now.
    pub(crate) fn new(chain: Chain, origin: &str, at: OffsetDateTime, tail: (i64, i64, &[u8]), key: PublicKey) -> Self {
        let at = at.replace_nanosecond(0).unwrap_or(at).format(&Rfc3339).unwrap_or_default();
        let (entries, entry_id, hash) = tail;
        Self { chain, origin: origin.to_owned(), at, entries, entry_id, hash: hex(hash), key }
    }

    fn text(&self) -> String {
        let Self { chain, origin, at, entries, entry_id, hash, key } = self;
        format!("{MARK} {chain} {origin} {at} {entries} {entry_id} {hash} {}", key.text())
    }

    /// The line that leaves.
    pub(crate) fn line(&self, key: &SigningKey) -> String {
        let text = self.text();
        format!("{text} {}", key.sign(&text))
    }

    /// All heads in a text, each with a good signature of the key that it names. Mails break lines and put `>` before them,
    /// so words count and lines do not.
    pub(crate) fn all(text: &str) -> Result<Vec<Self>, BadHeads> {
        let mut words = text.split_whitespace().filter(|word| !word.chars().all(|c| c == '>'));
        let mut heads = Vec::new();
        while let Some(word) = words.next() {
            if word.trim_start_matches('>') != MARK {
                continue;
            }
            let fields: Vec<&str> = words.by_ref().take(FIELDS + 1).collect();
            heads.push(Self::of(&fields)?);
        }
        Ok(heads)
    }

    fn of(fields: &[&str]) -> Result<Self, BadHeads> {
        let &[chain, origin, at, entries, entry_id, hash, key, signature] = fields else {
            return Err(BadHeads::Broken);
        };
        let head = (|| {
            Some(Self {
                chain: Chain::from_word(chain)?,
                origin: origin.to_owned(),
                at: at.to_owned(),
                entries: entries.parse().ok()?,
                entry_id: entry_id.parse().ok()?,
                hash: hash.to_owned(),
                key: PublicKey::parse(key)?,
            })
        })();
        let head = head.ok_or(BadHeads::Broken)?;
        if head.key.verifies(&head.text(), signature) { Ok(head) } else { Err(BadHeads::BadSignature(head.at)) }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_line_is_read_back_wherever_it_comes_from() {
        let key = SigningKey::from_seed([7; 32]);
        let at = datetime!(2026-11-30 18:07:00.5 UTC);
        let head = Head::new(Chain::Audit, "https://example.org", at, (3, 7, &[9; 32]), key.public());
        let line = head.line(&key);
        let wrapped = format!("> From: us\n>> {}\n", line.replace(' ', "\n> "));
        for text in [&line, &format!("# words\n{line}\r\nmore"), &wrapped] {
            assert_eq!(Head::all(text), Ok(vec![head.clone()]), "{text}");
        }
        assert_eq!(Head::all("no head"), Ok(vec![]));
        assert_eq!(head.at, "2026-11-30T18:07:00Z");
    }

    #[test]
    fn nothing_of_a_line_can_be_changed() {
        let key = SigningKey::from_seed([7; 32]);
        let at = datetime!(2026-11-30 18:07 UTC);
        let head = Head::new(Chain::Ledger, "https://example.org", at, (3, 7, &[9; 32]), key.public());
        let line = head.line(&key);
        let other = SigningKey::from_seed([8; 32]).public().text();
        for (what, with) in [
            ("ledger", "audit"),
            ("example.org", "example.com"),
            ("18:07", "18:08"),
            (" 3 ", " 2 "),
            (" 7 ", " 6 "),
            ("0909", "0809"),
            (key.public().text().as_str(), other.as_str()),
        ] {
            let changed = line.replacen(what, with, 1);
            assert!(changed != line && Head::all(&changed).is_err(), "{changed}");
        }
        let (cut, _) = line.rsplit_once(' ').expect("a signature");
        assert_eq!(Head::all(cut), Err(BadHeads::Broken));
    }
}
