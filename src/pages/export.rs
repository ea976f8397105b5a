//! The public site as files that any web server can give out: for the day on which this program cannot run.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use askama::Template as _;
use hyper::body::Bytes;

use crate::{
    assets,
    config::Config,
    edition::{Edition, PAGE_CACHING, Picture},
    error_pages::ErrorPage,
    headers,
    language::Language,
    pages::qr::CodeFile,
    state::AppState,
    stored::Stored,
};

/// All files by their names below the folder, compressed ones beside those that compression makes smaller. What needs this
/// program, such as forms, is linked at its own address.
pub(crate) fn files(state: &AppState) -> anyhow::Result<BTreeMap<String, Bytes>> {
    let edition = state.edition.load_full();
    let mut answers: BTreeMap<String, Stored> =
        edition.answers.iter().map(|(address, answer)| (address.clone(), Stored::clone(answer))).collect();
    answers.extend(assets::all().map(|(address, file)| (address, file.clone())));
    answers.extend(cards(&edition));
    answers.extend(codes(&edition, &state.origin)?);
    let there: HashSet<String> = answers.keys().cloned().collect();
    let mut files = BTreeMap::new();
    for (address, answer) in answers {
        let parts = answer.parts();
        if parts.content_type.starts_with("text/html") {
            let html = String::from_utf8(parts.identity.to_vec())?;
            put(&mut files, &file_name(&address), page(&html, &there, &state.origin));
        } else {
            put(&mut files, &file_name(&address), answer);
        }
    }
    for language in Language::ALL {
        let html = not_found(state, &edition, language)?;
        let name = language.path("/404.html");
        put(&mut files, name.trim_start_matches('/'), page(&html, &there, &state.origin));
    }
    files.insert("_headers".to_owned(), headers_file(&state.config).into());
    Ok(files)
}

/// The cards of all pages. Where one cannot be drawn, our own drawing stands in.
fn cards(edition: &Edition) -> Vec<(String, Stored)> {
    let picture = |address: String| match edition.picture(&address)? {
        Picture::Its(picture) | Picture::ForNow(picture) => Some((address, picture.clone())),
    };
    edition.listed.iter().filter_map(|listed| picture(listed.card_address())).collect()
}

/// The codes that pages name.
fn codes(edition: &Edition, origin: &str) -> anyhow::Result<Vec<(String, Stored)>> {
    let mut names = BTreeSet::new();
    for page in edition.listed.iter().filter_map(|listed| listed.page.as_ref()) {
        let body = page.answer.parts().identity;
        let html = std::str::from_utf8(&body)?;
        names.extend(html.split("=\"/qr/").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    let files = names.into_iter().filter_map(|name| Some((CodeFile::named(edition, &name)?, name)));
    files.map(|(file, name)| Ok((format!("/qr/{name}"), file.make(origin)?))).collect()
}

/// Where an address lies below the folder: a page is the index of a folder of its own.
fn file_name(address: &str) -> String {
    let name = address.trim_start_matches('/');
    match name.rsplit('/').next() {
        Some(last) if last.contains('.') => name.to_owned(),
        _ if name.is_empty() => "index.html".to_owned(),
        _ => format!("{name}/index.html"),
    }
}

fn put(files: &mut BTreeMap<String, Bytes>, name: &str, answer: Stored) {
    answer.pack();
    let parts = answer.parts();
    let packed = parts.packed.unwrap_or_default();
    files.extend(["gz", "br"].into_iter().zip(packed).filter_map(|(end, body)| Some((format!("{name}.{end}"), body?))));
    files.insert(name.to_owned(), parts.identity);
}

fn page(html: &str, there: &HashSet<String>, origin: &str) -> Stored {
    Stored::new("text/html; charset=utf-8", PAGE_CACHING, linked(html, there, origin).into_bytes())
}

/// The page with its links changed: those that lead to no exported file lead to the site itself. Text cannot be mistaken
/// for a link, because its quotation marks are escaped.
fn linked(html: &str, there: &HashSet<String>, origin: &str) -> String {
    let mut made = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((name, at)) = [" href=\"", " src=\"", " action=\""]
        .iter()
        .filter_map(|name| rest.find(&format!("{name}/")).map(|at| (name, at)))
        .min_by_key(|(_, at)| *at)
    {
        let (before, link) = rest.split_at(at + name.len());
        made.push_str(before);
        let path = link.split(['"', '?', '#']).next().unwrap_or_default();
        if !there.contains(path) && !link.starts_with("//") {
            made.push_str(origin);
        }
        rest = link;
    }
    made.push_str(rest);
    made
}

/// The page for addresses that do not exist. It lists all that do, because only this program can search.
fn not_found(state: &AppState, edition: &Edition, language: Language) -> anyhow::Result<String> {
    let meant = edition.search(language, "").into_iter().cloned().collect();
    let frame = state.frame(language, "/");
    Ok(ErrorPage { frame, status: 404, request_id: None, meant, answers_questions: false }.render()?)
}

/// The headers in the form that several hosts of static files read.
fn headers_file(config: &Config) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in headers::of_pages(config) {
        text.push_str(&format!("  {name}: {}\n", value.to_str().unwrap_or_default()));
    }
    for folder in ["static", "cards"] {
        text.push_str(&format!("/{folder}/*\n  cache-control: public, max-age=31536000, immutable\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_or_to_the_site() {
        let there = HashSet::from(["/mission".to_owned(), "/".to_owned()]);
        for (html, expected) in [
            (r#"<a href="/mission#x">"#, r#"<a href="/mission#x">"#),
            (r#"<a href="/">"#, r#"<a href="/">"#),
            (r#"<a href="/donate?a=b">"#, r#"<a href="https://site.example/donate?a=b">"#),
            (r#"<form action="/search">"#, r#"<form action="https://site.example/search">"#),
            (r#"<a href="//other.example/">"#, r#"<a href="//other.example/">"#),
            (r#"<a href="https://other.example/donate">"#, r#"<a href="https://other.example/donate">"#),
            (
                r#"<a href="/x"><img src="/y">"#,
                r#"<a href="https://site.example/x"><img src="https://site.example/y">"#,
            ),
        ] {
            assert_eq!(linked(html, &there, "https://site.example"), expected);
        }
    }

    #[test]
    fn an_address_is_a_file() {
        for (address, name) in [
            ("/", "index.html"),
            ("/ko", "ko/index.html"),
            ("/ko/mission", "ko/mission/index.html"),
            ("/sitemap.xml", "sitemap.xml"),
            ("/.well-known/security.txt", ".well-known/security.txt"),
        ] {
            assert_eq!(file_name(address), name);
        }
    }
}
