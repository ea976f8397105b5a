//! The light on the first page of staff: whether our books agree with the processor's.

use time::OffsetDateTime;

use super::{queries, task::FRESH};
use crate::{database::within, error::Error, language::Language, state::AppState};

/// How our books stand to the processor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// All agreed within the last day, and nothing is open.
    Green,
    /// No comparison was made yet.
    Never,
    /// No comparison was made for too long.
    Stale,
    Differs,
    /// The sums agree, but staff have not looked at a finding.
    Open,
}

impl Light {
    pub(crate) fn sentence(self, language: Language) -> String {
        language.message(match self {
            Self::Green => "rooms-books-light-green",
            Self::Never => "rooms-books-light-never",
            Self::Stale => "rooms-books-light-stale",
            Self::Differs => "rooms-books-light-differs",
            Self::Open => "rooms-books-light-open",
        })
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
    let Some(compared_at) = standing.compared_at else { return Light::Never };
    if now - compared_at > FRESH {
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
    use time::Duration;

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
        assert_eq!(light_of(&never, now), Light::Never);
    }
}
