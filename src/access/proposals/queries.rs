//! SQL of proposals.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgExecutor, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::proposal::{Proposal, ProposalKind, ProposalOutcome, Wanted};

/// One statement for all ways to read proposals.
macro_rules! proposals {
    ($rest:literal $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Proposal,
            r#"select proposal.id, kind as "kind: ProposalKind", about, member.email as "about_email?",
                      wanted as "wanted: Json<Wanted>", proposed_by, proposer.email as proposer_email, proposed_at, alone_since,
                      settled_at, settler.email as "settler_email?", outcome as "outcome: ProposalOutcome"
               from proposals proposal
               join staff_members proposer on proposer.id = proposed_by
               left join staff_members member on member.id = about
               left join staff_members settler on settler.id = settled_by "# + $rest
            $(, $argument)*
        )
    };
}

/// Keeps a proposal. Fails by one of `proposals_about_key`, `proposals_email_key` and `proposals_bank_account_key` while
/// another one about the same is open.
pub(super) async fn add(
    db: impl PgExecutor<'_>,
    id: Uuid,
    about: Option<Uuid>,
    wanted: &Wanted,
    proposed_by: Uuid,
    is_alone: bool,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into proposals (id, kind, about, wanted, proposed_by, proposed_at, alone_since)
         values ($1, $2, $3, $4, $5, $6, case when $7 then $6::timestamptz end)",
        id,
        wanted.kind() as ProposalKind,
        about,
        Json(wanted) as _,
        proposed_by,
        now,
        is_alone,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Proposals that wait, the oldest first.
pub(crate) async fn list_open(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Proposal>> {
    proposals!("where settled_at is null order by proposed_at, proposal.id limit 100").fetch_all(db).await
}

/// How many proposals wait.
pub(crate) async fn count_open(db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from proposals where settled_at is null"#).fetch_one(db).await
}

/// Proposals that were settled, the newest first.
pub(super) async fn list_settled(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Proposal>> {
    proposals!("where settled_at is not null order by settled_at desc, proposal.id limit 20").fetch_all(db).await
}

/// A proposal that waits, locked, so that it is settled once.
pub(super) async fn lock_open(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Proposal>> {
    proposals!("where proposal.id = $1 and settled_at is null for update of proposal", id).fetch_optional(db).await
}

/// Notes since when nobody else could confirm a proposal; nothing where somebody can.
pub(super) async fn set_alone(db: impl PgExecutor<'_>, id: Uuid, since: Option<OffsetDateTime>) -> sqlx::Result<()> {
    sqlx::query!("update proposals set alone_since = $2 where id = $1", id, since).execute(db).await?;
    Ok(())
}

/// Settles a proposal.
pub(super) async fn settle(
    db: impl PgExecutor<'_>,
    id: Uuid,
    outcome: ProposalOutcome,
    settled_by: Option<Uuid>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update proposals set outcome = $2, settled_by = $3, settled_at = $4 where id = $1",
        id,
        outcome as ProposalOutcome,
        settled_by,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
