//! Gifts that come every month: how each stands, and who needs help.

mod queries;

use askama::Template;
use axum::extract::{Query, State};
use time::OffsetDateTime;
use uuid::Uuid;

use self::queries::{Summary, Which};
use crate::{
    database::within,
    error::Error,
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
    words: String,
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
        let is_over = matches!(row.status.as_str(), "canceled" | "incomplete_expired");
        let words = match row.cancel_at {
            Some(_) if is_over => status_words(&row.status).to_owned(),
            Some(_) => "stops".to_owned(),
            None if row.paused_until.is_some_and(|until| until > now) => "pauses".to_owned(),
            None if row.failing_since.is_some() => "failing".to_owned(),
            None => status_words(&row.status).to_owned(),
        };
        let next = match (row.cancel_at, row.next_attempt_at, row.paused_until) {
            (Some(at), ..) if is_over => Some(("ended", at)),
            (Some(at), ..) => Some(("ends", at)),
            (None, Some(at), _) if row.failing_since.is_some() => Some(("tried again", at)),
            (None, _, Some(at)) if at > now => Some(("goes on", at)),
            _ if is_over => None,
            _ => row.current_period_end.map(|at| ("next turn", at)),
        };
        Self {
            id: row.id,
            amount: sum(row.amount_minor, &row.currency),
            words,
            is_problem: row.failing_since.is_some() && !is_over,
            is_over,
            begun_at: Moment::new(row.created_at),
            next: next.map(|(words, at)| (words, Moment::new(at))),
            failing_since: row.failing_since.map(Moment::new),
            turns: row.turns,
            brought: sum(row.brought_minor, &row.currency),
        }
    }
}

/// The words that staff read for Stripe's status of a monthly gift.
pub(crate) fn status_words(status: &str) -> &str {
    match status {
        "pending" => "not begun",
        "incomplete" => "first turn not paid yet",
        "incomplete_expired" => "never paid",
        "trialing" | "active" => "active",
        "past_due" => "failing",
        "unpaid" => "not paid any more",
        "paused" => "pauses",
        "canceled" => "ended",
        other => other,
    }
}
