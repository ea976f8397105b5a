//! Changes of a draft. Each is made to the newest state of it, whoever else of the same person's tabs wrote meanwhile.

use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    language::Language,
    pages::{
        content::Content,
        staff::{
            desk::Desk,
            queries::{Matches, NewDraft, keep_draft},
        },
    },
    rooms::{Editor, Pass},
    state::AppState,
};

/// How often a change is tried again that another tab was quicker than.
const TRIES: usize = 20;

/// A draft as it is being changed.
pub(crate) struct Changing {
    pub(crate) content: Content,
    /// The revision from which it began.
    pub(crate) base_id: Option<Uuid>,
    /// The state to which undoing leads back, and the revision from which that one began.
    pub(crate) before: Option<(Content, Option<Uuid>)>,
    pub(crate) matches: Matches,
    /// The newest revision of this side.
    pub(crate) newest: Option<Uuid>,
    /// The newest revision of the other side.
    pub(crate) other_newest: Option<Uuid>,
}

impl Changing {
    /// Lets undoing lead back to what is there now.
    pub(crate) fn remember(&mut self) {
        self.before = Some((self.content.clone(), self.base_id));
    }
}

/// Changes the draft of a side, which begins from the newest revision if there is none. What the change answers comes back,
/// with the draft's new sequence. A change that leaves everything as it is writes nothing.
///
/// # Errors
/// If the page does not exist, or if other tabs were quicker each time.
pub(crate) async fn change<T>(
    pass: &Pass<Editor>,
    state: &AppState,
    (slug, language): (&str, Language),
    work: impl Fn(&mut Changing) -> T,
) -> Result<(T, i64), Error> {
    for _ in 0..TRIES {
        let desk = Desk::open(pass, state, slug).await?;
        let (side, other) = (desk.side(language), desk.side(language.other()));
        let draft = side.draft.as_ref();
        let newest = side.newest.as_ref().map(|newest| newest.id);
        let mut changing = Changing {
            content: side.content().into_owned(),
            base_id: draft.map_or(newest, |draft| draft.base_id),
            before: draft.and_then(|draft| Some((draft.before.as_ref()?.0.clone(), draft.before_base_id))),
            matches: draft.map(|draft| draft.matches.0.clone()).unwrap_or_default(),
            newest,
            other_newest: other.newest.as_ref().map(|newest| newest.id),
        };
        let answer = work(&mut changing);
        let after = draft.map_or(0, |draft| draft.sequence);
        let is_same = changing.content == *side.content()
            && changing.matches == draft.map(|draft| draft.matches.0.clone()).unwrap_or_default();
        if is_same {
            return Ok((answer, after));
        }
        let new = NewDraft {
            page_id: desk.page.id,
            language,
            base_id: changing.base_id,
            content: &changing.content,
            before: changing.before.as_ref().map(|(content, base_id)| (content, *base_id)),
            matches: &changing.matches,
            after,
        };
        if let Some(sequence) = within(keep_draft(pass, &state.db, new)).await? {
            return Ok((answer, sequence));
        }
    }
    Err(anyhow::anyhow!("a draft changed {TRIES} times while it was to be changed").into())
}
