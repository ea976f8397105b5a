//! What is known of pages before one of them changes: whether it is there, and who has an address.

use super::queries::Holder;
use crate::{
    error::Error,
    language::Language,
    pages::{
        address::path_of,
        staff::queries::{PageRow, find_page},
    },
    rooms::{Editor, Pass, frame::StaffFrame},
    state::AppState,
};

/// The page of a slug, unless it is in the trash.
pub(super) async fn find(pass: &Pass<Editor>, state: &AppState, slug: &str) -> Result<PageRow, Error> {
    let page = find_page(pass, &state.db, slug).await?;
    page.filter(|page| page.trashed_at.is_none()).ok_or(Error::NotFound)
}

/// In words who has an address that somebody else wants.
pub(super) fn taken(frame: &StaffFrame, wanted: &str, holder: &Holder) -> String {
    let title = holder.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&holder.slug);
    let now = path_of(&holder.path);
    let values = [("address", &*path_of(wanted)), ("title", title), ("now", &*now)];
    let key = match (holder.is_in_trash, holder.path == wanted) {
        (true, _) => "rooms-life-slug-in-trash",
        (false, true) => "rooms-life-slug-taken",
        (false, false) => "rooms-life-slug-leads",
    };
    frame.language.message_with(key, &values)
}

/// What a page is called, with the language of that: by its title, or by its address.
pub(super) fn title_of(holder: Option<Holder>, page: &PageRow) -> (Language, String) {
    let title = holder.and_then(|holder| Some((holder.title_language?, holder.title?)));
    title.filter(|(_, title)| !title.is_empty()).unwrap_or_else(|| (Language::English, path_of(&page.path)))
}
