//! SQL of the list of donations and of what staff change about one.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgExecutor, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::form::{Filter, Wanted};
use crate::{
    audit::Action,
    calendar,
    donations::{
        donation::{self, Donation, DonationState, Method},
        mail_index::mail_index,
    },
    rooms::{Pass, Treasurer},
    seal::Keys,
    site::Fund,
};

/// What a list tells about a donation.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Summary {
    pub(crate) id: Uuid,
    /// What the donor chose, in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) state: DonationState,
    /// By which way it comes.
    pub(crate) method: Method,
    /// The monthly gift to which it belongs.
    pub(crate) monthly_gift_id: Option<Uuid>,
    pub(crate) fund_id: Option<Uuid>,
    /// What staff should look at.
    pub(crate) flag: Option<String>,
    /// When the donor sent the form, or the turn came.
    pub(crate) created_at: OffsetDateTime,
}

/// The newest donations of a filter after a place in the list. Only what is asked for stands in the statement, so that an
/// index serves it.
pub(crate) async fn list(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    filter: &Filter,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<Summary>> {
    let mut sql = QueryBuilder::new(
        "select id, amount_minor, currency, state, method, monthly_gift_id, fund_id, flag, created_at from donations where true",
    );
    narrow(&mut sql, filter);
    if let Some(from) = filter.from {
        sql.push(" and created_at >= ").push_bind(from);
    }
    if let Some(until) = filter.until {
        sql.push(" and created_at < ").push_bind(until);
    }
    if let Some((at, id)) = before {
        sql.push(" and (created_at, id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    sql.push(" order by created_at desc, id desc limit ").push_bind(count);
    sql.build_query_as().fetch_all(db).await
}

/// What is told of a day: how many gifts it has, and what arrived for them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct DayRow {
    /// By the organisation's clock.
    pub(crate) day: Date,
    /// The currency of a sum; none where the gifts are counted.
    pub(crate) currency: Option<String>,
    pub(crate) gifts: i64,
    /// What arrived and was not given back, in minor units, before fees.
    pub(crate) minor: i64,
}

/// The days of a filter's donations between two moments, whole, whatever part of them a page shows.
pub(crate) async fn days(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    filter: &Filter,
    (since, until): (OffsetDateTime, OffsetDateTime),
) -> sqlx::Result<Vec<DayRow>> {
    let mut sql = QueryBuilder::new("with chosen as (select id, (created_at at time zone ");
    sql.push_bind(calendar::ZONE).push(")::date as day from donations where created_at >= ");
    sql.push_bind(filter.from.map_or(since, |from| from.max(since))).push(" and created_at < ");
    sql.push_bind(filter.until.map_or(until, |end| end.min(until)));
    narrow(&mut sql, filter);
    sql.push(
        ") select day, null::text as currency, count(*) as gifts, 0::bigint as minor from chosen group by day
           union all
           select day, currency, 0, sum(amount_minor)::bigint from chosen
           join ledger_entries on donation_id = chosen.id and kind <> 'fee' group by day, currency
           order by day, currency",
    );
    sql.build_query_as().fetch_all(db).await
}

/// The conditions of a filter, but for its days: of a list they are those of the form, of an export those of the money.
pub(crate) fn narrow(sql: &mut QueryBuilder<Postgres>, filter: &Filter) {
    if let Some(state) = filter.state {
        sql.push(" and donations.state = ").push_bind(state);
    }
    if let Some(currency) = filter.currency {
        sql.push(" and donations.currency = ").push_bind(currency.code());
    }
    if let Some(method) = filter.method {
        sql.push(" and donations.method = ").push_bind(method);
    }
    if let Some(fund_id) = filter.fund_id {
        sql.push(" and donations.fund_id = ").push_bind(fund_id);
    }
    if filter.is_flagged {
        sql.push(" and donations.flag is not null");
    }
    if let Some(monthly_gift_id) = filter.monthly_gift_id {
        sql.push(" and donations.monthly_gift_id = ").push_bind(monthly_gift_id);
    }
    if let Some(mail_indexes) = &filter.mail_indexes {
        sql.push(" and donations.mail_index is not null and donations.mail_index = any(")
            .push_bind(mail_indexes.clone())
            .push(")");
    }
}

/// The donation that a text names, and the monthly gift if it names one. Of a donor it is the newest gift.
pub(crate) async fn find(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    wanted: &Wanted,
) -> sqlx::Result<Option<(Uuid, bool)>> {
    let one = |id: Option<Uuid>| id.map(|id| (id, false));
    match wanted {
        Wanted::Mail(indexes) => sqlx::query_scalar!(
            "select id from donations where mail_index is not null and mail_index = any($1)
             order by created_at desc limit 1",
            &indexes[..],
        )
        .fetch_optional(db)
        .await
        .map(one),
        Wanted::Receipt(year, number) => {
            sqlx::query_scalar!("select donation_id from receipts where year = $1 and number = $2", year, number)
                .fetch_optional(db)
                .await
                .map(one)
        }
        Wanted::Donation(id) => {
            sqlx::query_scalar!("select id from donations where id = $1", id).fetch_optional(db).await.map(one)
        }
        Wanted::Reference(code) => sqlx::query_scalar!("select id from donations where reference_plain = $1", code)
            .fetch_optional(db)
            .await
            .map(one),
        Wanted::Stripe(id) => find_of_stripe(db, id).await,
    }
}

async fn find_of_stripe(db: impl PgExecutor<'_>, id: &str) -> sqlx::Result<Option<(Uuid, bool)>> {
    let row = sqlx::query!(
        r#"select id as "id!", is_monthly as "is_monthly!" from (
               select id, false as is_monthly from donations where checkout_session_id = $1
               union all select id, false from donations where payment_intent_id = $1
               union all select id, false from donations where invoice_id = $1
               union all select donation_id, false from refunds where stripe_refund_id = $1
               union all select donation_id, false from disputes where id = $1
               union all select id, true from monthly_gifts where subscription_id = $1
           ) found limit 1"#,
        id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.is_monthly)))
}

/// Every purpose that there ever was: gifts name closed ones too.
pub(crate) async fn funds(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Fund>> {
    sqlx::query_as!(
        Fund,
        "select id, name_english, name_korean from funds order by closed_at is not null, position, created_at"
    )
    .fetch_all(db)
    .await
}

/// Takes the flag of a donation away. Says whether there was one.
pub(crate) async fn settle_flag(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    seen: &str,
) -> sqlx::Result<bool> {
    let settled =
        sqlx::query!("update donations set flag = null, is_held_back = false where id = $1 and flag = $2", id, seen,);
    Ok(settled.execute(db).await?.rows_affected() == 1)
}

/// Keeps why a member of staff does something. Says `false` if this showing of the form did it already.
pub(crate) async fn add_reason(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    keys: &Keys,
    new: &NewReason<'_>,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into staff_reasons (id, staff_member_id, action, donation_id, reason_sealed, details)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
        new.id,
        new.staff_member_id,
        new.action as Action,
        new.donation_id,
        keys.seal(place(new.id), new.reason),
        new.details,
    );
    Ok(added.execute(db).await?.rows_affected() == 1)
}

/// Why a member of staff does something.
#[derive(Clone, Debug)]
pub(crate) struct NewReason<'a> {
    /// The showing of the form.
    pub(crate) id: Uuid,
    pub(crate) staff_member_id: Uuid,
    pub(crate) action: Action,
    pub(crate) donation_id: Option<Uuid>,
    pub(crate) reason: &'a str,
    /// What was asked for, without anything personal.
    pub(crate) details: Option<serde_json::Value>,
}

/// Where a reason is sealed.
pub(crate) fn place(id: Uuid) -> crate::seal::Place<'static> {
    crate::seal::Place { table: "staff_reasons", column: "reason_sealed", row: id }
}

/// How many exports a member of staff made since a moment.
pub(crate) async fn count_exports(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    staff_id: Uuid,
    since: OffsetDateTime,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from staff_reasons
           where staff_member_id = $1 and created_at > $2 and action = any($3)"#,
        staff_id,
        since,
        &[Action::ExportedLedger, Action::ExportedDonors] as &[Action],
    )
    .fetch_one(db)
    .await
}

/// Whether a showing of a form did its act already.
pub(crate) async fn has_reason(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from staff_reasons where id = $1) as "there!""#, id)
        .fetch_one(db)
        .await
}

/// A donation and, of a monthly gift, all its turns.
pub(crate) async fn turns_of(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    donation: &Donation,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from donations where id = $1 or monthly_gift_id = $2 order by id for update",
        donation.id,
        donation.monthly_gift_id,
    )
    .fetch_all(db)
    .await
}

/// Puts another mail address in the place of a donation's.
pub(crate) async fn correct_mail(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    keys: &Keys,
    id: Uuid,
    mail: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update donations set mail_sealed = $2, mail_index = $3 where id = $1",
        id,
        keys.seal(donation::place(id, "mail_sealed"), mail),
        mail_index(keys, mail).to_vec(),
    )
    .execute(db)
    .await?;
    Ok(())
}
