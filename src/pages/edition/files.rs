//! The files that speak of the whole site: for search engines, for browsers, for those who found a weakness.

use std::{collections::HashSet, sync::Arc};

use askama::Template;
use serde_json::json;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    assets, calendar,
    edition::{Edition, Listed, PAGE_CACHING},
    language::Language,
    pages::view::{Robots, SecurityText, Sitemap, SitemapEntry},
    site::Site,
    stored::Stored,
};

/// Files that browsers ask for at the root whatever the page says.
const AT_THE_ROOT: [&str; 2] = ["favicon.ico", "apple-touch-icon.png"];
/// How long such a file may be kept: its address does not change with it.
const ROOT_CACHING: &str = "public, max-age=86400";

const SITEMAP: &str = "/sitemap.xml";

/// All of them with their addresses; those that would be the same are those of the edition before.
pub(crate) fn make(
    listed: &[Arc<Listed>],
    site: &Site,
    origin: &str,
    before: Option<&Edition>,
    now: OffsetDateTime,
) -> anyhow::Result<Vec<(String, Arc<Stored>)>> {
    let known = |path: &str| before.and_then(|before| before.answers.get(path)).cloned();
    let as_before = before.is_some_and(|before| is_listed_alike(&before.listed, listed));
    let sitemap = match known(SITEMAP).filter(|_| as_before) {
        Some(sitemap) => sitemap,
        None => Arc::new(sitemap(listed, origin)?),
    };
    let others = others(site, origin, now)?.into_iter().map(|(path, file)| {
        let same = known(&path).filter(|answer| answer.is_like(&file));
        (path, same.unwrap_or_else(|| Arc::new(file)))
    });
    Ok([(SITEMAP.to_owned(), sitemap)].into_iter().chain(others).collect())
}

/// Whether the list of pages for search engines would be the same.
fn is_listed_alike(before: &[Arc<Listed>], now: &[Arc<Listed>]) -> bool {
    let told = |entry: &Listed| entry.page.as_ref().map(|page| (page.is_unlisted, calendar::day(page.changed_at)));
    let is_alike = |(one, other): (&Arc<Listed>, &Arc<Listed>)| {
        Arc::ptr_eq(one, other)
            || (one.language == other.language && one.path == other.path && told(one) == told(other))
    };
    before.len() == now.len() && before.iter().zip(now).all(is_alike)
}

/// The list of pages for search engines.
fn sitemap(listed: &[Arc<Listed>], origin: &str) -> anyhow::Result<Stored> {
    let both: HashSet<(Language, &str)> = listed.iter().map(|entry| (entry.language, entry.path.as_str())).collect();
    let is_listed = |entry: &&Arc<Listed>| entry.page.as_ref().is_none_or(|page| !page.is_unlisted);
    let entries = listed.iter().filter(is_listed).map(|entry| SitemapEntry::new(origin, entry, &both)).collect();
    let xml = Sitemap { entries }.render()?.into_bytes();
    Ok(Stored::new("application/xml; charset=utf-8", PAGE_CACHING, xml))
}

fn others(site: &Site, origin: &str, now: OffsetDateTime) -> anyhow::Result<Vec<(String, Stored)>> {
    let expires = (now + Duration::days(330)).replace_time(time::Time::MIDNIGHT).format(&Rfc3339)?;
    let text =
        |kind: &str, text: String| Stored::new(&format!("{kind}; charset=utf-8"), PAGE_CACHING, text.into_bytes());
    let security = SecurityText { origin, mail: &site.contact_mail, expires: &expires };
    let mut files = vec![
        ("/robots.txt".to_owned(), text("text/plain", Robots { origin }.render()?)),
        ("/.well-known/security.txt".to_owned(), text("text/plain", security.render()?)),
    ];
    for language in Language::ALL {
        let manifest = serde_json::to_string(&manifest(site, language))?;
        files.push((language.path("/site.webmanifest"), text("application/manifest+json", manifest)));
    }
    for name in AT_THE_ROOT {
        if let Some(file) = assets::file(name) {
            let parts = file.parts();
            let file = Stored::new(&parts.content_type, ROOT_CACHING, parts.identity.to_vec());
            files.push((format!("/{name}"), file));
        }
    }
    Ok(files)
}

/// What a phone shows when the site is put on its first screen (W3C Web Application Manifest).
fn manifest(site: &Site, language: Language) -> serde_json::Value {
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({"src": assets::url(name), "sizes": sizes, "type": kind, "purpose": purpose});
    json!({
        "id": language.path("/"),
        "name": site.name(language),
        "short_name": site.short_name,
        "description": language.message("site-description"),
        "lang": language.tag(),
        "dir": "ltr",
        "start_url": language.path("/"),
        "scope": "/",
        "display": "browser",
        "background_color": "#faf6ef",
        "theme_color": "#faf6ef",
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-maskable.png", "512x512", "image/png", "maskable"),
        ],
    })
}
