//! Transfers that are awaited, and the search by their codes.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    database::within,
    donations::{
        arrivals::{
            code,
            queries::{self, Awaited},
        },
        staff::form::{state_badge, state_words},
    },
    error::Error,
    money::sum,
    rooms::{
        address::{ListPlace, cut},
        frame::{Moment, StaffFrame},
        guard::Treasurer,
    },
    state::AppState,
    view::Html,
};

/// The list, or what was found.
#[derive(Template)]
#[template(path = "donations/staff/transfers/transfers.html")]
struct TransfersPage {
    frame: StaffFrame,
    /// The donation that was just booked.
    booked: Option<Uuid>,
    code: String,
    lines: Vec<TransferLine>,
    is_first: bool,
    next: Option<String>,
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
    pub(crate) words: &'static str,
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
    State(state): State<AppState>,
    _: Treasurer,
    frame: StaffFrame,
    Query(search): Query<Search>,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let code: String = search.code.trim().chars().take(100).collect();
    let before = place.read()?;
    let (rows, next) = if code.is_empty() {
        let mut rows = within(queries::list_awaited(&state.db, before, ListPlace::count())).await?;
        let next = cut(&mut rows, |row| (row.created_at, row.id));
        (rows, next)
    } else {
        (within(queries::find_by_codes(&state.db, &[code::plain(&code)])).await?, None)
    };
    let lines = rows.into_iter().map(TransferLine::new).collect();
    let booked = Uuid::try_parse(&search.booked).ok();
    Html::page(&TransfersPage { frame, booked, code, lines, is_first: before.is_none(), next })
}

impl TransferLine {
    /// The line of a donation.
    pub(crate) fn new(row: Awaited) -> Self {
        Self {
            amount: sum(row.amount_minor, &row.currency),
            received: (row.received_minor != 0).then(|| sum(row.received_minor, &row.currency)),
            id: row.id,
            reference: row.reference,
            words: state_words(row.state),
            badge: state_badge(row.state),
            since: Moment::new(row.created_at),
        }
    }
}
