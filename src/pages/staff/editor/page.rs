//! `/admin/pages/{slug}`: the page as visitors will see it, with the controls of each block.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::{
    cells::{BlockCell, Cell, Printer, Row, rows},
    steps::{MOST_BLOCKS, Step, Stepped, What},
};
use crate::{
    audit::Action,
    database::within,
    error::Error,
    inputs::{Form, Path, Query},
    language::Language,
    pages::{
        address::path_of,
        content::BlockId,
        staff::{
            address::SideAddress,
            desk::{Desk, DeskSide},
            draft::change,
            pair::{Agreement, Pairs},
            queries::{Mark, PageRow, add_mark},
        },
    },
    rooms::{
        Act, Editor, Pass,
        frame::{Moment, StaffFrame},
    },
    state::AppState,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "pages/staff/editor.html")]
struct EditorPage {
    frame: StaffFrame,
    page: PageRow,
    /// The heading, in the language of the rooms if it has one there.
    title: (Language, String),
    sides: Vec<SideState>,
    rows: Vec<Row>,
    notice: Option<Notice>,
    /// Which side is shown, if only one.
    only: Option<Language>,
}

/// What is said above the page after a step.
struct Notice {
    sentence: String,
    /// The side on which the step can be undone.
    undo: Option<Language>,
}

/// How a side stands.
struct SideState {
    address: SideAddress,
    /// What of it nobody can read yet, in words.
    state: String,
    is_waiting: bool,
    /// Whether this person has a draft that differs from the newest revision.
    is_changed: bool,
    /// When they wrote into it last.
    changed_at: Option<Moment>,
    is_visible: bool,
    is_overtaken: bool,
    /// Colleagues who write on it.
    colleagues: Vec<(String, Moment)>,
}

/// Why the page is opened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: Option<String>,
    language: Option<String>,
    only: Option<String>,
}

/// `GET /admin/pages/{slug}`
pub(crate) async fn editor_page(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Path(slug): Path<String>,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let desk = Desk::open(&pass, &state, &slug).await?;
    let pairs = Pairs::read(&pass, &state, &desk).await?;
    let printer = Printer::new(&state, &desk);
    let rows = rows(frame.language, &desk, &pairs, &printer)?;
    let sides: Vec<SideState> = desk.sides.iter().map(|side| SideState::new(&frame, &desk, side)).collect();
    let of = |language: Language| desk.side(language).content().title.clone();
    let titled = [frame.language, frame.language.other()].into_iter().find(|language| !of(*language).trim().is_empty());
    let language = titled.unwrap_or(frame.language);
    let notice = Notice::after(&frame, &desk, &visit);
    let only = visit.only.as_deref().and_then(Language::from_tag);
    let title = (language, of(language));
    Html::page(&EditorPage { frame, page: desk.page, title, sides, rows, notice, only })
}

/// `POST /admin/pages/{slug}`: a step that was pressed on the page.
pub(crate) async fn take_step(
    pass: Pass<Editor>,
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let field = |name: &str| pairs.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str());
    let place = |name: &str| field(name)?.parse().ok();
    let step = field("do").and_then(|pressed| Step::read(pressed, place)).ok_or(Error::BadRequest)?;
    let desk = Desk::open(&pass, &state, &slug).await?;
    if let What::Agrees(name) = &step.what
        && mark_as_it_is(&pass, &state, &desk, name).await?
    {
        return Ok(back(&desk, &step, "agrees", BlockId::read(name)));
    }
    let other = desk.side(step.language.other()).content();
    let newest = desk.side(step.language).newest.as_ref().map(|newest| newest.content.0.clone());
    let take = |changing: &mut _| step.take(changing, &other, newest.as_ref());
    let (stepped, _) = change(&pass, &state, (&slug, step.language), take).await?;
    Ok(match stepped {
        Stepped::Gone => back(&desk, &step, "gone", None),
        Stepped::Full => back(&desk, &step, "full", None),
        Stepped::Unchanged(id) => back(&desk, &step, "", id),
        Stepped::Done(Some(id)) if matches!(step.what, What::Add(..) | What::Counterpart(_)) => {
            see_other(&format!("{}?new=yes", desk.address(step.language).block(id.as_str())))
        }
        Stepped::Done(id) => back(&desk, &step, step.word(), id),
    })
}

/// Marks at once that a block agrees with the other side, where nobody changed it since the newest revisions.
async fn mark_as_it_is(pass: &Pass<Editor>, state: &AppState, desk: &Desk, name: &str) -> Result<bool, Error> {
    let is_as_saved = |side: &DeskSide| {
        let newest = side.newest.as_ref().and_then(|newest| newest.content.0.words_of(name));
        newest.is_some() && side.content().words_of(name) == newest
    };
    let newest = |language: Language| desk.side(language).newest.as_ref().map(|newest| newest.id);
    let (Some(english_id), Some(korean_id)) = (newest(Language::English), newest(Language::Korean)) else {
        return Ok(false);
    };
    if !desk.sides.iter().all(is_as_saved) {
        return Ok(false);
    }
    let mark = Mark { block: name.to_owned(), english_id, korean_id };
    within(async {
        let mut act = Act::begin(state, pass).await?;
        add_mark(pass, act.db(), desk.page.id, &mark).await?;
        act.record(Action::MarkedPage, desk.page.id).await
    })
    .await?;
    Ok(true)
}

fn back(desk: &Desk, step: &Step, done: &str, id: Option<BlockId>) -> Response {
    let at = id.map(|id| format!("#block-{}-{id}", step.language)).unwrap_or_default();
    see_other(&format!("{}?done={done}&language={}{at}", desk.address(step.language).room(), step.language))
}

impl Step {
    /// The word of what was done, as it stands in the address afterwards.
    fn word(&self) -> &'static str {
        match self.what {
            What::Up(_) | What::Down(_) | What::To(..) => "moved",
            What::Duplicate(_) => "duplicated",
            What::Remove(_) => "removed",
            What::Add(..) | What::Counterpart(_) => "added",
            What::Undo => "undone",
            What::Discard => "discarded",
            What::Agrees(_) => "agrees",
        }
    }
}

impl Notice {
    fn after(frame: &StaffFrame, desk: &Desk, visit: &Visit) -> Option<Self> {
        let word = visit.done.as_deref()?;
        let language = visit.language.as_deref().and_then(Language::from_tag);
        let can_undo = ["moved", "duplicated", "removed", "discarded", "restored"].contains(&word);
        let is_known = can_undo || ["written", "undone", "agrees", "gone", "full", "added"].contains(&word);
        let has_before =
            |language: &Language| desk.side(*language).draft.as_ref().is_some_and(|draft| draft.before.is_some());
        let sentence = match word {
            "full" => frame.t_with("rooms-editor-done-full", "most", MOST_BLOCKS),
            _ => frame.t(&format!("rooms-editor-done-{word}")),
        };
        is_known.then(|| Self { sentence, undo: language.filter(|_| can_undo).filter(has_before) })
    }
}

impl SideState {
    fn new(frame: &StaffFrame, desk: &Desk, side: &DeskSide) -> Self {
        let is_changed = side.is_changed();
        let (key, is_waiting) = match (&side.standing, side.is_empty()) {
            (_, true) => ("missing", true),
            _ if is_changed => ("draft", true),
            (None, false) => ("not-published", true),
            (Some(_), false) if !side.is_up_to_date() => ("newer", true),
            (Some(_), false) => ("published", false),
        };
        let colleagues = desk.colleagues.iter().filter(|colleague| colleague.language == side.language);
        Self {
            address: desk.address(side.language),
            state: frame.t(&format!("rooms-editor-state-{key}")),
            is_waiting,
            is_changed,
            changed_at: side.draft.as_ref().map(|draft| Moment::new(draft.changed_at)).filter(|_| is_changed),
            is_visible: side.standing.is_some(),
            is_overtaken: side.is_overtaken() && is_changed,
            colleagues: colleagues.map(|of| (of.email.clone(), Moment::new(of.changed_at))).collect(),
        }
    }
}

impl EditorPage {
    fn is_shown(&self, language: &Language) -> bool {
        self.only.is_none_or(|only| only == *language)
    }

    fn path(&self) -> String {
        path_of(&self.page.path)
    }

    fn is_only(&self, language: &Language) -> bool {
        self.only == Some(*language)
    }

    /// The last block of a side, after which another one is added.
    fn last(&self, side: &SideState) -> String {
        let of_side = |cell: &Cell| match cell {
            Cell::Block(cell) if cell.address.language == side.address.language => {
                Some((cell.number, cell.name.clone()))
            }
            _ => None,
        };
        let blocks = self.rows.iter().flat_map(|row| &row.cells).filter_map(of_side);
        blocks.max().filter(|(number, _)| *number > 0).map(|(_, name)| name).unwrap_or_default()
    }

    /// The places to which a block can be moved.
    fn places(&self, cell: &BlockCell) -> Vec<usize> {
        (1..=cell.count).collect()
    }
}

impl BlockCell {
    /// The name of the block for those who do not see where it is.
    fn spoken(&self, language: Language) -> String {
        let name = self.address.language.name();
        match self.number {
            0 => format!("{} ({name})", self.kind),
            number => {
                let values = [("number", &*number.to_string()), ("kind", &*self.kind)];
                format!("{} ({name})", language.message_with("rooms-pages-block", &values))
            }
        }
    }

    fn is_behind(&self) -> bool {
        matches!(self.agreement, Agreement::Behind(_) | Agreement::BothChanged(_))
    }
}
