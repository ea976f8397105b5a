//! The measure for reading: one page in memory, answered by axum with the same headers and nothing else.
//!
//! Arguments: the address to listen on, and a folder with `headers` (one a line), `identity` and `br`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Response, header},
    routing::get,
};

struct Page {
    headers: Vec<(HeaderName, HeaderValue)>,
    identity: Bytes,
    brotli: Bytes,
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, address, folder] = &arguments[..] else { panic!("bare ADDRESS FOLDER") };
    let read = |name: &str| Bytes::from(std::fs::read(Path::new(folder).join(name)).unwrap());
    let headers = String::from_utf8(read("headers").to_vec()).unwrap();
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.parse().unwrap(), value.parse().unwrap())
    };
    let page = Page { headers: headers.lines().map(pair).collect(), identity: read("identity"), brotli: read("br") };
    let router = Router::new().route("/", get(answer)).with_state(Arc::new(page));
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    axum::serve(listener, router).await.unwrap();
}

async fn answer(State(page): State<Arc<Page>>, asked: HeaderMap) -> Response<Body> {
    let takes_brotli = asked.get(header::ACCEPT_ENCODING).is_some_and(|value| {
        value.to_str().is_ok_and(|codings| codings.split(',').any(|coding| coding.trim() == "br"))
    });
    let body = if takes_brotli { &page.brotli } else { &page.identity };
    let mut response = Response::new(Body::from(body.clone()));
    response.headers_mut().extend(page.headers.iter().cloned());
    if takes_brotli {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
