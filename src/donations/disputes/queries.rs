//! SQL of disputes.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::stripe::objects::{self, moment};

/// A dispute's row.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// Stripe's id.
    pub id: String,
    /// The donation.
    pub donation_id: Uuid,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// Lower-case code.
    pub currency: String,
    /// Stripe's word for how it stands.
    pub status: String,
    /// What the donor's bank says.
    pub reason: String,
    /// Until when it can be answered.
    pub due_by: Option<OffsetDateTime>,
    /// When it was opened.
    pub opened_at: OffsetDateTime,
}

/// Takes over how a dispute is now.
///
/// # Errors
/// When the database does not do it.
pub async fn save(db: impl PgExecutor<'_>, donation_id: Uuid, dispute: &objects::Dispute) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into disputes (id, donation_id, amount_minor, currency, status, reason, due_by, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))
         on conflict (id) do update set status = excluded.status, reason = excluded.reason, due_by = excluded.due_by,
             amount_minor = excluded.amount_minor, updated_at = now()",
        dispute.id,
        donation_id,
        dispute.amount,
        dispute.currency,
        dispute.status,
        dispute.reason,
        dispute.evidence_details.due_by.and_then(moment),
        moment(dispute.created),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The disputes of a donation, the oldest first.
///
/// # Errors
/// When the database does not do it.
pub async fn list_of(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<Vec<Dispute>> {
    sqlx::query_as!(
        Dispute,
        "select id, donation_id, amount_minor, currency, status, reason, due_by, opened_at
         from disputes where donation_id = $1 order by opened_at",
        donation_id,
    )
    .fetch_all(db)
    .await
}
