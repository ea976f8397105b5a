//! SQL of refunds.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::stripe::objects::{Refund, moment};

/// Takes over how a refund is now, also one that was not asked for here.
///
/// # Errors
/// When the database does not do it.
pub async fn save(db: impl PgExecutor<'_>, id: Uuid, donation_id: Uuid, refund: &Refund) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into refunds (id, donation_id, amount_minor, currency, reason, stripe_refund_id, status, created_at)
         values ($1, $2, $3, $4, $5, $6, coalesce($7, 'pending'), coalesce($8, now()))
         on conflict (id) do update set stripe_refund_id = excluded.stripe_refund_id, status = excluded.status",
        id,
        donation_id,
        refund.amount,
        refund.currency,
        refund.reason,
        refund.id,
        refund.status,
        moment(refund.created),
    )
    .execute(db)
    .await?;
    Ok(())
}
