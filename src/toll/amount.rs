//! What a form costs, and how it is paid: by work or by time.

use time::Duration;

use super::proof::{self, ROW};

/// What a form costs, or what was paid for it, in tasks of a proof of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Toll(pub(super) u32);

/// For how long a form waits whose toll is the first row of tasks, and whose browser runs no scripts.
const FIRST_WAIT: f64 = 20.0;
/// In how many seconds the levels halve that say what a form costs, as in the function `take_toll` of the database.
const HALF_LIFE: f64 = 600.0;
/// The most that waiting pays: a little less than an hour. Forms that were collected all day would otherwise pay anything.
const MOST_BY_TIME: u32 = 8 * ROW;
/// The most that a form costs because of what comes from other networks: a weak phone does it while the form is filled in.
pub(super) const MOST_FOR_OTHERS: u32 = 3 * ROW;

impl Toll {
    pub const NONE: Self = Self(0);
    /// The smallest one.
    pub const FIRST: Self = Self(ROW);

    pub fn parts(self) -> u32 {
        self.0
    }

    /// How old a form must be that pays by waiting. Like the work, it doubles with each row of tasks.
    pub fn wait(self) -> Duration {
        wait_of(f64::from(self.0))
    }

    /// How long a form has to wait yet that is so old, if nothing more comes. What others send pays for itself meanwhile: the
    /// levels halve every ten minutes, and what a form costs above the first row falls at least as fast.
    pub(crate) fn left(self, age: Duration) -> Duration {
        let (first, above) = (f64::from(ROW), f64::from(self.0.saturating_sub(ROW)) + 1.0);
        let is_paid = |seconds: &i32| {
            let falling = (first + above * (-f64::from(*seconds) / HALF_LIFE).exp2()).floor();
            let price = falling.min(f64::from(self.0));
            price <= f64::from(MOST_BY_TIME)
                && wait_of(price) <= age.max(Duration::ZERO) + Duration::seconds((*seconds).into())
        };
        Duration::seconds((1..).find(is_paid).unwrap_or(1).into())
    }

    /// What a form has paid that was open for so long.
    fn by_time(age: Duration) -> Self {
        let paid = (0..=MOST_BY_TIME).rev().map(Self).find(|toll| toll.wait() <= age);
        paid.unwrap_or_default()
    }

    /// What a proof pays for a form.
    pub(crate) fn by_proof(signed_token: &str, proof: Option<&str>) -> Self {
        Self(proof.map_or(0, |proof| proof::solved(signed_token, proof)))
    }

    /// What was paid for a form, by work or by time.
    pub(crate) fn paid(signed_token: &str, proof: Option<&str>, age: Duration) -> Self {
        Self::by_proof(signed_token, proof).max(Self::by_time(age))
    }
}

/// How old a form must be that pays so many tasks by waiting.
fn wait_of(parts: f64) -> Duration {
    if parts <= 0.0 {
        return Duration::ZERO;
    }
    Duration::seconds_f64(FIRST_WAIT * (parts / f64::from(ROW) - 1.0).exp2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_and_working_cost_the_same_steps() {
        assert_eq!(Toll::NONE.wait(), Duration::ZERO);
        for (rows, seconds) in [(1, 20), (2, 40), (3, 80), (8, 2560)] {
            let toll = Toll(rows * ROW);
            assert_eq!(toll.wait(), Duration::seconds(seconds), "{rows}");
            assert_eq!(Toll::by_time(Duration::seconds(seconds)), toll, "{rows}");
            assert!(Toll::by_time(Duration::seconds(seconds - 1)) < toll, "{rows}");
        }
        assert_eq!(Toll::by_time(Duration::days(1)), Toll(MOST_BY_TIME), "a form kept for a day pays no more");
        assert_eq!(Toll::by_time(Duration::seconds(-5)), Toll::NONE);
        assert_eq!(Toll::by_time(Duration::seconds(5)), Toll::NONE);
    }

    #[test]
    fn who_waits_waits_no_longer_than_until_the_levels_fall() {
        assert_eq!(Toll::FIRST.left(Duration::ZERO), Toll::FIRST.wait());
        assert_eq!(Toll::FIRST.left(Duration::seconds(15)), Duration::seconds(5));
        let most = Toll(12 * ROW);
        assert!(most.wait() > Duration::hours(11), "{}", most.wait());
        let mut before = Duration::ZERO;
        for rows in 1..=12 {
            let toll = Toll(rows * ROW);
            let left = toll.left(Duration::ZERO);
            assert!(left > before && left <= toll.wait(), "{rows}: {left}");
            assert!(left < Duration::minutes(15), "{rows}: {left}");
            before = left;
        }
    }
}
