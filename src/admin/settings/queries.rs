//! SQL of the settings as staff read and change them. Every change tells the running instances, by trigger.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::Action;

/// A currency's row, on offer or not, in minor units.
#[derive(Clone, Debug)]
pub(crate) struct CurrencyLine {
    pub(crate) code: String,
    /// Whether donors may give in it.
    pub(crate) is_offered: bool,
    pub(crate) minimum_minor: i64,
    pub(crate) maximum_minor: i64,
    pub(crate) presets_minor: Vec<i64>,
    /// What the processor is taken to keep, in hundredths of a percent.
    pub(crate) fee_basis_points: i32,
    /// What the processor is taken to keep beside it.
    pub(crate) fee_fixed_minor: i64,
}

/// A fund's row, open or closed.
#[derive(Clone, Debug)]
pub(crate) struct FundLine {
    pub(crate) id: Uuid,
    pub(crate) name_english: String,
    pub(crate) name_korean: String,
    /// Since when it is closed.
    pub(crate) closed_at: Option<OffsetDateTime>,
    /// How many donations name it.
    pub(crate) gifts: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct LastChange {
    /// The mail address by which colleagues know them.
    pub(crate) email: String,
    pub(crate) at: OffsetDateTime,
}

/// Lets one save at a time: whoever holds this reads what the one before wrote. Until the transaction ends.
pub(crate) async fn lock(db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("select short_name from site_settings for update").fetch_one(db).await?;
    Ok(())
}

/// All currencies that have terms, in the order of the form.
pub(crate) async fn currencies(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<CurrencyLine>> {
    sqlx::query_as!(
        CurrencyLine,
        "select code, is_offered, minimum_minor, maximum_minor, presets_minor, fee_basis_points, fee_fixed_minor
         from currencies order by position, code"
    )
    .fetch_all(db)
    .await
}

/// All funds, the open ones in the order of the form, then the closed ones.
pub(crate) async fn funds(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<FundLine>> {
    sqlx::query_as!(
        FundLine,
        r#"select id, name_english, name_korean, closed_at,
                  (select count(*) from donations where fund_id = funds.id) as "gifts!"
           from funds order by closed_at is not null, position, created_at"#
    )
    .fetch_all(db)
    .await
}

/// Who changed a section or a fund last.
pub(crate) async fn last_change(db: impl PgExecutor<'_>, subject_id: Uuid) -> sqlx::Result<Option<LastChange>> {
    sqlx::query_as!(
        LastChange,
        "select email, happened_at as at from audit_entries join staff_members on staff_members.id = staff_member_id
         where subject_id = $1 and action = any($2) order by audit_entries.id desc limit 1",
        subject_id,
        &[Action::ChangedSettings, Action::ChangedFund] as &[Action],
    )
    .fetch_optional(db)
    .await
}

/// Keeps the names and where people write to.
pub(crate) async fn save_names(
    db: &mut PgConnection,
    name_english: &str,
    name_korean: &str,
    short_name: &str,
    contact_mail: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update site_settings set name_english = $1, name_korean = $2, short_name = $3, contact_mail = $4",
        name_english,
        name_korean,
        short_name,
        contact_mail,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the goal, or that there is none.
pub(crate) async fn save_goal(db: &mut PgConnection, goal: Option<(i64, &str)>) -> sqlx::Result<()> {
    let (minor, currency) = goal.unzip();
    sqlx::query!("update site_settings set goal_minor = $1, goal_currency = $2", minor, currency).execute(db).await?;
    Ok(())
}

/// Keeps the terms of a currency; one that had none comes last in the form.
pub(crate) async fn save_terms(db: &mut PgConnection, line: &CurrencyLine) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into currencies (code, position, is_offered, minimum_minor, maximum_minor, presets_minor, fee_basis_points,
                                 fee_fixed_minor)
         values ($1, (select coalesce(max(position), 0) + 1 from currencies), $2, $3, $4, $5, $6, $7)
         on conflict (code) do update set is_offered = $2, minimum_minor = $3, maximum_minor = $4, presets_minor = $5,
                                          fee_basis_points = $6, fee_fixed_minor = $7",
        line.code,
        line.is_offered,
        line.minimum_minor,
        line.maximum_minor,
        &line.presets_minor,
        line.fee_basis_points,
        line.fee_fixed_minor,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds a fund at the end of the list. The same showing of the form sent again adds nothing.
pub(crate) async fn add_fund(
    db: &mut PgConnection,
    id: Uuid,
    name_english: &str,
    name_korean: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into funds (id, position, name_english, name_korean)
         values ($1, (select coalesce(max(position), 0) + 1 from funds), $2, $3) on conflict (id) do nothing",
        id,
        name_english,
        name_korean,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn rename_fund(
    db: &mut PgConnection,
    id: Uuid,
    name_english: &str,
    name_korean: &str,
) -> sqlx::Result<()> {
    sqlx::query!("update funds set name_english = $2, name_korean = $3 where id = $1", id, name_english, name_korean)
        .execute(db)
        .await?;
    Ok(())
}

/// Closes a fund, or opens it again, at the end of the list.
pub(crate) async fn close_fund(db: &mut PgConnection, id: Uuid, is_closed: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "update funds set closed_at = case when $2 then coalesce(closed_at, now()) end,
                position = (select coalesce(max(position), 0) + 1 from funds) where id = $1",
        id,
        is_closed,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts funds into an order.
pub(crate) async fn order_funds(db: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "update funds set position = places.place from unnest($1::uuid[]) with ordinality as places (id, place)
         where funds.id = places.id",
        ids,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts currencies into an order.
pub(crate) async fn order_currencies(db: &mut PgConnection, codes: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        "update currencies set position = places.place from unnest($1::text[]) with ordinality as places (code, place)
         where currencies.code = places.code",
        codes,
    )
    .execute(db)
    .await?;
    Ok(())
}
