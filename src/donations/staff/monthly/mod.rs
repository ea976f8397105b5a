//! Gifts that come every month: how each stands, and who needs help.

mod queries;

use askama::Template;
use axum::extract::State;
use time::OffsetDateTime;
use uuid::Uuid;

use self::queries::{Summary, Which};
use crate::{
    database::within,
    donations::monthly::{course::Course, status::Status},
    error::Error,
    inputs::Query,
    money::sum,
    rooms::{
        Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{Choice, List, ListPlace},
    },
    state::AppState,
    view::Html,
};

/// The choices of the list.
const CHOICES: [(&str, &str, Which); 5] = [
    ("", "All", Which::All),
    ("active", "Active", Which::Active),
    ("failing", "Failing", Which::Failing),
    ("stopping", "Stopping", Which::Stopping),
    ("ended", "Ended", Which::Ended),
];

#[derive(Template)]
#[template(path = "donations/staff/monthly.html")]
struct MonthlyPage {
    frame: StaffFrame,
    choice: Choice,
    gifts: List<Line>,
}

struct Line {
    id: Uuid,
    amount: String,
    words: &'static str,
    is_problem: bool,
    is_over: bool,
    begun_at: Moment,
    /// When the next turn is, with what is special about it.
    next: Option<(&'static str, Moment)>,
    failing_since: Option<Moment>,
    turns: i64,
    brought: String,
}

/// `GET /admin/monthly`
pub(crate) async fn monthly_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
    Query(choice): Query<Choice>,
) -> Result<Html, Error> {
    let before = place.read()?;
    let which = choice.read(&CHOICES)?;
    let rows = within(queries::list(&pass, &state.db, which, before, ListPlace::count())).await?;
    let now = OffsetDateTime::now_utc();
    let gifts = List::part(before.is_none(), rows, |row| (row.created_at, row.id)).map(|row| Line::new(row, now));
    Html::page(&MonthlyPage { frame, choice, gifts })
}

impl MonthlyPage {
    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        self.choice.among(&CHOICES)
    }
}

impl Line {
    fn new(row: Summary, now: OffsetDateTime) -> Self {
        let course = row.course(now);
        Self {
            id: row.id,
            amount: sum(row.amount_minor, &row.currency),
            words: words(course, row.status),
            is_problem: row.failing_since.is_some() && !course.is_over(),
            is_over: course.is_over(),
            begun_at: Moment::new(row.created_at),
            next: next(course).map(|(words, at)| (words, Moment::new(at))),
            failing_since: row.failing_since.map(Moment::new),
            turns: row.turns,
            brought: sum(row.brought_minor, &row.currency),
        }
    }
}

/// The words that staff read for how a monthly gift goes on.
pub(crate) fn words(course: Course, status: Status) -> &'static str {
    match (course, status) {
        (Course::Begins, Status::Pending) => "not begun",
        (Course::Begins, _) => "first turn not paid yet",
        (Course::Goes(_), _) => "active",
        (Course::Rests(_), _) => "pauses",
        (Course::Fails(_), Status::Unpaid) => "not paid any more",
        (Course::Fails(_), _) => "failing",
        (Course::Ends(_), _) => "stops",
        (Course::Ended(_), Status::IncompleteExpired) => "never paid",
        (Course::Ended(_), _) => "ended",
    }
}

/// The day on which something happens next, or happened last, with what that is.
fn next(course: Course) -> Option<(&'static str, OffsetDateTime)> {
    match course {
        Course::Begins => None,
        Course::Goes(at) => at.map(|at| ("next turn", at)),
        Course::Rests(until) => until.map(|at| ("goes on", at)),
        Course::Fails(again) => again.map(|at| ("tried again", at)),
        Course::Ends(at) => Some(("ends", at)),
        Course::Ended(at) => at.map(|at| ("ended", at)),
    }
}
