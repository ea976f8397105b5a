//! `POST /webhooks/stripe`: the signature over the raw bytes, one row, one job, 200.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    database::{self, within},
    donations::events::{inbox, queries::Heard},
    error::Error,
    state::AppState,
    stripe::event::EventEnvelope,
};

/// An event that Stripe signed. As an extractor, so that no handler can forget to check the signature.
pub(crate) struct VerifiedEvent(EventEnvelope);

impl FromRequest<AppState> for VerifiedEvent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let header = request
            .headers()
            .get("stripe-signature")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = Bytes::from_request(request, state).await.map_err(axum::response::IntoResponse::into_response)?;
        match state.config.stripe.webhook_secrets.verify(&header, &body, OffsetDateTime::now_utc()) {
            Ok(()) => Ok(Self(EventEnvelope::read(&body))),
            Err(error) => {
                tracing::warn!(%error, "a webhook was not believed");
                Err(StatusCode::BAD_REQUEST.into_response())
            }
        }
    }
}

/// Keeps an event and queues the job that applies it, both or neither. Unless it gets 200, Stripe sends the event again.
pub(crate) async fn stripe_webhook(
    State(state): State<AppState>,
    VerifiedEvent(event): VerifiedEvent,
) -> Result<StatusCode, Error> {
    within(store(&state, event)).await?;
    Ok(StatusCode::OK)
}

async fn store(state: &AppState, event: EventEnvelope) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    inbox::keep(state, &mut tx, &event, Heard::Webhook).await?;
    tx.commit().await?;
    Ok(())
}
