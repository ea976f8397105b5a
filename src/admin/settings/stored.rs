//! The settings as they are kept, and as the texts of a section's form.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use crate::{
    admin::settings::{
        queries::{self, CurrencyLine, FundLine},
        sections::Section,
    },
    money::{Amount, Currency},
    seal::named_id,
    settings::queries::{Settings, settings},
};

/// Texts by the names of their fields.
pub(crate) type Texts = BTreeMap<&'static str, String>;

/// Everything that the settings hold at one moment.
pub(crate) struct Stored {
    /// The one row of names, goal and bank account.
    pub(crate) settings: Settings,
    /// Currencies with terms, in the order of the form.
    pub(crate) currencies: Vec<CurrencyLine>,
    /// Funds, the open ones first.
    pub(crate) funds: Vec<FundLine>,
}

impl Stored {
    pub(crate) async fn load(db: &mut PgConnection) -> sqlx::Result<Self> {
        Ok(Self {
            settings: settings(&mut *db).await?,
            currencies: queries::currencies(&mut *db).await?,
            funds: queries::funds(&mut *db).await?,
        })
    }

    /// What the form of a section shows; nothing if there is no such fund.
    pub(crate) fn texts(&self, section: Section) -> Option<Texts> {
        let row = &self.settings;
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        Some(match section {
            Section::Names => Texts::from([
                ("name_english", row.name_english.clone()),
                ("name_korean", row.name_korean.clone()),
                ("short_name", row.short_name.clone()),
                ("contact_mail", row.contact_mail.clone()),
            ]),
            Section::Goal => goal_texts(self.goal()),
            Section::BankAccount => Texts::from([
                ("bank_account_english", optional(&row.bank_account_english)),
                ("bank_account_korean", optional(&row.bank_account_korean)),
            ]),
            Section::Currency(currency) => self.terms(currency).map(terms_texts).unwrap_or_default(),
            Section::NewFund => Texts::new(),
            Section::Fund(id) => {
                let fund = self.funds.iter().find(|fund| fund.id == id)?;
                Texts::from([("name_english", fund.name_english.clone()), ("name_korean", fund.name_korean.clone())])
            }
        })
    }

    /// The goal, if there is one in a currency that we know.
    pub(crate) fn goal(&self) -> Option<Amount> {
        let currency = Currency::from_code(self.settings.goal_currency.as_deref()?)?;
        Some(Amount::from_minor(self.settings.goal_minor?, currency))
    }

    /// The terms of a currency, if it has any.
    pub(crate) fn terms(&self, currency: Currency) -> Option<(Currency, &CurrencyLine)> {
        self.currencies.iter().find(|line| line.code == currency.code()).map(|line| (currency, line))
    }

    /// The state of both lists, by which a stale page is known.
    pub(crate) fn order(&self) -> String {
        let currencies = self.currencies.iter().map(|line| line.code.clone());
        let funds = self.funds.iter().map(|fund| format!("{} {}", fund.id, fund.closed_at.is_some()));
        version(&currencies.chain(funds).collect::<Vec<_>>())
    }
}

/// A name for what was read, so that a save tells what it was made from. Two states that look the same have the same one.
pub(crate) fn version(read: &impl std::fmt::Debug) -> String {
    named_id("version of settings", &format!("{read:?}")).simple().to_string()
}

fn goal_texts(goal: Option<Amount>) -> Texts {
    let currency = goal.map_or(Currency::Usd, Amount::currency);
    Texts::from([
        ("goal_currency", currency.code().to_owned()),
        ("goal_amount", goal.map(Amount::plain).unwrap_or_default()),
    ])
}

fn terms_texts((currency, line): (Currency, &CurrencyLine)) -> Texts {
    let plain = |minor: i64| Amount::from_minor(minor, currency).plain();
    let presets: Vec<String> = line.presets_minor.iter().map(|minor| plain(*minor)).collect();
    Texts::from([
        ("is_offered", if line.is_offered { "yes".to_owned() } else { String::new() }),
        ("minimum", plain(line.minimum_minor)),
        ("maximum", plain(line.maximum_minor)),
        ("presets", presets.join("\n")),
        ("fee_percent", percent(line.fee_basis_points)),
        ("fee_fixed", plain(line.fee_fixed_minor)),
    ])
}

/// Hundredths of a percent as people write them: `2.9`.
pub(crate) fn percent(basis_points: i32) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}").trim_end_matches('0').to_owned() }
}
