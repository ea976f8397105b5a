//! Asks the processor for a refund until it answers. The row is committed first, so whatever breaks, nothing is given back
//! twice.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    database,
    donations::{
        effects,
        refunds::queries::{self, Asked},
    },
    error::Error,
    job::Job,
    language::Language,
    state::AppState,
    stripe::{NewRefund, StripeError},
    words::Open,
};

/// Asks again for a refund that was not answered.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct AskRefund {
    pub(crate) refund_id: Uuid,
}

impl Job for AskRefund {
    const IDENTIFIER: &'static str = "ask_refund";

    fn key(&self) -> Option<String> {
        Some(format!("refund {}", self.refund_id))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        ask(state, self.refund_id, true).await
    }
}

/// Queues the refunds again that were not answered.
pub async fn queue_overdue(state: &AppState) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    for refund_id in queries::list_overdue(&mut *tx).await? {
        AskRefund { refund_id }.enqueue(state, &mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Asks for a refund and books what comes of it. May run any number of times: the processor makes one refund under one
/// idempotency key, but forgets keys after a day. So before a later call asks again, it looks whether the refund was made.
pub(crate) async fn ask(state: &AppState, refund_id: Uuid, is_again: bool) -> Result<(), Error> {
    let Some(asked) = queries::find_asked(&state.db, refund_id).await? else { return Ok(()) };
    match answer(state, refund_id, &asked, is_again).await {
        Ok(stripe_refund_id) => {
            effects::refund::fulfil(state, &stripe_refund_id).await?;
        }
        Err(StripeError::Faulty(status)) => {
            tracing::warn!(refund = %refund_id, status, "the processor met a fault; the refund is asked for again");
            queries::skip_attempt(&state.db, refund_id, asked.attempt).await?;
        }
        Err(error) => match refusal(&error) {
            Some(code) => {
                tracing::warn!(refund = %refund_id, code, "the processor refused a refund");
                queries::mark_refused(&state.db, refund_id, &code).await?;
            }
            None => tracing::warn!(refund = %refund_id, "a refund was not answered; it is asked for again: {error}"),
        },
    }
    Ok(())
}

/// The id at the processor of the refund that was made, now or before.
async fn answer(state: &AppState, refund_id: Uuid, asked: &Asked, is_again: bool) -> Result<String, StripeError> {
    let (Some(payment_intent_id), Some(amount)) = (asked.payment_intent_id.as_deref(), asked.amount()) else {
        return Err(StripeError::NotFound);
    };
    if (is_again || asked.attempt > 1)
        // If the list cannot be read, the refund may have been made: then nothing is asked for.
        && let Some(done) = state
            .stripe
            .refund_made(payment_intent_id, refund_id)
            .await
            .map_err(|error| StripeError::Away(format!("the refunds cannot be listed: {error}")))?
    {
        return Ok(done);
    }
    let idempotency_key = match asked.attempt {
        1 => format!("re-{refund_id}"),
        attempt => format!("re-{refund_id}-{attempt}"),
    };
    let new = NewRefund {
        refund_id,
        donation_id: asked.donation_id,
        payment_intent_id,
        amount,
        reason: asked.reason.as_ref().and_then(Open::known),
        idempotency_key: &idempotency_key,
    };
    state.stripe.create_refund(&new).await
}

/// The code of a refusal that no repetition changes.
fn refusal(error: &StripeError) -> Option<String> {
    match error {
        StripeError::Refused { status, code } => Some(code.clone().unwrap_or_else(|| format!("status_{status}"))),
        StripeError::NotFound => Some("resource_missing".to_owned()),
        StripeError::AmountTooSmall => Some("amount_too_small".to_owned()),
        _ => None,
    }
}

/// What a refusal means, for staff.
pub(crate) fn refusal_sentence(code: &str, language: Language) -> String {
    language.message(match code {
        "charge_already_refunded" => "rooms-donations-refusal-everything",
        "charge_disputed" => "rooms-donations-refusal-disputed",
        "amount_too_large" | "parameter_invalid_integer" => "rooms-donations-refusal-too-much",
        "balance_insufficient" | "insufficient_funds" => "rooms-donations-refusal-balance",
        "resource_missing" => "rooms-donations-refusal-unknown",
        "status_401" | "status_403" => "rooms-donations-refusal-key",
        _ => "rooms-donations-refusal-other",
    })
}
