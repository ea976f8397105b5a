//! The donor's pages as templates see them.

use askama::Template;

use crate::{
    donations::donation::Method,
    form::Problems,
    giving::form::DonationForm,
    language::Language,
    money::{Amount, Currency},
    site::CurrencyTerms,
    toll::Task,
    view::Frame,
};

#[derive(Template)]
#[template(path = "giving/donate.html")]
pub(crate) struct DonatePage {
    pub(crate) frame: Frame,
    pub(crate) form: DonationForm,
    pub(crate) problems: Problems,
    /// A sentence about the whole form.
    pub(crate) notice: Option<Notice>,
    /// The signed token of this showing.
    pub(crate) token: String,
    pub(crate) words: PartWords,
    /// What the visitor's browser does first, while many come at once or the form guards itself.
    pub(crate) task: Option<Task>,
}

/// The words in which the form for cards and the one for bank transfers differ, as keys of messages.
#[derive(Clone, Copy)]
pub(crate) struct PartWords {
    /// How an amount is typed.
    pub(crate) amount_hint: &'static str,
    /// When a mail address is needed.
    pub(crate) mail_mark: &'static str,
    /// What the mail address is for.
    pub(crate) mail_note: &'static str,
    /// The heading of the choices for those who want to stay unnamed or get no mail.
    pub(crate) quiet_summary: &'static str,
    /// Whether "no mail" is a choice. The form for transfers needs none: its donors leave the address out.
    pub(crate) offers_no_mail: bool,
}

impl PartWords {
    pub(crate) const CARD: Self = Self {
        amount_hint: "donate-own-hint",
        mail_mark: "giving-mail-mark",
        mail_note: "giving-mail-note",
        quiet_summary: "giving-quiet-summary",
        offers_no_mail: true,
    };

    pub(crate) const TRANSFER: Self = Self {
        amount_hint: "transfer-amount-hint",
        mail_mark: "form-optional",
        mail_note: "transfer-mail-note",
        quiet_summary: "transfer-quiet-summary",
        offers_no_mail: false,
    };
}

/// A sentence about the whole form, such as that Stripe does not answer.
pub(crate) struct Notice {
    pub(crate) sentence: String,
    /// Whether the form only has to be sent once more as it is, so that a button stands beside the sentence.
    pub(crate) goes_on: bool,
}

impl DonatePage {
    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }

    fn choice_value(&self, amount: &Amount) -> String {
        crate::giving::form::choice_value(*amount)
    }

    fn sums_to_choose(&self, form: &DonationForm) -> Vec<Amount> {
        form.sums_to_choose(&self.frame.site, self.frame.language, Method::Card)
    }

    fn has_fees(&self) -> bool {
        self.frame.site.currencies.iter().any(|terms| terms.fee_basis_points > 0 || terms.fee_fixed.minor() > 0)
    }

    /// A message whose places a script fills in.
    fn with_places(&self, key: &str) -> String {
        let places = [("amount", "{amount}"), ("total", "{total}"), ("cover", "{cover}")];
        self.frame.language.message_with(key, &places)
    }
}

/// The page in place of the form while it is closed.
#[derive(Template)]
#[template(path = "giving/closed.html")]
pub(crate) struct ClosedPage {
    pub(crate) frame: Frame,
    pub(crate) words: String,
}

/// The currencies on offer, the one of the language first.
pub(crate) fn currencies(frame: &Frame) -> Vec<&CurrencyTerms> {
    let home = home_currency(frame.language);
    let mut currencies: Vec<_> = frame.site.currencies.iter().collect();
    currencies.sort_by_key(|terms| terms.currency != home);
    currencies
}

/// The currency that most readers of a language use.
pub(crate) fn home_currency(language: Language) -> Currency {
    match language {
        Language::English => Currency::Usd,
        Language::Korean => Currency::Krw,
    }
}

/// What the page after the checkout says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThanksKind {
    Paid,
    /// The donor comes back from paying, and we could not ask Stripe yet. The page looks again by itself.
    Confirming,
    /// The payment is under way: Stripe says that the bank has not confirmed it.
    Processing,
    /// The donor left the checkout, and can go on with it.
    Open,
    /// The checkout ended or the payment failed, so nothing was charged.
    NotPaid,
    /// We do not know.
    #[default]
    Unknown,
}

/// The page after the checkout. It never shows who gave.
#[derive(Template)]
#[template(path = "giving/thanks.html")]
pub(crate) struct ThanksPage {
    pub(crate) frame: Frame,
    pub(crate) kind: ThanksKind,
    /// Whether the page looks again by itself.
    pub(crate) looks_again: bool,
    pub(crate) amount: Option<Amount>,
    pub(crate) is_monthly: bool,
    /// Where the receipt goes, masked.
    pub(crate) mail: Option<String>,
    /// The number of the receipt, if no mail tells it.
    pub(crate) serial: Option<String>,
    /// The address of the checkout that was left open.
    pub(crate) resume_url: Option<String>,
}
