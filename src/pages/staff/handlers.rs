//! Writing, previewing and publishing a page.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use crate::{
    audit::Action,
    database::{met_key, within},
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    language::Language,
    pages::{
        blocks::Content,
        queries::{Revision, add_revision, find_revision, publish},
        staff::{
            difference::{Difference, differences},
            editor::EditorPage,
            form::{Malformed, PageForm, Step},
            view::{PageAddress, RevisionLine},
        },
        view::Page,
    },
    rooms::{
        Act, Editor, Pass,
        frame::{Moment, StaffFrame},
        kept::{fields::Fields, trail::Kept},
    },
    state::AppState,
    view::{Html, see_other},
};

/// Why the editor is opened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    revision: Option<i32>,
    done: Option<String>,
}

/// `GET /admin/pages/{language}/{slug}`. With `?revision=` it opens an old revision, to be saved as the newest.
pub(crate) async fn editor_page(
    _: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    address: PageAddress,
    kept: Kept,
    Query(visit): Query<Visit>,
) -> Result<Response, Error> {
    let mut desk = Desk::new(&state, frame, address).await?;
    if let Some(kept) = kept.sent_to(&desk.address.editor()) {
        return desk.show_kept(&kept.fields).map(Kept::shown);
    }
    let Some(number) = visit.revision else {
        desk.notice = visit.done.as_deref().and_then(|word| done(desk.frame.language, word));
        let form = PageForm::new(&desk.newest.content, desk.newest.number);
        return desk.show(form, Problems::default(), StatusCode::OK);
    };
    let old = within(find_revision(&state.db, &desk.address.slug, desk.address.language, Some(number)))
        .await?
        .ok_or(Error::NotFound)?;
    let saved_at = Moment::new(old.saved_at);
    desk.notice = Some(desk.frame.t_with_two("rooms-pages-old", &("number", number), &("moment", saved_at)));
    let form = PageForm::new(&old.content, desk.newest.number);
    desk.show(form, Problems::default(), StatusCode::OK)
}

/// `POST /admin/pages/{language}/{slug}`: whatever button of the editor was pressed.
pub(crate) async fn edit(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    address: PageAddress,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut form, step) = PageForm::read(pairs).map_err(|Malformed| Error::BadRequest)?;
    let desk = Desk::new(&state, frame, address).await?;
    if let Step::Change(change) = &step {
        form.change(change);
        return desk.show(form, Problems::default(), StatusCode::OK);
    }
    let content = match form.check(desk.frame.language) {
        Ok(content) => content,
        Err(problems) => return desk.show(form, problems, StatusCode::UNPROCESSABLE_ENTITY),
    };
    if step == Step::Preview {
        desk.preview(&content)
    } else {
        desk.keep(&pass, form, &content, step == Step::Publish).await
    }
}

/// The page that is being written.
struct Desk<'a> {
    state: &'a AppState,
    frame: StaffFrame,
    address: PageAddress,
    newest: Revision,
    notice: Option<String>,
    conflict: Option<Vec<Difference>>,
}

impl<'a> Desk<'a> {
    async fn new(state: &'a AppState, frame: StaffFrame, address: PageAddress) -> Result<Self, Error> {
        let newest =
            within(find_revision(&state.db, &address.slug, address.language, None)).await?.ok_or(Error::NotFound)?;
        Ok(Self { state, frame, address, newest, notice: None, conflict: None })
    }

    /// Keeps the words as a revision after the one from which they were made. Who comes second sees what the first one wrote.
    async fn keep(
        self,
        pass: &Pass<Editor>,
        form: PageForm,
        content: &Content,
        is_published: bool,
    ) -> Result<Response, Error> {
        if form.base != self.newest.number {
            return self.show_conflict(form, content);
        }
        match within(keep(self.state, pass, &self.newest, content, is_published)).await {
            Ok(()) => Ok(see_other(&format!(
                "{}?done={}",
                self.address.editor(),
                if is_published { "published" } else { "saved" }
            ))),
            Err(Error::Database(error)) if met_key(&error, "page_revisions_number_key") => {
                Desk::new(self.state, self.frame, self.address).await?.show_conflict(form, content)
            }
            Err(error) => Err(error),
        }
    }

    /// The page as visitors would read it.
    fn preview(self, content: &Content) -> Result<Response, Error> {
        let frame = self.state.frame(self.address.language, &self.address.path());
        Ok(Html::page(&Page { is_preview: true, ..Page::new(frame, content) })?.into_response())
    }

    fn show(self, form: PageForm, problems: Problems, status: StatusCode) -> Result<Response, Error> {
        let Self { frame, address, newest, notice, conflict, .. } = self;
        let line = RevisionLine::of(frame.language, &newest);
        let page = EditorPage {
            frame,
            address,
            title: newest.content.0.title,
            newest: line,
            form,
            problems,
            notice,
            conflict,
        };
        Ok(Html::page(&page)?.with_status(status).into_response())
    }

    /// What was sent after the end of a session. If somebody saved the page meanwhile, that is told first.
    fn show_kept(self, fields: &Fields) -> Result<Response, Error> {
        let (form, _) = PageForm::read(fields.0.clone()).map_err(|Malformed| Error::BadRequest)?;
        match form.check(self.frame.language) {
            Ok(content) if form.base != self.newest.number => self.show_conflict(form, &content),
            _ => self.show(form, Problems::default(), StatusCode::OK),
        }
    }

    /// The form again, now made from the newest revision, with everything in which the two differ.
    fn show_conflict(mut self, mut form: PageForm, content: &Content) -> Result<Response, Error> {
        form.base = self.newest.number;
        let (theirs, mine) = (PageForm::new(&self.newest.content, form.base), PageForm::new(content, form.base));
        self.conflict = Some(differences(self.frame.language, &theirs, &mine));
        self.show(form, Problems::default(), StatusCode::CONFLICT)
    }
}

/// One transaction: the revision, where it is shown, and who did it.
async fn keep(
    state: &AppState,
    pass: &Pass<Editor>,
    base: &Revision,
    content: &Content,
    is_published: bool,
) -> Result<(), Error> {
    let mut act = Act::begin(state, pass).await?;
    let revision_id = add_revision(act.db(), base.page_id, base.number, content, Some(pass.id)).await?;
    if is_published {
        publish(act.db(), base.page_id, revision_id).await?;
    }
    let action = if is_published { Action::PublishedPage } else { Action::SavedPage };
    act.record(action, revision_id).await
}

fn done(language: Language, done: &str) -> Option<String> {
    let key = match done {
        "saved" => "rooms-pages-saved",
        "published" => "rooms-pages-published-done",
        _ => return None,
    };
    Some(language.message(key))
}
