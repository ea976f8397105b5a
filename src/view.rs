//! What every page shares: its frame (language, navigation, addresses) and the answer that carries it.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{assets, error::Error, language::Language, sharing::Sharing, site::Site};

/// What the layout needs to draw the page around its content.
#[derive(Clone)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// The page's address without its language part, such as `/mission`.
    pub path: String,
    /// The site's settings.
    pub site: Arc<Site>,
    /// The public origin, such as `https://example.org`, for absolute addresses.
    pub origin: Arc<str>,
    /// Whether the page exists once for all, so that it is listed, shared and indexed.
    pub public: bool,
}

impl Frame {
    /// A message of the interface.
    pub fn t(&self, key: &str) -> String {
        self.language.message(key)
    }

    /// A message with one place to fill.
    pub fn t_with(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.language.message_with(key, &[(name, &value.to_string())])
    }

    /// The address of another page in the same language.
    pub fn url(&self, path: &str) -> String {
        if path.starts_with('/') { self.language.path(path) } else { path.to_owned() }
    }

    /// The address of this page in the other language.
    pub fn other_url(&self) -> String {
        self.language.other().path(&self.path)
    }

    /// The absolute address of this page in a language.
    pub fn absolute(&self, language: &Language) -> String {
        format!("{}{}", self.origin, language.path(&self.path))
    }

    /// What a page passes on that is itself nobody else's business: the first page.
    pub fn sharing_of_site(&self) -> Sharing {
        let address = format!("{}{}", self.origin, self.language.path("/"));
        Sharing { address, text: self.t("share-text"), subject: self.organisation().to_owned() }
    }

    /// The address of a file below `static/`.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The organisation's name.
    pub fn organisation(&self) -> &str {
        self.site.name(self.language)
    }

    /// Links of the navigation: address, words, whether it is this page.
    pub fn menu(&self) -> Vec<(String, &str, bool)> {
        let here = |entry: &&crate::site::MenuEntry| entry.language == self.language;
        let link = |entry: &'_ crate::site::MenuEntry| (self.url(&entry.path), entry.path == self.path);
        self.site
            .menu
            .iter()
            .filter(here)
            .map(|entry| {
                let (url, current) = link(entry);
                (url, entry.label.as_str(), current)
            })
            .collect()
    }
}

/// A rendered page that belongs to one visitor: never stored by anyone.
pub struct Html {
    status: StatusCode,
    body: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Html {
    /// Renders a page.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn page(page: &impl Template) -> Result<Self, Error> {
        Ok(Self { status: StatusCode::OK, body: page.render()?, headers: Vec::new() })
    }

    /// The same page with another status, such as 422 for a form shown again.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same page with one more header.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.headers);
        response
    }
}

/// 303 to another address of ours, so that reloading does not send the form again (RFC 9110, 15.4.4).
pub fn see_other(location: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
    )
        .into_response()
}
