//! What public pages are made of beside their blocks: samples that the templates of those pages draw.

use askama::Template;
use time::macros::datetime;

use crate::{
    calendar::day_in_words,
    donations::{
        donation::{Dedication, Method},
        receipts::paper::{GivenBack, Paper},
    },
    form::Problems,
    giving::{
        form::{DonationForm, Frequency, OWN_AMOUNT, choice_value},
        view::{PartWords, currencies},
    },
    language::Language,
    money::{Amount, Currency},
    site::CurrencyTerms,
    view::Frame,
    volunteers::form::VolunteerForm,
    words::Word as _,
};

/// Where the forms of samples go: back to the page.
pub(crate) const NOWHERE: &str = "/admin/style";

/// A sample in one language.
#[derive(Template)]
#[template(path = "admin/style/samples/sample.html")]
pub(crate) struct Sample {
    frame: Frame,
    which: Which,
    /// Ends the ids of what is shown in both languages.
    mark: &'static str,
    form: DonationForm,
    offer: VolunteerForm,
    problems: Problems,
    words: PartWords,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Header,
    First,
    Opening,
    ShareLine,
    WaysOn,
    Search,
    QuickExit,
    Footer,
    Grid,
    Buttons,
    Fields,
    Choices,
    More,
    Notices,
    Amounts,
    Donor,
    Consent,
    Proof,
    Receipt,
    Statement,
    Gifts,
    Transfer,
}

/// A line of a statement.
struct Line {
    day: String,
    what: String,
    serial: &'static str,
    amount: Amount,
}

/// What a statement sums up.
struct Sum {
    given: Amount,
    back: Amount,
    together: Amount,
}

/// A gift in a list.
struct Gift {
    day: String,
    amount: Amount,
    state: String,
    is_monthly: bool,
    receipts: Vec<GiftReceipt>,
}

/// A receipt in such a list.
struct GiftReceipt {
    serial: &'static str,
    url: &'static str,
    send: &'static str,
}

impl Sample {
    fn sums_to_choose(&self, form: &DonationForm) -> Vec<Amount> {
        form.sums_to_choose(&self.frame.site, self.frame.language, Method::Card)
    }

    /// A sample in the language of its frame.
    pub(crate) fn new(frame: Frame, which: Which) -> Self {
        let (language, is_korean) = (frame.language, frame.language == Language::Korean);
        let text = |english: &str, korean: &str| if is_korean { korean } else { english }.to_owned();
        let mut problems = Problems::default();
        problems.add("amount", language.message("donate-problem-not-a-number"));
        problems.add("mail", language.message("donate-problem-mail"));
        problems.add("of_age", language.message("volunteer-problem-of-age"));
        for field in ["sample_amount", "sample_amount-ko"] {
            problems.add(field, language.message("donate-problem-not-a-number"));
        }
        for field in ["sample_areas", "sample_areas-ko"] {
            problems.add(field, language.message("volunteer-problem-areas"));
        }
        let form = DonationForm {
            frequency: Frequency::Monthly.to_string(),
            choice: OWN_AMOUNT.to_owned(),
            currency: "usd".to_owned(),
            amount: text("twenty-five", "이만 오천"),
            name: text("Ada Kim", "김하나"),
            mail: text("ada at example.org", "hana 골뱅이 example.org"),
            dedication: Dedication::Memory.to_string(),
            dedicatee: text("My grandmother", "우리 할머니"),
            ..DonationForm::default()
        };
        let offer = VolunteerForm { consent: "yes".to_owned(), ..VolunteerForm::default() };
        let mark = if is_korean { "-ko" } else { "" };
        Self { frame, which, mark, form, offer, problems, words: PartWords::CARD }
    }

    /// What the first page asks readers to do.
    fn ways(&self) -> [(&'static str, String); 3] {
        [("/share", "share-line-title"), ("/donate", "nav-donate"), ("/volunteer", "share-poster-volunteer")]
            .map(|(path, title)| (path, self.frame.t(title)))
    }

    fn currencies(&self) -> Vec<&CurrencyTerms> {
        currencies(&self.frame)
    }

    fn choice_value(&self, amount: &Amount) -> String {
        choice_value(*amount)
    }

    /// A name that is there once in each language.
    fn name(&self, name: &str) -> String {
        format!("{name}{}", self.mark)
    }

    fn amount(&self, minor: i64) -> Amount {
        match self.frame.language {
            Language::English => Amount::from_minor(minor, Currency::Usd),
            Language::Korean => Amount::from_minor(minor * 10, Currency::Krw),
        }
    }

    fn total(&self) -> String {
        let (total, cover) = (self.amount(5_180).to_string(), self.amount(180).to_string());
        self.frame.language.message_with("giving-notice-total", &[("total", &total), ("cover", &cover)])
    }

    fn step(&self) -> String {
        self.frame.t("guard-step").replace("%1", "3").replace("%2", "8")
    }

    fn day(&self, at: time::OffsetDateTime) -> String {
        day_in_words(at, self.frame.language)
    }

    /// The original of a gift with everything that may stand in a receipt.
    fn paper(&self) -> Paper {
        let language = self.frame.language;
        let dedication = [("kind", Dedication::Memory.word()), ("name", &*self.form.dedicatee)];
        Paper {
            serial: "2026-000123".to_owned(),
            amount: self.amount(5_000),
            day: self.day(datetime!(2026-11-23 03:00 UTC)),
            way: language.message("receipt-way-card"),
            is_monthly: true,
            name: Some(self.form.name.clone()),
            purpose: self.frame.site.funds.first().map(|fund| fund.name(language).to_owned()),
            dedication: Some(language.message_with("receipt-dedication", &dedication)),
            given_back: Some(GivenBack::Part(self.amount(1_000))),
            shown_at: None,
        }
    }

    fn sums(&self) -> Vec<Sum> {
        vec![Sum { given: self.amount(8_000), back: self.amount(-1_000), together: self.amount(7_000) }]
    }

    fn lines(&self) -> Vec<Line> {
        let line = |at, what: &str, serial, minor| Line {
            day: self.day(at),
            what: self.frame.t(&format!("statement-{what}")),
            serial,
            amount: self.amount(minor),
        };
        vec![
            line(datetime!(2026-03-02 03:00 UTC), "charge", "2026-000017", 3_000),
            line(datetime!(2026-11-23 03:00 UTC), "charge", "2026-000123", 5_000),
            line(datetime!(2026-11-25 03:00 UTC), "refund", "", -1_000),
        ]
    }

    fn gifts(&self) -> Vec<Gift> {
        let gift = |at, minor, state: &str, serial: Option<&'static str>| Gift {
            day: self.day(at),
            amount: self.amount(minor),
            state: self.frame.t(&format!("gift-state-{state}")),
            is_monthly: serial.is_some(),
            receipts: serial.map(|serial| GiftReceipt { serial, url: NOWHERE, send: NOWHERE }).into_iter().collect(),
        };
        vec![
            gift(datetime!(2026-11-23 03:00 UTC), 5_000, "partly-refunded", Some("2026-000123")),
            gift(datetime!(2026-11-24 03:00 UTC), 2_500, "announced", None),
        ]
    }
}
