//! What every page shares: its frame (language, navigation, addresses) and the answer that carries it.

mod rendered;

use std::{convert::Infallible, fmt, sync::Arc};

use askama::{Template, filters::HtmlSafe};
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde_json::json;

pub(crate) use self::rendered::Rendered;
use crate::{assets, error::Error, language::Language, sharing::PassedOn, site::Site};

/// The language of the address that was asked for.
impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        Ok(Self::of_path(uri.path()).0)
    }
}

/// What the layout needs to draw the page around its content.
#[derive(Clone)]
pub(crate) struct Frame {
    /// The language of the page.
    pub(crate) language: Language,
    /// The language of its words, if there are none in that of the page.
    pub(crate) original: Option<Language>,
    /// The page's address without its language part, such as `/mission`.
    pub(crate) path: String,
    pub(crate) site: Arc<Site>,
    /// The public origin, such as `https://example.org`, for absolute addresses.
    pub(crate) origin: Arc<str>,
    /// Whether the page exists once for all, so that it is listed, shared and indexed.
    pub(crate) public: bool,
    /// The form of the page, if what is typed into it goes along to the other language.
    pub(crate) carries: Option<&'static str>,
    /// Where the page is in the other language, if not at the address that belongs to its own.
    pub(crate) counterpart: Option<String>,
    /// What is passed on when a public page is shared.
    pub(crate) sharing: Option<Sharing>,
}

/// What search engines and networks are told of a public page.
#[derive(Clone)]
pub(crate) struct Sharing {
    /// The heading of the page.
    pub(crate) title: String,
    /// One or two sentences about it.
    pub(crate) summary: String,
    /// The address of its card.
    pub(crate) card: String,
    /// The address of its code for paper.
    pub(crate) code: String,
    /// The day of the last change, if known.
    pub(crate) changed: Option<String>,
    /// Whether the page can be read in the other language, too.
    pub(crate) has_other: bool,
    /// Not in search engines.
    pub(crate) is_unlisted: bool,
}

impl Frame {
    /// A message of the interface.
    pub(crate) fn t(&self, key: &str) -> String {
        self.language.message(key)
    }

    /// A message with one place to fill.
    pub(crate) fn t_with(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.language.message_with(key, &[(name, &value.to_string())])
    }

    /// The address of another page in the same language. What is no address of ours, as a draft may hold it, leads nowhere.
    pub(crate) fn url(&self, path: &str) -> String {
        let is_ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        if is_ours { self.language.path(path) } else { String::new() }
    }

    /// Whether this page can be read in the other language, too.
    pub(crate) fn has_other(&self) -> bool {
        self.sharing.as_ref().is_none_or(|sharing| sharing.has_other)
    }

    /// Whether search engines shall leave this page out.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.sharing.as_ref().is_some_and(|sharing| sharing.is_unlisted)
    }

    /// The address of this page in the other language. A page without words in it answers there with those that it has.
    pub(crate) fn other_url(&self) -> String {
        self.counterpart.clone().unwrap_or_else(|| self.language.other().path(&self.path))
    }

    /// The language of the words.
    pub(crate) fn words_language(&self) -> Language {
        self.original.unwrap_or(self.language)
    }

    /// The absolute address under which these words are known.
    pub(crate) fn canonical(&self) -> String {
        self.absolute(&self.words_language())
    }

    /// Whether one of the pages that every page may link is there.
    pub(crate) fn has_page(&self, path: &str) -> bool {
        self.site.linked.iter().any(|linked| linked == path)
    }

    /// The absolute address of this page in a language.
    pub(crate) fn absolute(&self, language: &Language) -> String {
        format!("{}{}", self.origin, language.path(&self.path))
    }

    /// The address that a private page passes on instead of its own: that of the first page.
    pub(crate) fn sharing_of_site(&self) -> PassedOn {
        let address = format!("{}{}", self.origin, self.language.path("/"));
        PassedOn { address, text: self.t("share-text"), subject: self.organisation().to_owned() }
    }

    /// The address of a file below `static/`.
    pub(crate) fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    pub(crate) fn organisation(&self) -> &str {
        self.site.name(self.language)
    }

    /// Links of the navigation: address, words, whether it is this page.
    pub(crate) fn menu(&self) -> Vec<(String, &str, bool)> {
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

impl Frame {
    /// The page and the organisation as search engines read them (schema.org); the same as people read.
    pub(crate) fn structured_data(&self) -> Option<StructuredData> {
        let sharing = self.sharing.as_ref()?;
        let absolute = |path: &str| format!("{}{path}", self.origin);
        let (organisation, site) = (absolute("/#organisation"), absolute("/#site"));
        let mut data = json!({
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "NGO",
                    "@id": organisation,
                    "name": self.organisation(),
                    "alternateName": [self.site.short_name, self.site.name(self.language.other())],
                    "url": absolute(&self.url("/")),
                    "email": self.site.contact_mail,
                    "logo": absolute(&self.asset("icon-512.png")),
                    "potentialAction": {
                        "@type": "DonateAction",
                        "name": self.t("nav-donate"),
                        "recipient": {"@id": organisation},
                        "target": absolute(&self.url("/donate")),
                    },
                },
                {"@type": "WebSite", "@id": site, "name": self.organisation(), "url": absolute("/")},
                {
                    "@type": "WebPage",
                    "@id": self.canonical(),
                    "url": self.canonical(),
                    "name": sharing.title,
                    "description": sharing.summary,
                    "inLanguage": self.words_language().tag(),
                    "isPartOf": {"@id": site},
                    "publisher": {"@id": organisation},
                    "primaryImageOfPage": absolute(&sharing.card),
                },
            ],
        });
        // JSON-LD has no word for "unknown": what is not known is left out.
        if let Some(changed) = &sharing.changed {
            data["@graph"][2]["dateModified"] = changed.as_str().into();
        }
        Some(StructuredData(data))
    }
}

/// A data block in a page: read, never run. No character in it can end the element around it.
pub(crate) struct StructuredData(serde_json::Value);

impl HtmlSafe for StructuredData {}

impl fmt::Display for StructuredData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        f.write_str(&text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }
}

/// A page rendered for one visitor; no cache may store it.
pub(crate) struct Html {
    status: StatusCode,
    body: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Html {
    /// Renders a page.
    pub(crate) fn page(page: &impl Template) -> Result<Self, Error> {
        Ok(Self { status: StatusCode::OK, body: page.render()?, headers: Vec::new() })
    }

    /// The same page with another status. Where a form is shown again because something is wrong with it, the title says so
    /// first: it is the first thing that a screen reader says (WCAG 2.2, technique G88).
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        let is_again = matches!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY
                | StatusCode::CONFLICT
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::SERVICE_UNAVAILABLE
        );
        if is_again {
            self.body = marked_title(&self.body);
        }
        self
    }

    /// The same page, which the browser may bring back by its own Back button, with what was typed. Nothing of its visitor
    /// stands in it as we send it.
    pub(crate) fn for_back(self) -> Self {
        self.with_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))
    }

    /// The same page with one more header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
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
        for (name, value) in self.headers {
            headers.insert(name, value);
        }
        response
    }
}

/// A page whose title begins with the word for an error, in the page's language.
fn marked_title(page: &str) -> String {
    let is_korean = page.contains("<html lang=\"ko\">");
    let language = if is_korean { Language::Korean } else { Language::English };
    page.replacen("<title>", &format!("<title>{} ", language.message("form-error-mark")), 1)
}

/// 303 to another address of ours, so that reloading does not send the form again (RFC 9110, 15.4.4).
pub(crate) fn see_other(location: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structured_data_cannot_end_its_element() {
        let hostile = "</script><script>alert(1)</script><!-- & \u{2028}";
        let text = StructuredData(json!({"name": hostile})).to_string();
        assert!(!text.contains('<') && !text.contains('&'), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(read["name"], hostile);
    }
}
