//! What a person sent, as it is sealed, and what is sealed along.

use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use crate::{
    error::Error,
    language::Language,
    seal::hex,
    volunteers::{
        vault::pad,
        words::{ContactKind, Region},
    },
    words::Word as _,
};

/// How an offer is written down before it is sealed. A new form gets a new number; old rows keep theirs.
pub(crate) const FORM: i16 = 1;

/// Everything personal of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Offer {
    pub(crate) name: String,
    /// A word of [`ContactKind`].
    pub(crate) contact_kind: String,
    pub(crate) contact: String,
    /// Languages, skills and the message, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) languages: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) skills: Option<String>,
    /// A word of [`Region`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
    /// That the mails of the site shall name neither the organisation nor the matter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) discreet: bool,
}

impl Offer {
    pub(crate) fn kind(&self) -> ContactKind {
        ContactKind::from_word(&self.contact_kind).unwrap_or(ContactKind::Other)
    }

    pub(crate) fn region(&self) -> Option<Region> {
        Region::from_word(self.region.as_deref()?)
    }

    /// As it is sealed: written down, and as long as every other offer.
    pub(crate) fn padded(&self) -> Result<Vec<u8>, Error> {
        let text = serde_json::to_vec(self).map_err(anyhow::Error::from)?;
        Ok(pad::pad(&text, pad::OFFER).ok_or_else(|| anyhow::anyhow!("an offer is longer than its form allows"))?)
    }

    /// Reads what was opened.
    pub(crate) fn read(padded: &[u8]) -> Result<Self, Error> {
        let text = pad::unpad(padded).ok_or_else(|| anyhow::anyhow!("an opened offer is cut off"))?;
        Ok(serde_json::from_slice(text).map_err(|_| anyhow::anyhow!("an opened offer cannot be read"))?)
    }
}

/// What stands beside an offer in clear and is sealed along: whoever changes it in the database closes the offer for good.
#[derive(Clone, Debug)]
pub(crate) struct Bound<'a> {
    pub(crate) application_id: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) form: i16,
    pub(crate) language: Language,
    /// When it ends if nobody is in touch.
    pub(crate) ends_on: Date,
    /// The hashes of the texts that were agreed to, in any order.
    pub(crate) consents: &'a [Vec<u8>],
}

impl Bound<'_> {
    pub(crate) fn associated(&self) -> Vec<u8> {
        let mut consents: Vec<String> = self.consents.iter().map(|hash| hex(hash)).collect();
        consents.sort_unstable();
        let Self { application_id, key_id, form, language, ends_on, .. } = self;
        let language = language.tag();
        format!("application\n{form}\n{application_id}\n{key_id}\n{language}\n{ends_on}\n{}", consents.join(","))
            .into_bytes()
    }
}

/// The same of a note that staff wrote.
pub(crate) fn bound_note(note: Uuid, key: Uuid, written_on: Date) -> Vec<u8> {
    format!("note\n1\n{note}\n{key}\n{written_on}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_offer_fits_and_all_are_as_long() {
        let longest = Offer {
            name: "𐀀".repeat(120),
            contact_kind: "kakaotalk".to_owned(),
            contact: "\"".repeat(120),
            languages: Some("\\".repeat(120)),
            skills: Some("가".repeat(240)),
            region: Some("gyeongsang".to_owned()),
            message: Some("𐀀".repeat(4000)),
            discreet: true,
        };
        let padded = longest.padded().expect("fits");
        assert_eq!(Offer::read(&padded).expect("reads"), longest);
        assert_eq!(padded.len(), Offer::default().padded().expect("fits").len());
    }

    #[test]
    fn what_a_later_form_added_does_not_keep_an_offer_closed() {
        let text = br#"{"name":"a","contact_kind":"pigeon","contact":"b","shoe_size":44}"#;
        let offer = Offer::read(&pad::pad(text, pad::OFFER).expect("fits")).expect("reads");
        assert_eq!((offer.kind(), offer.region()), (ContactKind::Other, None));
    }
}
