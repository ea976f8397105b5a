//! The pages of a bank transfer as templates see them.

use askama::Template;

use crate::{
    donations::donation::{Donation, DonationState, Method},
    form::Problems,
    giving::{
        form::DonationForm,
        view::{PartWords, currencies},
    },
    money::Amount,
    site::CurrencyTerms,
    toll::Task,
    view::Frame,
};

/// The page that explains bank transfers, with the form.
#[derive(Template)]
#[template(path = "giving/transfer.html")]
pub(crate) struct TransferPage {
    pub(crate) frame: Frame,
    /// What was typed; none while there is no bank account, and so no form.
    pub(crate) form: Option<DonationForm>,
    pub(crate) problems: Problems,
    /// A sentence about the whole form.
    pub(crate) notice: Option<String>,
    /// The signed token of this showing.
    pub(crate) token: String,
    pub(crate) words: PartWords,
    /// What the visitor's browser does first, while many come at once.
    pub(crate) task: Option<Task>,
}

impl TransferPage {
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }

    fn sums_to_choose(&self, form: &DonationForm) -> Vec<Amount> {
        form.sums_to_choose(&self.frame.site, self.frame.language, Method::Transfer)
    }
}

/// How far a promised transfer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    Waiting,
    /// Less arrived than was promised.
    Part,
    Arrived,
    /// It arrived and was given back, wholly or in part.
    GivenBack,
    /// Nothing arrived for so long that we stopped waiting.
    Expired,
}

impl Progress {
    pub(crate) fn of(donation: &Donation) -> Self {
        match donation.state {
            DonationState::PartlyPaid => Self::Part,
            DonationState::Paid => Self::Arrived,
            DonationState::PartlyRefunded | DonationState::Refunded | DonationState::Disputed => Self::GivenBack,
            DonationState::Expired | DonationState::Failed => Self::Expired,
            DonationState::Pending | DonationState::Processing => Self::Waiting,
        }
    }
}

/// The page of one promised transfer. It never shows who gives.
#[derive(Template)]
#[template(path = "giving/promise.html")]
pub(crate) struct PromisePage {
    pub(crate) frame: Frame,
    /// What the donor writes on the transfer.
    pub(crate) code: String,
    pub(crate) amount: Option<Amount>,
    pub(crate) progress: Progress,
    /// What arrived, without what was given back.
    pub(crate) received: Option<Amount>,
    /// The number of the receipt, if no mail tells it.
    pub(crate) serial: Option<String>,
}

impl PromisePage {
    /// Whether money may still be transferred.
    fn takes_money(&self) -> bool {
        matches!(self.progress, Progress::Waiting | Progress::Part | Progress::Expired)
    }

    fn part(&self, received: &Amount, amount: &Amount) -> String {
        let sums = [("received", &*received.to_string()), ("amount", &amount.to_string())];
        self.frame.language.message_with("promise-part", &sums)
    }
}
