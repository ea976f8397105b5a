//! What an alert may be about.

use crate::{
    language::Language,
    words::{Word as _, words},
};

words! {
    pub(crate) enum AlertKind {
        /// An event of the processor could not be applied after many tries.
        DeadEvent = "dead_event",
        /// A donor's bank wants a payment back.
        Dispute = "dispute",
        /// A card network suspects that a payment was made with a stolen card.
        FraudWarning = "fraud_warning",
        /// A donor's bank did not take a refund: the money is back here.
        RefundFailed = "refund_failed",
        /// Money came that fits no donation.
        Orphan = "orphan",
        /// The processor's books and the ledger differ.
        Difference = "difference",
        /// A donation is not as the donor chose it, or seems to have come twice.
        OddDonation = "odd_donation",
        /// Somebody tries out stolen cards on the donation form, which guards itself now.
        UnderAttack = "under_attack",
        /// Mails do not leave. Told in the rooms only.
        UnsentMails = "unsent_mails",
        /// The proxy in front does not say from where visitors come, or we do not ask it.
        ProxyFault = "proxy_fault",
    }
}

impl AlertKind {
    /// What staff read, on the dashboard and in the mail.
    pub(crate) fn sentence(self, language: Language) -> String {
        language.message(&format!("rooms-alert-{}", self.word()))
    }
}
