//! The donor's pages as templates see them.

use askama::Template;

use crate::{
    donations::{defence::view::Task, giving::form::DonationForm},
    form::Problems,
    language::Language,
    money::{Amount, Currency},
    site::CurrencyTerms,
    view::Frame,
};

/// The form.
#[derive(Template)]
#[template(path = "donations/donate.html")]
pub struct DonatePage {
    /// The frame around it.
    pub frame: Frame,
    /// What was typed so far.
    pub form: DonationForm,
    /// What is wrong with it.
    pub problems: Problems,
    /// A sentence about the whole form, such as that Stripe does not answer.
    pub notice: Option<String>,
    /// The signed token of this showing.
    pub token: String,
    /// What the visitor's browser does first, while the form guards itself.
    pub task: Option<Task>,
}

impl DonatePage {
    /// The currencies on offer, the one of the language first.
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        let home = home_currency(self.frame.language);
        let mut currencies: Vec<_> = self.frame.site.currencies.iter().collect();
        currencies.sort_by_key(|terms| terms.currency != home);
        currencies
    }

    fn choice_value(&self, amount: &Amount) -> String {
        crate::donations::giving::form::choice_value(*amount)
    }
}

/// The currency that most readers of a language think in.
pub fn home_currency(language: Language) -> Currency {
    match language {
        Language::English => Currency::Usd,
        Language::Korean => Currency::Krw,
    }
}

/// What the page after the checkout can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThanksKind {
    /// The gift arrived.
    Paid,
    /// The bank takes its time.
    Processing,
    /// The checkout was left open.
    Open,
    /// The checkout ran out, or the payment failed: nothing was charged.
    NotPaid,
    /// We cannot tell, or may not.
    Unknown,
}

/// The page after the checkout. It never shows who gave.
#[derive(Template)]
#[template(path = "donations/thanks.html")]
pub struct ThanksPage {
    /// The frame around it.
    pub frame: Frame,
    /// What it can say.
    pub kind: ThanksKind,
    /// The gift, where it is known.
    pub amount: Option<Amount>,
    /// Where an open checkout goes on.
    pub resume_url: Option<String>,
}
