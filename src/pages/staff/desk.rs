//! A page as one member of staff has it before them: both sides, what they are writing, and what visitors read.

use crate::{
    database::within,
    error::Error,
    language::Language,
    pages::{
        content::Content,
        queries::Revision,
        staff::{
            address::SideAddress,
            queries::{
                Colleague, Draft, PageRow, Standing, find_page, list_colleagues, list_drafts, list_newest,
                list_standing,
            },
        },
    },
    rooms::{Editor, Pass},
    state::AppState,
};

/// A page with both its sides.
pub(crate) struct Desk {
    pub(crate) page: PageRow,
    /// English, then Korean.
    pub(crate) sides: [DeskSide; 2],
    /// Who else is writing on it.
    pub(crate) colleagues: Vec<Colleague>,
}

/// One side of it.
pub(crate) struct DeskSide {
    pub(crate) language: Language,
    pub(crate) newest: Option<Revision>,
    /// What this person is writing.
    pub(crate) draft: Option<Draft>,
    /// What visitors read.
    pub(crate) standing: Option<Standing>,
}

impl Desk {
    /// The page of this slug.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) async fn open(pass: &Pass<Editor>, state: &AppState, slug: &str) -> Result<Self, Error> {
        within(async {
            let page = find_page(pass, &state.db, slug).await?.ok_or(Error::NotFound)?;
            let (newest, drafts) =
                (list_newest(pass, &state.db, page.id).await?, list_drafts(pass, &state.db, page.id).await?);
            let standing = list_standing(pass, &state.db, page.id).await?;
            let colleagues = list_colleagues(pass, &state.db, page.id).await?;
            let sides = Language::ALL.map(|language| DeskSide {
                language,
                newest: newest.iter().find(|revision| revision.language == language).cloned(),
                draft: drafts.iter().find(|draft| draft.language == language).cloned(),
                standing: standing.iter().find(|standing| standing.language == language).cloned(),
            });
            Ok::<_, Error>(Self { page, sides, colleagues })
        })
        .await
    }

    pub(crate) fn side(&self, language: Language) -> &DeskSide {
        let [english, korean] = &self.sides;
        match language {
            Language::English => english,
            Language::Korean => korean,
        }
    }

    pub(crate) fn address(&self, language: Language) -> SideAddress {
        SideAddress::new(&self.page, language)
    }
}

impl DeskSide {
    /// The words as this person has them: their draft, or the newest revision, or nothing yet.
    pub(crate) fn content(&self) -> Content {
        let newest = self.newest.as_ref().map(|newest| &newest.content.0);
        self.draft.as_ref().map(|draft| &draft.content.0).or(newest).cloned().unwrap_or_default()
    }

    /// Whether this person changed something that is in no revision yet.
    pub(crate) fn is_changed(&self) -> bool {
        let newest = self.newest.as_ref().map(|newest| &newest.content.0);
        self.draft.as_ref().is_some_and(|draft| newest.is_none_or(|newest| draft.content.0 != *newest))
    }

    /// Whether visitors read the newest revision.
    pub(crate) fn is_up_to_date(&self) -> bool {
        let newest = self.newest.as_ref().map(|newest| newest.id);
        newest == self.standing.as_ref().map(|standing| standing.revision_id)
    }

    /// Whether somebody made a revision after the draft was begun.
    pub(crate) fn is_overtaken(&self) -> bool {
        let newest = self.newest.as_ref().map(|newest| newest.id);
        self.draft.as_ref().is_some_and(|draft| draft.base_id != newest)
    }

    /// Whether there is anything on this side.
    pub(crate) fn is_empty(&self) -> bool {
        self.newest.is_none() && self.draft.is_none()
    }
}
