//! Renders an edition: the pages that changed, and the files that list all pages. The rest is taken over.

use std::{collections::HashMap, sync::Arc};

use anyhow::Context as _;
use askama::Template;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use super::{
    material::{Material, shows_goal},
    path_of,
};
use crate::{
    edition::{Edition, Listed, PAGE_CACHING, Printed},
    language::Language,
    pages::{
        queries::{PublishedAddress, PublishedWords},
        view::{Page, Robots, SecurityText, Sitemap, SitemapEntry},
    },
    site::Site,
    stored::Stored,
    view::Frame,
};

/// The public forms, and the messages that name and describe them.
const FORMS: [(&str, &str, &str); 2] = [
    ("/donate", "donate-title", "donate-description"),
    ("/volunteer", "volunteer-title-neutral", "volunteer-description-neutral"),
];

/// Makes an edition that can go live at once; [`Edition::finish`] does the rest.
///
/// # Errors
/// When a template fails, which is a fault of ours.
pub fn build(
    material: Material,
    origin: &Arc<str>,
    before: Option<&Edition>,
    now: OffsetDateTime,
) -> anyhow::Result<Edition> {
    let Material { site, addresses, words, shared, goal } = material;
    let site = Arc::new(site);
    let same_frame = before.filter(|before| before.shared == shared);
    let kept: HashMap<Uuid, &Arc<Listed>> = same_frame
        .into_iter()
        .flat_map(|before| &before.listed)
        .filter_map(|listed| Some((listed.page.as_ref()?, listed)))
        .filter(|(page, _)| !page.shows_goal || before.is_some_and(|before| before.goal == goal))
        .map(|(page, listed)| (page.revision_id, listed))
        .collect();
    let mut listed = Vec::with_capacity(addresses.len() + FORMS.len() * Language::ALL.len());
    let mut rendered = 0;
    for page in &addresses {
        let Some(language) = Language::from_tag(&page.language) else { continue };
        listed.push(match kept.get(&page.revision_id).filter(|kept| page.is_at(kept)) {
            Some(kept) => Arc::clone(kept),
            None => {
                rendered += 1;
                let words = words.get(&page.revision_id).context("a published page has no words")?;
                Arc::new(print(page, words, language, &site, origin)?)
            }
        });
    }
    for (path, title, description) in FORMS {
        listed.extend(Language::ALL.map(|language| {
            let (title, summary) = (language.message(title), language.message(description));
            Arc::new(Listed { language, path: path.to_owned(), title, summary, page: None })
        }));
    }
    let mut answers: HashMap<String, Arc<Stored>> = listed
        .iter()
        .filter_map(|listed| Some((listed.address(), Arc::clone(&listed.page.as_ref()?.answer))))
        .collect();
    for (path, file) in files(&listed, &site, origin, now)? {
        let same = before.and_then(|before| before.answers.get(path)).filter(|answer| answer.is_like(&file));
        answers.insert(path.to_owned(), same.cloned().unwrap_or_else(|| Arc::new(file)));
    }
    Ok(Edition { site, built_at: now, answers, listed, shared, goal, rendered })
}

fn print(
    page: &PublishedAddress,
    words: &PublishedWords,
    language: Language,
    site: &Arc<Site>,
    origin: &Arc<str>,
) -> anyhow::Result<Listed> {
    let path = path_of(&page.slug);
    let frame =
        Frame { language, path: path.clone(), site: Arc::clone(site), origin: Arc::clone(origin), public: true };
    let html = Page { frame, content: &words.content, is_preview: false }.render()?;
    let answer = Arc::new(Stored::new("text/html; charset=utf-8", PAGE_CACHING, html.into_bytes()));
    Ok(Listed {
        language,
        path,
        title: words.content.title.clone(),
        summary: words.content.summary.clone(),
        page: Some(Printed {
            revision_id: page.revision_id,
            changed_at: words.changed_at,
            menu: words.content.menu.clone(),
            shows_goal: shows_goal(words),
            answer,
        }),
    })
}

/// The files that speak of the whole site.
fn files(
    listed: &[Arc<Listed>],
    site: &Site,
    origin: &str,
    now: OffsetDateTime,
) -> anyhow::Result<Vec<(&'static str, Stored)>> {
    let entry = |listed: &Arc<Listed>| {
        let changed_at = listed.page.as_ref().map(|page| page.changed_at);
        SitemapEntry::new(origin, listed.language, &listed.path, changed_at)
    };
    let entries = listed.iter().map(entry).collect();
    let expires = (now + Duration::days(330)).replace_time(time::Time::MIDNIGHT).format(&Rfc3339)?;
    let text = |content_type: &str, text: String| Stored::new(content_type, PAGE_CACHING, text.into_bytes());
    let mail = &site.contact_mail;
    Ok(vec![
        ("/sitemap.xml", text("application/xml; charset=utf-8", Sitemap { entries }.render()?)),
        ("/robots.txt", text("text/plain; charset=utf-8", Robots { origin }.render()?)),
        (
            "/.well-known/security.txt",
            text("text/plain; charset=utf-8", SecurityText { origin, mail, expires: &expires }.render()?),
        ),
    ])
}
