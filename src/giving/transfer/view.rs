//! The pages of a bank transfer as templates see them.

use askama::Template;

use crate::{
    donations::donation::Donation,
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
pub struct TransferPage {
    /// The frame around it.
    pub frame: Frame,
    /// What was typed so far; nothing while there is no account, and so no form.
    pub form: Option<DonationForm>,
    /// What is wrong with it.
    pub problems: Problems,
    /// A sentence about the whole form.
    pub notice: Option<String>,
    /// The signed token of this showing.
    pub token: String,
    /// Which words its parts take.
    pub words: PartWords,
}

impl TransferPage {
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }
}

/// How a promised transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing arrived yet.
    Waiting,
    /// Less arrived than was promised.
    Part,
    /// All of it arrived.
    Arrived,
    /// It arrived and was given back, all or in part.
    GivenBack,
    /// Nothing arrived for so long that it is not waited for any more.
    Expired,
}

impl Standing {
    /// How a donation stands.
    pub fn of(donation: &Donation) -> Self {
        match donation.state.as_str() {
            "partly_paid" => Self::Part,
            "paid" => Self::Arrived,
            "partly_refunded" | "refunded" | "disputed" => Self::GivenBack,
            "expired" | "failed" => Self::Expired,
            _ => Self::Waiting,
        }
    }
}

/// The page of one transfer. It never shows who gives.
#[derive(Template)]
#[template(path = "giving/promise.html")]
pub struct PromisePage {
    /// The frame around it.
    pub frame: Frame,
    /// What the donor writes on the transfer.
    pub code: String,
    /// What was promised.
    pub amount: Option<Amount>,
    /// How it stands.
    pub standing: Standing,
    /// What arrived and was not given back.
    pub received: Option<Amount>,
    /// The number of the receipt, for whom no mail tells it.
    pub serial: Option<String>,
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
