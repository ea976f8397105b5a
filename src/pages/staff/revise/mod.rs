//! Makes a revision of what somebody was writing on a side, in the transaction of their act. If others were faster, their
//! changes and these become one, unless a person must decide.

pub(super) mod queries;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    language::Language,
    pages::{
        content::Content,
        queries::{NewRevision, Revision, add_revision},
        staff::{
            desk::DeskSide,
            merge::{Merged, merge},
            queries::{Draft, drop_draft, find_revision_by_id, list_newest},
        },
    },
    rooms::{Editor, Pass},
};

/// The most characters of what an author says about a change.
pub(crate) const LONGEST_NOTE: usize = 300;

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revised {
    /// There is a new revision with its words.
    New(Uuid),
    /// Nothing changed: this is the newest revision, if the side has any.
    Same(Option<Uuid>),
    /// Somebody else changed the same, so its author must decide.
    Undecided,
}

impl Revised {
    /// The newest revision of the side.
    pub(crate) fn revision_id(self) -> Option<Uuid> {
        match self {
            Self::New(id) => Some(id),
            Self::Same(id) => id,
            Self::Undecided => None,
        }
    }
}

/// Makes a revision of the draft of this person and drops the draft. Two who do it at once wait for each other.
pub(crate) async fn revise(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    language: Language,
    note: Option<&str>,
) -> Result<Revised, Error> {
    queries::lock_page(&mut *db, page_id).await?;
    let newest = list_newest(pass, &mut *db, page_id).await?.into_iter().find(|newest| newest.language == language);
    let Some(draft) = queries::lock_draft(pass, &mut *db, page_id, language).await? else {
        let same = newest.map(|newest| newest.id);
        if let Some(id) = same {
            add_note(&mut *db, id, note).await?;
        }
        return Ok(Revised::Same(same));
    };
    let merged = merged(pass, &mut *db, page_id, newest.as_ref(), &draft).await?;
    if !merged.conflicts.is_empty() {
        return Ok(Revised::Undecided);
    }
    let same = newest.as_ref().filter(|newest| newest.content.0 == merged.content).map(|newest| newest.id);
    let revised = match same {
        Some(id) => Revised::Same(Some(id)),
        None => {
            let after = newest.as_ref().map_or(0, |newest| newest.number);
            let content = &merged.content;
            let new = NewRevision { page_id, language, after, content, note, author_id: Some(pass.id) };
            Revised::New(add_revision(&mut *db, new).await?)
        }
    };
    if let Some(id) = revised.revision_id() {
        if revised == Revised::Same(Some(id)) {
            add_note(&mut *db, id, note).await?;
        }
        queries::add_matches(pass, &mut *db, page_id, language, id, &draft.matches.0).await?;
    }
    drop_draft(pass, &mut *db, page_id, language).await?;
    Ok(revised)
}

/// What is said about words that were saved already joins what was said then.
async fn add_note(db: &mut PgConnection, revision_id: Uuid, note: Option<&str>) -> Result<(), Error> {
    if let Some(note) = note {
        queries::add_note(db, revision_id, note).await?;
    }
    Ok(())
}

/// What a revision of a side would hold if it were made now, and what must be decided before.
pub(crate) async fn outlook(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    side: &DeskSide,
) -> Result<Merged, Error> {
    match &side.draft {
        Some(draft) => merged(pass, db, page_id, side.newest.as_ref(), draft).await,
        None => Ok(Merged { content: side.content().into_owned(), conflicts: Vec::new() }),
    }
}

/// A draft and what others did since it was begun.
async fn merged(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    newest: Option<&Revision>,
    draft: &Draft,
) -> Result<Merged, Error> {
    let mine = &draft.content.0;
    let Some(newest) = newest.filter(|newest| draft.base_id != Some(newest.id)) else {
        return Ok(Merged { content: mine.clone(), conflicts: Vec::new() });
    };
    Ok(merge(base(pass, db, page_id, draft).await?.as_ref(), &newest.content.0, mine))
}

/// The words with which a draft began.
pub(crate) async fn base(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
    draft: &Draft,
) -> Result<Option<Content>, Error> {
    let Some(base_id) = draft.base_id else { return Ok(None) };
    Ok(find_revision_by_id(pass, db, page_id, base_id).await?.map(|base| base.content.0))
}
