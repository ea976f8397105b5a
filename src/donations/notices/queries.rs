//! SQL of what the notices tell.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::refunds::Status,
    money::{Amount, Currency},
};

/// A turn of a monthly gift that failed.
#[derive(Clone, Debug)]
pub(crate) struct FailedTurn {
    pub(crate) monthly_gift_id: Uuid,
    /// What was to be paid, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    /// When it is tried again.
    pub(crate) next_attempt_at: Option<OffsetDateTime>,
    /// When it was paid after all, or given up.
    pub(crate) settled_at: Option<OffsetDateTime>,
}

impl FailedTurn {
    /// What was to be paid; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }
}

/// Money that was given back.
#[derive(Clone, Debug)]
pub(crate) struct Refund {
    pub(crate) donation_id: Uuid,
    /// How much, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) status: Status,
}

impl Refund {
    /// How much; none if it is of a currency that we no longer know.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }
}

pub(crate) async fn failed_turn(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<FailedTurn>> {
    sqlx::query_as!(
        FailedTurn,
        "select monthly_gift_id, amount_minor, currency, next_attempt_at, settled_at from failed_turns where id = $1",
        id,
    )
    .fetch_optional(db)
    .await
}

pub(crate) async fn refund(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Refund>> {
    sqlx::query_as!(
        Refund,
        r#"select donation_id, amount_minor, currency, status as "status: Status" from refunds where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await
}
