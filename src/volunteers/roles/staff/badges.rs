//! How roles and checks stand, at a glance.

use time::Date;

use crate::{
    language::Language,
    volunteers::{roles::checks, words::Standing},
};

/// How a role stands.
pub(super) struct Badge {
    pub(super) look: &'static str,
    pub(super) words: String,
}

impl Badge {
    pub(super) fn of(standing: Standing, language: Language) -> Self {
        let look = match standing {
            Standing::Open => "badge-good",
            Standing::Over => "badge-warn",
            Standing::Full => "",
            Standing::Draft | Standing::Closed => "badge-quiet",
        };
        Self { look, words: language.words("rooms-roles-standing-", standing) }
    }
}

/// Until when a check holds, and whether that is soon or over.
pub(super) struct Until {
    pub(super) day: String,
    pub(super) look: &'static str,
    pub(super) words: Option<String>,
}

impl Until {
    pub(super) fn of(valid_until: Date, today: Date, language: Language) -> Self {
        let (look, key) = match valid_until {
            day if day < today => ("badge-alarm", Some("rooms-roles-check-over")),
            day if day <= checks::warned_until(today) => ("badge-warn", Some("rooms-roles-check-soon")),
            _ => ("", None),
        };
        Self { day: valid_until.to_string(), look, words: key.map(|key| language.message(key)) }
    }
}
