//! One donation's whole story, with or without its donor.

pub(crate) mod acts;
mod queries;
mod timeline;

use askama::Template;
use axum::extract::State;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use self::timeline::Step;
use self::timeline::movement;
pub(crate) use self::timeline::{dispute_words, outcome_words};
use super::{
    form::{method_words, state_badge, state_words},
    queries::place,
};
use crate::{
    audit::Action,
    database::within,
    donations::{
        donation::{Dedication, Donation, DonationState},
        flag, queries as donations,
        refunds::queries::rest,
        staff::monthly,
    },
    error::Error,
    language::Language,
    ledger,
    money::sum,
    rooms::{
        Act, Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::RowId,
    },
    seal::Keys,
    state::AppState,
    view::Html,
};

/// One donation, with or without its donor.
#[derive(Template)]
#[template(path = "donations/staff/donation.html")]
struct DonationPage {
    frame: StaffFrame,
    id: Uuid,
    facts: Facts,
    steps: Vec<Step>,
    entries: Vec<EntryLine>,
    receipts: Vec<(Uuid, String)>,
    monthly: Option<Monthly>,
    donor: Option<Donor>,
    /// The message of what could not be done.
    notice: Option<&'static str>,
}

/// What stands in the donation's row.
struct Facts {
    amount: String,
    /// The class of the state's badge.
    badge: &'static str,
    words: String,
    method: String,
    sent_at: Moment,
    paid_at: Option<Moment>,
    language: Language,
    fund: Option<String>,
    reference: Option<String>,
    fee_cover: Option<String>,
    is_anonymous: bool,
    /// What staff should look at, as it stands in the row and in words.
    flag: Option<(String, String)>,
    has_donor: bool,
    has_mail: bool,
    /// What can still be given back, if it is more than nothing.
    rest: Option<String>,
    is_by_hand: bool,
    is_disputed: bool,
    has_money: bool,
}

/// A movement, and what the gift comes to after it.
struct EntryLine {
    words: String,
    amount: String,
    /// Nothing at a fee, which is no part of the gift.
    so_far: Option<String>,
    source: String,
    occurred_at: Moment,
    reason: Option<String>,
}

/// The monthly gift of which this is a turn.
struct Monthly {
    id: Uuid,
    /// How it goes on.
    words: String,
    amount: String,
    turns: i64,
    subscription_id: Option<String>,
}

/// Who gave, and what they wrote.
struct Donor {
    name: Option<String>,
    mail: Option<String>,
    dedication: Option<(Dedication, String)>,
    message: Option<String>,
}

/// `GET /admin/donations/{id}`
pub(crate) async fn donation_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let page = within(async {
        let mut db = state.db.acquire().await?;
        DonationPage::read(&pass, &state.config.keys, &mut db, frame, id).await
    });
    Html::page(&page.await?)
}

/// `POST /admin/donations/{id}`. No entry in the audit log, no donor.
pub(crate) async fn show_donor(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let keys = &state.config.keys;
    let page = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let donation = donations::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        let donor = Donor::open(&pass, &donation, keys)?;
        act.record(Action::OpenedDonation, id).await?;
        let mut db = state.db.acquire().await?;
        let page = DonationPage::read(&pass, keys, &mut db, frame, id).await?;
        Ok::<_, Error>(DonationPage { donor: Some(donor), ..page })
    });
    Html::page(&page.await?)
}

impl DonationPage {
    /// Reads everything in one look.
    async fn read(
        pass: &Pass<Treasurer>,
        keys: &Keys,
        db: &mut PgConnection,
        frame: StaffFrame,
        id: Uuid,
    ) -> Result<Self, Error> {
        let language = frame.language;
        let donation = donations::find(&mut *db, id).await?.ok_or(Error::NotFound)?;
        let entries = ledger::queries::list_of(&mut *db, id).await?;
        let around = queries::around(pass, &mut *db, id).await?;
        let rest = rest(&mut *db, id).await?;
        let reasons = queries::reasons(pass, &mut *db, id).await?;
        let objects = [&donation.checkout_session_id, &donation.payment_intent_id, &donation.invoice_id];
        let objects: Vec<String> = objects.into_iter().flatten().cloned().collect();
        let rows = queries::steps(pass, &mut *db, id, &objects).await?;
        let reason = |entry: &ledger::Entry| {
            let row = reasons.iter().find(|row| row.id.to_string() == entry.source_id)?;
            keys.open(place(row.id), &row.reason_sealed).ok()
        };
        let course = around.course(OffsetDateTime::now_utc());
        let monthly = donation.monthly_gift_id.zip(course).map(|(id, (course, status))| Monthly {
            id,
            words: monthly::words(course, status, language),
            amount: sum(around.amount_minor.unwrap_or_default(), around.currency.as_deref().unwrap_or_default()),
            turns: around.turns,
            subscription_id: around.subscription_id.clone(),
        });
        Ok(Self {
            frame,
            id,
            steps: timeline::steps(&donation, &entries, rows, language),
            entries: lines(&entries, language, reason),
            facts: Facts::new(donation, around.fund(language), rest, language),
            receipts: around.receipt_ids.into_iter().zip(around.serials).collect(),
            monthly,
            donor: None,
            notice: None,
        })
    }
}

/// The movements with the running sum of the gift.
fn lines(
    entries: &[ledger::Entry],
    language: Language,
    reason: impl Fn(&ledger::Entry) -> Option<String>,
) -> Vec<EntryLine> {
    let mut so_far = 0;
    let line = |entry: &ledger::Entry| {
        let is_fee = entry.kind == ledger::Kind::Fee;
        so_far += if is_fee { 0 } else { entry.amount_minor };
        EntryLine {
            words: movement(entry.kind, language),
            amount: sum(entry.amount_minor, &entry.currency),
            so_far: (!is_fee).then(|| sum(so_far, &entry.currency)),
            source: format!("{} {}", entry.source, entry.source_id),
            occurred_at: Moment::new(entry.occurred_at),
            reason: reason(entry),
        }
    };
    entries.iter().map(line).collect()
}

impl Facts {
    fn new(donation: Donation, fund: Option<String>, rest: i64, language: Language) -> Self {
        let sealed =
            [&donation.name_sealed, &donation.mail_sealed, &donation.dedicatee_sealed, &donation.message_sealed];
        Self {
            amount: sum(donation.amount_minor, &donation.currency),
            badge: state_badge(donation.state),
            words: state_words(donation.state, language),
            method: method_words(donation.method, language),
            sent_at: Moment::new(donation.created_at),
            paid_at: donation.paid_at.map(Moment::new),
            language: donation.language,
            fund,
            fee_cover: Some(sum(donation.fee_cover_minor, &donation.currency)).filter(|_| donation.fee_cover_minor > 0),
            has_donor: sealed.into_iter().any(Option::is_some),
            has_mail: donation.mail_sealed.is_some(),
            rest: (rest > 0).then(|| sum(rest, &donation.currency)),
            is_by_hand: donation.method.is_by_hand(),
            is_disputed: donation.state == DonationState::Disputed,
            has_money: donation.has_money(),
            is_anonymous: donation.is_anonymous,
            reference: donation.reference,
            flag: donation.flag.map(|flag| (flag.clone(), flag::sentence(&flag, language))),
        }
    }
}

impl Donor {
    /// The message that names the kind of dedication.
    fn dedication_key(dedication: &Dedication) -> &'static str {
        match dedication {
            Dedication::Honour => "rooms-donations-dedication-honour",
            Dedication::Memory => "rooms-donations-dedication-memory",
        }
    }

    fn open(_: &Pass<Treasurer>, donation: &Donation, keys: &Keys) -> Result<Self, Error> {
        let dedication = donation.dedication.zip(donation.dedicatee(keys)?);
        Ok(Self {
            name: donation.name(keys)?,
            mail: donation.mail(keys)?,
            dedication,
            message: donation.message(keys)?,
        })
    }
}
