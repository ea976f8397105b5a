//! Opens an export on a machine without network and without database.

use std::collections::BTreeMap;

use anyhow::Context as _;
use uuid::Uuid;

use super::export::{Export, ExportedEpoch, FORM, Kind, Record};
use crate::{
    seal::Keys,
    volunteers::{
        offer::Offer,
        vault::{
            self,
            hpke::{self, KEY, PersonKey},
            pad,
            shares::{Share, combine},
            wraps,
        },
    },
};

/// Reads the file.
pub(crate) fn read(text: &[u8]) -> anyhow::Result<Export> {
    let export: Export = serde_json::from_slice(text).context("this is no export of volunteers")?;
    anyhow::ensure!(export.connect_kindness_volunteers == FORM, "another release made this export");
    Ok(export)
}

/// Whether it takes shares to open it.
pub(crate) fn takes_shares(export: &Export) -> bool {
    export.epochs.iter().any(|epoch| !epoch.recoveries.is_empty())
}

/// The recovery key that two typed shares give.
pub(crate) fn recovery_key(one: &str, other: &str) -> anyhow::Result<[u8; KEY]> {
    let one = Share::read(one).context("the first share")?;
    let other = Share::read(other).context("the second share")?;
    Ok(combine(&one, &other)?)
}

/// Every record in lines for people. What does not open says so.
pub(crate) fn open(export: &Export, recovery: Option<&[u8; KEY]>, keys: Option<&Keys>) -> Vec<String> {
    let opened = export.epochs.iter().filter_map(|epoch| Some((epoch.id, private_key(epoch, recovery, keys)?)));
    let private: BTreeMap<Uuid, [u8; KEY]> = opened.collect();
    export.records.iter().flat_map(|record| lines(record, private.get(&record.epoch))).collect()
}

fn private_key(epoch: &ExportedEpoch, recovery: Option<&[u8; KEY]>, keys: Option<&Keys>) -> Option<[u8; KEY]> {
    let public: [u8; KEY] = epoch.public.0.as_slice().try_into().ok()?;
    let shared = |own: &[u8; KEY]| epoch.recoveries.iter().find_map(|sealed| wraps::open(own, &public, &sealed.0).ok());
    let kept = |keys: &Keys| vault::private_key(keys, epoch.id, &epoch.kept.as_ref()?.0).ok();
    recovery.and_then(shared).or_else(|| keys.and_then(kept))
}

fn lines(record: &Record, private: Option<&[u8; KEY]>) -> Vec<String> {
    let mut lines = vec![format!("== {} ({:?}, {})", record.handle, record.kind, record.person)];
    match private.map(|private| text(record, private)) {
        None => {
            lines.push("does not open: its private key is not among those that these shares or keys open".to_owned())
        }
        Some(Err(error)) => lines.push(format!("does not open: {error}")),
        Some(Ok(opened)) => lines.extend(opened),
    }
    lines.push(String::new());
    lines
}

fn text(record: &Record, private: &[u8; KEY]) -> anyhow::Result<Vec<String>> {
    let key = record.key.0.as_slice().try_into().context("a key is cut off")?;
    let person = PersonKey { id: record.key_id, key };
    let padded = hpke::open(private, &person, &record.associated.0, &record.sealed.0)?;
    match record.kind {
        Kind::Note => {
            let note = pad::unpad(&padded).context("a note is cut off")?;
            Ok(vec![format!("note: {}", String::from_utf8_lossy(note))])
        }
        Kind::Offer => {
            let offer = Offer::read(&padded).map_err(anyhow::Error::from)?;
            let mut lines = vec![format!("name: {}", offer.name), format!("{}: {}", offer.contact_kind, offer.contact)];
            let rest = [
                ("languages", offer.languages),
                ("skills", offer.skills),
                ("region", offer.region),
                ("message", offer.message),
            ];
            lines.extend(rest.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?))));
            if offer.discreet {
                lines.push("mails to this person name neither the organisation nor the matter".to_owned());
            }
            Ok(lines)
        }
    }
}
