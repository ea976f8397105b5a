//! SQL of monthly gifts.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::{
        donation::{Dedication, Donation, place},
        mail_index::mail_index,
        monthly::{
            course::{Course, Facts},
            status::Status,
        },
    },
    language::Language,
    money::{Amount, Currency},
    seal::{Keys, named_id},
    stripe::objects::{Invoice, Subscription, moment},
};

#[derive(Clone, Debug)]
pub(crate) struct MonthlyGift {
    /// Its id, which is that of its first donation.
    pub(crate) id: Uuid,
    pub(crate) currency: String,
    /// The sum of the next turn, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) status: Status,
    /// `sub_…`
    pub(crate) subscription_id: Option<String>,
    /// `cus_…`
    pub(crate) customer_id: Option<String>,
    /// When the present turn ends.
    pub(crate) current_period_end: Option<OffsetDateTime>,
    /// When it ends or ended, if that is decided.
    pub(crate) cancel_at: Option<OffsetDateTime>,
    /// Until when turns are skipped.
    pub(crate) paused_until: Option<OffsetDateTime>,
    pub(crate) failing_since: Option<OffsetDateTime>,
    /// When a failed turn is tried again.
    pub(crate) next_attempt_at: Option<OffsetDateTime>,
    /// Whether somebody made it something else at Stripe than the one sum that the donor chose.
    pub(crate) is_odd: bool,
    /// The part of the first sum that the donor chose for the fees, in minor units; none once the sum is another one.
    pub(crate) fee_cover_minor: i64,
}

impl MonthlyGift {
    /// The sum of the next turn; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// The part of it that the donor chose for the fees.
    pub(crate) fn fee_cover(&self) -> Option<Amount> {
        let currency = self.amount()?.currency();
        (self.fee_cover_minor > 0).then(|| Amount::from_minor(self.fee_cover_minor, currency))
    }

    /// How it goes on at a moment.
    pub(crate) fn course(&self, now: OffsetDateTime) -> Course {
        let facts = Facts {
            status: self.status,
            current_period_end: self.current_period_end,
            cancel_at: self.cancel_at,
            paused_until: self.paused_until,
            failing_since: self.failing_since,
            next_attempt_at: self.next_attempt_at,
        };
        Course::of(facts, now)
    }
}

macro_rules! monthly_gift {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            MonthlyGift,
            r#"select id, currency, amount_minor, status as "status: Status", subscription_id, customer_id,
                      current_period_end, cancel_at, paused_until, failing_since, next_attempt_at, is_odd,
                      coalesce((select fee_cover_minor from donations first where first.id = monthly_gifts.id
                                and first.amount_minor = monthly_gifts.amount_minor), 0) as "fee_cover_minor!"
               from monthly_gifts "# + $where
            $(, $value)*
        )
    };
}

pub(crate) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<MonthlyGift>> {
    monthly_gift!("where id = $1", id).fetch_optional(db).await
}

/// A monthly gift, locked against other changes until the transaction ends.
pub(crate) async fn find_for_update(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<MonthlyGift>> {
    monthly_gift!("where id = $1 for update", id).fetch_optional(db).await
}

/// The id of the monthly gift of a subscription.
pub(crate) async fn find_by_subscription(db: impl PgExecutor<'_>, subscription_id: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from monthly_gifts where subscription_id = $1", subscription_id)
        .fetch_optional(db)
        .await
}

/// Keeps how a subscription is now. Once no payment of it is open, the failure of an earlier turn is forgotten.
pub(crate) async fn save(
    db: impl PgExecutor<'_>,
    id: Uuid,
    status: Status,
    subscription: &Subscription,
) -> sqlx::Result<()> {
    let amount = subscription.amount();
    sqlx::query!(
        "update monthly_gifts
         set subscription_id = $2, customer_id = $3, status = $4, current_period_end = $5, cancel_at = $6, canceled_at = $7,
             paused_until = $8, currency = coalesce($9, currency), amount_minor = coalesce($10, amount_minor),
             failing_since = case when $11 then null else failing_since end,
             next_attempt_at = case when $11 then null else next_attempt_at end, is_odd = $12
         where id = $1",
        id,
        subscription.id,
        subscription.customer,
        status as Status,
        subscription.period_end(),
        subscription.ends_at(),
        subscription.canceled_at.and_then(moment),
        subscription.rests_until(),
        amount.map(|amount| amount.currency().code()),
        amount.map(Amount::minor),
        status.is_settled(),
        subscription.is_odd(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets a customer that was deleted at the processor.
pub(crate) async fn forget_customer(db: impl PgExecutor<'_>, customer_id: &str) -> sqlx::Result<u64> {
    let forgotten = sqlx::query!("update monthly_gifts set customer_id = null where customer_id = $1", customer_id);
    Ok(forgotten.execute(db).await?.rows_affected())
}

/// Adds the donation of a paid turn, once. The first turn is the donation with which the monthly gift began; every other
/// one gets a row of its own. Gives its id.
pub(crate) async fn add_turn(
    db: &mut PgConnection,
    keys: &Keys,
    first: &Donation,
    invoice: &Invoice,
    amount: Amount,
) -> anyhow::Result<Uuid> {
    if invoice.is_first() {
        sqlx::query!("update donations set invoice_id = $2 where id = $1 and invoice_id is null", first.id, invoice.id)
            .execute(db)
            .await?;
        return Ok(first.id);
    }
    let id = named_id("turn", &invoice.id);
    let (name, mail) = (first.name(keys)?, first.mail(keys)?);
    let dedicatee = first.dedicatee(keys)?;
    sqlx::query!(
        "insert into donations (id, form_nonce, language, currency, amount_minor, monthly_gift_id, invoice_id, fund_id,
                dedication, dedicatee_sealed, is_anonymous, name_sealed, mail_sealed, mail_index, wants_mail, created_at)
         values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict do nothing",
        id,
        first.language as Language,
        amount.currency().code(),
        amount.minor(),
        first.monthly_gift_id,
        invoice.id,
        first.fund_id,
        first.dedication as Option<Dedication>,
        dedicatee.map(|dedicatee| keys.seal(place(id, "dedicatee_sealed"), &dedicatee)),
        first.is_anonymous,
        name.map(|name| keys.seal(place(id, "name_sealed"), &name)),
        mail.as_deref().map(|mail| keys.seal(place(id, "mail_sealed"), mail)),
        mail.as_deref().map(|mail| mail_index(keys, mail).to_vec()),
        first.wants_mail,
        moment(invoice.created).unwrap_or(first.created_at),
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Keeps that the payment of a turn failed. Gives the id of the failed turn if it is new.
pub(crate) async fn add_failed_turn(db: &mut PgConnection, id: Uuid, invoice: &Invoice) -> sqlx::Result<Option<Uuid>> {
    let (failed_at, next) = (moment(invoice.created), invoice.next_payment_attempt.and_then(moment));
    sqlx::query!(
        "update monthly_gifts set failing_since = least(failing_since, $2), next_attempt_at = $3 where id = $1",
        id,
        failed_at,
        next,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query_scalar!(
        r#"insert into failed_turns as turn (id, monthly_gift_id, invoice_id, amount_minor, currency, failed_at, next_attempt_at)
           values ($1, $2, $3, $4, $5, coalesce($6, now()), $7)
           on conflict (invoice_id) do update set next_attempt_at = excluded.next_attempt_at
           returning case when xmax = 0 then id end as "id""#,
        named_id("failed turn", &invoice.id),
        id,
        invoice.id,
        invoice.amount_remaining,
        invoice.currency,
        failed_at,
        next,
    )
    .fetch_one(db)
    .await
}

/// Notes that a failed turn was paid after all, or was given up.
pub(crate) async fn settle_failed_turn(db: impl PgExecutor<'_>, invoice_id: &str) -> sqlx::Result<()> {
    sqlx::query!("update failed_turns set settled_at = coalesce(settled_at, now()) where invoice_id = $1", invoice_id)
        .execute(db)
        .await?;
    Ok(())
}
