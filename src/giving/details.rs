//! What a gift says beside its amount: who gives, for what purpose, in whose name, and a message. Every part may be left
//! out. Knows no web server and no database.

use uuid::Uuid;

use crate::{
    donations::donation::Dedication,
    form::{Problems, is_mail},
    giving::form::DonationForm,
    language::Language,
    mail_address,
    site::Site,
    text::{self, tidy},
    words::Word as _,
};

/// The longest name of a donor, in characters.
const LONGEST: usize = 254;
/// The longest name in a dedication, in characters.
const LONGEST_DEDICATEE: usize = 120;
pub(crate) const LONGEST_MESSAGE: usize = 1000;

/// The details of a gift, checked.
pub(crate) struct Details {
    pub(crate) fund_id: Option<Uuid>,
    /// In honour or in memory of whom.
    pub(crate) dedication: Option<(Dedication, String)>,
    /// What the donor wants to tell the organisation.
    pub(crate) message: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) wants_mail: bool,
}

impl Details {
    /// Checks the details of a form, and adds a problem to each field that needs another look.
    pub(crate) fn check(
        form: &DonationForm,
        site: &Site,
        language: Language,
        is_monthly: bool,
        problems: &mut Problems,
    ) -> Self {
        let wants_mail = form.no_mail.is_empty();
        Self {
            fund_id: purpose(form, site, language, problems),
            dedication: dedication(form, language, problems),
            message: problems.take_at(
                "message",
                language.message("giving-message"),
                language,
                text::prose(&form.message, LONGEST_MESSAGE),
            ),
            name: problems.take_at("name", language.message("donate-name"), language, text::name(&form.name, LONGEST)),
            mail: mail(form, language, is_monthly, wants_mail, problems),
            wants_mail,
        }
    }
}

/// A donor who gives once and wants no mail leaves no address. A monthly gift needs an address, because the way to stop it
/// leads over a mail.
fn mail(
    form: &DonationForm,
    language: Language,
    is_monthly: bool,
    wants_mail: bool,
    problems: &mut Problems,
) -> Option<String> {
    if !is_monthly && !wants_mail {
        return None;
    }
    let mail = tidy(&form.mail);
    if mail.is_empty() {
        if is_monthly {
            problems.add("mail", language.message("giving-problem-mail-missing"));
        }
        return None;
    }
    if !is_mail(&mail) {
        let key = if is_monthly { "giving-problem-mail-monthly" } else { "donate-problem-mail" };
        problems.add(
            "mail",
            match mail_address::meant(&mail) {
                Some(meant) => language.message_with("giving-problem-mail-meant", &[("meant", &meant)]),
                None => language.message(key),
            },
        );
    }
    Some(mail)
}

/// A purpose that is on offer; none means wherever it is needed most.
fn purpose(form: &DonationForm, site: &Site, language: Language, problems: &mut Problems) -> Option<Uuid> {
    if form.purpose.is_empty() {
        return None;
    }
    let fund = form.purpose.parse().ok().and_then(|id| site.fund(id));
    if fund.is_none() {
        problems.add("purpose", language.message("giving-problem-purpose"));
    }
    fund.map(|fund| fund.id)
}

/// A kind and a name, or neither.
fn dedication(form: &DonationForm, language: Language, problems: &mut Problems) -> Option<(Dedication, String)> {
    let dedicatee = problems.take_at(
        "dedicatee",
        language.message("giving-dedicatee"),
        language,
        text::name(&form.dedicatee, LONGEST_DEDICATEE),
    );
    match (Dedication::from_word(&form.dedication), dedicatee) {
        (Some(kind), Some(name)) => Some((kind, name)),
        (Some(_), None) => {
            problems.add("dedicatee", language.message("giving-problem-dedicatee"));
            None
        }
        (None, dedicatee) => {
            if dedicatee.is_some() || !form.dedication.is_empty() {
                problems.add("dedication", language.message("giving-problem-dedication"));
            }
            None
        }
    }
}
