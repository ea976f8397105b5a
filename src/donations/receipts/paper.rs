//! What a receipt says, in the mail and on the page. All sums come from the ledger.

use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

use crate::{
    calendar,
    donations::{
        donation::{Donation, Method},
        receipts::queries::{self, Receipt},
    },
    error::Error,
    language::Language,
    money::Amount,
    state::AppState,
    words::Word as _,
};

/// How long the original is shown after it was asked for, so that donors can reload the page or mend their printer.
const FIRST_SHOWING: Duration = Duration::minutes(10);

#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) serial: String,
    pub(crate) amount: Amount,
    /// The day on which it arrived, by the clock of Seoul.
    pub(crate) day: String,
    pub(crate) way: String,
    /// Whether it comes every month.
    pub(crate) is_monthly: bool,
    /// The donor's name, if they gave one.
    pub(crate) name: Option<String>,
    /// The purpose, if one was chosen.
    pub(crate) purpose: Option<String>,
    /// In honour or in memory of whom.
    pub(crate) dedication: Option<String>,
    /// What went back of the gift since then.
    pub(crate) given_back: Option<GivenBack>,
    /// When the original was first shown.
    pub(crate) shown_at: Option<OffsetDateTime>,
}

/// What went back of a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GivenBack {
    Whole,
    Part(Amount),
}

impl Paper {
    /// Writes a receipt in a language; none if it is of a currency that we no longer know.
    pub(crate) async fn write(
        state: &AppState,
        db: &mut PgConnection,
        receipt: &Receipt,
        donation: &Donation,
        language: Language,
    ) -> Result<Option<Self>, Error> {
        let keys = &state.config.keys;
        let Some(amount) = receipt.amount() else { return Ok(None) };
        let fund = match donation.fund_id {
            Some(id) => queries::fund(&mut *db, id).await?,
            None => None,
        };
        let dedicatee = donation.dedicatee(keys)?.zip(donation.dedication);
        let given_back = queries::given_back(&mut *db, donation.id).await?;
        let rest = crate::ledger::queries::received(&mut *db, donation.id).await?;
        Ok(Some(Self {
            serial: receipt.serial(),
            amount,
            day: calendar::day_with_zone(receipt.occurred_at, language),
            way: language.message(way(donation)),
            is_monthly: donation.monthly_gift_id.is_some(),
            name: donation.name(keys)?,
            purpose: fund.map(|fund| fund.name(language).to_owned()),
            dedication: dedicatee.map(|(name, kind)| {
                language.message_with("receipt-dedication", &[("kind", kind.word()), ("name", &name)])
            }),
            given_back: match (given_back, rest) {
                (..=0, _) => None,
                (_, Some(rest)) if rest.minor() <= 0 => Some(GivenBack::Whole),
                (minor, _) => Some(GivenBack::Part(Amount::from_minor(minor, amount.currency()))),
            },
            shown_at: receipt.shown_at,
        }))
    }

    /// Whether the page shows the original now. Opening the address cannot decide that, because programs that scan mails
    /// open it first. So the donor presses a button once, and for [`FIRST_SHOWING`] it is the original; before and after
    /// that, it is a copy.
    pub(crate) fn is_original(&self, now: OffsetDateTime) -> bool {
        self.shown_at.is_some_and(|shown_at| now - shown_at < FIRST_SHOWING)
    }

    /// Whether the original can still be asked for.
    pub(crate) fn has_original(&self) -> bool {
        self.shown_at.is_none()
    }
}

/// The message that names the way by which a gift came.
fn way(donation: &Donation) -> &'static str {
    match donation.method {
        Method::Card => "receipt-way-card",
        Method::Transfer => "receipt-way-transfer",
        Method::Offline => "receipt-way-offline",
    }
}
