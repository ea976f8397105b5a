//! What staff did, above all whose personal data they read. Entries are only ever added; each holds the hash of the one
//! before.

pub(crate) mod queries;

use std::net::IpAddr;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{chain, words::words};

words! {
    pub(crate) enum Action {
        /// Signed in by a link.
        SignedIn = "signed_in",
        SignedOut = "signed_out",
        OpenedVolunteer = "opened_volunteer",
        /// Opened a donation, with its donor's name and address.
        OpenedDonation = "opened_donation",
        /// Looked for a donation by an id, a receipt or a transfer's reference.
        SearchedDonations = "searched_donations",
        /// Looked for the gifts of one mail address.
        SearchedDonor = "searched_donor",
        AskedRefund = "asked_refund",
        /// Recorded that money was sent back by hand.
        RecordedSentBack = "recorded_sent_back",
        /// Put the books of a donation right.
        CorrectedDonation = "corrected_donation",
        /// Had a receipt sent again.
        SentReceiptAgain = "sent_receipt_again",
        /// Put another mail address in the place of a donor's.
        CorrectedAddress = "corrected_address",
        /// Looked at what a donation was flagged for, and took the flag away.
        SettledFlag = "settled_flag",
        SettledAlert = "settled_alert",
        /// Had the mails sent again that did not leave.
        SentMailsAgain = "sent_mails_again",
        /// Had an event of the processor applied again.
        AppliedEventAgain = "applied_event_again",
        /// Took movements of the ledger out, without donors.
        ExportedLedger = "exported_ledger",
        /// Took movements of the ledger out, with the names and addresses of donors.
        ExportedDonors = "exported_donors",
        /// Brought a bank's list, which names those who paid.
        BroughtBankList = "brought_bank_list",
        /// Had the books compared with Stripe's.
        ComparedBooks = "compared_books",
        /// Looked at something that does not agree with Stripe's books.
        LookedAtFinding = "looked_at_finding",
        /// Saved a revision of a page.
        SavedPage = "saved_page",
        /// Published a revision of a page.
        PublishedPage = "published_page",
        /// Changed what stands in the settings.
        ChangedSettings = "changed_settings",
        /// Added, renamed, moved, closed or opened a fund.
        ChangedFund = "changed_fund",
        /// Recorded a transfer that arrived.
        RecordedTransfer = "recorded_transfer",
        /// Entered a gift that came by another way.
        AddedOfflineGift = "added_offline_gift",
        /// Booked a bank's list of transfers.
        ImportedTransfers = "imported_transfers",
        /// Made a sign-in link on the server.
        MadeSignInLink = "made_sign_in_link",
        /// Added a staff member on the server.
        AddedStaffMember = "added_staff_member",
        /// Changed how the donation form takes gifts.
        ChangedGiving = "changed_giving",
        /// Came to a room without its role.
        RefusedAtDoor = "refused_at_door",
        RemovedStaffMember = "removed_staff_member",
        GrantedOwner = "granted_owner",
        GrantedEditor = "granted_editor",
        GrantedCoordinator = "granted_coordinator",
        GrantedTreasurer = "granted_treasurer",
        WithdrewOwner = "withdrew_owner",
        WithdrewEditor = "withdrew_editor",
        WithdrewCoordinator = "withdrew_coordinator",
        WithdrewTreasurer = "withdrew_treasurer",
    }
}

/// An act to be recorded in the transaction in which it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewEntry {
    /// Who did it; nobody where it was done on the server.
    pub(crate) staff_member_id: Option<Uuid>,
    pub(crate) action: Action,
    /// To which object, or whose data.
    pub(crate) subject_id: Option<Uuid>,
    /// From where. Kept for staff only, as the Korean safety notice asks (article 8).
    pub(crate) address: Option<IpAddr>,
    pub(crate) at: OffsetDateTime,
}

/// An entry as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its place in the chain.
    pub(crate) id: i64,
    pub(crate) staff_member_id: Option<Uuid>,
    /// As it is stored, because the hash is made of it: an entry that was altered is found, not refused.
    pub(crate) action: String,
    /// To which object, or whose data.
    pub(crate) subject_id: Option<Uuid>,
    pub(crate) address: Option<String>,
    pub(crate) happened_at: OffsetDateTime,
    /// The hash of the entry before.
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl Entry {
    /// The hash that this entry should have after the one before.
    pub(crate) fn expected_hash(&self) -> [u8; 32] {
        let fields =
            fields(self.staff_member_id, &self.action, self.subject_id, self.address.clone(), self.happened_at);
        chain::hash(&self.previous_hash, &fields.each_ref().map(String::as_str))
    }
}

/// An entry's fields as they are hashed. The database keeps microseconds, so the hash does too.
fn fields(
    staff_member_id: Option<Uuid>,
    action: &str,
    subject_id: Option<Uuid>,
    address: Option<String>,
    at: OffsetDateTime,
) -> [String; 5] {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let micros = at.unix_timestamp_nanos() / 1000;
    [id(staff_member_id), action.to_owned(), id(subject_id), address.unwrap_or_default(), micros.to_string()]
}
