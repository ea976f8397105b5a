//! What happens after the answer: events are applied, thanks are sent.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    donations::{
        events,
        fulfil::fulfil,
        queries::{self, Donation},
    },
    error::Error,
    ledger,
    mail::{self, Mail, MailError},
    state::AppState,
    stripe::is_checkout_id,
};

/// Applies an event of Stripe.
#[derive(Debug, Deserialize, Serialize)]
pub struct ApplyEvent {
    /// The event's id.
    pub event_id: String,
}

impl ApplyEvent {
    /// Queues the job in the caller's transaction, once for each event.
    ///
    /// # Errors
    /// When the database does not do it.
    pub async fn enqueue(self, state: &AppState, db: &mut PgConnection) -> Result<(), Error> {
        let key = format!("event {}", self.event_id);
        state.enqueue(db, key, self).await
    }
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
    let Some(event) = events::queries::take(&mut *tx, event_id).await? else {
        return Ok(());
    };
    if event.processed_at.is_some() {
        return Ok(());
    }
    let outcome = match event.object_id {
        Some(session_id) if event.kind.starts_with("checkout.session.") && is_checkout_id(&session_id) => {
            fulfil(state, &mut tx, &session_id, Some(&event.kind)).await?
        }
        _ => "nothing to do",
    };
    events::queries::mark_applied(&mut *tx, event_id, outcome).await?;
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

    /// Queues the job in the caller's transaction, once for each donation.
    ///
    /// # Errors
    /// When the database does not do it.
    pub async fn enqueue(self, state: &AppState, db: &mut PgConnection) -> Result<(), Error> {
        let key = format!("thanks {}", self.donation_id);
        state.enqueue(db, key, self).await
    }
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
    let refused = match thanks(state, &mut tx, mail_id, &donation).await? {
        Some(mail) => state.mailer.send(mail).await,
        None => Ok(()),
    };
    match refused {
        Ok(()) => mail::queries::mark_sent(&mut *tx, mail_id).await?,
        Err(MailError::Refused(code)) => {
            tracing::warn!(donation = %donation_id, code, "the thanks were refused for good");
            mail::queries::mark_refused(&mut *tx, mail_id).await?;
        }
        Err(error) => return Err(anyhow::Error::from(error).into()),
    }
    tx.commit().await?;
    Ok(())
}

/// The mail itself. The sum is what the ledger holds, not what was asked for.
async fn thanks(state: &AppState, db: &mut PgConnection, id: Uuid, donation: &Donation) -> Result<Option<Mail>, Error> {
    let received = ledger::queries::received(db, donation.id).await?;
    let (Some(to), Some(amount)) = (donation.mail(&state.config.keys)?, received) else { return Ok(None) };
    let (language, site) = (donation.language(), state.site());
    let values =
        [("amount", &*amount.to_string()), ("organisation", site.name(language)), ("mail", &site.contact_mail)];
    Ok(Some(Mail {
        id,
        to: to.parse().map_err(|_| anyhow::anyhow!("a stored address is none"))?,
        subject: language.message("mail-thanks-subject"),
        body: language.message_with("mail-thanks-body", &values),
    }))
}

/// Queues again what waits although its time is over, such as events whose job was tried too often.
///
/// # Errors
/// When the database does not do it; the next run does it then.
pub async fn queue_overdue(state: &AppState) -> Result<(), Error> {
    let mut tx = state.db.begin().await?;
    for event_id in events::queries::list_overdue(&mut *tx).await? {
        ApplyEvent { event_id }.enqueue(state, &mut tx).await?;
    }
    for donation_id in mail::queries::list_overdue(&mut *tx, SendThanks::MAIL).await? {
        SendThanks { donation_id }.enqueue(state, &mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
