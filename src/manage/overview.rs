//! The first page of a visit: everything that the donor gave, with the receipts.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    database::{self, within},
    donations::{
        donation::{DonationState, Method},
        link::{self, Opens},
        monthly::{course::Course, queries::MonthlyGift},
        receipts::{self, SentAgain, Serial},
    },
    error::Error,
    inputs::{Path, Query},
    language::Language,
    manage::{
        monthly::sentence,
        note::{Note, NoteQuery},
        queries::{self, Gift, GiftReceipt},
        visit::DonorVisit,
    },
    money::{Amount, Currency},
    seal::Keys,
    state::AppState,
    view::{Frame, Html, see_other},
    words::Word as _,
};

#[derive(Template)]
#[template(path = "manage/overview.html")]
struct OverviewPage {
    frame: Frame,
    /// What happened a moment ago.
    notice: Option<String>,
    monthly: Vec<MonthlyLine>,
    gifts: Vec<GiftLine>,
    /// The years in which money moved, each with the address of its statement.
    years: Vec<(i32, String)>,
    /// The address that ends the visit.
    end: String,
}

struct MonthlyLine {
    url: String,
    amount: Amount,
    course: Course,
    sentence: String,
}

struct GiftLine {
    day: String,
    amount: Amount,
    state: String,
    is_monthly: bool,
    receipts: Vec<ReceiptLine>,
}

struct ReceiptLine {
    serial: String,
    url: String,
    send: String,
}

/// `GET /donate/manage/{visit}`
pub(crate) async fn overview_page(
    State(state): State<AppState>,
    visit: DonorVisit,
    Query(note): Query<NoteQuery>,
) -> Result<Response, Error> {
    if let Some(id) = visit.only {
        return Ok(see_other(&visit.url(&format!("/monthly/{id}"))));
    }
    let (monthly, gifts, receipts, years) = within(async {
        let mut db = state.db.acquire().await?;
        let monthly = queries::list_monthly(&mut *db, &visit.indexes, None).await?;
        let gifts = queries::list_gifts(&mut *db, &visit.indexes).await?;
        let receipts = queries::list_receipts(&mut *db, &visit.indexes).await?;
        let years = queries::list_years(&mut *db, &visit.indexes).await?;
        Ok::<_, Error>((monthly, gifts, receipts, years))
    })
    .await?;
    let page = OverviewPage {
        notice: note.read().and_then(|note| notice(note, visit.language())),
        monthly: monthly.iter().filter_map(|gift| monthly_line(&visit, gift)).collect(),
        years: years.into_iter().map(|year| (year, visit.url(&format!("/statement/{year}")))).collect(),
        gifts: gifts.iter().filter_map(|gift| gift_line(&state.config.keys, &visit, gift, &receipts)).collect(),
        end: visit.url("/end"),
        frame: visit.frame,
    };
    Ok(Html::page(&page)?.into_response())
}

/// `POST /donate/manage/{visit}/receipts/{id}`: mails a receipt again.
pub(crate) async fn send_receipt(
    State(state): State<AppState>,
    visit: DonorVisit,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, Error> {
    visit.is_whole()?;
    let sent = within(async {
        let mut tx = database::begin(&state.db).await?;
        if !queries::owns_receipt(&mut *tx, &visit.indexes, id).await? {
            return Err(Error::NotFound);
        }
        let sent = receipts::send_again(&state, &mut tx, id).await?;
        tx.commit().await?;
        Ok(sent)
    })
    .await?;
    let note = match sent {
        SentAgain::Posted => Note::ReceiptSent,
        SentAgain::TooOften => Note::SentTooOften,
        SentAgain::NoAddress => Note::NoAddress,
    };
    Ok(see_other(&visit.url(&note.query())))
}

fn notice(note: Note, language: Language) -> Option<String> {
    let key = match note {
        Note::ReceiptSent => "manage-notice-sent",
        Note::SentTooOften => "manage-notice-often",
        Note::NoAddress => "manage-notice-no-address",
        Note::Done => return None,
    };
    Some(language.message(key))
}

fn monthly_line(visit: &DonorVisit, gift: &MonthlyGift) -> Option<MonthlyLine> {
    let course = gift.course(OffsetDateTime::now_utc());
    Some(MonthlyLine {
        url: visit.url(&format!("/monthly/{}", gift.id)),
        amount: gift.amount()?,
        course,
        sentence: sentence(course, visit.language()),
    })
}

fn gift_line(keys: &Keys, visit: &DonorVisit, gift: &Gift, receipts: &[GiftReceipt]) -> Option<GiftLine> {
    let ends_at = OffsetDateTime::now_utc() + link::RECEIPT_ON_PAGES;
    let receipts = receipts.iter().filter(|receipt| receipt.donation_id == gift.id).map(|receipt| ReceiptLine {
        serial: Serial { year: receipt.year, number: receipt.number }.to_string(),
        url: visit
            .language()
            .path(&format!("/donate/receipt/{}", link::token(keys, Opens::Receipt, receipt.id, ends_at))),
        send: visit.url(&format!("/receipts/{}", receipt.id)),
    });
    let state = match (gift.state, gift.method) {
        (DonationState::Pending, Method::Transfer) => "gift-state-announced".to_owned(),
        (state, _) => format!("gift-state-{}", state.word().replace('_', "-")),
    };
    Some(GiftLine {
        day: calendar::day_in_words(gift.at, visit.language()),
        amount: Amount::from_minor(gift.amount_minor, Currency::from_code(&gift.currency)?),
        state: visit.language().message(&state),
        is_monthly: gift.is_monthly,
        receipts: receipts.collect(),
    })
}
