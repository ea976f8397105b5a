//! `/admin/pages/{slug}/{language}/{block}`: one block is written, beside it as visitors will read it.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    cells::Printer,
    form::{ItemStep, Sent},
    view::{BlockPage, Other, Outcome, Trouble},
    writing::{Agreed, Typed, Written, known_as, write},
};
use crate::{
    database::within,
    dialect::{Dialect, ineffective},
    error::Error,
    form::Problems,
    inputs::{Form, Path, Query},
    language::Language,
    pages::{
        content::{BlockId, Content, HEAD_ID, Placed},
        staff::{
            desk::Desk,
            difference::differences_of,
            draft::change,
            kinds::{HEAD, Kind},
            pair::{Agreement, Pairs},
            queries::find_revision_by_id,
            words::Words,
        },
    },
    rooms::{Editor, Pass, frame::StaffFrame, kept::trail::Kept},
    state::AppState,
    view::{Html, see_other},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    new: Option<String>,
}

/// `GET /admin/pages/{slug}/{language}/{block}`
pub(crate) async fn block_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag, name)): Path<(String, String, String)>,
    kept: Kept,
    Query(visit): Query<Visit>,
) -> Result<Response, Error> {
    let language = Language::from_tag(&tag).ok_or(Error::NotFound)?;
    let desk = Desk::open(&pass, &state, &slug).await?;
    let words = words_of(&desk.side(language).content(), &name).ok_or(Error::NotFound)?;
    let room = Room { pass: &pass, state: &state, desk, language, name: &name };
    if let Some(kept) = kept.sent_to(&room.address()) {
        let sent = Sent::read(words.kind, kept.fields.0.clone())?;
        return room.show(frame, sent, None, StatusCode::OK).await.map(Kept::shown);
    }
    let sent = Sent { seen: room.seen(), agrees: false, other: None, again: false, pressed: String::new(), words };
    let page = room.page(frame, sent, None).await?;
    // Who comes to mend what is behind need not say that it is mended.
    let page = BlockPage { agrees: page.other.as_ref().is_some_and(|other| other.is_ahead || other.is_said), ..page };
    let problems = if visit.new.is_some() { Problems::default() } else { page.problems.clone() };
    Ok(Html::page(&BlockPage { problems, ..page })?.into_response())
}

/// `POST /admin/pages/{slug}/{language}/{block}`: whatever button of the form was pressed.
pub(crate) async fn write_block(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag, name)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let language = Language::from_tag(&tag).ok_or(Error::NotFound)?;
    let desk = Desk::open(&pass, &state, &slug).await?;
    let kind = kind_of(&desk.side(language).content(), &name, &pairs).ok_or(Error::NotFound)?;
    let mut sent = Sent::read(kind, pairs)?;
    let room = Room { pass: &pass, state: &state, desk, language, name: &name };
    match sent.pressed.as_str() {
        "save" | "publish" | "autosave" => room.keep(frame, sent).await,
        "render" => Ok(Html::page(&room.outcome(frame.language, &sent.words)?)?.into_response()),
        "show" => room.show(frame, sent, None, StatusCode::OK).await,
        pressed => {
            let step = ItemStep::read(pressed).ok_or(Error::BadRequest)?;
            step.take(&mut sent.words);
            room.show(frame, sent, None, StatusCode::OK).await
        }
    }
}

/// The block that is written.
struct Room<'a> {
    pass: &'a Pass<Editor>,
    state: &'a AppState,
    desk: Desk,
    language: Language,
    name: &'a str,
}

impl Room<'_> {
    fn address(&self) -> String {
        self.desk.address(self.language).block(self.name)
    }

    fn seen(&self) -> String {
        known_as(&self.desk.side(self.language).content(), self.name)
    }

    /// Takes the words into the draft.
    async fn keep(self, frame: StaffFrame, sent: Sent) -> Result<Response, Error> {
        let Sent { seen, again, pressed, words, .. } = &sent;
        let is_script = pressed == "autosave";
        let agreed = if is_script { Agreed::Silent } else { self.agreed(&sent).await? };
        let typed = Typed { name: self.name, words, seen, agreed, again: *again };
        let place = (self.desk.page.slug.as_str(), self.language);
        let (written, _) = change(self.pass, self.state, place, |changing| write(changing, &typed)).await?;
        match written {
            Written::Kept(seen) if is_script => Ok(for_script(StatusCode::OK, Some(seen))),
            Written::Kept(_) if pressed == "publish" => {
                Ok(see_other(&format!("{}/publish", self.desk.address(self.language).room())))
            }
            Written::Kept(_) => {
                let (room, language) = (self.desk.address(self.language).room(), self.language);
                Ok(see_other(&format!("{room}?done=written&language={language}#block-{language}-{}", self.name)))
            }
            Written::Changed | Written::Gone if is_script => Ok(for_script(StatusCode::CONFLICT, None)),
            Written::Changed => {
                let desk = Desk::open(self.pass, self.state, &self.desk.page.slug).await?;
                let room = Room { desk, ..self };
                let theirs = words_of(&room.desk.side(room.language).content(), room.name);
                let theirs = theirs.unwrap_or_else(|| Words::empty(sent.words.kind));
                let trouble = Trouble::Changed(differences_of(frame.language, &theirs, &sent.words));
                let sent = Sent { seen: room.seen(), ..sent };
                room.show(frame, sent, Some(trouble), StatusCode::CONFLICT).await
            }
            Written::Gone => {
                let sent = Sent { again: true, ..sent };
                self.show(frame, sent, Some(Trouble::Gone), StatusCode::CONFLICT).await
            }
        }
    }

    /// What is said about the other side. Only a revision of it can be meant.
    async fn agreed(&self, sent: &Sent) -> Result<Agreed, Error> {
        let Some(id) = sent.other.filter(|_| sent.agrees) else { return Ok(Agreed::No) };
        let found = within(find_revision_by_id(self.pass, &self.state.db, self.desk.page.id, id)).await?;
        let is_of_other = found.is_some_and(|revision| revision.language == self.language.other());
        Ok(if is_of_other { Agreed::With(id) } else { Agreed::No })
    }

    async fn show(
        &self,
        frame: StaffFrame,
        sent: Sent,
        trouble: Option<Trouble>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let page = BlockPage { is_unsaved: true, ..self.page(frame, sent, trouble).await? };
        Ok(Html::page(&page)?.with_status(status).into_response())
    }

    async fn page(&self, frame: StaffFrame, sent: Sent, trouble: Option<Trouble>) -> Result<BlockPage, Error> {
        let content = self.desk.side(self.language).content();
        let number = BlockId::read(self.name).and_then(|id| content.find(&id)).map_or(0, |(place, _)| place + 1);
        Ok(BlockPage {
            address: self.desk.address(self.language),
            name: self.name.to_owned(),
            number,
            problems: sent.words.problems(frame.language),
            seen: sent.seen,
            shown: self.outcome(frame.language, &sent.words)?,
            other: self.other(frame.language).await?,
            agrees: sent.agrees,
            words: sent.words,
            frame,
            trouble,
            is_unsaved: false,
        })
    }

    fn outcome(&self, reader: Language, words: &Words) -> Result<Outcome, Error> {
        let printer = Printer::new(self.state, &self.desk);
        let shown = match BlockId::read(self.name) {
            Some(id) => printer.block(self.language, &Placed::new(id, words.stored()))?,
            None => printer.head(words)?,
        };
        let marks = words.marked_texts().flat_map(|text| ineffective(Dialect::NEWEST, text));
        let warnings = marks.map(|mark| mark.sentence(reader)).collect();
        Ok(Outcome { heading: reader.message("rooms-editor-marks"), warnings, shown })
    }

    /// The block of the same name on the other side, if there is one.
    async fn other(&self, reader: Language) -> Result<Option<Other>, Error> {
        let language = self.language.other();
        let content = self.desk.side(language).content();
        let Some(now) = words_of(&content, self.name).filter(|_| !self.desk.side(language).is_empty()) else {
            return Ok(None);
        };
        let pairs = Pairs::read(self.pass, self.state, &self.desk).await?;
        let agreement = pairs.agreement(self.name, self.desk.side(self.language), self.desk.side(language));
        let then = agreement.then().map(|then| Words::of_stored(now.kind, then.clone()));
        let changes = then.map(|then| differences_of(reader, &then, &now)).unwrap_or_default();
        let printer = Printer::new(self.state, &self.desk);
        let shown = match BlockId::read(self.name) {
            Some(id) => printer.block(language, &Placed::new(id, now.stored()))?,
            None => printer.head(&now)?,
        };
        let own = self.desk.side(self.language).draft.as_ref();
        Ok(Some(Other {
            language,
            shown,
            changes,
            is_ahead: agreement != Agreement::Agrees,
            is_said: own.is_some_and(|draft| draft.matches.0.contains_key(self.name)),
            revision: self.desk.side(language).newest.as_ref().map(|newest| newest.id),
        }))
    }
}

/// What the script is told after it saved: how the block is known now.
fn for_script(status: StatusCode, seen: Option<String>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, json!({ "seen": seen }).to_string()).into_response()
}

/// The words of a block, or of what stands above the blocks.
fn words_of(content: &Content, name: &str) -> Option<Words> {
    if name == HEAD_ID {
        return Some(Words::of_head(content.head()));
    }
    Words::of(content.find(&BlockId::read(name)?)?.1)
}

/// The kind of a block. One that another tab removed still has the kind that the form names.
fn kind_of(content: &Content, name: &str, pairs: &[(String, String)]) -> Option<&'static Kind> {
    if name == HEAD_ID {
        return Some(HEAD);
    }
    BlockId::read(name)?;
    let named = || pairs.iter().find(|(field, _)| field == "kind").map(|(_, word)| word.as_str());
    words_of(content, name).map(|words| words.kind).or_else(|| super::super::kinds::find(named()?))
}
