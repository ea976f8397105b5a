//! Transfers that are awaited, and the search by their codes.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    arrivals::queries::{self, Awaited},
    database::within,
    donations::{
        code,
        staff::form::{state_badge, state_words},
    },
    error::Error,
    inputs::Query,
    money::sum,
    rooms::{
        Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{List, ListPlace},
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
    lines: List<TransferLine>,
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
    let lines = rows.map(TransferLine::new);
    let booked = Uuid::try_parse(&search.booked).ok();
    Html::page(&TransfersPage { frame, booked, code, lines })
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
