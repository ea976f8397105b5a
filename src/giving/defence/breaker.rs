//! The breaker: guards the donation form by itself when cards are declined as only stolen ones are, or when more
//! checkouts begin than donors would, and opens it again when it has been quiet. What staff decide it leaves alone.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::{
    database::{self, within},
    error::Error,
    giving::defence::{
        change::decide,
        queries::{self, Figures, GivingChange, LockTried},
    },
    job::{Clock, Job},
    site::{Giving, GivingMode},
    state::AppState,
};

/// How far the breaker looks back.
pub(crate) const WINDOW: Duration = Duration::minutes(15);
/// How long it must stay quiet before the form opens by itself.
pub(crate) const QUIET: Duration = Duration::minutes(60);
/// Fewer declined payments than this are no sign of an attack.
const DECLINED: i64 = 10;
/// Donors' own cards are declined now and then, but never more than this many times as often as they are accepted.
const DECLINED_TO_PAID: i64 = 3;

/// The job that runs [`watch`] every minute.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct WatchGiving {}

impl Job for WatchGiving {
    const IDENTIFIER: &'static str = "watch_giving";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(1), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        watch(state, OffsetDateTime::now_utc()).await
    }
}

/// Guards the form if the last minutes look like an attack, and opens it again when they have been quiet. One instance
/// does this at a time; the others skip their turn.
pub async fn watch(state: &AppState, now: OffsetDateTime) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    if queries::try_lock(&mut tx).await? == LockTried::Busy {
        return Ok(());
    }
    let present = queries::present(&mut *tx).await?;
    let figures = queries::figures(&mut *tx, looks_back_to(present.as_ref(), now), now).await?;
    let is_attack = tells_of_attack(&figures);
    match present {
        Some(change) if change.is_by_itself() && change.mode == GivingMode::Guarded => {
            if is_attack {
                // Signs stay in sight for a window, so the quiet may have begun that long ago.
                queries::extend(&mut *tx, change.id, now + QUIET - WINDOW).await?;
            } else if change.until.is_some_and(|until| until <= now) {
                decide(state, &mut tx, &Giving::Open, None, None, now).await?;
            }
        }
        Some(change) if change.mode != GivingMode::Open => {}
        _ if is_attack => {
            decide(state, &mut tx, &Giving::Guarded, None, Some(now + QUIET), now).await?;
        }
        _ => {}
    }
    tx.commit().await?;
    Ok(())
}

/// Guards the form at once, because more checkouts begin on the whole site than donors would.
pub(crate) async fn trip(state: &AppState, now: OffsetDateTime) -> Result<(), Error> {
    within(async {
        let mut tx = database::begin(&state.db).await?;
        queries::lock(&mut tx).await?;
        let present = queries::present(&mut *tx).await?;
        if present.is_none_or(|change| change.mode == GivingMode::Open) {
            decide(state, &mut tx, &Giving::Guarded, None, Some(now + QUIET), now).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(())
    })
    .await
}

/// Staff knew what had happened when they decided, so nothing before their decision counts.
fn looks_back_to(present: Option<&GivingChange>, now: OffsetDateTime) -> OffsetDateTime {
    let begin = now - WINDOW;
    present.filter(|change| !change.is_by_itself()).map_or(begin, |change| begin.max(change.changed_at))
}

fn tells_of_attack(figures: &Figures) -> bool {
    let declines = figures.declined >= DECLINED && figures.declined > DECLINED_TO_PAID * figures.paid;
    declines || figures.ceiling > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_donors_never_do_tells_of_an_attack() {
        for (declined, paid, ceiling, attack) in [
            (0, 0, 0, false),
            (9, 0, 0, false),
            (10, 0, 0, true),
            (10, 3, 0, true),
            (10, 4, 0, false),
            (30, 10, 0, false),
            (31, 10, 0, true),
            (0, 100, 1, true),
        ] {
            let figures = Figures { declined, paid, ceiling, ..Figures::default() };
            assert_eq!(tells_of_attack(&figures), attack, "{declined} declined, {paid} paid, {ceiling}");
        }
    }
}
