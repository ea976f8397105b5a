//! A page as one member of staff has it before them: both sides, what they are writing, and what visitors read.

use std::borrow::Cow;

use sqlx::PgConnection;

use crate::{
    database::within,
    dialect::Dialect,
    error::Error,
    language::Language,
    pages::{
        content::{Content, FORM},
        queries::Revision,
        staff::{
            address::SideAddress,
            queries::{
                Colleague, Draft, PageRow, Planned, Standing, find_page, list_colleagues, list_drafts, list_newest,
                list_standing_and_planned,
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
    /// What is planned for it.
    pub(crate) planned: Vec<Planned>,
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
            let (standing, planned) = list_standing_and_planned(pass, &state.db, page.id).await?;
            let colleagues = list_colleagues(pass, &state.db, page.id).await?;
            let is_newer = |form: i32, dialect: i32| form > FORM || Dialect::from_number(dialect).is_none();
            if drafts.iter().any(|draft| draft.form > FORM) {
                return Err(Error::LaterRelease(format!("a draft of {slug} was written by a later release")));
            }
            if let Some(newer) = newest.iter().find(|revision| is_newer(revision.form, revision.dialect)) {
                // Written down again by this release, it would lose what only the later one knows.
                let why = format!(
                    "revision {} of {slug} was written by a later release (form {}, dialect {})",
                    newer.number, newer.form, newer.dialect
                );
                return Err(Error::LaterRelease(why));
            }
            let sides = Language::ALL.map(|language| DeskSide {
                language,
                newest: newest.iter().find(|revision| revision.language == language).cloned(),
                draft: drafts.iter().find(|draft| draft.language == language).cloned(),
                standing: standing.iter().find(|standing| standing.language == language).cloned(),
            });
            Ok::<_, Error>(Self { page, sides, planned, colleagues })
        })
        .await
    }

    /// Whether the newest revisions, this person's drafts and what visitors read are still those of this desk.
    pub(crate) async fn is_still_so(&self, pass: &Pass<Editor>, db: &mut PgConnection) -> sqlx::Result<bool> {
        let newest = list_newest(pass, &mut *db, self.page.id).await?;
        let drafts = list_drafts(pass, &mut *db, self.page.id).await?;
        let (standing, planned) = list_standing_and_planned(pass, &mut *db, self.page.id).await?;
        let numbers = |planned: &[Planned]| planned.iter().map(|of| of.number).collect::<Vec<_>>();
        Ok(self.sides.iter().all(|side| {
            let newest = newest.iter().find(|revision| revision.language == side.language).map(|of| of.id);
            let draft = drafts.iter().find(|draft| draft.language == side.language).map(|of| of.sequence);
            let standing = standing.iter().find(|standing| standing.language == side.language).map(|of| of.revision_id);
            newest == side.newest.as_ref().map(|of| of.id)
                && draft == side.draft.as_ref().map(|of| of.sequence)
                && standing == side.standing.as_ref().map(|of| of.revision_id)
        }) && numbers(&planned) == numbers(&self.planned))
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
    pub(crate) fn content(&self) -> Cow<'_, Content> {
        let newest = self.newest.as_ref().map(|newest| &newest.content.0);
        self.draft.as_ref().map(|draft| &draft.content.0).or(newest).map_or_else(Cow::default, Cow::Borrowed)
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
