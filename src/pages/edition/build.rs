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
};
use crate::{
    calendar, card,
    edition::{Card, Edition, Listed, PAGE_CACHING, Printed, card_address, code_address},
    error,
    language::Language,
    pages::view::Page,
    site::Site,
    stored::Stored,
    view::{Frame, Sharing},
};

/// The public forms, and the messages that name and describe them.
const FORMS: [(&str, &str, &str); 3] = [
    ("/donate", "donate-title", "donate-description"),
    (TRANSFER, "transfer-title", "transfer-description"),
    ("/volunteer", "volunteer-title-neutral", "volunteer-description-neutral"),
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
    let mut listed = Vec::with_capacity(sides.len() + FORMS.len() * Language::ALL.len());
    let mut rendered = 0;
    for side in &sides {
        if let Some(kept) = kept.get(&side.published.revision_id).filter(|kept| side.is_at(kept)) {
            listed.push(Arc::clone(kept));
            continue;
        }
        let made = words.get(&side.published.revision_id).map(|words| maker.try_page(side, words));
        match made {
            Some(Ok(page)) => {
                rendered += 1;
                listed.push(Arc::new(page));
            }
            Some(Err(error)) => {
                faults.push(side.fault(error::told(&error)));
                listed.extend(last_good(before, side).cloned());
            }
            None => listed.extend(last_good(before, side).cloned()),
        }
    }
    let takes_transfers = Language::ALL.iter().all(|language| site.bank_account(*language).is_some());
    for (path, title, description) in FORMS.into_iter().filter(|(path, ..)| *path != TRANSFER || takes_transfers) {
        let form =
            |language: Language| maker.form(language, path, language.message(title), language.message(description));
        listed.extend(Language::ALL.map(|language| Arc::new(form(language))));
    }
    let mut answers: HashMap<String, Arc<Stored>> = listed.iter().flat_map(|listed| listed.answers()).collect();
    for (path, file) in files::make(&listed, &site, origin, now)? {
        let same = before.and_then(|before| before.answers.get(&path)).filter(|answer| answer.is_like(&file));
        let file = same.cloned().unwrap_or_else(|| Arc::new(file));
        answers.insert(path, file);
    }
    faults.sort();
    faults.dedup();
    Ok(Edition { site, built_at: now, answers, listed, moved, faults, shared, goal, rendered })
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
