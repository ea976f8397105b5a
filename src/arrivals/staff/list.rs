//! Transfers that are awaited, and the search by their codes.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    arrivals::queries::{self, Awaited, DayAwaited},
    database::within,
    donations::{
        code,
        donation::DonationState,
        staff::form::{state_badge, state_words},
    },
    error::Error,
    inputs::Query,
    language::Language,
    money::sum,
    rooms::{
        Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{Day, List, ListPlace},
    },
    state::AppState,
    view::Html,
};

/// The list, or what was found.
#[derive(Template)]
#[template(path = "arrivals/staff/transfers.html")]
struct TransfersPage {
    frame: StaffFrame,
    /// The donation that was just booked.
    booked: Option<Uuid>,
    code: String,
    lines: List<Day<TransferLine>>,
    /// What is awaited in all.
    together: Option<String>,
}

/// A transfer in the list.
pub(crate) struct TransferLine {
    pub(crate) id: Uuid,
    pub(crate) reference: String,
    pub(crate) amount: String,
    /// What arrived so far, if anything did.
    pub(crate) received: Option<String>,
    /// The class of the state's badge.
    pub(crate) badge: &'static str,
    pub(crate) words: String,
    /// What has not arrived yet.
    pub(crate) open: Option<String>,
    pub(crate) since: Moment,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    code: String,
    booked: String,
}

/// `GET /admin/transfers`
pub(crate) async fn transfers_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(search): Query<Search>,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let code: String = search.code.trim().chars().take(100).collect();
    let before = place.read()?;
    let rows = if code.is_empty() {
        let rows = within(queries::list_awaited(&pass, &state.db, before, ListPlace::count())).await?;
        List::part(before.is_none(), rows, |row| (row.created_at, row.id))
    } else {
        List::whole(within(queries::find_by_codes(&state.db, &[code::plain(&code)])).await?)
    };
    let language = frame.language;
    // What was found by a code may have arrived long ago, so no sums stand beside it.
    let days = if code.is_empty() && !rows.is_empty() {
        within(queries::days_awaited(&pass, &state.db)).await?
    } else {
        Vec::new()
    };
    let lines = rows.map(|row| TransferLine::new(row, language));
    let lines = lines.by_day(|line| line.since, |day| about_day(day, &days, language));
    let booked = Uuid::try_parse(&search.booked).ok();
    let together = told(days.iter(), |count, sums| {
        language.message_with("rooms-arrivals-together", &[("count", count), ("sums", sums)])
    });
    Html::page(&TransfersPage { frame, booked, code, lines, together })
}

/// How many transfers of a day are awaited, and what has not arrived of them.
fn about_day(day: &str, days: &[DayAwaited], language: Language) -> String {
    let of_day = days.iter().filter(|row| row.day.to_string() == day);
    let about = told(of_day, |count, sums| {
        let count = language.message_with("rooms-arrivals-day", &[("count", count)]);
        format!("{count}, {}", language.message_with("rooms-arrivals-day-sums", &[("sums", sums)]))
    });
    about.unwrap_or_default()
}

/// The number and the sums of some days, each currency by itself; nothing where nothing is awaited.
fn told<'a>(days: impl Iterator<Item = &'a DayAwaited>, words: impl Fn(&str, &str) -> String) -> Option<String> {
    let (mut count, mut sums) = (0, BTreeMap::<&str, i64>::new());
    for row in days {
        count += row.gifts;
        *sums.entry(&row.currency).or_default() += row.open_minor;
    }
    let sums = sums.into_iter().map(|(currency, minor)| sum(minor, currency)).collect::<Vec<_>>().join(" · ");
    (count > 0).then(|| words(&count.to_string(), &sums))
}

impl TransferLine {
    /// The line of a donation.
    pub(crate) fn new(row: Awaited, language: Language) -> Self {
        let open = row.amount_minor - row.received_minor;
        Self {
            open: (row.state.is_before_money() || row.state == DonationState::PartlyPaid)
                .then(|| sum(open.max(0), &row.currency)),
            amount: sum(row.amount_minor, &row.currency),
            received: (row.received_minor != 0).then(|| sum(row.received_minor, &row.currency)),
            id: row.id,
            reference: row.reference,
            words: state_words(row.state, language),
            badge: state_badge(row.state),
            since: Moment::new(row.created_at),
        }
    }
}
