//! The files below `static/`, in memory, under addresses that change with their content.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    http::{HeaderValue, Request, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::{error::Error, inputs::Path, stored::Stored};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// All files and the hash of the whole set, which is part of each address.
struct Assets {
    hash: String,
    files: BTreeMap<String, Stored>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

impl Assets {
    fn load() -> Self {
        let embedded: BTreeMap<String, Vec<u8>> = Files::iter()
            .filter_map(|name| Files::get(&name).map(|file| (name.to_string(), file.data.into_owned())))
            .collect();
        let mut hasher = Sha256::new();
        for (name, bytes) in &embedded {
            hasher.update(name.as_bytes());
            hasher.update(bytes);
        }
        let hash = crate::seal::hex(&hasher.finalize()[..6]);
        let store = |(name, bytes): (String, Vec<u8>)| {
            let stored = Stored::new(&content_type(&name), "public, max-age=31536000, immutable", bytes);
            (name, stored)
        };
        Self { hash, files: embedded.into_iter().map(store).collect() }
    }
}

/// Loads all files now rather than at the first request.
pub(crate) fn prepare() {
    LazyLock::force(&ASSETS);
}

/// Compresses all files, unless that was done. Call it where time does not matter.
pub(crate) fn finish() {
    for file in ASSETS.files.values() {
        file.pack();
    }
}

/// The address of a file below `static/`.
pub(crate) fn url(path: &str) -> String {
    format!("/static/{}/{path}", ASSETS.hash)
}

/// A file below `static/`.
pub(crate) fn file(path: &str) -> Option<&'static Stored> {
    ASSETS.files.get(path)
}

/// All files below `static/` by their addresses.
pub(crate) fn all() -> impl Iterator<Item = (String, &'static Stored)> {
    ASSETS.files.iter().map(|(path, file)| (url(path), file))
}

/// `GET /static/{hash}/{path}`. An old hash still finds the file, for pages that a browser kept, but only briefly.
pub(crate) async fn asset(
    Path((hash, path)): Path<(String, String)>,
    request: Request<axum::body::Body>,
) -> Result<Response, Error> {
    let file = ASSETS.files.get(&path).ok_or(Error::NotFound)?;
    let mut response = file.answer(request.method(), request.headers()).into_response();
    if hash != ASSETS.hash {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    }
    Ok(response)
}

fn content_type(name: &str) -> String {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text =
        guess.type_() == "text" || matches!(guess.subtype().as_str(), "javascript" | "json" | "svg" | "manifest+json");
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}
