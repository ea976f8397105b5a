//! Holding our books against Stripe's, by the clock: donations that wait are asked about, events that were not delivered
//! are read from the list, and once a day the sums are compared. What differs is shown to staff and never put right
//! silently.

pub mod books;
mod compare;
pub mod events;
pub(crate) mod findings;
pub(crate) mod jobs;
pub(crate) mod queries;
mod run;
pub mod sessions;

use time::{Duration, OffsetDateTime};

use crate::{database::within, error::Error, state::AppState};

/// A comparison is made every day; one that is older than this was missed.
pub(crate) const FRESH: Duration = Duration::hours(26);

/// What is done by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asks about donations that wait.
    Sessions,
    /// Reads the list of events.
    Events,
    Books,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Sessions, Self::Events, Self::Books];

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Events => "events",
            Self::Books => "books",
        }
    }

    /// The longest that should lie between two runs that ended well.
    pub(crate) fn rhythm(self) -> Duration {
        match self {
            Self::Sessions => Duration::minutes(20),
            Self::Events => Duration::minutes(60),
            Self::Books => FRESH,
        }
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many objects were looked at.
    pub looked_at: i32,
    /// How many of them were news.
    pub news: i32,
}

/// How our books stand to the processor's, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// All agree, as of a day ago at most, and nothing is open.
    Green,
    /// No comparison was made for too long, or none yet.
    Stale,
    Differs,
    /// The sums agree; something waits for being looked at.
    Open,
}

impl Light {
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Green => "Stripe, the ledger and the public total agree",
            Self::Stale => "Stripe and the ledger were not compared since yesterday",
            Self::Differs => "Stripe, the ledger and the public total do not agree",
            Self::Open => "The sums agree, and something waits for being looked at",
        }
    }

    pub(crate) fn is_green(self) -> bool {
        self == Self::Green
    }
}

/// The light, for the first page of staff: one statement.
pub async fn light(state: &AppState) -> Result<Light, Error> {
    Ok(light_of(&within(queries::standing(&state.db)).await?, OffsetDateTime::now_utc()))
}

/// The light for how things stand at a time.
pub(crate) fn light_of(standing: &queries::Standing, now: OffsetDateTime) -> Light {
    if standing.compared_at.is_none_or(|at| now - at > FRESH) {
        Light::Stale
    } else if !standing.agrees {
        Light::Differs
    } else if standing.open > 0 {
        Light::Open
    } else {
        Light::Green
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_is_green_only_if_all_is_well() {
        let now = OffsetDateTime::UNIX_EPOCH + Duration::days(20_000);
        let at = |hours, agrees, open| {
            let compared_at = Some(now - Duration::hours(hours));
            light_of(&queries::Standing { compared_at, agrees, open }, now)
        };
        assert_eq!(at(25, true, 0), Light::Green);
        assert_eq!(at(27, true, 0), Light::Stale);
        assert_eq!(at(1, false, 0), Light::Differs);
        assert_eq!(at(1, true, 1), Light::Open);
        let never = queries::Standing { compared_at: None, agrees: true, open: 0 };
        assert_eq!(light_of(&never, now), Light::Stale);
    }
}
