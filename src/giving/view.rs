//! The donor's pages as templates see them.

use askama::Template;

use crate::{
    form::Problems,
    giving::{defence::view::Task, form::DonationForm},
    language::Language,
    money::{Amount, Currency},
    site::CurrencyTerms,
    view::Frame,
};

#[derive(Template)]
#[template(path = "giving/donate.html")]
pub(crate) struct DonatePage {
    pub(crate) frame: Frame,
    /// What was typed so far.
    pub(crate) form: DonationForm,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// What is to be said about the whole form.
    pub(crate) notice: Option<Notice>,
    /// The signed token of this showing.
    pub(crate) token: String,
    /// Which words its parts take.
    pub(crate) words: PartWords,
    /// What the visitor's browser does first, while the form guards itself.
    pub(crate) task: Option<Task>,
}

/// The words in which the forms for cards and for bank transfers differ, as keys of messages.
#[derive(Clone, Copy)]
pub(crate) struct PartWords {
    /// How an amount is typed.
    pub(crate) amount_hint: &'static str,
    /// Whether a mail address is needed.
    pub(crate) mail_mark: &'static str,
    /// What the mail address is for.
    pub(crate) mail_note: &'static str,
    /// Over the choices about being left alone.
    pub(crate) quiet_summary: &'static str,
    /// Whether "no mail" can be chosen, where leaving out the address does not do.
    pub(crate) offers_no_mail: bool,
}

impl PartWords {
    /// Of the form for cards.
    pub(crate) const CARD: Self = Self {
        amount_hint: "donate-own-hint",
        mail_mark: "giving-mail-mark",
        mail_note: "giving-mail-note",
        quiet_summary: "giving-quiet-summary",
        offers_no_mail: true,
    };

    /// Of the form for bank transfers.
    pub(crate) const TRANSFER: Self = Self {
        amount_hint: "transfer-amount-hint",
        mail_mark: "form-optional",
        mail_note: "transfer-mail-note",
        quiet_summary: "transfer-quiet-summary",
        offers_no_mail: false,
    };
}

/// Something about the whole form, such as that Stripe does not answer.
pub(crate) struct Notice {
    pub(crate) sentence: String,
    /// Whether the form only has to be sent once more as it is.
    pub(crate) goes_on: bool,
}

impl DonatePage {
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }

    fn choice_value(&self, amount: &Amount) -> String {
        crate::giving::form::choice_value(*amount)
    }

    fn has_fees(&self) -> bool {
        self.frame.site.currencies.iter().any(|terms| terms.fee_basis_points > 0 || terms.fee_fixed.minor() > 0)
    }

    /// A sentence with places that a script fills.
    fn with_places(&self, key: &str) -> String {
        let places = [("amount", "{amount}"), ("total", "{total}"), ("cover", "{cover}")];
        self.frame.language.message_with(key, &places)
    }
}

/// The currencies on offer, the one of the language first.
pub(crate) fn currencies(frame: &Frame) -> Vec<&CurrencyTerms> {
    let home = home_currency(frame.language);
    let mut currencies: Vec<_> = frame.site.currencies.iter().collect();
    currencies.sort_by_key(|terms| terms.currency != home);
    currencies
}

/// The currency that most readers of a language think in.
pub(crate) fn home_currency(language: Language) -> Currency {
    match language {
        Language::English => Currency::Usd,
        Language::Korean => Currency::Krw,
    }
}

/// What the page after the checkout can say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThanksKind {
    Paid,
    /// The bank takes its time.
    Processing,
    /// The checkout was left open.
    Open,
    /// The checkout ran out, or the payment failed: nothing was charged.
    NotPaid,
    /// We cannot tell, or may not.
    #[default]
    Unknown,
}

/// The page after the checkout. It never shows who gave.
#[derive(Template)]
#[template(path = "giving/thanks.html")]
pub(crate) struct ThanksPage {
    pub(crate) frame: Frame,
    pub(crate) kind: ThanksKind,
    /// The gift, where it is known.
    pub(crate) amount: Option<Amount>,
    /// Whether it comes again every month.
    pub(crate) is_monthly: bool,
    /// The number of the receipt, for whom no mail tells it.
    pub(crate) serial: Option<String>,
    /// Where an open checkout goes on.
    pub(crate) resume_url: Option<String>,
}
