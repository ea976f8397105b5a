//! On what kind of object each act is done.

use super::action::Action;

/// What kind of object an act is done on. Each act has one, so the log does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Nothing,
    Volunteer,
    /// Something that volunteers can do for us.
    Role,
    Donation,
    Donor,
    Alert,
    Event,
    /// A bank's list.
    BankList,
    /// Something that does not agree with Stripe's books.
    Finding,
    /// A page that visitors see.
    Page,
    /// A section of the settings.
    Settings,
    Fund,
    /// A change of how the donation form takes gifts.
    GivingChange,
    StaffMember,
    /// A passkey.
    Key,
    Proposal,
    /// A time in which offers are sealed to one key; or the recovery of all.
    Epoch,
    /// An export, by the row that keeps its reason.
    Export,
    /// An address of a room, by its method and path.
    Door,
}

impl Action {
    /// What kind of object it is done on.
    pub(crate) fn subject(self) -> Subject {
        match self {
            Self::CreatedRole | Self::ChangedRole | Self::OpenedRole | Self::ClosedRole | Self::DeletedRole => {
                Subject::Role
            }
            Self::OpenedDonation
            | Self::SearchedDonations
            | Self::AskedRefund
            | Self::RecordedSentBack
            | Self::CorrectedDonation
            | Self::SentReceiptAgain
            | Self::CorrectedAddress
            | Self::SettledFlag
            | Self::RecordedTransfer
            | Self::AddedOfflineGift => Subject::Donation,
            Self::SearchedDonor | Self::ExportedDonor | Self::ErasedDonor => Subject::Donor,
            Self::SettledAlert => Subject::Alert,
            Self::AppliedEventAgain => Subject::Event,
            Self::ExportedLedger | Self::ExportedDonors | Self::ExportedVolunteers => Subject::Export,
            Self::BroughtBankList | Self::ImportedTransfers => Subject::BankList,
            Self::LookedAtFinding => Subject::Finding,
            Self::ChangedSettings => Subject::Settings,
            Self::ChangedFund => Subject::Fund,
            Self::ChangedGiving => Subject::GivingChange,
            Self::RefusedAtDoor => Subject::Door,
            Self::EnrolledKey | Self::RenamedKey | Self::RemovedKey | Self::MadeCustodyKey => Subject::Key,
            Self::SetUpCustody | Self::PreparedEpoch | Self::BeganEpoch | Self::TriedRecovery | Self::RenewedShares => {
                Subject::Epoch
            }
            Self::Proposed
            | Self::ConfirmedProposal
            | Self::StoppedProposal
            | Self::AppliedProposal
            | Self::LapsedProposal => Subject::Proposal,
            _ if self.is_about_volunteers() => Subject::Volunteer,
            _ if self.is_about_pages() => Subject::Page,
            _ if self.is_about_staff() => Subject::StaffMember,
            _ => Subject::Nothing,
        }
    }

    fn is_about_volunteers(self) -> bool {
        matches!(
            self,
            Self::OpenedVolunteer
                | Self::SearchedPerson
                | Self::ExportedPerson
                | Self::ErasedPerson
                | Self::AssignedVolunteer
                | Self::EndedAssignment
                | Self::NotedHours
                | Self::RemovedHours
                | Self::NotedCheck
                | Self::RemovedCheck
                | Self::LetVolunteerThrough
                | Self::QuarantinedVolunteerAgain
                | Self::MarkedVolunteerSpam
                | Self::SearchedVolunteers
                | Self::ChangedVolunteerStage
                | Self::TookVolunteer
                | Self::HandedVolunteer
                | Self::PlannedNextStep
                | Self::NotedContact
                | Self::RemovedContact
                | Self::ProlongedVolunteer
                | Self::NotedVolunteer
                | Self::RemovedNote
                | Self::MergedVolunteers
        )
    }

    fn is_about_pages(self) -> bool {
        matches!(
            self,
            Self::SavedPage
                | Self::MarkedPage
                | Self::PublishedPage
                | Self::ScheduledPage
                | Self::WithdrewPage
                | Self::CancelledPublication
                | Self::MadePreview
                | Self::RevokedPreview
                | Self::CreatedPage
                | Self::MovedPage
                | Self::MovedInMenu
                | Self::ListedPage
                | Self::UnlistedPage
                | Self::TrashedPage
                | Self::RestoredPage
                | Self::PurgedPage
        )
    }

    fn is_about_staff(self) -> bool {
        matches!(
            self,
            Self::TriedToSignIn
                | Self::AskedForLink
                | Self::SentLink
                | Self::EndedSessions
                | Self::ChangedLanguage
                | Self::ComparedBooks
                | Self::MadeSignInLink
                | Self::AddedStaffMember
                | Self::RemovedStaffMember
                | Self::GrantedOwner
                | Self::GrantedEditor
                | Self::GrantedCoordinator
                | Self::GrantedTreasurer
                | Self::WithdrewOwner
                | Self::WithdrewEditor
                | Self::WithdrewCoordinator
                | Self::WithdrewTreasurer
                | Self::ReadWrappedKey
                | Self::LetInCoordinator
                | Self::HandedOverVolunteers
                | Self::UndidHandingOver
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Word as _;

    #[test]
    fn every_act_is_on_something_but_for_these() {
        let on_nothing: Vec<Action> =
            Action::ALL.iter().copied().filter(|action| action.subject() == Subject::Nothing).collect();
        let known = [
            Action::SignedIn,
            Action::SignedOut,
            Action::SentMailsAgain,
            Action::UsedLink,
            Action::EndedSession,
            Action::ProvedIdentity,
            Action::RotatedKeys,
            Action::LookedThroughAudit,
        ];
        assert_eq!(on_nothing, known);
    }
}
