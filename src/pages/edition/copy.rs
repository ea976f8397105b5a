//! A copy of the edition on disk, from which the site starts while the database is away.
//!
//! One file: a line that names the form, a keyed hash of the rest, the length of the list, the list as JSON, the bodies.
//! Without our key nobody can put words into it that the site would show as its own.

use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::Path,
    sync::Arc,
};

use anyhow::{Context as _, ensure};
use hyper::body::Bytes;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    card,
    edition::{Card, Edition, Fingerprint, Listed, Printed},
    language::Language,
    seal::Keys,
    site::Site,
    stored::{Parts, Stored},
};

/// The first line of a copy; another form of it has another number.
const FORM: &[u8] = b"connect-kindness edition 5\n";
const NAME: &str = "edition";
/// What the key is used for here.
const PURPOSE: &str = "edition on disk";

#[derive(Serialize, Deserialize)]
struct Kept {
    site: Site,
    built_at: i64,
    origin: String,
    shared: Fingerprint,
    goal: Fingerprint,
    listed: Vec<KeptEntry>,
    moved: HashMap<String, String>,
    files: HashMap<String, KeptAnswer>,
}

#[derive(Serialize, Deserialize)]
struct KeptEntry {
    language: Language,
    path: String,
    title: String,
    summary: String,
    page: Option<KeptPage>,
    card: card::Words,
    picture: Option<KeptAnswer>,
}

#[derive(Serialize, Deserialize)]
struct KeptPage {
    revision_id: Uuid,
    changed_at: i64,
    menu: String,
    is_unlisted: bool,
    shows_goal: bool,
    has_other: bool,
    answer: KeptAnswer,
    stand_in: Option<KeptAnswer>,
}

/// An answer whose bodies lie at these places: offset and length.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    content_type: String,
    cache_control: String,
    identity: (usize, usize),
    packed: Option<[Option<(usize, usize)>; 2]>,
}

/// Writes an edition into a folder. Whatever happens, the file is either the old one or the new one, whole.
pub fn write(folder: &Path, edition: &Edition, origin: &str, keys: &Keys) -> anyhow::Result<()> {
    let mut bodies = Vec::new();
    let entries = edition.listed.iter().map(|listed| entry(listed, &mut bodies)).collect();
    let pages: HashSet<String> =
        edition.listed.iter().flat_map(|listed| listed.answers()).map(|(address, _)| address).collect();
    let files = edition.answers.iter().filter(|(path, _)| !pages.contains(*path));
    let kept = Kept {
        site: Site::clone(&edition.site),
        built_at: edition.built_at.unix_timestamp(),
        origin: origin.to_owned(),
        shared: edition.shared.clone(),
        goal: edition.goal.clone(),
        listed: entries,
        moved: edition.moved.clone(),
        files: files.map(|(path, answer)| (path.clone(), answer_of(answer, &mut bodies))).collect(),
    };
    let list = serde_json::to_vec(&kept)?;
    let rest = [&u64::try_from(list.len())?.to_be_bytes()[..], &list, &bodies].concat();
    let hash = keys.hash(PURPOSE, &rest);
    fs::create_dir_all(folder)?;
    let (new, name) = (folder.join(format!("{NAME}.new")), folder.join(NAME));
    let mut file = File::create(&new)?;
    for part in [FORM, &hash, &rest] {
        file.write_all(part)?;
    }
    file.sync_all()?;
    fs::rename(&new, &name)?;
    // The new name itself must outlive a loss of power.
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Whether a copy can be written into a folder, before there is one to write.
pub fn check(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let trial = folder.join(format!("{NAME}.trial"));
    File::create(&trial)?.sync_all()?;
    Ok(fs::remove_file(trial)?)
}

/// The edition in a folder, if there is one. Fails if the copy is broken, of another form, of another site, or not made with one of these keys.
pub fn read(folder: &Path, origin: &str, keys: &Keys) -> anyhow::Result<Option<Edition>> {
    let file = match fs::read(folder.join(NAME)) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let rest = file.strip_prefix(FORM).context("it is of another form")?;
    let (hash, rest) = rest.split_at_checked(32).context("it is cut off")?;
    ensure!(keys.verify(PURPOSE, rest, hash), "it is damaged, or of a site with other keys");
    let (length, rest) = rest.split_first_chunk().context("it is cut off")?;
    let (list, bodies) = rest.split_at_checked(u64::from_be_bytes(*length).try_into()?).context("it is cut off")?;
    let kept: Kept = serde_json::from_slice(list).context("it is of another form")?;
    ensure!(kept.origin == origin, "it is of a site at another address");
    let mut listed = Vec::with_capacity(kept.listed.len());
    let mut answers = HashMap::new();
    for entry in kept.listed {
        let listed_entry = restored(entry, bodies)?;
        answers.extend(listed_entry.answers());
        listed.push(Arc::new(listed_entry));
    }
    for (path, answer) in kept.files {
        answers.insert(path, Arc::new(stored(&answer, bodies)?));
    }
    let (site, built_at) = (Arc::new(kept.site), time(kept.built_at)?);
    Ok(Some(Edition {
        site,
        built_at,
        answers,
        listed,
        moved: kept.moved,
        faults: Vec::new(),
        shared: kept.shared,
        goal: kept.goal,
        rendered: 0,
    }))
}

fn entry(listed: &Listed, bodies: &mut Vec<u8>) -> KeptEntry {
    let page = listed.page.as_ref().map(|page| KeptPage {
        revision_id: page.revision_id,
        changed_at: page.changed_at.unix_timestamp(),
        menu: page.menu.clone(),
        is_unlisted: page.is_unlisted,
        shows_goal: page.shows_goal,
        has_other: page.has_other,
        answer: answer_of(&page.answer, bodies),
        stand_in: page.stand_in.as_ref().map(|answer| answer_of(answer, bodies)),
    });
    KeptEntry {
        language: listed.language,
        path: listed.path.clone(),
        title: listed.title.clone(),
        summary: listed.summary.clone(),
        page,
        card: listed.card.words.clone(),
        picture: listed.card.picture().map(|picture| answer_of(picture, bodies)),
    }
}

fn answer_of(answer: &Stored, bodies: &mut Vec<u8>) -> KeptAnswer {
    let mut keep = |body: &Bytes| {
        let place = (bodies.len(), body.len());
        bodies.extend_from_slice(body);
        place
    };
    let Parts { content_type, cache_control, identity, packed } = answer.parts();
    let identity = keep(&identity);
    let packed = packed.map(|packed| packed.map(|body| body.as_ref().map(&mut keep)));
    KeptAnswer { content_type, cache_control, identity, packed }
}

fn restored(kept: KeptEntry, bodies: &[u8]) -> anyhow::Result<Listed> {
    let page = kept.page.map(|page| {
        anyhow::Ok(Printed {
            revision_id: page.revision_id,
            changed_at: time(page.changed_at)?,
            menu: page.menu,
            is_unlisted: page.is_unlisted,
            shows_goal: page.shows_goal,
            has_other: page.has_other,
            answer: Arc::new(stored(&page.answer, bodies)?),
            stand_in: page.stand_in.map(|answer| anyhow::Ok(Arc::new(stored(&answer, bodies)?))).transpose()?,
        })
    });
    let picture = kept.picture.map(|picture| stored(&picture, bodies)).transpose()?;
    let card = Arc::new(Card::with_picture(kept.card, picture));
    let (language, path, title, summary) = (kept.language, kept.path, kept.title, kept.summary);
    Ok(Listed { language, path, title, summary, page: page.transpose()?, card })
}

fn stored(kept: &KeptAnswer, bodies: &[u8]) -> anyhow::Result<Stored> {
    let body = |(offset, length): (usize, usize)| {
        let end = offset.checked_add(length).context("it is cut off")?;
        bodies.get(offset..end).map(Bytes::copy_from_slice).context("it is cut off")
    };
    let packed = match kept.packed {
        Some([gzip, brotli]) => Some([gzip.map(body).transpose()?, brotli.map(body).transpose()?]),
        None => None,
    };
    Ok(Stored::from_parts(&Parts {
        content_type: kept.content_type.clone(),
        cache_control: kept.cache_control.clone(),
        identity: body(kept.identity)?,
        packed,
    }))
}

fn time(seconds: i64) -> anyhow::Result<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(seconds).context("it is of another form")
}
