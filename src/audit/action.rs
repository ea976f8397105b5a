//! What staff can do, as words of the log.

use crate::words::words;

words! {
    pub(crate) enum Action {
        /// Signed in, with a key or by a link. The object is the session.
        SignedIn = "signed_in",
        SignedOut = "signed_out",
        OpenedVolunteer = "opened_volunteer",
        /// Looked whether anything is held about somebody.
        SearchedPerson = "searched_person",
        /// Gave somebody a copy of what is held about them.
        ExportedPerson = "exported_person",
        /// Erased somebody who asked for it.
        ErasedPerson = "erased_person",
        /// Gave a donor a copy of what is held about them.
        ExportedDonor = "exported_donor",
        /// Erased of a donor what the law does not make us keep.
        ErasedDonor = "erased_donor",
        /// Wrote something new that volunteers can do.
        CreatedRole = "created_role",
        ChangedRole = "changed_role",
        /// Let visitors read it.
        OpenedRole = "opened_role",
        ClosedRole = "closed_role",
        /// Deleted a draft.
        DeletedRole = "deleted_role",
        /// Put a volunteer into a role.
        AssignedVolunteer = "assigned_volunteer",
        EndedAssignment = "ended_assignment",
        /// Noted how long a volunteer helped.
        NotedHours = "noted_hours",
        RemovedHours = "removed_hours",
        /// Noted that papers of a volunteer were looked at.
        NotedCheck = "noted_check",
        RemovedCheck = "removed_check",
        /// Took an offer for a real one that had been set apart as an advert.
        LetVolunteerThrough = "let_volunteer_through",
        /// Set it apart again.
        QuarantinedVolunteerAgain = "quarantined_volunteer_again",
        /// Erased an offer as an advert.
        MarkedVolunteerSpam = "marked_volunteer_spam",
        /// Looked for volunteers by a handle or a contact.
        SearchedVolunteers = "searched_volunteers",
        /// Took a volunteer to another stage, or back.
        ChangedVolunteerStage = "changed_volunteer_stage",
        /// Looks after a volunteer from now on.
        TookVolunteer = "took_volunteer",
        /// Handed a volunteer to somebody, or to nobody.
        HandedVolunteer = "handed_volunteer",
        PlannedNextStep = "planned_next_step",
        /// Noted that they were in touch with a volunteer.
        NotedContact = "noted_contact",
        RemovedContact = "removed_contact",
        /// Put the end of a record off.
        ProlongedVolunteer = "prolonged_volunteer",
        /// Wrote a note about a volunteer.
        NotedVolunteer = "noted_volunteer",
        RemovedNote = "removed_note",
        MergedVolunteers = "merged_volunteers",
        /// Handed all volunteers of a colleague to another one. The object is the first.
        HandedOverVolunteers = "handed_over_volunteers",
        UndidHandingOver = "undid_handing_over",
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
        /// Marked that two blocks of a page say the same in both languages.
        MarkedPage = "marked_page",
        /// Published a revision of a page.
        PublishedPage = "published_page",
        /// Published a revision of a page from a later time on.
        ScheduledPage = "scheduled_page",
        /// Took away what visitors read of a page.
        WithdrewPage = "withdrew_page",
        /// Took back a publication that had not begun.
        CancelledPublication = "cancelled_publication",
        /// Made a link by which people without an account read what is not published.
        MadePreview = "made_preview",
        RevokedPreview = "revoked_preview",
        /// Made a page.
        CreatedPage = "created_page",
        /// Gave a page another address.
        MovedPage = "moved_page",
        /// Gave a page another place in the navigation, or took it out.
        MovedInMenu = "moved_in_menu",
        /// Let search engines find a page.
        ListedPage = "listed_page",
        /// Kept a page out of search engines.
        UnlistedPage = "unlisted_page",
        TrashedPage = "trashed_page",
        /// Took a page out of the trash.
        RestoredPage = "restored_page",
        /// Deleted a page for good, because its time in the trash was over.
        PurgedPage = "purged_page",
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
        /// Tried to sign in, in vain. By nobody who is known, or to the account of the member that the entry names.
        TriedToSignIn = "tried_to_sign_in",
        /// Used a one-time link. The object is the session, in which a key can be enrolled.
        UsedLink = "used_link",
        /// Said that they have lost their key. The object is whose account it may be.
        AskedForLink = "asked_for_link",
        /// Sent somebody a one-time link.
        SentLink = "sent_link",
        EnrolledKey = "enrolled_key",
        RenamedKey = "renamed_key",
        RemovedKey = "removed_key",
        /// Ended a session of somebody, or their own.
        EndedSession = "ended_session",
        /// Ended all sessions of somebody, or all others of their own.
        EndedSessions = "ended_sessions",
        ChangedLanguage = "changed_language",
        /// Proved again that it is them. The object is the session.
        ProvedIdentity = "proved_identity",
        /// Proposed what takes two people: staff, roles, the bank account.
        Proposed = "proposed",
        ConfirmedProposal = "confirmed_proposal",
        /// Took back or stopped what was proposed.
        StoppedProposal = "stopped_proposal",
        /// Put in force what was proposed, because its time had come.
        AppliedProposal = "applied_proposal",
        /// Nobody confirmed what was proposed, or it could not be done any more.
        LapsedProposal = "lapsed_proposal",
        /// Sealed everything anew with another key.
        RotatedKeys = "rotated_keys",
        /// Looked the log through for a month.
        LookedThroughAudit = "looked_through_audit",
        /// Made a key pair for one of their passkeys, to open what volunteers write.
        MadeCustodyKey = "made_custody_key",
        /// Was handed wrapped keys, which their passkey or two shares open.
        ReadWrappedKey = "read_wrapped_key",
        /// Moved the private keys from the program to coordinators.
        SetUpCustody = "set_up_custody",
        /// Gave a colleague the private keys.
        LetInCoordinator = "let_in_coordinator",
        /// Made the key pair of a new epoch.
        PreparedEpoch = "prepared_epoch",
        /// Began an epoch that was prepared.
        BeganEpoch = "began_epoch",
        /// Put two shares of the recovery key together.
        TriedRecovery = "tried_recovery",
        /// Made new shares of the recovery key.
        RenewedShares = "renewed_shares",
        /// Took out what volunteers sent, still sealed.
        ExportedVolunteers = "exported_volunteers",
    }
}
