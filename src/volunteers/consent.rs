//! The texts to which people agree. Each is stored once, as it was read, and every consent names the one that it was given to.

use sha2::{Digest as _, Sha256};

use crate::{
    language::Language,
    words::{Word as _, words},
};

words! {
    /// What people agree to, each by a box of its own (PIPA, articles 15, 22 and 23).
    pub(crate) enum Purpose {
        /// That we use what they sent, to answer and to find a task.
        Processing = "processing",
        /// That what they wrote may show what they believe or stand for.
        Sensitive = "sensitive",
    }
}

/// The version of the texts beside the form. It changes with them.
pub(crate) const VERSION: &str = "2026-12";

/// The version of the release before, whose rows are taken over.
pub(crate) const EARLIER: &str = "2026-11";

/// A text to which people agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConsentText {
    pub(crate) purpose: Purpose,
    pub(crate) version: &'static str,
    pub(crate) language: Language,
    pub(crate) text: String,
}

impl ConsentText {
    /// The text beside the form as it is now, made of the messages that the page shows.
    pub(crate) fn now(purpose: Purpose, language: Language) -> Self {
        let t = |key: &str| language.message(key);
        let item = |name: &str| format!("{}: {}", t(&format!("consent-{name}")), t(&format!("consent-{name}-text")));
        let lines = match purpose {
            Purpose::Processing => {
                let items = ["purpose", "items", "period", "readers", "processors", "refuse"].map(item);
                [vec![t("consent-legend")], items.to_vec(), vec![t("volunteer-consent")]].concat()
            }
            Purpose::Sensitive => vec![item("sensitive"), t("volunteer-consent-sensitive")],
        };
        Self { purpose, version: VERSION, language, text: lines.join("\n") }
    }

    /// The text of the release before.
    pub(crate) fn earlier(language: Language) -> Self {
        let text = match language {
            Language::English => include_str!("consents/2026-11.en.txt"),
            Language::Korean => include_str!("consents/2026-11.ko.txt"),
        };
        Self { purpose: Purpose::Processing, version: EARLIER, language, text: text.trim_end().to_owned() }
    }

    /// By which a consent names it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let named = [self.purpose.word(), self.version, self.language.tag(), &self.text];
        named.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part).chain_update([0])).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::hex;

    /// Whoever changes a text that people agree to gives it another version, and puts its hash here.
    #[test]
    fn the_texts_are_those_of_their_version() {
        let hashes: Vec<String> = [Language::English, Language::Korean]
            .into_iter()
            .flat_map(|language| Purpose::ALL.iter().map(move |purpose| ConsentText::now(*purpose, language)))
            .chain([Language::English, Language::Korean].map(ConsentText::earlier))
            .map(|text| {
                assert!(!text.text.contains("consent-"), "{}", text.text);
                format!("{} {}", text.version, hex(&text.hash()[..8]))
            })
            .collect();
        assert_eq!(hashes, HASHES);
    }

    const HASHES: [&str; 6] = [
        "2026-12 78b762e37f10a73d",
        "2026-12 b4e3d73dfeba36fd",
        "2026-12 a3fcad5ed42e5fc9",
        "2026-12 7dfa9385a43dd429",
        "2026-11 71f41af8b2533e64",
        "2026-11 a60839d3180aa8a5",
    ];
}
