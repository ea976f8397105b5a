//! What the page shows, and the samples that show it. What each is for stands in the messages, under its id. A table, so it is long.

use crate::{
    admin::style::samples::Which,
    language::Language::{self, English, Korean},
    money::Currency::{self, Eur, Krw, Usd},
};

/// A part of the page whose samples are named here.
pub(crate) struct PartUse {
    pub(crate) id: &'static str,
    pub(crate) groups: &'static [Use],
}

/// What something is for, and how it is shown.
pub(crate) struct Use {
    pub(crate) id: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) sheets: &'static [(Which, Language)],
}

/// The goal bar with nothing, with a part, and with more than the goal.
pub(crate) const GOALS: [(&str, &[(i64, Currency)]); 3] = [
    ("rooms-style-goal-nothing", &[]),
    ("rooms-style-goal-part", &[(1_234_500, Usd), (98_000_000, Krw), (31_050, Eur)]),
    ("rooms-style-goal-more", &[(5_120_000, Usd)]),
];

const fn both(which: Which) -> [(Which, Language); 2] {
    [(which, English), (which, Korean)]
}

const fn group(id: &'static str, origin: &'static str, sheets: &'static [(Which, Language)]) -> Use {
    Use { id, origin, sheets }
}

/// All parts but the blocks.
pub(crate) const PARTS: [PartUse; 4] = [
    PartUse {
        id: "frame",
        groups: &[
            group("grid", ".across, .text, .note", &both(Which::Grid)),
            group("header", "templates/site_header.html", &both(Which::Header)),
            group("first", ".opening-first, templates/winter.html", &both(Which::First)),
            group("opening", ".opening", &both(Which::Opening)),
            group("quick-exit", ".quick-exit", &both(Which::QuickExit)),
            group("share-line", "templates/share_line.html", &both(Which::ShareLine)),
            group("ways-on", ".ways-on", &both(Which::WaysOn)),
            group("find", "templates/macros/search.html", &[(Which::Search, English)]),
            group("footer", "templates/site_footer.html", &both(Which::Footer)),
        ],
    },
    PartUse { id: "buttons", groups: &[group("button-kinds", ".button", &both(Which::Buttons))] },
    PartUse {
        id: "forms",
        groups: &[
            group("fields", "templates/macros/form.html", &both(Which::Fields)),
            group("choices", ".choices, .choice", &both(Which::Choices)),
            group("more", "details.more", &both(Which::More)),
            group("notices", "templates/macros/form.html", &both(Which::Notices)),
            group("amounts", "templates/giving/parts/amount.html", &[(Which::Amounts, English)]),
            group("donor", "templates/giving/parts/more.html", &[(Which::Donor, Korean)]),
            group("consent", "templates/volunteers/consent.html", &[(Which::Consent, Korean)]),
            group("proof", ".proof", &both(Which::Proof)),
        ],
    },
    PartUse {
        id: "papers",
        groups: &[
            group("receipt", "templates/donations/receipts/paper.html", &both(Which::Receipt)),
            group("statement", "templates/manage/paper.html", &both(Which::Statement)),
            group("gifts", "templates/manage/gifts.html", &both(Which::Gifts)),
            group("transfer", "templates/giving/parts/account.html", &[(Which::Transfer, English)]),
        ],
    },
];
