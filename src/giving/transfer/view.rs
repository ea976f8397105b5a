//! The pages of a bank transfer as templates see them.

use askama::Template;

use crate::{
    donations::donation::{Donation, DonationState},
    form::Problems,
    giving::{
        form::DonationForm,
        view::{PartWords, currencies},
    },
    money::Amount,
    site::CurrencyTerms,
    view::Frame,
};

/// How it works, and the form.
#[derive(Template)]
#[template(path = "giving/transfer.html")]
pub(crate) struct TransferPage {
    pub(crate) frame: Frame,
    /// What was typed so far; nothing while there is no account, and so no form.
    pub(crate) form: Option<DonationForm>,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// A sentence about the whole form.
    pub(crate) notice: Option<String>,
    /// The signed token of this showing.
    pub(crate) token: String,
    /// Which words its parts take.
    pub(crate) words: PartWords,
}

impl TransferPage {
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }
}

/// How a promised transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Waiting,
    /// Less arrived than was promised.
    Part,
    Arrived,
    /// It arrived and was given back, all or in part.
    GivenBack,
    /// Nothing arrived for so long that it is not waited for any more.
    Expired,
}

impl Standing {
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

/// The page of one transfer. It never shows who gives.
#[derive(Template)]
#[template(path = "giving/promise.html")]
pub(crate) struct PromisePage {
    pub(crate) frame: Frame,
    /// What the donor writes on the transfer.
    pub(crate) code: String,
    pub(crate) amount: Option<Amount>,
    pub(crate) standing: Standing,
    /// What arrived and was not given back.
    pub(crate) received: Option<Amount>,
    /// The number of the receipt, for whom no mail tells it.
    pub(crate) serial: Option<String>,
}

impl PromisePage {
    /// Whether there is something left to transfer.
    fn takes_money(&self) -> bool {
        matches!(self.standing, Standing::Waiting | Standing::Part | Standing::Expired)
    }

    fn part(&self, received: &Amount, amount: &Amount) -> String {
        let sums = [("received", &*received.to_string()), ("amount", &amount.to_string())];
        self.frame.language.message_with("promise-part", &sums)
    }
}
