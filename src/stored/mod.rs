//! A finished answer kept in memory, with conditional requests and ranges; compressed once, after it went live. Knows
//! nothing of pages.

mod packing;
mod range;

use std::sync::OnceLock;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
};
use hyper::body::Bytes;
use sha2::{Digest, Sha256};

use self::range::Asked;

/// Below this many bytes compression costs more than it saves.
const WORTH_COMPRESSING: usize = 256;

/// One body in the encodings that browsers ask for, each with its own strong validator (RFC 9110, 8.8.3).
#[derive(Clone)]
pub struct Stored {
    content_type: HeaderValue,
    cache_control: HeaderValue,
    identity: Variant,
    /// The compressed bodies, once they are made; `None` where it is not worth it.
    packed: Option<OnceLock<Packed>>,
}

/// What an answer is made of, as it is kept outside of this process.
pub(crate) struct Parts {
    pub(crate) content_type: String,
    /// The header `Cache-Control`.
    pub(crate) cache_control: String,
    /// The body as it is.
    pub(crate) identity: Bytes,
    /// The bodies compressed with gzip and brotli, if compression was done; each is missing if it was of no use.
    pub(crate) packed: Option<[Option<Bytes>; 2]>,
}

#[derive(Clone)]
struct Packed {
    gzip: Option<Variant>,
    brotli: Option<Variant>,
}

#[derive(Clone)]
struct Variant {
    body: Bytes,
    etag: HeaderValue,
}

impl Stored {
    /// An answer that is live at once, without compression until [`pack`](Self::pack) is called.
    pub(crate) fn new(content_type: &str, cache_control: &str, body: Vec<u8>) -> Self {
        Self::from_parts(&Parts {
            content_type: content_type.to_owned(),
            cache_control: cache_control.to_owned(),
            identity: body.into(),
            packed: None,
        })
    }

    /// The answer that was kept as these parts.
    pub(crate) fn from_parts(parts: &Parts) -> Self {
        let text = ["text/", "json", "svg", "xml", "javascript"].iter().any(|kind| parts.content_type.contains(kind));
        let value = |text: &str, other| HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(other));
        let hash = crate::seal::hex(&Sha256::digest(&parts.identity)[..12]);
        let stored = Self {
            content_type: value(&parts.content_type, "application/octet-stream"),
            cache_control: value(&parts.cache_control, "no-store"),
            identity: Variant { etag: etag(&hash, ""), body: parts.identity.clone() },
            packed: (text && parts.identity.len() >= WORTH_COMPRESSING).then(OnceLock::new),
        };
        if let (Some(place), Some([gzip, brotli])) = (&stored.packed, &parts.packed) {
            let _ = place.set(stored.packed(gzip.clone(), brotli.clone()));
        }
        stored
    }

    /// What this answer is made of.
    pub(crate) fn parts(&self) -> Parts {
        let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let body = |variant: &Option<Variant>| variant.as_ref().map(|variant| variant.body.clone());
        let packed = self.packed.as_ref().and_then(OnceLock::get);
        Parts {
            content_type: text(&self.content_type),
            cache_control: text(&self.cache_control),
            identity: self.identity.body.clone(),
            packed: packed.map(|packed| [body(&packed.gzip), body(&packed.brotli)]),
        }
    }

    /// Compresses the body at the highest levels, once. Call it where time does not matter.
    pub(crate) fn pack(&self) {
        if let Some(place) = &self.packed {
            let body = &self.identity.body;
            place.get_or_init(|| self.packed(packing::gzip(body), packing::brotli(body)));
        }
    }

    /// Whether nothing is left to be compressed.
    pub fn is_packed(&self) -> bool {
        self.packed.as_ref().is_none_or(|place| place.get().is_some())
    }

    /// The length of the body as it is, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.identity.body.len()
    }

    /// Whether another answer would be the same.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.identity.body == other.identity.body
            && self.content_type == other.content_type
            && self.cache_control == other.cache_control
    }

    /// The answer to a GET or HEAD request with these headers: 200, 206 for a part of what is not text, or 304 if the
    /// client has it already.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        self.answer_with(HeaderMap::new(), method, asked)
    }

    /// The same with headers that are there already.
    pub(crate) fn answer_with(&self, carried: HeaderMap, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let (variant, encoding) = self.choose(asked);
        let known = asked.get_all(header::IF_NONE_MATCH).iter().any(|tags| matches(tags, &variant.etag));
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = carried;
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag.clone());
        headers.insert(header::CACHE_CONTROL, self.cache_control.clone());
        if self.packed.is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        let mut body = variant.body.clone();
        if self.packed.is_none() {
            headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
            match range::asked(method, asked, &variant.etag, body.len()) {
                Asked::Whole => {}
                Asked::Part(part, content_range) => {
                    headers.insert(header::CONTENT_RANGE, content_range);
                    body = body.slice(part);
                    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                }
                Asked::Nothing(content_range) => return range::not_satisfiable(content_range),
            }
        }
        if method == Method::HEAD {
            // with a body the server says its length by itself
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        } else {
            *response.body_mut() = Body::from(body);
        }
        response
    }

    fn choose(&self, asked: &HeaderMap) -> (&Variant, Option<&'static str>) {
        let Some(packed) = self.packed.as_ref().and_then(OnceLock::get) else {
            return (&self.identity, None);
        };
        let accepted = Accepted::of(asked);
        match (&packed.brotli, &packed.gzip) {
            (Some(brotli), _) if accepted.brotli => (brotli, Some("br")),
            (_, Some(gzip)) if accepted.gzip => (gzip, Some("gzip")),
            _ => (&self.identity, None),
        }
    }

    /// Keeps of the compressed bodies what is smaller than the body itself.
    fn packed(&self, gzip: Option<Bytes>, brotli: Option<Bytes>) -> Packed {
        let hash = self.identity.etag.to_str().unwrap_or_default().trim_matches('"');
        let smaller = |body: Option<Bytes>, mark: &str| {
            let body = body.filter(|body| body.len() < self.identity.body.len())?;
            Some(Variant { etag: etag(hash, mark), body })
        };
        Packed { gzip: smaller(gzip, "-gz"), brotli: smaller(brotli, "-br") }
    }
}

/// Which encodings a client takes. A quality of zero refuses one (RFC 9110, 12.5.3).
struct Accepted {
    gzip: bool,
    brotli: bool,
}

impl Accepted {
    fn of(asked: &HeaderMap) -> Self {
        let mut accepted = Self { gzip: false, brotli: false };
        let values = asked.get_all(header::ACCEPT_ENCODING);
        for part in values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')) {
            let (coding, quality) = part.split_once(';').unwrap_or((part, ""));
            let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
            let is = |name: &str| coding.trim().eq_ignore_ascii_case(name);
            if is("br") {
                accepted.brotli = !refused;
            } else if is("gzip") || is("x-gzip") {
                accepted.gzip = !refused;
            }
        }
        accepted
    }
}

fn etag(hash: &str, mark: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{hash}{mark}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// If-None-Match compares weakly (RFC 9110, 13.1.2).
fn matches(tags: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(etag)) = (tags.to_str(), etag.to_str()) else {
        return false;
    };
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[cfg(test)]
mod tests;
