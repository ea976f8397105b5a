//! Donations, for those who account for them. Who gave is shown only when asked for, and asking is recorded.

use askama::Template;
use axum::extract::{Query, State};
use uuid::Uuid;

use crate::{
    admin::{
        act,
        address::{ListPlace, RowId, cut},
        frame::{Moment, StaffFrame},
        guard::Treasurer,
    },
    audit::{self, Action},
    database::within,
    donations::{donation::Donation, queries},
    error::Error,
    language::Language,
    ledger,
    state::AppState,
    view::Html,
};

/// The list.
#[derive(Template)]
#[template(path = "admin/donations/donations.html")]
struct DonationsPage {
    frame: StaffFrame,
    donations: Vec<Line>,
    is_first: bool,
    next: Option<String>,
}

/// One donation, with or without its donor.
#[derive(Template)]
#[template(path = "admin/donations/donation.html")]
struct DonationPage {
    frame: StaffFrame,
    line: Line,
    language: Language,
    attempts: i32,
    paid_at: Option<Moment>,
    flag: Option<String>,
    checkout_session_id: Option<String>,
    payment_intent_id: Option<String>,
    entries: Vec<EntryLine>,
    has_donor: bool,
    donor: Option<Donor>,
}

/// What a list tells about a donation.
pub struct Line {
    pub id: Uuid,
    pub amount: String,
    pub state: String,
    pub sent_at: Moment,
    pub has_flag: bool,
}

/// An entry of the ledger.
struct EntryLine {
    kind: String,
    amount: String,
    source: String,
    source_id: String,
    occurred_at: Moment,
}

/// Who gave.
struct Donor {
    name: Option<String>,
    mail: Option<String>,
}

/// `GET /admin/donations`
pub async fn donations_page(
    State(state): State<AppState>,
    _: Treasurer,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
) -> Result<Html, Error> {
    let before = place.read()?;
    let mut rows = within(queries::list(&state.db, before, ListPlace::count())).await?;
    let next = cut(&mut rows, |row| (row.created_at, row.id));
    let donations = rows.iter().map(Line::new).collect();
    Html::page(&DonationsPage { frame, donations, is_first: before.is_none(), next })
}

/// `GET /admin/donations/{id}`
pub async fn donation_page(
    State(state): State<AppState>,
    _: Treasurer,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let donation = within(queries::find(&state.db, id)).await?.ok_or(Error::NotFound)?;
    let entries = within(ledger::queries::list_of(&state.db, id)).await?;
    Html::page(&DonationPage::new(frame, donation, entries, None))
}

/// `POST /admin/donations/{id}`. No entry in the audit log, no donor.
pub async fn show_donor(
    State(state): State<AppState>,
    Treasurer(staff): Treasurer,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let (donation, entries, donor) = within(async {
        let mut tx = state.db.begin().await?;
        let donation = queries::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
        let entries = ledger::queries::list_of(&mut *tx, id).await?;
        let keys = &state.config.keys;
        let donor = Donor { name: donation.name(keys)?, mail: donation.mail(keys)? };
        audit::queries::append(&mut tx, &act(&staff, Action::OpenedDonation, id)).await?;
        tx.commit().await?;
        Ok::<_, Error>((donation, entries, donor))
    })
    .await?;
    Html::page(&DonationPage::new(frame, donation, entries, Some(donor)))
}

impl DonationPage {
    fn new(frame: StaffFrame, donation: Donation, entries: Vec<ledger::Entry>, donor: Option<Donor>) -> Self {
        Self {
            frame,
            line: Line::new(&donation),
            language: donation.language(),
            attempts: donation.attempt,
            paid_at: donation.paid_at.map(Moment::new),
            has_donor: donation.name_sealed.is_some() || donation.mail_sealed.is_some(),
            flag: donation.flag,
            checkout_session_id: donation.checkout_session_id,
            payment_intent_id: donation.payment_intent_id,
            entries: entries.into_iter().map(EntryLine::new).collect(),
            donor,
        }
    }
}

impl Line {
    /// What a list tells about this donation.
    pub fn new(donation: &Donation) -> Self {
        let unknown = || format!("{} {}", donation.amount_minor, donation.currency);
        Self {
            id: donation.id,
            amount: donation.amount().map_or_else(unknown, |amount| amount.to_string()),
            state: donation.state.clone(),
            sent_at: Moment::new(donation.created_at),
            has_flag: donation.flag.is_some(),
        }
    }
}

impl EntryLine {
    fn new(entry: ledger::Entry) -> Self {
        let unknown = || format!("{} {}", entry.amount_minor, entry.currency);
        Self {
            amount: entry.amount().map_or_else(unknown, |amount| amount.to_string()),
            occurred_at: Moment::new(entry.occurred_at),
            kind: entry.kind,
            source: entry.source,
            source_id: entry.source_id,
        }
    }
}
