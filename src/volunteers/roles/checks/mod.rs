//! That papers were looked at: what was checked, when, by whom, and until when that holds. Never the papers.

mod form;
pub(crate) mod queries;

pub(super) use self::form::CheckForm;

use time::{Date, Duration};

/// For so long before its end a check is warned of.
const SOON: Duration = Duration::days(30);

/// Until when a check must hold at least, so that nobody is warned of it.
pub(crate) fn warned_until(today: Date) -> Date {
    today.saturating_add(SOON)
}
