//! `export`: the public site as static files in a folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use tokio_util::sync::CancellationToken;

use super::say::say;
use crate::{config::Settings, error, pages, process};

/// Lies in every folder that this command made, so that it never replaces another.
const MARK: &str = ".connect-kindness-export";

/// Writes all files into a folder beside the one that is named, then puts it in its place.
pub(crate) async fn run(settings: &Settings, folder: &Path) -> anyhow::Result<()> {
    let is_ours = folder.join(MARK).exists();
    let is_empty = !folder.exists() || fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none());
    ensure!(
        is_ours || is_empty,
        "{} holds other things; name a folder that is empty or does not exist",
        folder.display()
    );
    let state = match process::prepare(settings.check()?, CancellationToken::new()).await {
        Ok(state) => state,
        Err(error) if error::is_away(&error) => {
            let state = process::prepare_from_copy(settings.check()?, CancellationToken::new())?;
            say("The database is away: these are the pages of the copy in STATE_DIR.");
            state.context("the database is away, and STATE_DIR holds no copy of the pages")?
        }
        Err(error) => return Err(error),
    };
    state.edition.load().finish(|| true);
    let files = pages::export::files(&state)?;
    let (new, old) = (beside(folder, "new")?, beside(folder, "old")?);
    for (name, body) in &files {
        let path = new.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, body).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    fs::write(new.join(MARK), "Made by connect-kindness export, which replaces this folder when it is run again.\n")?;
    if folder.exists() {
        fs::rename(folder, &old)?;
    }
    fs::rename(&new, folder)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    say(&format!("{} files are in {}", files.len(), folder.display()));
    state.db.close().await;
    Ok(())
}

/// A name beside the folder that no other program uses.
fn beside(folder: &Path, what: &str) -> anyhow::Result<PathBuf> {
    let name = folder.file_name().context("name a folder")?.to_string_lossy();
    let path = folder.with_file_name(format!(".{name}.{what}-{}", std::process::id()));
    ensure!(!path.exists(), "{} is in the way; remove it", path.display());
    Ok(path)
}
