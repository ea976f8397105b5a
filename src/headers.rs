//! The headers that every answer carries, and the checks that every request passes first.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header,
        uri::{Authority, PathAndQuery},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{config::Config, state::AppState};

/// Largest head of a request, in bytes. hyper's own limit lets larger ones through if they arrive in one piece.
pub(crate) const LARGEST_HEAD: usize = 32 * 1024;

/// Two years, all subdomains. `preload` is left to the owners of the domain, because it is hard to undo.
const TRANSPORT: &str = "max-age=63072000; includeSubDomains";

/// What answers carry unless a handler said something else.
const DEFAULTS: [(HeaderName, &str); 8] = [
    (header::STRICT_TRANSPORT_SECURITY, TRANSPORT),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
    ),
];

/// The security headers of a public page: for `front.rs`, and for a host that serves an export.
pub(crate) fn of_pages(config: &Config) -> Vec<(HeaderName, HeaderValue)> {
    let fixed = DEFAULTS.map(|(name, value)| (name, HeaderValue::from_static(value)));
    fixed.into_iter().chain([(header::CONTENT_SECURITY_POLICY, config.policies.page.clone())]).collect()
}

/// Puts the security headers on every answer of a route.
pub(crate) async fn security_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_passing = matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
    let headers = response.headers_mut();
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| state.config.policies.page.clone());
    if is_passing {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("60"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refuses requests whose head is too large or does not name one of our hosts exactly once; hyper itself lets them through.
/// The addresses for monitoring answer under any name.
pub(crate) async fn head_check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if matches!(request.uri().path(), "/healthz" | "/readyz") {
        return next.run(request).await;
    }
    match checked_head(&request, &state.config.web.hosts) {
        Ok(()) => next.run(request).await,
        Err(status) => led_to_us(&request, &state.config).unwrap_or_else(|| status.into_response()),
    }
}

/// Leads who came by the other name of the site, with or without `www.`, to the same place under the right one.
fn led_to_us(request: &Request, config: &Config) -> Option<Response> {
    let twin = config.web.twin.as_ref()?;
    checked_head(request, std::slice::from_ref(twin)).ok()?;
    let place = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let location = HeaderValue::from_str(&format!("{}{place}", config.web.origin)).ok()?;
    Some((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response())
}

/// Checks the length of a request's head and that it names one of these hosts. The error is the status to answer with.
pub(crate) fn checked_head<B>(request: &axum::http::Request<B>, ours: &[String]) -> Result<(), StatusCode> {
    let uri = request.uri();
    let authority = uri.authority().map(Authority::as_str);
    let line = uri.path().len() + uri.query().map_or(0, str::len) + authority.map_or(0, str::len);
    let fields: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if line + fields > LARGEST_HEAD {
        return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| StatusCode::BAD_REQUEST)?,
        _ => return Err(StatusCode::BAD_REQUEST),
    };
    if authority.is_some_and(|authority| !authority.eq_ignore_ascii_case(host)) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let is_ours = ours.iter().any(|ours| ours.eq_ignore_ascii_case(host));
    if is_ours { Ok(()) } else { Err(StatusCode::MISDIRECTED_REQUEST) }
}

/// Refuses requests that another site sent through a visitor's browser. Only the webhook is exempt; it
/// proves itself by its signature.
pub(crate) async fn cross_site_check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let exempt = request.uri().path() == "/webhooks/stripe";
    if exempt || is_same_site(request.method(), request.headers(), &state.config.web.origin) {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

fn is_same_site(method: &Method, headers: &HeaderMap, origin: &str) -> bool {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return true;
    }
    let all = |name: &str| headers.get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
    match (&all("sec-fetch-site")[..], &all("origin")[..]) {
        ([b"same-origin" | b"none"], _) => true,
        ([], []) => true,
        ([], [only]) => *only == origin.as_bytes(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_origins() {
        let origin = "https://example.org";
        let table: &[(Option<&str>, Option<&str>, bool)] = &[
            (None, None, true),
            (Some("same-origin"), None, true),
            (Some("none"), None, true),
            (Some("same-origin"), Some("https://example.org"), true),
            (Some("same-origin"), Some("null"), true),
            (Some("cross-site"), None, false),
            (Some("same-site"), None, false),
            (Some("cross-site"), Some("https://example.org"), false),
            (Some("same-site"), Some("https://example.org"), false),
            (Some(""), None, false),
            (Some("SAME-ORIGIN"), None, false),
            (Some("same-origin, none"), None, false),
            (None, Some("https://example.org"), true),
            (None, Some("http://example.org"), false),
            (None, Some("https://example.org:443"), false),
            (None, Some("https://example.org:8443"), false),
            (None, Some("https://www.example.org"), false),
            (None, Some("https://example.org.evil.example"), false),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
            (None, Some(""), false),
            (None, Some("https://example.org/"), false),
        ];
        for (site, sent, allowed) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in [("sec-fetch-site", site), ("origin", sent)] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
                assert_eq!(is_same_site(&method, &headers, origin), *allowed, "{site:?} {sent:?} {method}");
            }
            for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                assert!(is_same_site(&method, &headers, origin));
            }
        }
        let mut twice = HeaderMap::new();
        twice.append("sec-fetch-site", HeaderValue::from_static("same-origin"));
        twice.append("sec-fetch-site", HeaderValue::from_static("cross-site"));
        assert!(!is_same_site(&Method::POST, &twice, origin));
    }
}
