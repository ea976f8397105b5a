//! QR codes of the public pages, for posters and printed pages: `/qr/{slug}.svg` and `.png`, `/qr/ko/{slug}.svg` and
//! `.png`. Made from the address alone, so the database is never asked; this is the one place that makes them.

use std::fmt::Write as _;

use anyhow::Context as _;
use axum::{
    Router,
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
    routing::get,
};
use fast_qr::{ECL, QRBuilder, QRCode};
use tower_http::compression::CompressionLayer;

use crate::{
    error::Error,
    language::Language,
    pages::edition::path_of,
    sharing::{FORMS, Word},
    state::AppState,
};

/// White around a code, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;
/// The width of a PNG in pixels: 10 centimetres in print at 300 dots an inch.
const PNG_WIDTH: usize = 1200;
/// A code follows from its address, but a page can go away.
const CACHING: &str = "public, max-age=86400";

/// The address of every code.
pub fn routes() -> Router<AppState> {
    Router::new().route("/qr/{*file}", get(code)).layer(CompressionLayer::new())
}

/// The address of the code of a page, with this ending.
pub fn url(language: Language, path: &str, ending: &str) -> String {
    let folder = if language == Language::Korean { "ko/" } else { "" };
    let slug = if path == "/" { "home" } else { path.trim_start_matches('/') };
    format!("/qr/{folder}{slug}.{ending}")
}

/// `GET /qr/{file}`
async fn code(State(state): State<AppState>, Path(file): Path<String>) -> Result<Response, Error> {
    let (page, ending) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let path = page_path(page).filter(|path| exists(&state, path)).ok_or(Error::NotFound)?;
    let code = encode(&Word::Poster.on(&format!("{}{path}", state.origin)))?;
    let (kind, body) = match ending {
        "svg" => ("image/svg+xml; charset=utf-8", svg(&code).into_bytes()),
        "png" => ("image/png", png(&code)?),
        _ => return Err(Error::NotFound),
    };
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, CACHING)], body).into_response())
}

/// The address of the page that a file is named after. Each page has one name.
fn page_path(page: &str) -> Option<String> {
    let (language, slug) = match page.strip_prefix("ko/") {
        Some(slug) => (Language::Korean, slug),
        None => (Language::English, page),
    };
    let is_slug = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let (path, address) = (path_of(slug), language.path(&path_of(slug)));
    (is_slug && !slug.is_empty() && Language::of_path(&address) == (language, path.as_str())).then_some(address)
}

fn exists(state: &AppState, address: &str) -> bool {
    state.edition.load().answers.contains_key(address) || FORMS.contains(&Language::of_path(address).1)
}

/// A quarter of a code may be torn off or dirty (level Q).
fn encode(address: &str) -> anyhow::Result<QRCode> {
    QRBuilder::new(address).ecl(ECL::Q).build().with_context(|| format!("{address} has no QR code"))
}

/// One path, a rectangle for each run of dark modules.
fn svg(code: &QRCode) -> String {
    let width = code.size + 2 * QUIET;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{0}" height="{0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{width}H0z"/><path d=""##,
        width * 8,
    );
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = code[y][x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                let _ = write!(svg, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    svg.push_str("\"/></svg>\n");
    svg
}

/// One bit a pixel, whole pixels a module, the rest white.
fn png(code: &QRCode) -> anyhow::Result<Vec<u8>> {
    let scale = PNG_WIDTH / (code.size + 2 * QUIET);
    let edge = (PNG_WIDTH - scale * code.size) / 2;
    let is_dark = |x: usize, y: usize| {
        let module = |at: usize| at.checked_sub(edge).map(|at| at / scale).filter(|at| *at < code.size);
        module(x).zip(module(y)).is_some_and(|(x, y)| code[y][x].value())
    };
    let mut bits = vec![0xff_u8; PNG_WIDTH / 8 * PNG_WIDTH];
    for y in 0..PNG_WIDTH {
        for x in 0..PNG_WIDTH {
            if is_dark(x, y) {
                bits[y * PNG_WIDTH / 8 + x / 8] &= !(0x80 >> (x % 8));
            }
        }
    }
    let mut file = Vec::new();
    let width = u32::try_from(PNG_WIDTH)?;
    let mut encoder = png::Encoder::new(&mut file, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header()?.write_image_data(&bits)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::page_path;

    #[test]
    fn a_file_is_named_after_one_page() {
        let found = |page| page_path(page);
        assert_eq!(found("home").as_deref(), Some("/"));
        assert_eq!(found("ko/home").as_deref(), Some("/ko"));
        assert_eq!(found("ko/why-awesome").as_deref(), Some("/ko/why-awesome"));
        for page in ["", "ko", "ko/", "ko/ko/home", "en/home", "a/b", ".well-known/security.txt", "Home", "home?via=x"]
        {
            assert_eq!(found(page), None, "{page}");
        }
    }
}
