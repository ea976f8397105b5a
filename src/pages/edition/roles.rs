//! The page of what volunteers can do for us. The program writes it, in both languages, of what coordinators opened.

use std::{collections::HashMap, sync::Arc};

use askama::Template;

use crate::{
    edition::{Edition, Listed, PAGE_CACHING, card_address, code_address},
    language::Language,
    pages::view::RolesPage,
    site::Site,
    stored::Stored,
    view::{Frame, Sharing},
};

/// Where it stands.
pub(super) const PATH: &str = "/volunteer/roles";

/// The page in both languages by its addresses; where it would be the same, it is that of the edition before.
pub(super) fn make(
    listed: &[Arc<Listed>],
    site: &Arc<Site>,
    origin: &Arc<str>,
    before: Option<&Edition>,
) -> anyhow::Result<HashMap<String, Arc<Stored>>> {
    let mut made = HashMap::new();
    for listed in listed.iter().filter(|listed| listed.path == PATH) {
        let page = RolesPage { frame: frame(listed, site, origin) };
        let answer = Stored::new("text/html; charset=utf-8", PAGE_CACHING, page.render()?.into_bytes());
        let same = before.and_then(|before| before.answers.get(&listed.address())).filter(|same| same.is_like(&answer));
        made.insert(listed.address(), same.cloned().unwrap_or_else(|| Arc::new(answer)));
    }
    Ok(made)
}

fn frame(listed: &Listed, site: &Arc<Site>, origin: &Arc<str>) -> Frame {
    let language: Language = listed.language;
    Frame {
        language,
        original: None,
        path: PATH.to_owned(),
        site: Arc::clone(site),
        origin: Arc::clone(origin),
        public: true,
        carries: None,
        counterpart: None,
        sharing: Some(Sharing {
            title: listed.title.clone(),
            summary: listed.summary.clone(),
            card: card_address(&listed.card.key, language, PATH),
            code: code_address(language, PATH, "svg"),
            changed: None,
            has_other: true,
            is_unlisted: false,
        }),
    }
}
