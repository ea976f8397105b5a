//! What staff did, above all whose personal data they read. Entries are only ever added, each with the hash of the one before.

pub(crate) mod queries;

use std::net::IpAddr;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::chain;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Signed in by a link.
    SignedIn,
    SignedOut,
    OpenedVolunteer,
    /// Opened a donation, with its donor's name and address.
    OpenedDonation,
    /// Looked for a donation by an id, a receipt or a transfer's reference.
    SearchedDonations,
    /// Looked for the gifts of one mail address.
    SearchedDonor,
    AskedRefund,
    /// Recorded that money was sent back by hand.
    RecordedSentBack,
    /// Put the books of a donation right.
    CorrectedDonation,
    /// Had a receipt sent again.
    SentReceiptAgain,
    /// Looked at what a donation was flagged for, and took the flag away.
    SettledFlag,
    SettledAlert,
    /// Had an event of the processor applied again.
    AppliedEventAgain,
    /// Took movements of the ledger out, without donors.
    ExportedLedger,
    /// Took movements of the ledger out, with the names and addresses of donors.
    ExportedDonors,
    /// Brought a bank's list, which names those who paid.
    BroughtBankList,
    /// Had the books compared with Stripe's.
    ComparedBooks,
    /// Looked at something that does not agree with Stripe's books.
    LookedAtFinding,
    /// Saved a revision of a page.
    SavedPage,
    /// Published a revision of a page.
    PublishedPage,
    /// Changed what stands in the settings.
    ChangedSettings,
    /// Added, renamed, moved, closed or opened a fund.
    ChangedFund,
    /// Recorded a transfer that arrived.
    RecordedTransfer,
    /// Entered a gift that came by another way.
    AddedOfflineGift,
    /// Booked a bank's list of transfers.
    ImportedTransfers,
    /// Made a sign-in link on the server.
    MadeSignInLink,
    /// Added a staff member on the server.
    AddedStaffMember,
    /// Changed how the donation form takes gifts.
    ChangedGiving,
    /// Came to a room without its role.
    RefusedAtDoor,
    RemovedStaffMember,
    GrantedOwner,
    GrantedEditor,
    GrantedCoordinator,
    GrantedTreasurer,
    WithdrewOwner,
    WithdrewEditor,
    WithdrewCoordinator,
    WithdrewTreasurer,
}

impl Action {
    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::OpenedVolunteer => "opened_volunteer",
            Self::OpenedDonation => "opened_donation",
            Self::SearchedDonations => "searched_donations",
            Self::SearchedDonor => "searched_donor",
            Self::AskedRefund => "asked_refund",
            Self::RecordedSentBack => "recorded_sent_back",
            Self::CorrectedDonation => "corrected_donation",
            Self::SentReceiptAgain => "sent_receipt_again",
            Self::SettledFlag => "settled_flag",
            Self::SettledAlert => "settled_alert",
            Self::AppliedEventAgain => "applied_event_again",
            Self::ExportedLedger => "exported_ledger",
            Self::ExportedDonors => "exported_donors",
            Self::BroughtBankList => "brought_bank_list",
            Self::ComparedBooks => "compared_books",
            Self::LookedAtFinding => "looked_at_finding",
            Self::SavedPage => "saved_page",
            Self::PublishedPage => "published_page",
            Self::ChangedSettings => "changed_settings",
            Self::ChangedFund => "changed_fund",
            Self::RecordedTransfer => "recorded_transfer",
            Self::AddedOfflineGift => "added_offline_gift",
            Self::ImportedTransfers => "imported_transfers",
            Self::MadeSignInLink => "made_sign_in_link",
            Self::AddedStaffMember => "added_staff_member",
            Self::ChangedGiving => "changed_giving",
            Self::RefusedAtDoor => "refused_at_door",
            Self::RemovedStaffMember => "removed_staff_member",
            Self::GrantedOwner => "granted_owner",
            Self::GrantedEditor => "granted_editor",
            Self::GrantedCoordinator => "granted_coordinator",
            Self::GrantedTreasurer => "granted_treasurer",
            Self::WithdrewOwner => "withdrew_owner",
            Self::WithdrewEditor => "withdrew_editor",
            Self::WithdrewCoordinator => "withdrew_coordinator",
            Self::WithdrewTreasurer => "withdrew_treasurer",
        }
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
