//! SQL of the settings. Every change tells the running instances to make a new edition, by trigger.

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::site::{Fund, Giving, GivingMode};

#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) name_english: String,
    pub(crate) name_korean: String,
    pub(crate) short_name: String,
    /// Where people write to the organisation.
    pub(crate) contact_mail: String,
    /// The goal in minor units.
    pub goal_minor: Option<i64>,
    pub(crate) goal_currency: Option<String>,
    /// The account for bank transfers, in English.
    pub(crate) bank_account_english: Option<String>,
    pub(crate) bank_account_korean: Option<String>,
}

/// A currency's row, in minor units.
#[derive(Clone, Debug)]
pub struct CurrencyRow {
    pub code: String,
    pub minimum_minor: i64,
    pub maximum_minor: i64,
    pub(crate) presets_minor: Vec<i64>,
    /// The processor's fee as we estimate it, in hundredths of a percent of the gift.
    pub(crate) fee_basis_points: i32,
    /// The fixed part of that fee.
    pub(crate) fee_fixed_minor: i64,
}

pub async fn settings(db: impl PgExecutor<'_>) -> sqlx::Result<Settings> {
    sqlx::query_as!(
        Settings,
        "select name_english, name_korean, short_name, contact_mail, goal_minor, goal_currency,
                bank_account_english, bank_account_korean from site_settings"
    )
    .fetch_one(db)
    .await
}

/// The currencies on offer, in order.
pub async fn currencies(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<CurrencyRow>> {
    sqlx::query_as!(
        CurrencyRow,
        "select code, minimum_minor, maximum_minor, presets_minor, fee_basis_points, fee_fixed_minor
         from currencies where is_offered order by position"
    )
    .fetch_all(db)
    .await
}

/// The purposes on offer, in order.
pub async fn funds(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Fund>> {
    sqlx::query_as!(
        Fund,
        "select id, name_english, name_korean from funds where closed_at is null order by position, created_at"
    )
    .fetch_all(db)
    .await
}

/// How the donation form takes gifts: as was decided last, or open.
pub async fn giving(db: impl PgExecutor<'_>) -> sqlx::Result<Giving> {
    let last = sqlx::query!(
        r#"select mode as "mode: GivingMode", words_english, words_korean from giving_changes
           order by position desc limit 1"#
    )
    .fetch_optional(db)
    .await?;
    let Some(last) = last else { return Ok(Giving::Open) };
    Ok(match last.mode {
        GivingMode::Open => Giving::Open,
        GivingMode::Guarded => Giving::Guarded,
        GivingMode::Closed => Giving::Closed {
            english: last.words_english.unwrap_or_default(),
            korean: last.words_korean.unwrap_or_default(),
        },
    })
}

/// Puts another bank account before donors, in English and in Korean.
pub(crate) async fn save_bank_account(
    db: impl PgExecutor<'_>,
    english: Option<&str>,
    korean: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!("update site_settings set bank_account_english = $1, bank_account_korean = $2", english, korean)
        .execute(db)
        .await?;
    Ok(())
}

/// Puts the settings in place, unless there are any.
pub(crate) async fn add_settings(db: impl PgExecutor<'_>, settings: &Settings) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into site_settings (name_english, name_korean, short_name, contact_mail, goal_minor, goal_currency,
                                    bank_account_english, bank_account_korean)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        settings.name_english,
        settings.name_korean,
        settings.short_name,
        settings.contact_mail,
        settings.goal_minor,
        settings.goal_currency,
        settings.bank_account_english,
        settings.bank_account_korean,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Offers a currency, unless it is on offer.
pub(crate) async fn add_currency(db: &mut PgConnection, position: i32, row: &CurrencyRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into currencies (code, position, minimum_minor, maximum_minor, presets_minor, fee_basis_points, fee_fixed_minor)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        row.code,
        position,
        row.minimum_minor,
        row.maximum_minor,
        &row.presets_minor,
        row.fee_basis_points,
        row.fee_fixed_minor,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Offers a purpose at the end of the list. Returns its id.
pub async fn add_fund(db: impl PgExecutor<'_>, name_english: &str, name_korean: &str) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into funds (id, position, name_english, name_korean)
         values ($1, (select coalesce(max(position), 0) + 1 from funds), $2, $3) returning id",
        Uuid::now_v7(),
        name_english,
        name_korean,
    )
    .fetch_one(db)
    .await
}
