//! How many offers of a day are taken without a second look, from a household and from a network. What comes beyond that is stored
//! all the same, apart from the others. An offer that is set apart uses up nothing for others. For all together there is no
//! budget that strangers could use up: when very many come, the form has a toll (`src/toll`).

use std::net::IpAddr;

use time::OffsetDateTime;

use super::adverts::{self, Suspicion};
use crate::{
    error::Error,
    limits::{self, Limit, Limited, Tally, Whom},
    state::AppState,
    volunteers::offer::Offer,
};

/// How often one text is taken in a day.
const ALIKE: i32 = 2;
/// How many households of a network have a budget of their own.
const HOUSEHOLDS: i32 = 3;

/// Why an offer that comes for the first time is set apart; nothing for nearly all.
pub(crate) async fn suspicions(
    state: &AppState,
    offer: &Offer,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Vec<Suspicion>, Error> {
    let (db, keys, allowances) = (&state.db, &state.config.keys, &state.config.allowances);
    let text = adverts::repeatable(offer);
    let is_over = async |what, whom, most| {
        Ok::<_, Error>(limits::count(db, keys, Limit { what, whom, most }, now).await? == Tally::Over)
    };
    let mut found = adverts::suspicions(offer);
    if let Some(text) = &text
        && is_over(Limited::OfferAlike, Whom::Text(text), ALIKE).await?
    {
        found.push(Suspicion::Repeated);
    }
    let one = allowances.per_address;
    let budgets = [
        (Suspicion::Household, Limited::OfferAt, Whom::At(address), one),
        (Suspicion::Network, Limited::OfferNear, Whom::Near(address), one.saturating_mul(HOUSEHOLDS)),
    ];
    for (suspicion, what, whom, most) in budgets {
        if !found.is_empty() {
            break;
        }
        if is_over(what, whom, most).await? {
            found.push(suspicion);
        }
    }
    Ok(found)
}
