//! From a valid form to Stripe's page: one showing of the form, one donation, one open checkout.

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::{self, met_key, within},
    donations::{
        donation::{Donation, DonationState, NewDonation},
        queries::{self, Attempt},
    },
    error::Error,
    site::Site,
    state::AppState,
    stripe::{CheckoutSession, NewCheckout, StripeError},
};

/// Where a donor goes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To this address of Stripe's, which was checked.
    Pay(String),
    /// To the page that shows how this checkout stands: the gift is paid, or its payment is under way.
    Stands(String),
    /// Back to a fresh form: the checkout of this one is over.
    StartOver,
    /// Back to a fresh form: this one was sent too often with different contents.
    TooOften,
}

/// A checkout that was first asked for longer ago than this is not asked for again under its key: it would end too soon.
const ASK_AGAIN: Duration = Duration::minutes(20);
/// A checkout that ends sooner than this is not gone back to.
const WORTH_RESUMING: Duration = Duration::minutes(2);

/// How many checkouts one showing of the form may have: people change their minds a few times, programs try out cards.
pub(crate) const MOST_ATTEMPTS: i32 = 10;

/// The longest name of a product on Stripe's page, in characters.
const LONGEST_PRODUCT: usize = 250;

/// How often a checkout is made again because another sending of the same form was quicker.
const TRIES: u32 = 3;

/// Takes a valid form to its checkout. Sent twice, a form leads to the same checkout; sent with another amount, it first
/// closes the open one. The row is committed before Stripe is called, and the request is made from the row alone: if a form
/// is sent several times at once, they all ask for the same.
///
/// # Errors
/// If the database or Stripe is away, or Stripe refuses.
pub async fn start(state: &AppState, nonce: Uuid, new: &NewDonation) -> Result<Next, Error> {
    match within(add(state, nonce, new)).await {
        Ok(()) => {}
        Err(Error::Database(error)) if met_key(&error, "donations_form_nonce_key") => {}
        Err(error) => return Err(error),
    }
    let donation = within(queries::find_by_nonce(&state.db, nonce)).await?.ok_or(Error::NotFound)?;
    let is_current =
        donation.chosen(&state.config.keys)?.as_ref() == Some(new) && is_fresh(&donation, OffsetDateTime::now_utc());
    if donation.state == DonationState::Pending && !is_current {
        if donation.attempt >= MOST_ATTEMPTS {
            return Ok(Next::TooOften);
        }
        if let Some(session_id) = &donation.checkout_session_id
            && close(state, session_id).await? == Closing::TooLate
        {
            return Ok(Next::Stands(session_id.clone()));
        }
        within(begin_attempt(state, &donation, new)).await?;
    }
    follow(state, donation.id).await
}

/// Adds the donation and, for a monthly gift, the row of that gift, in one transaction.
async fn add(state: &AppState, nonce: Uuid, new: &NewDonation) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    queries::add(&mut tx, &state.config.keys, nonce, new).await?;
    tx.commit().await?;
    Ok(())
}

async fn begin_attempt(state: &AppState, donation: &Donation, new: &NewDonation) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    queries::begin_attempt(&mut tx, &state.config.keys, donation, new).await?;
    tx.commit().await?;
    Ok(())
}

/// Leads to the checkout that the row names, and makes it if there is none yet.
async fn follow(state: &AppState, id: Uuid) -> Result<Next, Error> {
    for _ in 0..TRIES {
        let donation = within(queries::find(&state.db, id)).await?.ok_or(Error::NotFound)?;
        match (donation.state, &donation.checkout_session_id) {
            (DonationState::Pending, _) => {}
            (DonationState::Paid | DonationState::Processing, Some(session_id)) => {
                return Ok(Next::Stands(session_id.clone()));
            }
            _ => return Ok(Next::StartOver),
        }
        if let Some(url) = donation.checkout_url {
            return if state.stripe.is_checkout_url(&url) {
                Ok(Next::Pay(url))
            } else {
                Err(StripeError::ForeignCheckout.into())
            };
        }
        let session = open(state, &donation).await?;
        if within(queries::save_checkout(&state.db, id, donation.attempt, &session)).await? == Attempt::Ours {
            continue;
        }
        // Another sending chose otherwise meanwhile, so nobody may pay this checkout.
        if session.is_open() {
            close(state, &session.id).await?;
        }
    }
    Ok(Next::StartOver)
}

/// Asks Stripe for the checkout of the row's current attempt.
async fn open(state: &AppState, donation: &Donation) -> Result<CheckoutSession, Error> {
    let language = donation.language;
    let back = |query: &str| format!("{}{}?{query}", state.origin, language.path("/donate/thanks"));
    let asked = state
        .stripe
        .create_checkout(&NewCheckout {
            donation_id: donation.id,
            amount: donation.amount().ok_or(Error::NotFound)?,
            product: &product(&state.site(), donation),
            mail: donation.mail(&state.config.keys)?.as_deref(),
            language,
            is_monthly: donation.monthly_gift_id.is_some(),
            success_url: back("session_id={CHECKOUT_SESSION_ID}"),
            cancel_url: back(&format!("gift={}", donation.id)),
            idempotency_key: &format!("co-{}-{}", donation.id, donation.attempt),
            asked_at: donation.asked_at,
        })
        .await;
    if let Err(StripeError::Faulty(_)) = asked {
        within(queries::skip_attempt(&state.db, donation.id, donation.attempt)).await?;
    }
    Ok(asked?)
}

/// What the donor reads on Stripe's page: whether it is monthly, for whom it is, and the purpose if one was chosen.
fn product(site: &Site, donation: &Donation) -> String {
    let language = donation.language;
    let key = if donation.monthly_gift_id.is_some() { "checkout-product-monthly" } else { "checkout-product" };
    let mut product = language.message_with(key, &[("organisation", site.name(language))]);
    if let Some(fund) = donation.fund_id.and_then(|id| site.fund(id)) {
        product = format!("{product}: {}", fund.name(language));
    }
    product.chars().take(LONGEST_PRODUCT).collect()
}

/// What became of closing a checkout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// Nobody can pay it any more.
    Closed,
    /// It was used before.
    TooLate,
}

async fn close(state: &AppState, session_id: &str) -> Result<Closing, Error> {
    match state.stripe.expire_checkout(session_id).await {
        Ok(_) => Ok(Closing::Closed),
        Err(StripeError::Refused { .. }) => {
            let is_expired = state.stripe.checkout(session_id).await?.is_expired();
            Ok(if is_expired { Closing::Closed } else { Closing::TooLate })
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the donor can go back to the checkout, or it can still be asked for under the same key.
fn is_fresh(donation: &Donation, now: OffsetDateTime) -> bool {
    match donation.checkout_expires_at {
        Some(expires_at) => now + WORTH_RESUMING < expires_at,
        None => now < donation.asked_at + ASK_AGAIN,
    }
}
