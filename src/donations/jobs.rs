//! What happens after the answer: events are applied, thanks are sent.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    donations::{fulfil::fulfil, queries},
    error::Error,
    mail::{self, Mail},
    state::AppState,
};

/// Applies an event of Stripe.
#[derive(Debug, Deserialize, Serialize)]
pub struct ApplyEvent {
    /// The event's id.
    pub event_id: String,
}

impl TaskHandler for ApplyEvent {
    const IDENTIFIER: &'static str = "apply_event";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        apply_event(&state, &self.event_id).await.map_err(|error| {
            error.log();
            error.to_string()
        })
    }
}

/// Applies an event, unless that was done. The effect and the mark are one transaction.
///
/// # Errors
/// When the database or Stripe is away; the job is tried again later.
pub async fn apply_event(state: &AppState, event_id: &str) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    let Some(event) = queries::take_event(&mut *tx, event_id).await? else {
        return Ok(());
    };
    if event.processed_at.is_some() {
        return Ok(());
    }
    let outcome = match event.object_id {
        Some(session_id) if event.kind.starts_with("checkout.session.") => {
            fulfil(state, &mut tx, &session_id, Some(&event.kind)).await?
        }
        _ => "nothing to do",
    };
    queries::mark_event(&mut *tx, event_id, outcome).await?;
    tx.commit().await?;
    Ok(())
}

/// Thanks a donor who left an address.
#[derive(Debug, Deserialize, Serialize)]
pub struct SendThanks {
    /// The donation.
    pub donation_id: Uuid,
}

impl SendThanks {
    /// The kind of this mail in the outbox.
    pub const MAIL: &'static str = "donation_thanks";
}

impl TaskHandler for SendThanks {
    const IDENTIFIER: &'static str = "send_thanks";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let state: AppState = context.get_ext().cloned().ok_or("no state")?;
        send_thanks(&state, self.donation_id).await.map_err(|error| {
            error.log();
            error.to_string()
        })
    }
}

/// Sends the thanks for a donation, unless they were sent.
async fn send_thanks(state: &AppState, donation_id: Uuid) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    let Some(mail_id) = mail::queries::take(&mut *tx, SendThanks::MAIL, donation_id).await? else {
        return Ok(());
    };
    let Some(donation) = queries::find(&mut *tx, donation_id).await? else {
        return Ok(());
    };
    let keys = &state.config.keys;
    if let (Some(to), Some(amount)) = (donation.mail(keys)?, donation.amount()) {
        let language = donation.language();
        let site = state.site();
        let values =
            [("amount", &*amount.to_string()), ("organisation", site.name(language)), ("mail", &site.contact_mail)];
        let mail = Mail {
            id: mail_id,
            to: to.parse().map_err(|_| anyhow::anyhow!("a stored address is none"))?,
            subject: language.message("mail-thanks-subject"),
            body: language.message_with("mail-thanks-body", &values),
        };
        state.mailer.send(mail).await?;
    }
    mail::queries::mark_sent(&mut *tx, mail_id).await?;
    tx.commit().await?;
    Ok(())
}
