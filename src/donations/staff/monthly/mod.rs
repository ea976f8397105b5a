//! Gifts that come every month: how each stands, and who needs help.

mod queries;

use askama::Template;
use axum::extract::State;
use time::OffsetDateTime;
use uuid::Uuid;

use self::queries::{SumRow, Summary, Which};
use crate::{
    database::within,
    donations::monthly::{course::Course, status::Status},
    error::Error,
    inputs::Query,
    language::Language,
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
    ("", "rooms-all", Which::All),
    ("active", "rooms-donations-monthly-active", Which::Active),
    ("failing", "rooms-donations-monthly-failing", Which::Failing),
    ("stopping", "rooms-donations-monthly-stopping", Which::Stopping),
    ("ended", "rooms-donations-monthly-ended", Which::Ended),
];

#[derive(Template)]
#[template(path = "donations/staff/monthly.html")]
struct MonthlyPage {
    frame: StaffFrame,
    choice: Choice,
    which: Which,
    gifts: List<Line>,
    /// What those that go on bring each month, in all.
    together: Option<String>,
}

struct Line {
    id: Uuid,
    amount: String,
    words: String,
    is_problem: bool,
    is_over: bool,
    /// Whether all is as it should be.
    is_going: bool,
    begun_at: Moment,
    /// When the next turn is, with what is special about it.
    next: Option<(String, Moment)>,
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
    let gifts = List::part(before.is_none(), rows, |row| (row.created_at, row.id))
        .map(|row| Line::new(row, now, frame.language));
    let together = if matches!(which, Which::All | Which::Ended) {
        None
    } else {
        together(&within(queries::sums(&pass, &state.db, which)).await?, frame.language)
    };
    Html::page(&MonthlyPage { frame, choice, which, gifts, together })
}

/// How many there are and what they bring each month, each currency by itself.
fn together(sums: &[SumRow], language: Language) -> Option<String> {
    let count: i64 = sums.iter().map(|row| row.gifts).sum();
    let words = sums.iter().map(|row| sum(row.minor, &row.currency)).collect::<Vec<_>>().join(" · ");
    let values = [("count", &*count.to_string()), ("sums", &*words)];
    (count > 0).then(|| language.message_with("rooms-donations-monthly-together", &values))
}

impl MonthlyPage {
    /// The message for a part of the list in which nothing stands.
    fn nothing(&self) -> &'static str {
        match self.which {
            _ if !self.gifts.is_first => "rooms-donations-none-older",
            Which::All => "rooms-donations-monthly-none",
            Which::Active => "rooms-donations-monthly-none-active",
            Which::Failing => "rooms-donations-monthly-none-failing",
            Which::Stopping => "rooms-donations-monthly-none-stopping",
            Which::Ended => "rooms-donations-monthly-none-ended",
        }
    }

    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        self.choice.among(&CHOICES)
    }
}

impl Line {
    fn new(row: Summary, now: OffsetDateTime, language: Language) -> Self {
        let course = row.course(now);
        Self {
            id: row.id,
            amount: sum(row.amount_minor, &row.currency),
            words: words(course, row.status, language),
            is_problem: row.failing_since.is_some() && !course.is_over(),
            is_over: course.is_over(),
            is_going: matches!(course, Course::Goes(_)),
            begun_at: Moment::new(row.created_at),
            next: next(course).map(|(key, at)| (language.message(key), Moment::new(at))),
            failing_since: row.failing_since.map(Moment::new),
            turns: row.turns,
            brought: sum(row.brought_minor, &row.currency),
        }
    }
}

/// What staff read for how a monthly gift goes on.
pub(crate) fn words(course: Course, status: Status, language: Language) -> String {
    language.message(match (course, status) {
        (Course::Begins, Status::Pending) => "rooms-donations-course-not-begun",
        (Course::Begins, _) => "rooms-donations-course-not-paid",
        (Course::Goes(_), _) => "rooms-donations-course-active",
        (Course::Rests(_), _) => "rooms-donations-course-pauses",
        (Course::Fails(_), Status::Unpaid) => "rooms-donations-course-unpaid",
        (Course::Fails(_), _) => "rooms-donations-course-failing",
        (Course::Ends(_), _) => "rooms-donations-course-stops",
        (Course::Ended(_), Status::IncompleteExpired) => "rooms-donations-course-never-paid",
        (Course::Ended(_), _) => "rooms-donations-course-ended",
    })
}

/// The day on which something happens next, or happened last, with the message that says what.
fn next(course: Course) -> Option<(&'static str, OffsetDateTime)> {
    match course {
        Course::Begins => None,
        Course::Goes(at) => at.map(|at| ("rooms-donations-next-turn", at)),
        Course::Rests(until) => until.map(|at| ("rooms-donations-next-goes-on", at)),
        Course::Fails(again) => again.map(|at| ("rooms-donations-next-again", at)),
        Course::Ends(at) => Some(("rooms-donations-next-ends", at)),
        Course::Ended(at) => at.map(|at| ("rooms-donations-next-ended", at)),
    }
}
