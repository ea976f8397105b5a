//! A page before it is published: what would stand on each side, beside what stands there now.

use std::time::Duration;

use askama::Template as _;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::{
    checks::{Finding, Findings, Ground, look},
    form::PublishForm,
    queries::{PublicationRow, Stood, list_paths_at, list_publications, list_stood_at},
};
use crate::{
    calendar,
    database::within,
    dialect::Dialect,
    error::Error,
    language::Language,
    pages::{
        content::Content,
        staff::{
            desk::{Desk, DeskSide},
            merge::Conflict,
            queries::{Planned, find_revision_by_id},
            revise::outlook,
        },
        view::{Blocks, Shown},
    },
    rooms::{Editor, Pass, frame::Moment},
    state::AppState,
};

/// How many entries of the list of publications are shown at once.
pub(super) const ENTRIES: usize = 30;

/// How long a page waits until this instance shows what was just published, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(25);

pub(super) struct Place<'a> {
    pass: &'a Pass<Editor>,
    state: &'a AppState,
    pub(super) desk: Desk,
    /// English, then Korean.
    pub(super) sides: [Outlook; 2],
}

/// What would be published of a side.
pub(super) struct Outlook {
    pub(super) language: Language,
    pub(super) content: Content,
    pub(super) conflicts: Vec<Conflict>,
    /// What visitors read now.
    pub(super) standing: Option<Standing>,
    pub(super) findings: Findings,
    /// Whether visitors would read something else than now.
    pub(super) is_changed: bool,
}

pub(super) struct Standing {
    /// The number of the revision.
    pub(super) number: i32,
    pub(super) content: Content,
    dialect: Dialect,
}

/// What was and will be published.
pub(super) struct History {
    pub(super) rows: Vec<PublicationRow>,
    pub(super) has_more: bool,
    /// What stood at the end of a day that was asked for.
    pub(super) on_day: Vec<Stood>,
}

/// That something which was planned before will take the place of what is published now.
fn foretold(reader: Language, planned: &Planned) -> Finding {
    let moment = Moment::new(planned.starts_at).to_string();
    let sentence = match planned.revision {
        Some(number) => {
            let values = [("number", &*number.to_string()), ("moment", &*moment)];
            reader.message_with("rooms-publishing-planned-takes-over", &values)
        }
        None => reader.message_with("rooms-publishing-planned-takes-away", &[("moment", &moment)]),
    };
    Finding { room: String::new(), place: String::new(), sentence }
}

impl<'a> Place<'a> {
    /// Looks at a page as it would be published at a moment; nothing for now.
    pub(super) async fn find(
        pass: &'a Pass<Editor>,
        state: &'a AppState,
        slug: &str,
        at: Option<OffsetDateTime>,
    ) -> Result<Self, Error> {
        let desk = Desk::open(pass, state, slug).await?;
        let (pages, mut found) = within(async {
            let mut db = state.db.acquire().await?;
            let mut found = Vec::with_capacity(desk.sides.len());
            for side in &desk.sides {
                let merged = outlook(pass, &mut db, desk.page.id, side).await?;
                found.push((merged, standing(pass, &mut db, &desk, side).await?));
            }
            Ok::<_, Error>((list_paths_at(pass, &mut *db, at).await?, found.into_iter()))
        })
        .await?;
        let edition = state.edition.load_full();
        let mut ground = Ground { edition: &edition, pages: pages.into_iter().collect(), origin: &state.origin };
        ground.pages.insert(desk.page.path.clone());
        let sides = Language::ALL.map(|language| {
            let (merged, standing) = found.next().unwrap_or_default();
            let dialect = dialect(desk.side(language), &merged.content);
            let shown = shown(state, &desk, language, &merged.content, dialect);
            let mut findings = look(pass.language, &merged.content, &shown, &ground);
            if let Some(standing) = standing.as_ref().filter(|standing| standing.dialect != dialect) {
                let before = self::shown(state, &desk, language, &standing.content, standing.dialect);
                findings.compare(pass.language, (&standing.content, &before), (&merged.content, &shown));
            }
            let of_side = |of: &&Planned| of.language == language && at.is_none_or(|at| of.starts_at > at);
            findings
                .notices
                .extend(desk.planned.iter().filter(of_side).map(|planned| foretold(pass.language, planned)));
            Outlook {
                language,
                findings,
                is_changed: standing.as_ref().map(|standing| &standing.content) != Some(&merged.content),
                content: merged.content,
                conflicts: merged.conflicts,
                standing,
            }
        });
        Ok(Self { pass, state, desk, sides })
    }

    /// The address of this room.
    pub(super) fn room(&self) -> String {
        format!("{}/publish", self.desk.address(Language::English).room())
    }

    /// The form as it is shown first: what changed is chosen, unless something is missing there.
    pub(super) fn first_form(&self) -> PublishForm {
        let is_ready = |side: &Outlook| side.is_changed && side.findings.faults.is_empty() && side.conflicts.is_empty();
        let is_worth = |side: &Outlook| side.is_changed && !side.content.is_blank();
        let ready = self.sides.each_ref().map(is_ready);
        let sides = if ready.contains(&true) { ready } else { self.sides.each_ref().map(is_worth) };
        PublishForm { sides, ..PublishForm::default() }
    }

    /// What both sides are, so that nobody publishes something else than they looked at.
    pub(super) fn seen(&self) -> String {
        let of = |side: &DeskSide| {
            let newest = side.newest.as_ref().map_or(0, |newest| newest.number);
            let draft = side.draft.as_ref().map_or(0, |draft| draft.sequence);
            let standing = side.standing.as_ref().map(|standing| standing.revision_id.simple().to_string());
            format!("{newest}.{draft}.{}", standing.unwrap_or_default())
        };
        let planned: Vec<String> = self.desk.planned.iter().map(|planned| planned.number.to_string()).collect();
        format!("{} {}", self.desk.sides.each_ref().map(of).join(" "), planned.join("."))
    }

    /// The first of these sides about which somebody must decide before.
    pub(super) fn first_undecided(&self, sides: &[Language]) -> Option<Language> {
        let chosen = |side: &&Outlook| sides.contains(&side.language) && !side.conflicts.is_empty();
        self.sides.iter().find(chosen).map(|side| side.language)
    }

    /// Whether something on these sides must be put right before.
    pub(super) fn has_faults(&self, sides: &[Language]) -> bool {
        self.sides.iter().any(|side| sides.contains(&side.language) && !side.findings.faults.is_empty())
    }

    /// What is on the list before this entry, and what stood there at the end of this day.
    pub(super) async fn history(&self, before: Option<i64>, day: &str) -> Result<History, Error> {
        let (before, page_id) = (before.unwrap_or(i64::MAX), self.desk.page.id);
        let most = i64::try_from(ENTRIES).unwrap_or_default() + 1;
        let on = calendar::read_day(day).and_then(time::Date::next_day).map(calendar::midnight);
        within(async {
            let mut rows = list_publications(self.pass, &self.state.db, page_id, before, most).await?;
            let on_day = match on {
                // The end of a day that is not over is now.
                Some(end) => {
                    let end = (end - time::Duration::MICROSECOND).min(OffsetDateTime::now_utc());
                    list_stood_at(self.pass, &self.state.db, page_id, end).await?
                }
                None => Vec::new(),
            };
            let has_more = rows.len() > ENTRIES;
            rows.truncate(ENTRIES);
            Ok::<_, Error>(History { rows, has_more, on_day })
        })
        .await
    }

    /// Whether visitors of this instance read what stands there, after a moment of patience: it is told by the database, and
    /// makes its pages anew.
    pub(super) async fn is_live(&self) -> bool {
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            let edition = self.state.edition.load_full();
            let is_live = self.desk.sides.iter().all(|side| {
                let address = self.desk.address(side.language);
                let page = edition.find(side.language, &address.path()).and_then(|listed| listed.page.as_ref());
                page.map(|page| page.revision_id) == side.standing.as_ref().map(|standing| standing.revision_id)
            });
            if is_live || tokio::time::Instant::now() >= end {
                return is_live;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// What visitors read of a side now. It is asked for only where it is not the newest revision.
async fn standing(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    desk: &Desk,
    side: &DeskSide,
) -> Result<Option<Standing>, Error> {
    let Some(standing) = &side.standing else { return Ok(None) };
    let revision = match &side.newest {
        Some(newest) if newest.id == standing.revision_id => Some(newest.clone()),
        _ => find_revision_by_id(pass, db, desk.page.id, standing.revision_id).await?,
    };
    Ok(revision.map(|revision| Standing {
        number: revision.number,
        dialect: Dialect::from_number(revision.dialect).unwrap_or(Dialect::NEWEST),
        content: revision.content.0,
    }))
}

/// In which dialect the words would be published: a new revision is in the newest one.
fn dialect(side: &DeskSide, content: &Content) -> Dialect {
    let saved = side.newest.as_ref().filter(|newest| newest.content.0 == *content);
    saved.and_then(|newest| Dialect::from_number(newest.dialect)).unwrap_or(Dialect::NEWEST)
}

/// The HTML of each block, as visitors would get it; empty for those that this release does not show.
fn shown(state: &AppState, desk: &Desk, language: Language, content: &Content, dialect: Dialect) -> Vec<String> {
    let frame = state.frame(language, &desk.address(language).path());
    let html = |block| {
        let blocks = Blocks { frame: &frame, blocks: vec![block], dialect, mark: "" };
        blocks.render().unwrap_or_default()
    };
    content.blocks.iter().map(|placed| Shown::new(placed).map(html).unwrap_or_default()).collect()
}
