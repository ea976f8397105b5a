//! A gift, as it is asked for and as its row tells. Who gave, and what they wrote, is sealed.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    language::Language,
    money::{Amount, Currency},
    seal::{Keys, Place, SealError},
    words::words,
};

words! {
    /// By which way a gift comes.
    pub enum Method {
        /// Through Stripe Checkout, by card or what else Stripe offers there.
        Card = "card",
        /// By bank transfer, announced here.
        Transfer = "transfer",
        /// By any other way, entered by staff.
        Offline = "offline",
    }
}

impl Method {
    /// Whether money of such a gift moves without Stripe, so that staff record it.
    pub(crate) fn is_by_hand(self) -> bool {
        self != Self::Card
    }
}

words! {
    /// For whom a gift is given.
    pub enum Dedication { Honour = "honour", Memory = "memory" }
}

words! {
    /// How a donation stands, in the order of its life. Once money moved, a trigger of the database derives it from the
    /// ledger; before that the checkout or the promised transfer tells, and it moves forward only.
    pub enum DonationState {
        /// No money came, and it may still come.
        Pending = "pending",
        /// The donor finished the checkout, and the bank takes its time.
        Processing = "processing",
        /// The bank said no.
        Failed = "failed",
        /// No money came, and none is waited for any more.
        Expired = "expired",
        /// Less arrived than was announced.
        PartlyPaid = "partly_paid",
        Paid = "paid",
        PartlyRefunded = "partly_refunded",
        Refunded = "refunded",
        /// The donor's bank took money back.
        Disputed = "disputed",
    }
}

impl DonationState {
    /// Whether no money moved in such a state.
    pub(crate) fn is_before_money(self) -> bool {
        matches!(self, Self::Pending | Self::Processing | Self::Failed | Self::Expired)
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

impl NewDonation {
    /// The gift without what covers the fees.
    pub(crate) fn gift(&self) -> Amount {
        Amount::from_minor(self.amount.minor() - self.fee_cover.minor(), self.amount.currency())
    }
}

#[derive(Clone, Debug)]
pub struct Donation {
    /// Its id, also at Stripe.
    pub id: Uuid,
    /// The language of the donor.
    pub(crate) language: Language,
    pub(crate) currency: String,
    /// What the donor chose, in minor units.
    pub amount_minor: i64,
    /// The part of it that is meant for the fees.
    pub fee_cover_minor: i64,
    pub method: Method,
    /// The monthly gift to which it belongs.
    pub monthly_gift_id: Option<Uuid>,
    /// `in_…`, for a monthly gift.
    pub(crate) invoice_id: Option<String>,
    /// What the donor writes on a bank transfer.
    pub reference: Option<String>,
    pub fund_id: Option<Uuid>,
    pub dedication: Option<Dedication>,
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
    pub state: DonationState,
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
    /// Why staff should look at it.
    pub flag: Option<String>,
    pub(crate) paid_at: Option<OffsetDateTime>,
    /// When the donor sent the form.
    pub(crate) created_at: OffsetDateTime,
}

impl Donation {
    /// What the donor chose; none if it is of a currency that we no longer know.
    pub fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }

    /// Whether money moved for it at any time.
    pub fn has_money(&self) -> bool {
        self.paid_at.is_some()
    }

    /// The id of the gift that it belongs to: that of the donation with which a monthly gift began, or its own.
    pub(crate) fn gift_id(&self) -> Uuid {
        self.monthly_gift_id.unwrap_or(self.id)
    }

    /// Whether its donor left a mail address and wants mails about it.
    pub(crate) fn wants_letters(&self) -> bool {
        self.mail_sealed.is_some() && self.wants_mail
    }

    pub fn name(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "name_sealed", self.name_sealed.as_deref())
    }

    pub fn mail(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "mail_sealed", self.mail_sealed.as_deref())
    }

    /// In honour or in memory of whom.
    pub fn dedicatee(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "dedicatee_sealed", self.dedicatee_sealed.as_deref())
    }

    pub fn message(&self, keys: &Keys) -> Result<Option<String>, SealError> {
        self.open(keys, "message_sealed", self.message_sealed.as_deref())
    }

    fn open(&self, keys: &Keys, column: &'static str, sealed: Option<&[u8]>) -> Result<Option<String>, SealError> {
        sealed.map(|sealed| keys.open(place(self.id, column), sealed)).transpose()
    }

    /// What the donor chose, as the form wrote it into this row; none if it is of a currency that we no longer know.
    pub fn chosen(&self, keys: &Keys) -> Result<Option<NewDonation>, SealError> {
        let Some(amount) = self.amount() else { return Ok(None) };
        let dedication = self.dedication.zip(self.dedicatee(keys)?);
        Ok(Some(NewDonation {
            amount,
            fee_cover: Amount::from_minor(self.fee_cover_minor, amount.currency()),
            method: self.method,
            is_monthly: self.monthly_gift_id.is_some(),
            reference: self.reference.clone(),
            fund_id: self.fund_id,
            dedication,
            message: self.message(keys)?,
            is_anonymous: self.is_anonymous,
            name: self.name(keys)?,
            mail: self.mail(keys)?,
            wants_mail: self.wants_mail,
            language: self.language,
        }))
    }
}

/// Where a sealed field of a donation stands.
pub(crate) fn place(row: Uuid, column: &'static str) -> Place<'static> {
    Place { table: "donations", column, row }
}
