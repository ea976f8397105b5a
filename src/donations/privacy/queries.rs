//! SQL of what is held about a donor.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::donations::donation::{DonationState, Method};

/// A gift of a donor, without words of theirs.
pub(super) struct Gift {
    pub(super) id: Uuid,
    pub(super) created_at: OffsetDateTime,
    pub(super) paid_at: Option<OffsetDateTime>,
    pub(super) currency: String,
    pub(super) amount_minor: i64,
    pub(super) state: DonationState,
    pub(super) method: Method,
    pub(super) is_monthly: bool,
    /// Whether its monthly gift goes on, or its payment is under way.
    pub(super) is_running: bool,
    /// The numbers of its receipts.
    pub(super) receipts: Vec<String>,
}

pub(super) async fn of_donor(db: impl PgExecutor<'_>, indexes: &[Vec<u8>]) -> sqlx::Result<Vec<Gift>> {
    sqlx::query_as!(
        Gift,
        r#"select donation.id, donation.created_at, paid_at, donation.currency, donation.amount_minor,
                  state as "state: DonationState", method as "method: Method",
                  monthly_gift_id is not null as "is_monthly!",
                  (coalesce(monthly.status in ('trialing', 'active', 'past_due', 'unpaid', 'paused'), false)
                   or state = 'processing' or (state = 'pending' and donation.created_at > now() - interval '1 day')) as "is_running!",
                  array(select receipts.year || '-' || receipts.number from receipts
                        where donation_id = donation.id order by 1) as "receipts!"
           from donations as donation left join monthly_gifts as monthly on monthly.id = donation.monthly_gift_id
           where mail_index = any($1) order by donation.created_at, donation.id for update of donation"#,
        indexes,
    )
    .fetch_all(db)
    .await
}

/// Erases what the books do not need: the message and the name in a dedication.
pub(super) async fn erase_words(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("update donations set message_sealed = null, dedicatee_sealed = null where id = any($1)", ids)
        .execute(db)
        .await?;
    Ok(())
}

/// Erases everything personal of gifts, and by which customer of Stripe their monthly gift was.
pub(super) async fn erase_donors(db: impl PgExecutor<'_>, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "with gifts as (
             update donations set name_sealed = null, mail_sealed = null, mail_index = null, dedicatee_sealed = null,
                    message_sealed = null, checkout_url = null
             where id = any($1) returning monthly_gift_id
         )
         update monthly_gifts set customer_id = null where id in (select monthly_gift_id from gifts) and status = 'canceled'",
        ids,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Erases the donors of gifts that were paid before a moment. Returns how many gifts they were.
pub(super) async fn erase_before(db: impl PgExecutor<'_>, before: OffsetDateTime) -> sqlx::Result<u64> {
    let erased = sqlx::query!(
        "update donations set name_sealed = null, mail_sealed = null, mail_index = null, dedicatee_sealed = null,
                message_sealed = null, checkout_url = null
         where paid_at < $1 and (name_sealed is not null or mail_sealed is not null or dedicatee_sealed is not null
                                 or message_sealed is not null)",
        before,
    );
    Ok(erased.execute(db).await?.rows_affected())
}
