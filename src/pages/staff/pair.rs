//! Whether the two languages of a page say the same. Staff mark that two blocks of a name agree; from then on it is known
//! which of them changed. Blocks that were never marked are taken to have agreed in the first revisions.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    language::Language,
    pages::{
        content::Content,
        staff::{
            desk::{Desk, DeskSide},
            queries::{FIRST, Mark, list_contents, list_marks},
        },
    },
    rooms::{Editor, Pass},
    state::AppState,
};

/// How a block stands to the one of the same name in the other language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Agreement {
    Agrees,
    /// The other one changed since they agreed, and this one did not. These are the other one's words of then.
    Behind(Map<String, Value>),
    /// Both changed since. These are the other one's words of then.
    BothChanged(Map<String, Value>),
    /// There is no other one.
    Alone,
}

impl Agreement {
    /// What the other one said when they agreed, if it says something else now.
    pub(crate) fn then(&self) -> Option<&Map<String, Value>> {
        match self {
            Self::Behind(then) | Self::BothChanged(then) => Some(then),
            Self::Agrees | Self::Alone => None,
        }
    }
}

/// What is known of the agreement of a page's sides.
pub(crate) struct Pairs {
    marks: BTreeMap<String, [Uuid; 2]>,
    contents: HashMap<Uuid, Content>,
}

impl Pairs {
    /// Reads the marks of a page, and the words that they speak of.
    pub(crate) async fn read(pass: &Pass<Editor>, state: &AppState, desk: &Desk) -> Result<Self, Error> {
        within(async {
            let marks = list_marks(pass, &state.db, desk.page.id).await?;
            let marked = |mark: Mark| (mark.block, [mark.english_id, mark.korean_id]);
            let marks: BTreeMap<String, [Uuid; 2]> = marks.into_iter().map(marked).collect();
            let drafts = desk.sides.iter().filter_map(|side| side.draft.as_ref());
            let mut wanted: Vec<Uuid> = drafts.flat_map(|draft| draft.matches.0.values().copied()).collect();
            wanted.extend(marks.values().flatten());
            wanted.sort_unstable();
            wanted.dedup();
            let contents = list_contents(pass, &state.db, desk.page.id, &wanted).await?.into_iter().collect();
            Ok::<_, Error>(Self { marks, contents })
        })
        .await
    }

    /// How a block of `own` stands to that of `other`, as both are now.
    pub(crate) fn agreement(&self, name: &str, own: &DeskSide, other: &DeskSide) -> Agreement {
        let (own_now, other_now) = (own.content().words_of(name), other.content().words_of(name));
        let (Some(own_now), Some(other_now)) = (own_now, other_now) else { return Agreement::Alone };
        let then = |id: Uuid| self.contents.get(&id).and_then(|content| content.words_of(name));
        let marked = self.marks.get(name).or_else(|| self.marks.get(FIRST));
        let (mut own_then, mut other_then) = match (marked, own.language) {
            (Some([english, korean]), Language::English) => (then(*english), then(*korean)),
            (Some([english, korean]), Language::Korean) => (then(*korean), then(*english)),
            (None, _) => (None, None),
        };
        if let Some(id) = own.draft.as_ref().and_then(|draft| draft.matches.0.get(name)) {
            (own_then, other_then) = (Some(own_now.clone()), then(*id));
        } else if let Some(id) = other.draft.as_ref().and_then(|draft| draft.matches.0.get(name)) {
            (own_then, other_then) = (then(*id), Some(other_now.clone()));
        }
        let (Some(own_then), Some(other_then)) = (own_then, other_then) else { return Agreement::Agrees };
        match (own_now != own_then, other_now != other_then) {
            (false, true) => Agreement::Behind(other_then),
            (true, true) => Agreement::BothChanged(other_then),
            _ => Agreement::Agrees,
        }
    }
}
