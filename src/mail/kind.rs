//! The kinds of mails.

use crate::words::words;

words! {
    /// What a mail is about, and so who composes it.
    pub(crate) enum MailKind {
        /// Thanks with the receipt, for one gift that arrived. The subject is the receipt.
        Receipt = "receipt",
        /// That a payment for which the bank took its time failed. The subject is the donation.
        PaymentFailed = "payment_failed",
        /// That a turn of a monthly gift failed. The subject is the failed turn.
        RenewalFailed = "renewal_failed",
        /// That something was changed about a monthly gift, by whomever. The subject is the monthly gift.
        MonthlyChanged = "monthly_changed",
        /// That a monthly gift ended. The subject is the monthly gift.
        MonthlyStopped = "monthly_stopped",
        /// That money was given back. The subject is the refund.
        Refunded = "refunded",
        /// Where a promised bank transfer goes. The subject is the donation.
        TransferPromise = "transfer_promise",
        /// The link to manage one's giving. The subject is the request.
        ManageLink = "manage_link",
        /// That staff must look at something. The subject is the alert.
        Alert = "alert",
        /// The link by which a donor goes on whose browser runs no scripts. The subject is the form that waits.
        ConfirmGift = "confirm_gift",
        /// That the donation form takes gifts in another way now. The subject is the change; for staff.
        GivingChanged = "giving_changed",
        /// How the chains ended on a day, signed. The subject is the day; for owners.
        ChainHeads = "chain_heads",
        /// Something about keys, sign-ins or roles. The subject is the access event; for staff.
        AccessEvent = "access_event",
        /// A one-time link for somebody on the staff. The subject is the access event.
        StaffLink = "staff_link",
        /// That something of a page was published, with what changes. The subject is the first entry of the act on the list of
        /// publications; for owners.
        PagePublished = "page_published",
        /// The link by which somebody who offers help confirms their address. The subject is the confirmation.
        VolunteerConfirm = "volunteer_confirm",
        /// New offers of help, by their handles. The subject is the notice; for coordinators, like the three that follow.
        VolunteerNew = "volunteer_new",
        /// Who waits for an answer longer than was promised.
        VolunteerWaiting = "volunteer_waiting",
        /// Whose record ends soon.
        VolunteerEnding = "volunteer_ending",
        /// That a next step is due.
        VolunteerReminder = "volunteer_reminder",
        /// That one of the staff opened very many volunteers. The subject is the warning; for coordinators and owners.
        VolunteerOpenings = "volunteer_openings",
    }
}
