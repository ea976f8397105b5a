//! The page after the checkout. It believes nothing in its address and shows nothing personal.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::within,
    donations::{
        donation::{Donation, DonationState},
        effects::session::{Asked, fulfil_for_visitor},
        queries,
        receipts::{self, queries::Receipt},
    },
    error::Error,
    giving::view::{ThanksKind, ThanksPage},
    inputs::Query,
    ledger, mail_address,
    money::Amount,
    state::AppState,
    stripe::is_checkout_id,
    view::{Frame, Html},
};

/// How the donor came back: from paying, or from closing Stripe's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CameBack {
    session_id: String,
    gift: String,
    /// How often this page looked again by itself.
    look: u8,
}

/// How often the page looks again by itself: for a minute.
const LOOKS: u8 = 12;
/// The pause before it looks again, in seconds.
const PAUSE: u8 = 5;

/// `GET /donate/thanks`
pub(crate) async fn thanks_page(
    State(state): State<AppState>,
    frame: Frame,
    Query(back): Query<CameBack>,
) -> Result<Response, Error> {
    let told = bring_up_to_date(&state, &back).await.unwrap_or_else(|error| {
        error.log();
        None
    });
    let Told { kind, amount, is_monthly, mail, serial, resume_url } = told.unwrap_or_default();
    let again = (kind == ThanksKind::Confirming).then(|| look_again(&frame, &back)).flatten();
    let page = ThanksPage { frame, kind, looks_again: again.is_some(), amount, is_monthly, mail, serial, resume_url };
    let no_referrer = HeaderValue::from_static("no-referrer");
    let page = Html::page(&page)?.with_header(header::REFERRER_POLICY, no_referrer);
    Ok(match again {
        Some(again) => page.with_header(header::REFRESH, again).into_response(),
        None => page.into_response(),
    })
}

/// When and where the browser looks again, also without scripts; not for ever.
fn look_again(frame: &Frame, back: &CameBack) -> Option<HeaderValue> {
    let look = back.look.checked_add(1).filter(|look| *look <= LOOKS)?;
    let path = frame.url("/donate/thanks");
    HeaderValue::from_str(&format!("{PAUSE}; url={path}?session_id={}&look={look}", back.session_id)).ok()
}

/// How long after the payment the page tells where the receipt went: somebody may find the address in the browser later.
const MAIL_SHOWN: Duration = Duration::HOUR;

/// Where the receipt goes, for the donor who comes back from paying: the id of a checkout is drawn by Stripe and known to
/// nobody else. The address that leads back from an unpaid checkout tells nothing.
fn masked_mail(state: &AppState, donation: &Donation, back: &CameBack) -> Result<Option<String>, Error> {
    let is_fresh = donation.paid_at.is_some_and(|at| OffsetDateTime::now_utc() - at < MAIL_SHOWN);
    let is_theirs = donation.checkout_session_id.as_deref() == Some(&*back.session_id);
    if !is_fresh || !is_theirs || !donation.wants_letters() {
        return Ok(None);
    }
    Ok(donation.mail(&state.config.keys)?.and_then(|mail| mail_address::masked(&mail)))
}

/// What may be told of a donation.
#[derive(Default)]
struct Told {
    kind: ThanksKind,
    amount: Option<Amount>,
    is_monthly: bool,
    mail: Option<String>,
    serial: Option<String>,
    resume_url: Option<String>,
}

/// Finds the donation that the address names and, while its checkout waits, asks Stripe how it stands, by the same function
/// that the worker uses.
async fn bring_up_to_date(state: &AppState, back: &CameBack) -> Result<Option<Told>, Error> {
    let donation = if is_checkout_id(&back.session_id) {
        within(queries::find_by_session(&state.db, &back.session_id)).await?
    } else if let Ok(id) = back.gift.parse::<Uuid>() {
        within(queries::find(&state.db, id)).await?
    } else {
        None
    };
    let Some(mut donation) = donation else { return Ok(None) };
    let mut is_known = true;
    if let (Some(session_id), DonationState::Pending | DonationState::Processing) =
        (&donation.checkout_session_id, donation.state)
    {
        let asked = within(fulfil_for_visitor(state, &donation, session_id)).await.unwrap_or_else(|error| {
            // The page shows what we know; the webhook will tell us the rest.
            error.log();
            Asked::NotNow
        });
        is_known = asked == Asked::Now;
        donation = within(queries::find(&state.db, donation.id)).await?.unwrap_or(donation);
    }
    let kind = match donation.state {
        _ if donation.has_money() => ThanksKind::Paid,
        DonationState::Processing => ThanksKind::Processing,
        // A donor who comes back from paying is not asked to pay again only because Stripe could not be reached.
        DonationState::Pending if !is_known && !back.session_id.is_empty() => ThanksKind::Confirming,
        DonationState::Pending => ThanksKind::Open,
        _ => ThanksKind::NotPaid,
    };
    let (mut received, mut serial) = (None, None);
    if kind == ThanksKind::Paid {
        received = within(ledger::queries::received(&state.db, donation.id)).await?;
        if donation.mail_sealed.is_none() || !donation.wants_mail {
            let receipts = within(receipts::queries::list_of(&state.db, donation.id)).await?;
            serial = receipts.last().map(Receipt::serial);
        }
    }
    let resume_url = donation.checkout_url.clone();
    Ok(Some(Told {
        kind,
        amount: received.or(donation.amount()),
        is_monthly: donation.monthly_gift_id.is_some(),
        mail: masked_mail(state, &donation, back)?.filter(|_| kind == ThanksKind::Paid),
        serial,
        resume_url: resume_url.filter(|url| kind == ThanksKind::Open && state.stripe.is_checkout_url(url)),
    }))
}
