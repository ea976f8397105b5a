//! SQL of disputes.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::stripe::objects::{Dispute, moment};

/// Keeps how a dispute is now.
pub(crate) async fn save(db: impl PgExecutor<'_>, donation_id: Uuid, dispute: &Dispute) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into disputes (id, donation_id, amount_minor, currency, status, reason, due_by, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))
         on conflict (id) do update set status = excluded.status, reason = excluded.reason, due_by = excluded.due_by,
             amount_minor = excluded.amount_minor, updated_at = now()",
        dispute.id,
        donation_id,
        dispute.amount,
        dispute.currency,
        dispute.status.as_str(),
        dispute.reason,
        dispute.evidence_details.due_by.and_then(moment),
        moment(dispute.created),
    )
    .execute(db)
    .await?;
    Ok(())
}
