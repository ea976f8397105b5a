//! What donors may ask for: a copy of what we hold about them, and to be erased as far as the law allows (GDPR, articles 15 and
//! 17; PIPA, articles 35 and 36). Books of a public-interest body are kept for ten years after the year of the gift (Inheritance
//! and Gift Tax Act of Korea, article 51).

pub(crate) mod queries;

use serde_json::{Value, json};
use sqlx::PgConnection;
use time::{Date, Month, OffsetDateTime};
use uuid::Uuid;

use crate::{calendar, donations::mail_index::mail_indexes, error::Error, seal::Keys, words::Word as _};

/// For how many years after that of a gift its donor stands in the books.
const BOOKS_KEPT: i32 = 10;

/// What became of a wish to be erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Erased {
    /// Gifts of which nothing personal is left.
    pub(crate) gifts: usize,
    /// Gifts that stay in the books with name and address; message and dedication are gone.
    pub(crate) booked: usize,
    /// Until when the last of them stays.
    pub(crate) until: Option<Date>,
    /// Monthly gifts that still run. Nothing is erased before they are stopped.
    pub(crate) running: usize,
}

/// The gifts that were left with a mail address, the oldest first.
pub(crate) async fn find(db: &mut PgConnection, keys: &Keys, mail: &str) -> Result<Vec<Uuid>, Error> {
    let gifts = queries::of_donor(db, &mail_indexes(keys, mail)).await?;
    Ok(gifts.into_iter().map(|gift| gift.id).collect())
}

/// Everything that we hold about a donor; none if nothing was given from this address.
///
/// # Errors
/// If a key is missing, or a row was changed by hand.
pub(crate) async fn export(db: &mut PgConnection, keys: &Keys, mail: &str) -> Result<Option<Value>, Error> {
    let gifts = queries::of_donor(&mut *db, &mail_indexes(keys, mail)).await?;
    let mut copies = Vec::with_capacity(gifts.len());
    for gift in &gifts {
        let donation = super::queries::find(&mut *db, gift.id).await?.ok_or(Error::NotFound)?;
        let open = |value: Result<Option<String>, _>| value.map_err(anyhow::Error::from);
        copies.push(json!({
            "given_at": gift.created_at.to_string(),
            "paid_at": gift.paid_at.map(|at| at.to_string()),
            "currency": gift.currency,
            "amount_minor": gift.amount_minor,
            "state": gift.state.word(),
            "method": gift.method.word(),
            "is_monthly": gift.is_monthly,
            "name": open(donation.name(keys))?,
            "mail": open(donation.mail(keys))?,
            "dedicatee": open(donation.dedicatee(keys))?,
            "message": open(donation.message(keys))?,
            "receipts": gift.receipts,
        }));
    }
    Ok((!copies.is_empty()).then(|| json!({ "gifts": copies })))
}

/// Erases what may be erased of a donor, in the caller's transaction. Gifts that stand in the books keep name and address
/// until the law allows; what is not needed for the books goes at once.
pub(crate) async fn erase(
    db: &mut PgConnection,
    keys: &Keys,
    mail: &str,
    now: OffsetDateTime,
) -> Result<Erased, Error> {
    let gifts = queries::of_donor(&mut *db, &mail_indexes(keys, mail)).await?;
    let running = gifts.iter().filter(|gift| gift.is_running).count();
    if running > 0 {
        return Ok(Erased { running, ..Erased::default() });
    }
    let until = |gift: &queries::Gift| gift.paid_at.and_then(|at| booked_until(at, now));
    let booked: Vec<Uuid> = gifts.iter().filter(|gift| until(gift).is_some()).map(|gift| gift.id).collect();
    let free: Vec<Uuid> = gifts.iter().map(|gift| gift.id).filter(|id| !booked.contains(id)).collect();
    queries::erase_words(&mut *db, &booked).await?;
    queries::erase_donors(&mut *db, &free).await?;
    let until = gifts.iter().filter_map(until).max();
    Ok(Erased { gifts: free.len(), booked: booked.len(), until, running: 0 })
}

/// Erases the donors of gifts that have left the books. Returns how many gifts they were.
pub(crate) async fn erase_due(db: &mut PgConnection, now: OffsetDateTime) -> Result<u64, Error> {
    let Some((first_kept, _)) = calendar::year_bounds(calendar::year(now) - BOOKS_KEPT) else { return Ok(0) };
    Ok(queries::erase_before(db, first_kept).await?)
}

/// The last day on which the donor of a gift stays in the books; none if it is over.
fn booked_until(paid_at: OffsetDateTime, now: OffsetDateTime) -> Option<Date> {
    let last = Date::from_calendar_date(calendar::year(paid_at) + BOOKS_KEPT, Month::December, 31).ok()?;
    (calendar::day(now) <= last).then_some(last)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn donors_stay_in_the_books_for_ten_years_after_the_year_of_the_gift() {
        let paid_at = datetime!(2026-01-02 03:00 UTC);
        assert_eq!(booked_until(paid_at, datetime!(2036-12-31 14:59 UTC)), Some(date!(2036 - 12 - 31)));
        assert_eq!(booked_until(paid_at, datetime!(2036-12-31 15:01 UTC)), None, "it is 2037 in Seoul");
    }
}
