//! The QR codes of the public pages, for posters and printed pages: `/qr/{name}.svg` and `.png`, `/qr/ko/{name}.svg` and
//! `.png`. They follow from the addresses of the pages alone, so the database is never asked.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Request, State},
    http::Response,
    routing::get,
};
use tokio::sync::OnceCell;

use crate::{
    edition::{Edition, Listed},
    error::Error,
    inputs::Path,
    language::Language,
    pages::stand_back::{Behind, stand_back},
    qr::Code,
    sharing::Via,
    state::AppState,
    stored::Stored,
};

/// A code follows from its address, but a page can go away.
const CACHING: &str = "public, max-age=86400";

/// The codes that somebody asked for, by the names of their files: at most two a page. Whoever asks while one is drawn waits for it.
type Made = Arc<Mutex<HashMap<String, Arc<OnceCell<Stored>>>>>;

/// What the file of a code shows.
pub(crate) struct CodeFile {
    page: Arc<Listed>,
    kind: Kind,
}

enum Kind {
    Svg,
    Png,
}

/// The address of every code.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/qr/{*file}", get(code)).layer(Extension(Made::default()))
}

/// `GET /qr/{file}`
async fn code(
    State(state): State<AppState>,
    Extension(made): Extension<Made>,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response<Body>, Error> {
    let file = CodeFile::named(&state.edition.load(), &name).ok_or(Error::NotFound)?;
    let place = Arc::clone(made.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default());
    let origin = Arc::clone(&state.origin);
    let draw = || async { stand_back(Behind::Visitors, move || file.make(&origin)).await? };
    let code = place.get_or_try_init(draw).await?;
    Ok(code.answer(request.method(), request.headers()))
}

impl CodeFile {
    /// The file below `/qr/` with this name, if there is such a page.
    pub(crate) fn named(edition: &Edition, name: &str) -> Option<Self> {
        let (page, ending) = name.rsplit_once('.')?;
        let kind = match ending {
            "svg" => Kind::Svg,
            "png" => Kind::Png,
            _ => return None,
        };
        let address = format!("/{page}");
        let (language, path) = Language::of_path(&address);
        let page = Arc::clone(edition.find_named(language, path.strip_prefix('/')?)?);
        Some(Self { page, kind })
    }

    /// Draws and compresses it, which takes a while.
    pub(crate) fn make(&self, origin: &str) -> anyhow::Result<Stored> {
        let code = Code::of(&Via::Poster.on(&format!("{origin}{}", self.page.address())))?;
        let file = match self.kind {
            Kind::Svg => Stored::new("image/svg+xml; charset=utf-8", CACHING, code.svg().into_bytes()),
            Kind::Png => Stored::new("image/png", CACHING, code.png()?),
        };
        file.pack();
        Ok(file)
    }
}
