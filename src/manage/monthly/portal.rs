//! The way into Stripe's customer portal, for the card and the bills of a monthly gift.

use axum::{extract::State, response::Response};
use uuid::Uuid;

use crate::{
    error::Error,
    manage::{
        monthly::shown::{GiftForm, GiftId, find},
        visit::DonorVisit,
    },
    seal::new_token,
    state::AppState,
    stripe::{NewPortalSession, PortalRoom, StripeError},
    view::see_other,
};

/// `POST /donate/manage/{visit}/monthly/{id}/card`
pub(crate) async fn change_card(
    State(state): State<AppState>,
    visit: DonorVisit,
    GiftId(id): GiftId,
) -> Result<Response, Error> {
    open(&state, &visit, id, PortalRoom::Card).await
}

/// `POST /donate/manage/{visit}/monthly/{id}/bills`
pub(crate) async fn see_bills(
    State(state): State<AppState>,
    visit: DonorVisit,
    GiftId(id): GiftId,
) -> Result<Response, Error> {
    visit.is_whole()?;
    open(&state, &visit, id, PortalRoom::Bills).await
}

/// Opens the portal for the gift's donor and leads there at once. The portal's address lets in everybody who has it, so it
/// goes to this browser only, and every press gets a new one.
async fn open(state: &AppState, visit: &DonorVisit, id: Uuid, room: PortalRoom) -> Result<Response, Error> {
    let gift = find(state, visit, id).await?;
    let page = GiftForm::fresh(state, visit, &gift);
    let customer = gift.customer_id.as_deref().ok_or(Error::NotFound)?;
    let Ok(_place) = state.visits_to_stripe.try_acquire() else {
        return page.after(StripeError::Away("too many ask".to_owned()).into(), "");
    };
    let opened = state
        .stripe
        .open_portal(&NewPortalSession {
            customer,
            room,
            language: visit.language(),
            return_url: &format!("{}{}", state.origin, page.url()),
            idempotency_key: &format!("portal-{}", new_token()),
        })
        .await;
    match opened {
        Ok(url) => Ok(see_other(&url)),
        Err(error) => page.after(error.into(), ""),
    }
}
