//! Something that happened to the ways into the rooms.

use std::net::IpAddr;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::words::words;

words! {
    /// What people are told of. The message `access-…` of the same word says it.
    pub(crate) enum AccessKind {
        /// Somebody was added to the staff; the mail holds a link.
        Invited = "invited",
        /// An owner sent somebody a new link.
        LinkSent = "link_sent",
        /// A key was enrolled.
        KeyAdded = "key_added",
        /// A key was taken away.
        KeyRemoved = "key_removed",
        /// Somebody signed in from a browser that they had not used before.
        NewBrowser = "new_browser",
        /// Somebody says that they have lost their key.
        KeyLost = "key_lost",
        /// A key answered in a way that looks like an attack.
        KeyMisused = "key_misused",
        /// An owner wants to change who may do what.
        RolesProposed = "roles_proposed",
        /// Who may do what has changed.
        RolesChanged = "roles_changed",
        /// Somebody wants to change the bank account that donors see.
        BankAccountProposed = "bank_account_proposed",
        /// The bank account that donors see has changed.
        BankAccountChanged = "bank_account_changed",
        /// Somebody was taken off the staff.
        Disabled = "disabled",
        /// Nobody else can confirm a proposal any more, so it takes effect after a day.
        LeftAlone = "left_alone",
        /// A proposal came to nothing.
        Lapsed = "lapsed",
        /// What was proposed was taken back or refused.
        Withdrawn = "withdrawn",
        /// Coordinators hold the keys to what volunteers write, from now on.
        CustodySetUp = "custody_set_up",
        /// A colleague was given those keys.
        CustodyLetIn = "custody_let_in",
        /// A new epoch was made.
        EpochPrepared = "epoch_prepared",
        /// Somebody had two shares of the recovery key.
        CustodyRecovered = "custody_recovered",
        /// New shares of the recovery key were made; the old ones open nothing that comes from now on.
        SharesRenewed = "shares_renewed",
    }
}

/// Something that people are told of.
#[derive(Clone, Debug)]
pub(crate) struct AccessEvent {
    pub(crate) id: Uuid,
    pub(crate) kind: AccessKind,
    /// Whom it concerns.
    pub(crate) about: Uuid,
    /// Who did it, if it was somebody else.
    pub(crate) done_by: Option<Uuid>,
    /// The browser in words; empty where there was none.
    pub(crate) browser: String,
    pub(crate) address: Option<String>,
    pub(crate) happened_at: OffsetDateTime,
}

impl AccessEvent {
    /// Something that happens now.
    pub(crate) fn new(kind: AccessKind, about: Uuid, browser: &str, address: Option<IpAddr>) -> Self {
        Self {
            id: Uuid::now_v7(),
            kind,
            about,
            done_by: None,
            browser: browser.to_owned(),
            address: address.map(|address| address.to_string()),
            happened_at: OffsetDateTime::now_utc(),
        }
    }

    /// The same, done by somebody.
    pub(crate) fn by(self, done_by: Uuid) -> Self {
        Self { done_by: Some(done_by), ..self }
    }
}
