//! Tests of finished answers.

use axum::body::HttpBody as _;

use super::*;

fn answer_of(stored: &Stored, headers: &[(header::HeaderName, &str)]) -> Response<Body> {
    let asked = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a value")));
    stored.answer(&Method::GET, &asked.collect())
}

fn answer(headers: &[(header::HeaderName, &str)]) -> Response<Body> {
    let stored = Stored::new("text/html; charset=utf-8", "public, max-age=0", vec![b'a'; 4096]);
    stored.pack();
    answer_of(&stored, headers)
}

fn header_of(response: &Response<Body>, name: header::HeaderName) -> Option<&str> {
    response.headers().get(name).map(|value| value.to_str().expect("text"))
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
        assert_eq!(header_of(&response, header::CONTENT_ENCODING), expected, "{accepted}");
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

#[test]
fn an_answer_is_live_before_it_is_compressed() {
    let stored = Stored::new("text/html; charset=utf-8", "public, max-age=0", vec![b'a'; 4096]);
    let asked = [(header::ACCEPT_ENCODING, "br")];
    let before = answer_of(&stored, &asked);
    assert_eq!(header_of(&before, header::CONTENT_ENCODING), None);
    assert_eq!(header_of(&before, header::VARY), Some("accept-encoding"), "caches must not mix the two");
    assert!(!stored.is_packed());
    stored.pack();
    assert!(stored.is_packed());
    assert_eq!(header_of(&answer_of(&stored, &asked), header::CONTENT_ENCODING), Some("br"));
    let again = Stored::from_parts(&stored.parts());
    assert!(again.is_packed());
    assert_eq!(
        header_of(&answer_of(&again, &asked), header::ETAG),
        header_of(&answer_of(&stored, &asked), header::ETAG)
    );
}

#[test]
fn a_picture_is_given_in_parts() {
    let stored = Stored::new("image/png", "public, max-age=0", (0..100).collect());
    let whole = answer_of(&stored, &[]);
    let etag = header_of(&whole, header::ETAG).expect("a validator");
    assert_eq!(header_of(&whole, header::ACCEPT_RANGES), Some("bytes"));
    for (range, status, content_range, length) in [
        ("bytes=0-9", 206, Some("bytes 0-9/100"), 10),
        ("bytes=90-", 206, Some("bytes 90-99/100"), 10),
        ("bytes=-5", 206, Some("bytes 95-99/100"), 5),
        ("bytes=90-200", 206, Some("bytes 90-99/100"), 10),
        ("bytes=-200", 206, Some("bytes 0-99/100"), 100),
        ("bytes=100-", 416, Some("bytes */100"), 0),
        ("bytes=-0", 416, Some("bytes */100"), 0),
        ("bytes=9-1", 200, None, 100),
        ("bytes=0-1,5-6", 200, None, 100),
        ("lines=0-1", 200, None, 100),
        ("bytes=18446744073709551615-", 416, Some("bytes */100"), 0),
        ("bytes=0-18446744073709551615", 206, Some("bytes 0-99/100"), 100),
    ] {
        let response = answer_of(&stored, &[(header::RANGE, range)]);
        assert_eq!(response.status(), status, "{range}");
        assert_eq!(header_of(&response, header::CONTENT_RANGE), content_range, "{range}");
        assert_eq!(response.body().size_hint().exact(), Some(length), "{range}");
    }
    for (tag, status) in [(etag, 206), ("\"other\"", 200)] {
        let response = answer_of(&stored, &[(header::RANGE, "bytes=0-9"), (header::IF_RANGE, tag)]);
        assert_eq!(response.status(), status);
    }
}
