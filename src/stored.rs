//! A finished answer kept in memory in every encoding, with conditional requests. Knows nothing of pages.

use std::io::Write as _;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};
use hyper::body::Bytes;
use sha2::{Digest, Sha256};

/// Below this many bytes compression costs more than it saves.
const WORTH_COMPRESSING: usize = 512;

/// One body in the encodings that browsers ask for, each with its own strong validator (RFC 9110, 8.8.3).
#[derive(Clone)]
pub struct Stored {
    content_type: HeaderValue,
    cache_control: HeaderValue,
    identity: Variant,
    gzip: Option<Variant>,
    brotli: Option<Variant>,
}

#[derive(Clone)]
struct Variant {
    body: Bytes,
    etag: HeaderValue,
}

impl Stored {
    /// Compresses a body at the highest levels. Call it where time does not matter.
    pub fn new(content_type: &str, cache_control: &'static str, body: Vec<u8>) -> Self {
        let hash = crate::seal::hex(&Sha256::digest(&body)[..12]);
        let text = ["text/", "json", "svg", "xml", "javascript"].iter().any(|kind| content_type.contains(kind));
        let compress = text && body.len() >= WORTH_COMPRESSING;
        let smaller = |packed: Option<Vec<u8>>, mark: &str| {
            let packed = packed.filter(|packed| compress && packed.len() < body.len())?;
            Some(Variant { body: packed.into(), etag: etag(&hash, mark) })
        };
        Self {
            gzip: smaller(gzip(&body), "-gz"),
            brotli: smaller(brotli(&body), "-br"),
            content_type: HeaderValue::from_str(content_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream")),
            cache_control: HeaderValue::from_static(cache_control),
            identity: Variant { etag: etag(&hash, ""), body: body.into() },
        }
    }

    /// The answer to a GET or HEAD request with these headers: 200, or 304 if the client has it already.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let (variant, encoding) = self.choose(asked);
        let known = asked.get_all(header::IF_NONE_MATCH).iter().any(|tags| matches(tags, &variant.etag));
        let body = if known || method == Method::HEAD { Body::empty() } else { Body::from(variant.body.clone()) };
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag.clone());
        headers.insert(header::CACHE_CONTROL, self.cache_control.clone());
        if self.gzip.is_some() || self.brotli.is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(variant.body.len()));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    fn choose(&self, asked: &HeaderMap) -> (&Variant, Option<&'static str>) {
        let accepted = Accepted::of(asked);
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepted.brotli => (brotli, Some("br")),
            (_, Some(gzip)) if accepted.gzip => (gzip, Some("gzip")),
            _ => (&self.identity, None),
        }
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
            match coding.trim().to_ascii_lowercase().as_str() {
                "br" => accepted.brotli = !refused,
                "gzip" | "x-gzip" => accepted.gzip = !refused,
                _ => {}
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

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn brotli(body: &[u8]) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*body, &mut packed, &parameters).ok()?;
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(header::HeaderName, &str)]) -> Response<Body> {
        let stored = Stored::new("text/html; charset=utf-8", "public, max-age=0", vec![b'a'; 4096]);
        let asked = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a value")));
        stored.answer(&Method::GET, &asked.collect())
    }

    #[test]
    fn the_client_chooses_the_encoding() {
        for (accepted, expected) in [
            ("br, gzip", Some("br")),
            ("gzip, deflate, br;q=0", Some("gzip")),
            ("gzip;q=0.5", Some("gzip")),
            ("identity", None),
            ("br;q=0.0, gzip;q=0", None),
        ] {
            let response = answer(&[(header::ACCEPT_ENCODING, accepted)]);
            let encoding =
                response.headers().get(header::CONTENT_ENCODING).map(|v| v.to_str().expect("text").to_owned());
            assert_eq!(encoding.as_deref(), expected, "{accepted}");
        }
    }

    #[test]
    fn a_known_validator_is_answered_without_a_body() {
        let first = answer(&[]);
        let etag = first.headers()[header::ETAG].to_str().expect("text").to_owned();
        for tags in [etag.clone(), format!("\"x\", W/{etag}"), "*".to_owned()] {
            assert_eq!(answer(&[(header::IF_NONE_MATCH, &tags)]).status(), StatusCode::NOT_MODIFIED);
        }
        let other_encoding = answer(&[(header::IF_NONE_MATCH, &etag), (header::ACCEPT_ENCODING, "br")]);
        assert_eq!(other_encoding.status(), StatusCode::OK);
    }
}
