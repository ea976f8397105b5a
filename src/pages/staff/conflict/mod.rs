//! `/admin/pages/{slug}/{language}/merge`: where two people changed the same field, both texts side by side, and one decides.

mod view;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use self::view::{ConflictLine, MergePage};
use crate::{
    database::within,
    error::Error,
    inputs::{Form, Path, Query},
    language::Language,
    pages::staff::{
        address::SideAddress,
        desk::Desk,
        merge::Merged,
        queries::{NewDraft, keep_draft},
        revise::outlook,
    },
    rooms::{Editor, Pass, Rooms, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

/// The largest form: a page whose every text both changed.
const LARGEST_FORM: usize = 2 * 1024 * 1024;

/// Every URL of decisions between two changes.
pub(crate) fn rooms() -> Rooms<Editor> {
    Rooms::of(Editor)
        .with_bodies_up_to(LARGEST_FORM)
        .get("/admin/pages/{slug}/{language}/merge", merge_page)
        .post("/admin/pages/{slug}/{language}/merge", decide)
}

/// Where somebody was going when a decision came between.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Heading {
    to: String,
}

/// The address of a decision, after which it goes on to this part of the page's rooms.
pub(crate) fn address(side: &SideAddress, to: &str) -> String {
    format!("{}?to={to}", side.block("merge"))
}

/// What was typed on the page, by names.
struct Typed(Vec<(String, String)>);

impl Typed {
    fn of(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str())
    }
}

/// `GET /admin/pages/{slug}/{language}/merge`
async fn merge_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag)): Path<(String, String)>,
    Query(heading): Query<Heading>,
) -> Result<Response, Error> {
    let place = Place::find(&pass, &state, &slug, &tag).await?;
    if place.merged.conflicts.is_empty() {
        return Ok(see_other(&next(&place.address, &heading.to)));
    }
    place.show(frame, &pass, &heading.to, &Typed(Vec::new()), Outcome::Asked)
}

/// `POST /admin/pages/{slug}/{language}/merge`: the decisions become the draft, which begins at the newest revision now.
async fn decide(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path((slug, tag)): Path<(String, String)>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let typed = Typed(typed);
    let to = typed.of("to").unwrap_or_default().to_owned();
    let place = Place::find(&pass, &state, &slug, &tag).await?;
    if place.merged.conflicts.is_empty() {
        return Ok(see_other(&next(&place.address, &to)));
    }
    // Enter in a field presses the first button of the form, which decides nothing.
    if typed.of("do") != Some("decide") {
        return place.show(frame, &pass, &to, &typed, Outcome::Asked);
    }
    if typed.of("state") != Some(&place.state()) {
        return place.show(frame, &pass, &to, &typed, Outcome::Changed);
    }
    let mut content = place.merged.content.clone();
    for conflict in &place.merged.conflicts {
        let name = conflict.name();
        match typed.of(&format!("choice:{name}")) {
            Some("theirs") => conflict.settle(&mut content, conflict.theirs.as_ref()),
            Some("mine") => match typed.of(&format!("text:{name}")).filter(|_| conflict.is_text()) {
                Some(text) => {
                    let text = view::cleaned(conflict, &place.merged.content, text);
                    conflict.settle(&mut content, Some(&text.into()));
                }
                None => conflict.settle(&mut content, conflict.mine.as_ref()),
            },
            _ => return place.show(frame, &pass, &to, &typed, Outcome::Undecided),
        }
    }
    let side = place.desk.side(place.address.language);
    let Some(draft) = &side.draft else { return Err(Error::NotFound) };
    let new = NewDraft {
        page_id: place.desk.page.id,
        language: place.address.language,
        base_id: side.newest.as_ref().map(|newest| newest.id),
        content: &content,
        before: Some((&draft.content.0, draft.base_id)),
        matches: &draft.matches.0,
        after: draft.sequence,
    };
    match within(keep_draft(&pass, &state.db, new)).await? {
        Some(_) => Ok(see_other(&next(&place.address, &to))),
        None => place.show(frame, &pass, &to, &typed, Outcome::Changed),
    }
}

/// Where it goes on.
fn next(address: &SideAddress, to: &str) -> String {
    match to {
        "publish" | "previews" => format!("{}/{to}", address.room()),
        _ => address.room(),
    }
}

/// How the page is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Asked,
    /// Something is not decided.
    Undecided,
    /// Something changed while it was being decided.
    Changed,
}

/// A side about which somebody must decide.
struct Place {
    desk: Desk,
    address: SideAddress,
    merged: Merged,
}

impl Place {
    async fn find(pass: &Pass<Editor>, state: &AppState, slug: &str, tag: &str) -> Result<Self, Error> {
        let language = Language::from_tag(tag).ok_or(Error::NotFound)?;
        let desk = Desk::open(pass, state, slug).await?;
        let merged = within(async {
            let mut db = state.db.acquire().await?;
            outlook(pass, &mut db, desk.page.id, desk.side(language)).await
        })
        .await?;
        Ok(Self { address: desk.address(language), desk, merged })
    }

    /// What both sides of the decision are, so that nobody decides about something else than they saw.
    fn state(&self) -> String {
        let side = self.desk.side(self.address.language);
        let newest = side.newest.as_ref().map(|newest| newest.number).unwrap_or_default();
        format!("{newest}.{}", side.draft.as_ref().map(|draft| draft.sequence).unwrap_or_default())
    }

    fn show(
        &self,
        frame: StaffFrame,
        pass: &Pass<Editor>,
        to: &str,
        typed: &Typed,
        outcome: Outcome,
    ) -> Result<Response, Error> {
        let newest = self.desk.side(self.address.language).newest.as_ref();
        let lines = self.merged.conflicts.iter().map(|conflict| {
            let name = conflict.name();
            let choice = typed.of(&format!("choice:{name}")).unwrap_or_default();
            let line = ConflictLine::new(frame.language, &self.merged.content, conflict, choice);
            line.with_text(typed.of(&format!("text:{name}"))).asked(outcome == Outcome::Undecided)
        });
        let page = MergePage {
            lines: lines.collect(),
            address: &self.address,
            author: newest.map(|newest| view::author(frame.language, newest)).unwrap_or_default(),
            is_own: newest.is_some_and(|newest| newest.author.as_deref() == Some(&pass.email)),
            saved_at: newest.map(|newest| crate::rooms::frame::Moment::new(newest.saved_at)),
            state: self.state(),
            to,
            has_changed: outcome == Outcome::Changed,
            frame,
        };
        let status = match outcome {
            Outcome::Asked => StatusCode::OK,
            Outcome::Undecided => StatusCode::UNPROCESSABLE_ENTITY,
            Outcome::Changed => StatusCode::CONFLICT,
        };
        Ok(Html::page(&page)?.with_status(status).into_response())
    }
}
