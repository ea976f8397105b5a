//! A gift, as it is asked for and as its row tells. Who gave, and what they wrote, is sealed.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    money::{Amount, Currency},
    seal::{Keys, Place, SealError},
};

/// By which way a gift comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Through Stripe Checkout, by card or what else Stripe offers there.
    Card,
    /// By bank transfer, announced here.
    Transfer,
    /// By any other way, entered by staff.
    Offline,
}

impl Method {
    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Offline => "offline",
        }
    }
}

/// For whom a gift is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dedication {
    Honour,
    Memory,
}

impl Dedication {
    /// The word in the database and in forms.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Honour => "honour",
            Self::Memory => "memory",
        }
    }

    /// The dedication of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Honour, Self::Memory].into_iter().find(|dedication| dedication.word() == word)
    }
}

/// A gift that somebody decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDonation {
    /// How much, all in all.
    pub amount: Amount,
    /// The part of it that is meant for the fees; zero where none is.
    pub fee_cover: Amount,
    /// By which way it comes.
    pub method: Method,
    /// Whether it comes every month.
    pub is_monthly: bool,
    /// What the donor writes on a bank transfer.
    pub reference: Option<String>,
    pub fund_id: Option<Uuid>,
    /// In honour or in memory of whom.
    pub dedication: Option<(Dedication, String)>,
    /// What the donor wants to tell the organisation.
    pub message: Option<String>,
    /// Whether the donor's name stays with the staff who account for gifts.
    pub is_anonymous: bool,
    pub name: Option<String>,
    pub mail: Option<String>,
    /// Whether mails about this gift are wanted.
    pub wants_mail: bool,
    /// The language in which the form was read.
    pub language: Language,
}

#[derive(Clone, Debug)]
pub struct Donation {
    /// Its id, also at Stripe.
    pub id: Uuid,
    /// The language of the donor.
    pub(crate) language: String,
    pub(crate) currency: String,
    /// What the donor chose, in minor units.
    pub amount_minor: i64,
    /// The part of it that is meant for the fees.
    pub fee_cover_minor: i64,
    /// `card`, `transfer` or `offline`.
    pub method: String,
    /// The monthly gift to which it belongs.
    pub monthly_gift_id: Option<Uuid>,
    /// `in_…`, for a monthly gift.
    pub(crate) invoice_id: Option<String>,
    /// What the donor writes on a bank transfer.
    pub reference: Option<String>,
    pub fund_id: Option<Uuid>,
    /// `honour` or `memory`.
    pub dedication: Option<String>,
    /// In honour or in memory of whom.
    pub dedicatee_sealed: Option<Vec<u8>>,
    /// What the donor told the organisation.
    pub message_sealed: Option<Vec<u8>>,
    /// Whether the donor's name stays with the staff who account for gifts.
    pub is_anonymous: bool,
    pub name_sealed: Option<Vec<u8>>,
    pub mail_sealed: Option<Vec<u8>>,
    /// Whether mails about this gift are wanted.
    pub wants_mail: bool,
    /// How it stands: derived by the database from the ledger, or from the checkout before money moved.
    pub state: String,
    /// Counts the checkouts made for this row.
    pub(crate) attempt: i32,
    /// When the present checkout was first asked for.
    pub(crate) asked_at: OffsetDateTime,
    /// `cs_…`
    pub(crate) checkout_session_id: Option<String>,
    pub(crate) checkout_url: Option<String>,
    pub(crate) checkout_expires_at: Option<OffsetDateTime>,
    /// `pi_…`
    pub(crate) payment_intent_id: Option<String>,
    /// What staff should look at.
    pub flag: Option<String>,
    pub(crate) paid_at: Option<OffsetDateTime>,
    /// When the donor sent the form.
    pub(crate) created_at: OffsetDateTime,
}

impl Donation {
    /// What the donor chose, if it is of a currency that we still know.
    pub fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// The language of the donor.
    pub(crate) fn language(&self) -> Language {
        Language::from_tag(&self.language).unwrap_or(Language::English)
    }

    /// Whether money moved for it at any time.
    pub fn has_money(&self) -> bool {
        self.paid_at.is_some()
    }

    /// Whether its donor left an address and wants mails about it.
    pub(crate) fn wants_letters(&self) -> bool {
        self.mail_sealed.is_some() && self.wants_mail
    }

    /// The donor's name.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn name(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "name_sealed", self.name_sealed.as_deref())
    }

    /// The donor's mail address.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn mail(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "mail_sealed", self.mail_sealed.as_deref())
    }

    /// In honour or in memory of whom.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn dedicatee(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "dedicatee_sealed", self.dedicatee_sealed.as_deref())
    }

    /// What the donor told the organisation.
    ///
    /// # Errors
    /// When the key is missing or the value was changed.
    pub fn message(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "message_sealed", self.message_sealed.as_deref())
    }

    fn open(&self, keys: &Keys, column: &'static str, sealed: Option<&[u8]>) -> Result<Option<String>, SealError> {
        sealed.map(|sealed| keys.open(place(self.id, column), sealed)).transpose()
    }

    /// What the form said when this row was written.
    ///
    /// # Errors
    /// When the key is missing or a value was changed.
    pub fn chosen(&self, keys: &Keys) -> Result<Option<NewDonation>, SealError> {
        let Some(amount) = self.amount() else { return Ok(None) };
        let dedication = self.dedication.as_deref().and_then(Dedication::from_word).zip(self.dedicatee(keys)?);
        Ok(Some(NewDonation {
            amount,
            fee_cover: Amount::from_minor(self.fee_cover_minor, amount.currency()),
            method: match self.method.as_str() {
                "transfer" => Method::Transfer,
                "offline" => Method::Offline,
                _ => Method::Card,
            },
            is_monthly: self.monthly_gift_id.is_some(),
            reference: self.reference.clone(),
            fund_id: self.fund_id,
            dedication,
            message: self.message(keys)?,
            is_anonymous: self.is_anonymous,
            name: self.name(keys)?,
            mail: self.mail(keys)?,
            wants_mail: self.wants_mail,
            language: self.language(),
        }))
    }
}

/// Where a sealed field of a donation stands.
pub(crate) fn place(row: Uuid, column: &'static str) -> Place<'static> {
    Place { table: "donations", column, row }
}

/// The purpose of the keyed hash by which a donor finds their own gifts.
const MAIL_INDEX: &str = "donor mail";

/// The keyed hash of a mail address, written in small letters and without blanks around it.
pub(crate) fn mail_index(keys: &Keys, mail: &str) -> [u8; 32] {
    keys.hash(MAIL_INDEX, mail.trim().to_lowercase().as_bytes())
}

/// The same under every key that we hold, to look up what was stored under an earlier one.
pub(crate) fn mail_indexes(keys: &Keys, mail: &str) -> Vec<Vec<u8>> {
    keys.hashes(MAIL_INDEX, mail.trim().to_lowercase().as_bytes())
}
