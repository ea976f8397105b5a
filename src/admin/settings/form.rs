//! The form of a section: what was typed, and what may be kept. Knows no web server and no database.

use uuid::Uuid;

use crate::{
    admin::settings::{
        fields::{Control, Field},
        queries::CurrencyLine,
        sections::Section,
        stored::Texts,
    },
    donations::sentences::amount_sentence,
    form::{Problems, is_mail},
    language::Language,
    link,
    money::{Amount, AmountError, Currency},
    text::{Fault, says_something, tidy},
};

/// What was typed. Every text may be missing or hostile.
#[derive(Clone, Debug)]
pub(crate) struct SectionForm {
    /// What it was made from.
    pub(crate) version: String,
    pub(crate) texts: Texts,
}

/// What is to be kept.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// The names, and where people write to.
    Names {
        english: String,
        korean: String,
        short: String,
        mail: String,
    },
    Goal(Option<Amount>),
    /// The account in English and in Korean.
    BankAccount(Option<String>, Option<String>),
    Terms(CurrencyLine),
    /// A new fund with its id and names.
    NewFund(Uuid, String, String),
    Fund(Uuid, String, String),
}

impl SectionForm {
    /// Reads the fields of a section. Others are none of its business.
    pub(crate) fn read(section: Section, pairs: Vec<(String, String)>) -> Self {
        let mut form = Self { version: String::new(), texts: Texts::new() };
        for (name, value) in pairs {
            if name == "version" {
                form.version = value;
            } else if let Some(field) = section.fields().iter().find(|field| field.name == name) {
                form.texts.insert(field.name, clean(field, &value));
            }
        }
        for field in section.fields() {
            form.texts.entry(field.name).or_default();
        }
        form
    }

    /// What stands in a field.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Checks every field. `is_last` says that no other currency is on offer.
    ///
    /// # Errors
    /// A sentence for each field that needs another look.
    pub(crate) fn check(&self, language: Language, section: Section, is_last: bool) -> Result<Change, Problems> {
        let mut problems = Problems::default();
        for field in section.fields() {
            let (text, longest) = (self.text(field.name), field.longest);
            let length = text.chars().count();
            if field.is_needed && !says_something(text) {
                problems.add(field.name, language.message("rooms-fill-in"));
            } else if let Some(sentence) = Fault::of_length(length, longest).and_then(|fault| fault.sentence(language))
            {
                problems.add(field.name, sentence);
            } else if let Some(sentence) = link::objection(language, text) {
                problems.add(field.name, sentence);
            } else if field.control == Control::Mail && !is_mail(text) {
                problems.add(field.name, language.message("rooms-settings-problem-mail"));
            }
        }
        let own = |name: &str| self.text(name).to_owned();
        let optional = |name: &str| Some(own(name)).filter(|text| !text.is_empty());
        let change = match section {
            Section::Names => Some(Change::Names {
                english: own("name_english"),
                korean: own("name_korean"),
                short: own("short_name"),
                mail: own("contact_mail"),
            }),
            Section::Goal => self.goal(language, &mut problems).map(Change::Goal),
            Section::BankAccount => {
                Some(Change::BankAccount(optional("bank_account_english"), optional("bank_account_korean")))
            }
            Section::Currency(currency) => self.terms(language, currency, is_last, &mut problems).map(Change::Terms),
            Section::NewFund => {
                // The showing names the fund, so that sending it twice adds one.
                let id = Uuid::try_parse(&self.version).ok();
                id.map(|id| Change::NewFund(id, own("name_english"), own("name_korean")))
            }
            Section::Fund(id) => Some(Change::Fund(id, own("name_english"), own("name_korean"))),
        };
        change.filter(|_| problems.is_empty()).ok_or(problems)
    }

    fn goal(&self, language: Language, problems: &mut Problems) -> Option<Option<Amount>> {
        let Some(currency) = Currency::from_code(self.text("goal_currency")) else {
            problems.add("goal_currency", language.message("rooms-settings-problem-currency"));
            return None;
        };
        match Amount::parse_sum(self.text("goal_amount"), currency) {
            Ok(goal) => Some(Some(goal)),
            Err(AmountError::Empty) => Some(None),
            Err(error) => {
                problems.add("goal_amount", amount_sentence(error, currency, language));
                None
            }
        }
    }

    fn terms(
        &self,
        language: Language,
        currency: Currency,
        is_last: bool,
        problems: &mut Problems,
    ) -> Option<CurrencyLine> {
        let is_offered = self.text("is_offered") == "yes";
        if !is_offered && is_last {
            problems.add("is_offered", language.message("rooms-settings-problem-only"));
        }
        let minimum = self.amount("minimum", currency, language, problems);
        let maximum = self.amount("maximum", currency, language, problems);
        let least = Amount::from_minor(currency.least_minor(), currency);
        if minimum.is_some_and(|minimum| minimum.minor() < least.minor()) {
            problems.add(
                "minimum",
                language.message_with("rooms-settings-problem-least", &[("least", &least.to_string())]),
            );
        }
        if let (Some(minimum), Some(maximum)) = (minimum, maximum)
            && maximum.minor() <= minimum.minor()
        {
            problems.add(
                "maximum",
                language.message_with("rooms-settings-problem-most", &[("least", &minimum.to_string())]),
            );
        }
        let presets_minor = self.presets(language, currency, minimum.zip(maximum), problems);
        let fee_basis_points = basis_points(self.text("fee_percent"));
        if fee_basis_points.is_none() {
            problems.add("fee_percent", language.message("rooms-settings-problem-percent"));
        }
        let fee_fixed_minor = match self.text("fee_fixed") {
            zero if !zero.is_empty() && zero.chars().all(|c| "0.".contains(c)) => Some(0),
            _ => self.amount("fee_fixed", currency, language, problems).map(Amount::minor),
        };
        Some(CurrencyLine {
            code: currency.code().to_owned(),
            is_offered,
            minimum_minor: minimum?.minor(),
            maximum_minor: maximum?.minor(),
            presets_minor: presets_minor?,
            fee_basis_points: fee_basis_points?,
            fee_fixed_minor: fee_fixed_minor?,
        })
    }

    /// Two to six sums within the bounds, each more than the one before.
    fn presets(
        &self,
        language: Language,
        currency: Currency,
        bounds: Option<(Amount, Amount)>,
        problems: &mut Problems,
    ) -> Option<Vec<i64>> {
        let mut presets: Vec<Amount> = Vec::new();
        for typed in self.text("presets").split_whitespace() {
            let sentence = match (Amount::parse(typed, currency), bounds) {
                (Err(error), _) => format!("{typed}: {}", amount_sentence(error, currency, language)),
                (Ok(preset), Some((least, most)))
                    if preset.minor() < least.minor() || preset.minor() > most.minor() =>
                {
                    let (least, most) = (least.to_string(), most.to_string());
                    let values = [("sum", &*preset.to_string()), ("least", &least), ("most", &most)];
                    language.message_with("rooms-settings-problem-between", &values)
                }
                (Ok(preset), _) if presets.last().is_some_and(|last| last.minor() >= preset.minor()) => {
                    language.message_with("rooms-settings-problem-order", &[("sum", &preset.to_string())])
                }
                (Ok(preset), _) => {
                    presets.push(preset);
                    continue;
                }
            };
            problems.add("presets", sentence);
            return None;
        }
        if !(2..=6).contains(&presets.len()) {
            problems.add("presets", language.message("rooms-settings-problem-presets"));
        }
        Some(presets.into_iter().map(Amount::minor).collect())
    }

    fn amount(
        &self,
        field: &'static str,
        currency: Currency,
        language: Language,
        problems: &mut Problems,
    ) -> Option<Amount> {
        match Amount::parse(self.text(field), currency) {
            Ok(amount) => Some(amount),
            Err(error) => {
                problems.add(field, amount_sentence(error, currency, language));
                None
            }
        }
    }
}

fn clean(field: &Field, typed: &str) -> String {
    let text = tidy(typed);
    if field.control == Control::Lines { text } else { text.replace('\n', " ") }
}

/// Percent with at most two decimals, from 0 to 20, as hundredths.
fn basis_points(typed: &str) -> Option<i32> {
    let plain = typed.trim_end_matches('%').trim_end();
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, "0"));
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole, 2) || !is_number(fraction, 2) {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok().filter(|points| *points <= 2000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_read_to_the_hundredth_or_not_at_all() {
        for (typed, expected) in [
            ("2.9", Some(290)),
            ("2.95%", Some(295)),
            ("0", Some(0)),
            ("20", Some(2000)),
            ("20.01", None),
            ("2,9", None),
            ("2.955", None),
            ("-1", None),
            ("", None),
            (".5", None),
            ("2.", None),
            ("١", None),
        ] {
            assert_eq!(basis_points(typed), expected, "{typed}");
        }
    }

    #[test]
    fn terms_hold_the_bounds() {
        let form = |change: &[(&'static str, &str)]| {
            let mut texts = Texts::from([
                ("is_offered", "yes".to_owned()),
                ("minimum", "1".to_owned()),
                ("maximum", "10,000".to_owned()),
                ("presets", "10\n25\n50".to_owned()),
                ("fee_percent", "2.9".to_owned()),
                ("fee_fixed", "0.30".to_owned()),
            ]);
            texts.extend(change.iter().map(|(name, text)| (*name, (*text).to_owned())));
            SectionForm { version: String::new(), texts }
        };
        let usd = Section::Currency(Currency::Usd);
        let Ok(Change::Terms(line)) = form(&[("fee_fixed", "0.00")]).check(Language::English, usd, true) else {
            panic!("good terms")
        };
        assert_eq!((line.presets_minor, line.fee_fixed_minor), (vec![1000, 2500, 5000], 0));
        for (field, text) in [
            ("minimum", "0.49"),
            ("minimum", ""),
            ("minimum", "one"),
            ("maximum", "1"),
            ("maximum", "1,000,000"),
            ("presets", "10"),
            ("presets", "10\n10"),
            ("presets", "25\n10"),
            ("presets", "0.50\n10"),
            ("presets", "10\n20000"),
            ("presets", "1\n2\n3\n4\n5\n6\n7"),
            ("presets", "10\nten"),
            ("fee_percent", "21"),
            ("fee_fixed", "-1"),
            ("fee_fixed", ""),
            ("is_offered", ""),
        ] {
            let problems = form(&[(field, text)]).check(Language::English, usd, true).expect_err(text);
            assert!(
                problems.of(field).is_some_and(|sentence| sentence.ends_with('.')),
                "{field} {text:?}: {problems:?}"
            );
        }
        assert!(
            form(&[("is_offered", "")]).check(Language::English, usd, false).is_ok(),
            "another currency is on offer"
        );
        let krw = Section::Currency(Currency::Krw);
        let won = [("minimum", "999"), ("maximum", "100000"), ("presets", "1000 2000"), ("fee_fixed", "0")];
        let problems = form(&won).check(Language::English, krw, false).expect_err("too small");
        assert!(problems.of("minimum").is_some_and(|sentence| sentence.contains("₩1,000")), "{problems:?}");
    }
}
