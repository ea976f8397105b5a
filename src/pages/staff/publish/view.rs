//! The room of publishing as its template sees it.

use askama::Template;
use serde::Deserialize;

use super::{
    checks::Finding,
    form::PublishForm,
    place::{History, Outlook, Place},
    queries::{PublicationRow, Stood},
};
use crate::{
    calendar,
    form::Problems,
    language::Language,
    pages::staff::{
        address::SideAddress,
        conflict,
        desk::{Desk, DeskSide},
        difference::{Difference, Side, differences},
    },
    rooms::frame::{Moment, StaffFrame},
};

/// What the address asks for beside the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Visit {
    /// What was done before.
    pub(super) done: String,
    /// The entry before which the list goes on.
    pub(super) before: Option<i64>,
    /// The day of which is asked what stood at its end.
    pub(super) on: String,
}

/// What is told above the page. Those in the second list are refusals.
const DONE: [&str; 6] = ["saved", "published", "scheduled", "withdrawn", "cancelled", "nothing"];
const REFUSED: [&str; 5] = ["changed", "trashed", "faults", "home", "begun"];

#[derive(Template)]
#[template(path = "pages/staff/publish.html")]
pub(super) struct PublishPage {
    pub(super) frame: StaffFrame,
    pub(super) address: SideAddress,
    /// What was done, in a sentence.
    pub(super) done: Option<String>,
    pub(super) refused: Option<String>,
    /// Where visitors read what stands, if the page tells that something was published.
    pub(super) links: Vec<SideAddress>,
    pub(super) sides: Vec<SideView>,
    pub(super) form: PublishForm,
    pub(super) problems: Problems,
    pub(super) seen: String,
    pub(super) is_trashed: bool,
    /// Whether something can be put back that was taken away.
    pub(super) can_put_back: bool,
    pub(super) ahead: Vec<Entry>,
    pub(super) past: Vec<Entry>,
    /// The entry before which the list goes on.
    pub(super) next: Option<i64>,
    pub(super) is_first: bool,
    /// The day of which is asked, and what stood at its end.
    pub(super) on: String,
    pub(super) on_day: Vec<StoodLine>,
}

/// A side before it is published.
pub(super) struct SideView {
    pub(super) address: SideAddress,
    /// How it stands, in a sentence.
    pub(super) state: String,
    pub(super) is_standing: bool,
    pub(super) is_changed: bool,
    pub(super) is_empty: bool,
    /// Where somebody must decide before, if they must.
    pub(super) undecided: Option<String>,
    /// What others do on this side, in sentences.
    pub(super) others: Vec<String>,
    pub(super) differences: Vec<Difference>,
    pub(super) faults: Vec<FindingLine>,
    pub(super) notices: Vec<FindingLine>,
    pub(super) is_chosen: bool,
}

pub(super) struct FindingLine {
    /// The room where it is put right; empty where there is none.
    pub(super) url: String,
    pub(super) place: String,
    pub(super) sentence: String,
}

/// An entry of the list of publications.
pub(super) struct Entry {
    pub(super) number: i64,
    pub(super) language: Language,
    /// The revision and its room; nothing where something was taken away.
    pub(super) revision: Option<(i32, String)>,
    pub(super) note: Option<String>,
    pub(super) starts_at: Moment,
    pub(super) ends_at: Option<Moment>,
    pub(super) made_at: Moment,
    pub(super) by: String,
    /// Who took it back before it began.
    pub(super) cancelled_by: Option<String>,
}

/// What stood on a side.
pub(super) struct StoodLine {
    pub(super) language: Language,
    pub(super) revision: Option<(i32, String)>,
    pub(super) since: Option<Moment>,
}

impl Visit {
    pub(super) fn of(done: &str) -> Self {
        Self { done: done.to_owned(), ..Self::default() }
    }

    /// Whether the page tells what visitors read now.
    pub(super) fn is_about_visitors(&self) -> bool {
        matches!(&*self.done, "published" | "withdrawn")
    }
}

impl PublishPage {
    pub(super) fn new(
        frame: StaffFrame,
        place: &Place<'_>,
        visit: &Visit,
        form: PublishForm,
        problems: Problems,
        history: History,
        is_live: bool,
    ) -> Self {
        let (language, desk) = (frame.language, &place.desk);
        let known = |words: &[&'static str]| words.iter().find(|word| **word == visit.done).copied();
        let done = known(&DONE).map(|word| {
            let ending = if visit.is_about_visitors() && !is_live { "-soon" } else { "" };
            frame.t(&format!("rooms-publishing-done-{word}{ending}"))
        });
        let next = history.rows.last().filter(|_| history.has_more).map(|row| row.number);
        let entry = |row: PublicationRow| Entry::new(language, desk, row);
        let (ahead, past): (Vec<_>, Vec<_>) = history.rows.into_iter().partition(|row| row.is_ahead);
        let stands = |address: &SideAddress| desk.side(address.language).standing.is_some();
        Self {
            address: desk.address(Language::English),
            links: Language::ALL.map(|side| desk.address(side)).into_iter().filter(stands).collect(),
            refused: known(&REFUSED).map(|word| frame.t(&format!("rooms-publishing-refused-{word}"))),
            sides: place.sides.iter().map(|side| SideView::new(language, desk, side, &form)).collect(),
            seen: place.seen(),
            is_trashed: desk.page.trashed_at.is_some(),
            can_put_back: visit.done == "withdrawn" && desk.sides.iter().any(|side| side.standing.is_none()),
            ahead: ahead.into_iter().map(entry).collect(),
            past: past.into_iter().map(entry).collect(),
            next,
            is_first: visit.before.is_none(),
            on_day: on_day(desk, visit, &history.on_day),
            on: visit.on.clone(),
            done,
            form,
            problems,
            frame,
        }
    }

    /// The sides on which something stands.
    fn standing(&self) -> Vec<&SideView> {
        self.sides.iter().filter(|side| side.is_standing).collect()
    }

    /// The zone of all times, as people say it.
    fn zone(&self) -> &'static str {
        calendar::ZONE
    }
}

impl SideView {
    fn new(reader: Language, desk: &Desk, side: &Outlook, form: &PublishForm) -> Self {
        let (address, stand) = (desk.address(side.language), desk.side(side.language));
        let is_chosen = form.chosen().contains(&side.language);
        let nothing = crate::pages::content::Content::default();
        let old = side.standing.as_ref().map_or(&nothing, |standing| &standing.content);
        let line = |finding: &Finding| FindingLine::new(&address, finding);
        Self {
            state: state(reader, stand, side),
            is_standing: side.standing.is_some(),
            is_changed: side.is_changed && !side.content.is_blank(),
            is_empty: side.content.is_blank(),
            undecided: (!side.conflicts.is_empty()).then(|| conflict::address(&address, "publish")),
            others: others(reader, desk, stand),
            differences: if side.is_changed { differences(reader, old, &side.content) } else { Vec::new() },
            faults: side.findings.faults.iter().map(line).collect(),
            notices: side.findings.notices.iter().map(line).collect(),
            is_chosen,
            address,
        }
    }
}

/// How a side stands.
fn state(reader: Language, stand: &DeskSide, side: &Outlook) -> String {
    let Some((standing, read)) = stand.standing.as_ref().zip(side.standing.as_ref()) else {
        return reader.message("rooms-publishing-stands-nothing");
    };
    let since = Moment::new(standing.starts_at).to_string();
    let until = standing.ends_at.map(|at| Moment::new(at).to_string()).unwrap_or_default();
    let values = [("number", &*read.number.to_string()), ("since", &*since), ("until", &*until)];
    reader.message_with(
        if until.is_empty() { "rooms-publishing-stands" } else { "rooms-publishing-stands-until" },
        &values,
    )
}

/// What others do on a side.
fn others(reader: Language, desk: &Desk, stand: &DeskSide) -> Vec<String> {
    let mut others = Vec::new();
    if let Some(newest) = stand.newest.as_ref().filter(|_| stand.is_overtaken()) {
        let who = newest.author.clone().unwrap_or_else(|| reader.message("rooms-pages-program"));
        others.push(reader.message_with("rooms-publishing-merged", &[("who", &who)]));
    }
    let writing = desk.colleagues.iter().filter(|colleague| colleague.language == stand.language);
    others.extend(writing.map(|colleague| {
        let since = Moment::new(colleague.changed_at).to_string();
        reader.message_with("rooms-publishing-writing", &[("who", &colleague.email), ("when", &since)])
    }));
    others
}

impl FindingLine {
    fn new(address: &SideAddress, finding: &Finding) -> Self {
        let url = if finding.room.is_empty() { String::new() } else { address.block(&finding.room) };
        Self { url, place: finding.place.clone(), sentence: finding.sentence.clone() }
    }
}

impl Entry {
    fn new(reader: Language, desk: &Desk, row: PublicationRow) -> Self {
        let program = || reader.message("rooms-pages-program");
        Self {
            number: row.number,
            language: row.language,
            revision: row.revision.map(|number| (number, revision_room(desk, row.language, number))),
            note: row.note,
            starts_at: Moment::new(row.starts_at),
            ends_at: row.ends_at.map(Moment::new),
            made_at: Moment::new(row.made_at),
            by: row.by.unwrap_or_else(program),
            cancelled_by: row.is_cancelled.then(|| row.cancelled_by.unwrap_or_else(program)),
        }
    }

    /// Whether it was to begin later than it was made.
    fn was_planned(&self) -> bool {
        self.starts_at.to_string() != self.made_at.to_string()
    }
}

fn on_day(desk: &Desk, visit: &Visit, stood: &[Stood]) -> Vec<StoodLine> {
    if calendar::read_day(&visit.on).is_none() {
        return Vec::new();
    }
    let line = |language| {
        let stood = stood.iter().find(|stood| stood.language == language);
        StoodLine {
            language,
            revision: stood.map(|stood| (stood.revision, revision_room(desk, language, stood.revision))),
            since: stood.map(|stood| Moment::new(stood.starts_at)),
        }
    };
    Language::ALL.into_iter().map(line).collect()
}

fn revision_room(desk: &Desk, language: Language, number: i32) -> String {
    format!("{}/revisions/{language}/{number}", desk.address(language).room())
}
