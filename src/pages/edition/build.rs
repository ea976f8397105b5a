//! Renders an edition: the pages that changed, and the files that list all pages. The rest is taken over.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use askama::Template;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    cards, files,
    material::{Material, Side, Words, last_good, shows_goal},
    roles,
};
use crate::{
    calendar, card,
    edition::{Card, Edition, Fault, Listed, PAGE_CACHING, Printed, card_address, code_address},
    error,
    language::Language,
    pages::view::Page,
    site::Site,
    stored::Stored,
    view::{Frame, Sharing},
};

/// The public addresses of the program itself, and the messages that name and describe them.
const FORMS: [(&str, &str, &str); 4] = [
    ("/donate", "donate-title", "donate-description"),
    (TRANSFER, "transfer-title", "transfer-description"),
    ("/volunteer", "volunteer-title-neutral", "volunteer-description-neutral"),
    (roles::PATH, "roles-title", "roles-description"),
];
/// The form that is there only while staff say where transfers go.
const TRANSFER: &str = "/donate/transfer";

/// Makes an edition that can go live at once; [`Edition::finish`] does the rest.
pub fn build(
    material: Material,
    origin: &Arc<str>,
    before: Option<&Edition>,
    now: OffsetDateTime,
) -> anyhow::Result<Edition> {
    let Material { site, sides, words, moved, mut faults, shared, goal, .. } = material;
    let site = Arc::new(site);
    let same_frame = before.filter(|before| before.shared == shared);
    let kept: HashMap<Uuid, &Arc<Listed>> = same_frame
        .into_iter()
        .flat_map(|before| &before.listed)
        .filter_map(|listed| Some((listed.page.as_ref()?, listed)))
        .filter(|(page, _)| !page.shows_goal || before.is_some_and(|before| before.goal == goal))
        .map(|(page, listed)| (page.revision_id, listed))
        .collect();
    let maker = Maker { site: &site, origin, before };
    let Pages { mut listed, rendered, faults: unmade } = pages(
        &sides,
        |side| kept.get(&side.published.revision_id).filter(|kept| side.is_at(kept)).map(|kept| Arc::clone(kept)),
        |side| words.get(&side.published.revision_id).map(|words| maker.try_page(side, words)),
        |side| last_good(before, side).cloned(),
    );
    faults.extend(unmade);
    let takes_transfers = Language::ALL.iter().all(|language| site.bank_account(*language).is_some());
    for (path, title, description) in FORMS.into_iter().filter(|(path, ..)| *path != TRANSFER || takes_transfers) {
        let form =
            |language: Language| maker.form(language, path, language.message(title), language.message(description));
        listed.extend(Language::ALL.map(|language| Arc::new(form(language))));
    }
    let mut answers: HashMap<String, Arc<Stored>> = listed.iter().flat_map(|listed| listed.answers()).collect();
    answers.extend(roles::make(&listed, &site, origin, before)?);
    answers.extend(files::make(&listed, &site, origin, before, now)?);
    faults.sort();
    faults.dedup();
    Ok(Edition { site, built_at: now, answers, listed, moved, faults, shared, goal, rendered })
}

/// The pages of an edition, as far as they can be shown.
struct Pages {
    listed: Vec<Arc<Listed>>,
    rendered: usize,
    faults: Vec<Fault>,
}

/// Gathers the pages: as they are `kept`, or else as they are made, or else as they were `before`. Of a page that is none of
/// these, the other side does not say that it is there.
fn pages(
    sides: &[Side],
    kept: impl Fn(&Side) -> Option<Arc<Listed>>,
    make: impl Fn(&Side) -> Option<anyhow::Result<Listed>>,
    before: impl Fn(&Side) -> Option<Arc<Listed>>,
) -> Pages {
    let mut pages = Pages { listed: Vec::with_capacity(sides.len()), rendered: 0, faults: Vec::new() };
    let mut lost: Vec<&Side> = Vec::new();
    for side in sides {
        if let Some(kept) = kept(side) {
            pages.listed.push(kept);
            continue;
        }
        let made = make(side);
        if let Some(Err(error)) = &made {
            pages.faults.push(side.fault(error::told(error)));
        }
        match made.and_then(Result::ok) {
            Some(page) => {
                pages.rendered += 1;
                pages.listed.push(Arc::new(page));
            }
            None => match before(side) {
                Some(page) => pages.listed.push(page),
                None => lost.push(side),
            },
        }
    }
    for side in lost {
        let other = |listed: &Arc<Listed>| listed.path == side.path && listed.language != side.published.language;
        let Some(place) = pages.listed.iter().position(other) else { continue };
        let Some(alone) = sides.iter().find(|one| one.is_at(&pages.listed[place])) else { continue };
        if let Some(Ok(page)) = make(&Side { has_other: false, ..alone.clone() }) {
            pages.listed[place] = Arc::new(page);
        }
    }
    pages
}

/// What every entry of an edition is made with.
struct Maker<'a> {
    site: &'a Arc<Site>,
    origin: &'a Arc<str>,
    before: Option<&'a Edition>,
}

impl Maker<'_> {
    /// The page of a side. One that cannot be rendered takes no other along.
    fn try_page(&self, side: &Side, words: &Words) -> anyhow::Result<Listed> {
        catch_unwind(AssertUnwindSafe(|| self.page(side, words)))
            .unwrap_or_else(|_| Err(anyhow::anyhow!("rendering it panicked")))
    }

    fn page(&self, side: &Side, words: &Words) -> anyhow::Result<Listed> {
        let language = side.published.language;
        let (path, content, shows_goal) = (side.path.clone(), &words.content, shows_goal(&words.content));
        let progress = self.site.progress().filter(|_| shows_goal);
        let card =
            self.card(language, &path, &content.title, progress.map(|progress| cards::progress(&progress, language)));
        let frame = Frame {
            language,
            original: None,
            path: path.clone(),
            site: Arc::clone(self.site),
            origin: Arc::clone(self.origin),
            public: true,
            carries: None,
            counterpart: None,
            sharing: Some(Sharing {
                title: content.title.clone(),
                summary: content.summary.clone(),
                card: card_address(&card.key, language, &path),
                code: code_address(language, &path, "svg"),
                changed: Some(calendar::day(side.published.starts_at).to_string()),
                has_other: side.has_other,
                is_unlisted: side.published.is_unlisted,
            }),
        };
        let answer = |page: Page<'_>| {
            let html = page.render()?.into_bytes();
            anyhow::Ok(Arc::new(Stored::new("text/html; charset=utf-8", PAGE_CACHING, html)))
        };
        let stand_in = match side.has_other {
            true => None,
            false => Some(answer(Page::standing_in(&frame, content, words.dialect))?),
        };
        let printed = Printed {
            revision_id: side.published.revision_id,
            changed_at: side.published.starts_at,
            is_unlisted: side.published.is_unlisted,
            menu: content.menu.clone(),
            shows_goal,
            has_other: side.has_other,
            answer: answer(Page::new(frame, content, words.dialect))?,
            stand_in,
        };
        let (title, summary) = (content.title.clone(), content.summary.clone());
        Ok(Listed { language, path, title, summary, page: Some(printed), card })
    }

    fn form(&self, language: Language, path: &str, title: String, summary: String) -> Listed {
        let card = self.card(language, path, &title, None);
        Listed { language, path: path.to_owned(), title, summary, page: None, card }
    }

    /// The card of a page: that of the edition before, already drawn, if it says the same.
    fn card(&self, language: Language, path: &str, title: &str, progress: Option<card::Progress>) -> Arc<Card> {
        let host = self.origin.split_once("://").map_or(&**self.origin, |(_, host)| host);
        let card = Card::new(card::Words {
            title: title.to_owned(),
            organisation: self.site.name(language).to_owned(),
            address: format!("{host}{}", language.path(path)).trim_end_matches('/').to_owned(),
            progress,
        });
        let before = self.before.and_then(|before| before.find(language, path)).map(|listed| &listed.card);
        before.filter(|before| before.key == card.key).cloned().unwrap_or_else(|| Arc::new(card))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::queries::PublishedSide;

    fn side(language: Language, path: &str) -> Side {
        let published = PublishedSide {
            path: path.to_owned(),
            language,
            menu_position: 0,
            is_unlisted: false,
            revision_id: Uuid::nil(),
            starts_at: OffsetDateTime::UNIX_EPOCH,
        };
        Side { published, path: format!("/{path}"), has_other: true }
    }

    fn made(side: &Side) -> Listed {
        let answer = Arc::new(Stored::new("text/html", PAGE_CACHING, Vec::new()));
        let printed = Printed {
            revision_id: Uuid::nil(),
            changed_at: OffsetDateTime::UNIX_EPOCH,
            menu: String::new(),
            is_unlisted: false,
            shows_goal: false,
            has_other: side.has_other,
            answer,
            stand_in: None,
        };
        let words =
            card::Words { title: String::new(), organisation: String::new(), address: String::new(), progress: None };
        Listed {
            language: side.published.language,
            path: side.path.clone(),
            title: String::new(),
            summary: String::new(),
            page: Some(printed),
            card: Arc::new(Card::new(words)),
        }
    }

    #[test]
    fn a_page_that_cannot_be_made_and_was_never_there_is_claimed_by_nobody() {
        let sides: Vec<Side> =
            ["good", "bad"].iter().flat_map(|path| Language::ALL.map(|language| side(language, path))).collect();
        let is_bad = |side: &Side| side.path == "/bad" && side.published.language == Language::Korean;
        let make = |side: &Side| Some(if is_bad(side) { Err(anyhow::anyhow!("it panicked")) } else { Ok(made(side)) });
        let found = pages(&sides, |_| None, make, |_| None);
        let claims: Vec<(String, bool)> = found
            .listed
            .iter()
            .map(|listed| (listed.address(), listed.page.as_ref().is_some_and(|page| page.has_other)))
            .collect();
        let claims: Vec<(&str, bool)> = claims.iter().map(|(address, claims)| (address.as_str(), *claims)).collect();
        assert_eq!(claims, [("/good", true), ("/ko/good", true), ("/bad", false)]);
        assert_eq!(found.faults, [Fault { address: "/ko/bad".to_owned(), why: "it panicked".to_owned() }]);
        // What was there before stays, and so does what is said about it.
        let found = pages(&sides, |_| None, make, |side| is_bad(side).then(|| Arc::new(made(side))));
        assert!(found.listed.len() == 4 && found.faults.len() == 1);
        assert!(found.listed.iter().all(|listed| listed.page.as_ref().is_some_and(|page| page.has_other)));
    }
}
