//! What an alert may be about.

use crate::words::words;

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
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::DeadEvent => "An event of the payment processor could not be applied",
            Self::Dispute => "A donor's bank disputes a payment",
            Self::FraudWarning => "A card network warns that a payment may be fraudulent",
            Self::RefundFailed => "A refund came back, because the donor's bank did not take it",
            Self::Orphan => "A payment fits no donation",
            Self::Difference => "The processor's books and the ledger differ",
            Self::OddDonation => "A donation is not as the donor chose it",
            Self::UnderAttack => "Somebody seems to try out stolen cards on the donation form",
            Self::UnsentMails => "Mails do not leave",
            Self::ProxyFault => {
                "The site cannot tell visitors apart: its setting CLIENT_IP_SOURCE does not fit the proxy in front (whoever runs the site finds the details in its log)"
            }
        }
    }
}
