//! The settings as templates see them.

use askama::Template;
use uuid::Uuid;

use crate::{
    admin::settings::{
        fields::{Control, Field},
        form::SectionForm,
        queries::{CurrencyLine, LastChange},
        sections::Section,
        stored::{Stored, Texts, percent},
    },
    form::Problems,
    language::Language,
    money::{Amount, Currency},
    rooms::frame::{Moment, StaffFrame},
    settings::queries::Settings,
};

/// All settings at a glance.
#[derive(Template)]
#[template(path = "admin/settings/settings.html")]
pub(crate) struct SettingsPage {
    frame: StaffFrame,
    /// The key of a sentence about what was done.
    notice: Option<&'static str>,
    may_name: bool,
    version: String,
    settings: Settings,
    goal: Option<Amount>,
    currencies: Vec<CurrencyRow>,
    /// Currencies that the program knows and that have no terms yet.
    more: Vec<Currency>,
    open: Vec<FundRow>,
    closed: Vec<FundRow>,
}

/// A currency in the list.
struct CurrencyRow {
    currency: Currency,
    address: String,
    is_offered: bool,
    bounds: (Amount, Amount),
    presets: String,
    fees: String,
}

/// A fund in the list.
struct FundRow {
    id: Uuid,
    address: String,
    name_english: String,
    name_korean: String,
    gifts: i64,
    closed_at: Option<Moment>,
}

/// The form of a section.
#[derive(Template)]
#[template(path = "admin/settings/section.html")]
pub(crate) struct SectionPage {
    frame: StaffFrame,
    section: Section,
    pub(crate) form: SectionForm,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// What somebody else wrote meanwhile, and who it was.
    pub(crate) conflict: Option<(Vec<Difference>, Option<LastChange>)>,
    /// Whether nothing could be kept for now.
    pub(crate) is_database_away: bool,
}

/// A field that two people filled differently.
pub(crate) struct Difference {
    field: &'static Field,
    theirs: String,
    mine: String,
}

/// What a button of the lists does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// A currency changes its place.
    Currency(Currency, Step),
    /// A fund changes its place.
    Fund(Uuid, Step),
    /// A fund is closed, or opened again.
    CloseFund(Uuid, bool),
}

/// One place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Up,
    Down,
}

impl SettingsPage {
    /// The page as a member of staff sees it.
    pub(crate) fn new(frame: StaffFrame, may_name: bool, stored: &Stored, notice: Option<&'static str>) -> Self {
        let with_terms = |currency: &Currency| stored.terms(*currency).is_some();
        let currencies = stored.currencies.iter().filter_map(CurrencyRow::new).collect();
        let rows = |is_closed: bool| {
            let funds = stored.funds.iter().filter(move |fund| fund.closed_at.is_some() == is_closed);
            funds.map(|fund| FundRow {
                id: fund.id,
                address: Section::Fund(fund.id).address(),
                name_english: fund.name_english.clone(),
                name_korean: fund.name_korean.clone(),
                gifts: fund.gifts,
                closed_at: fund.closed_at.map(Moment::new),
            })
        };
        Self {
            frame,
            notice,
            may_name,
            version: stored.order(),
            settings: stored.settings.clone(),
            goal: stored.goal(),
            currencies,
            more: Currency::ALL.into_iter().filter(|currency| !with_terms(currency)).collect(),
            open: rows(false).collect(),
            closed: rows(true).collect(),
        }
    }
}

impl FundRow {
    /// Its name for the one who reads.
    fn name(&self, frame: &StaffFrame) -> &str {
        match frame.language {
            Language::English => &self.name_english,
            Language::Korean => &self.name_korean,
        }
    }
}

impl CurrencyRow {
    /// The line of a currency that the program knows.
    fn new(line: &CurrencyLine) -> Option<Self> {
        let currency = Currency::from_code(&line.code)?;
        let amount = |minor| Amount::from_minor(minor, currency);
        let presets: Vec<String> = line.presets_minor.iter().map(|minor| amount(*minor).to_string()).collect();
        Some(Self {
            currency,
            address: Section::Currency(currency).address(),
            is_offered: line.is_offered,
            bounds: (amount(line.minimum_minor), amount(line.maximum_minor)),
            presets: presets.join(", "),
            fees: format!("{}% + {}", percent(line.fee_basis_points), amount(line.fee_fixed_minor)),
        })
    }
}

impl SectionPage {
    /// The form before anything is wrong with it.
    pub(crate) fn new(frame: StaffFrame, section: Section, form: SectionForm) -> Self {
        Self { frame, section, form, problems: Problems::default(), conflict: None, is_database_away: false }
    }

    /// What a field is called; a sum with the sign of its currency.
    fn label(&self, field: &Field) -> String {
        match (self.section, field.name) {
            (Section::Currency(currency), "minimum" | "maximum" | "fee_fixed") => {
                format!("{} ({})", field.label(self.frame.language), currency.sign())
            }
            _ => field.label(self.frame.language),
        }
    }

    fn currencies(&self) -> [Currency; 4] {
        Currency::ALL
    }
}

/// The fields in which what is kept differs from what was typed.
pub(crate) fn differences(section: Section, theirs: &Texts, mine: &Texts) -> Vec<Difference> {
    let text = |texts: &Texts, field: &Field| texts.get(field.name).cloned().unwrap_or_default();
    let fields = section.fields().iter();
    fields
        .map(|field| Difference { field, theirs: text(theirs, field), mine: text(mine, field) })
        .filter(|difference| difference.theirs != difference.mine)
        .collect()
}

impl Difference {
    fn shown(&self, language: Language, text: &str) -> String {
        match (self.field.control, text) {
            (Control::Box, "yes") => language.message("rooms-yes"),
            (Control::Box, _) => language.message("rooms-no"),
            (Control::Currency, code) => code.to_uppercase(),
            (_, "") => language.message("rooms-empty"),
            (_, text) => text.to_owned(),
        }
    }
}

impl Arrangement {
    /// `currency.usd.up`, `fund.{id}.down`, `fund.{id}.close`, `fund.{id}.open`.
    pub(crate) fn read(pressed: &str) -> Option<Self> {
        let step = |word| match word {
            "up" => Some(Step::Up),
            "down" => Some(Step::Down),
            _ => None,
        };
        match pressed.split('.').collect::<Vec<_>>()[..] {
            ["currency", code, word] => Some(Self::Currency(Currency::from_code(code)?, step(word)?)),
            ["fund", id, "close"] => Some(Self::CloseFund(Uuid::try_parse(id).ok()?, true)),
            ["fund", id, "open"] => Some(Self::CloseFund(Uuid::try_parse(id).ok()?, false)),
            ["fund", id, word] => Some(Self::Fund(Uuid::try_parse(id).ok()?, step(word)?)),
            _ => None,
        }
    }
}

impl Step {
    /// The list with one of it moved. Who stands at the edge stays there.
    pub(crate) fn apply<T: PartialEq>(self, mut list: Vec<T>, one: &T) -> Vec<T> {
        let place = list.iter().position(|item| item == one);
        let other = place.and_then(|place| match self {
            Self::Up => place.checked_sub(1),
            Self::Down => Some(place + 1).filter(|next| *next < list.len()),
        });
        if let (Some(place), Some(other)) = (place, other) {
            list.swap(place, other);
        }
        list
    }
}
