//! What a comparison may find.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::AlertKind,
    books::reconcile::compare::{Booked, Moved},
    language::Language,
    words::words,
};

words! {
    /// What kind of finding it is; the migration says what each means.
    pub(crate) enum FindingKind {
        /// Stripe has it, the ledger does not.
        Missing = "missing",
        /// Money that belongs to no donation.
        Orphan = "orphan",
        Amount = "amount",
        /// The ledger has it, Stripe does not.
        Unknown = "unknown",
        /// A gift whose fee Stripe does not tell.
        Fee = "fee",
        /// The public total is not the ledger's.
        Public = "public",
        /// A gift that seems to have been given twice.
        Twin = "twin",
    }
}

impl FindingKind {
    /// What staff read.
    pub(crate) fn sentence(self, language: Language) -> String {
        language.words("rooms-books-finding-", self)
    }

    /// The alert that tells staff of it.
    pub(crate) fn alert(self) -> AlertKind {
        match self {
            Self::Orphan => AlertKind::Orphan,
            Self::Twin => AlertKind::OddDonation,
            _ => AlertKind::Difference,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct NewFinding {
    pub(crate) kind: FindingKind,
    /// The object at Stripe, a currency, or a donation of ours.
    pub(crate) subject: String,
    pub(crate) donation_id: Option<Uuid>,
    pub(crate) currency: Option<String>,
    /// The sum at Stripe.
    pub(crate) processor_minor: Option<i64>,
    /// The sum in the ledger.
    pub(crate) booked_minor: Option<i64>,
    /// When the thing itself happened.
    pub(crate) occurred_at: OffsetDateTime,
}

impl NewFinding {
    /// Of money that Stripe moved.
    pub(crate) fn of_moved(kind: FindingKind, moved: &Moved, booked: Option<&Booked>) -> Self {
        Self {
            kind,
            subject: moved.subject.clone(),
            donation_id: booked.map(|booked| booked.donation_id),
            currency: Some(moved.currency.clone()),
            processor_minor: Some(moved.minor),
            booked_minor: booked.map(|booked| booked.minor),
            occurred_at: moved.at,
        }
    }

    /// Of money that only the ledger holds.
    pub(crate) fn of_booked(kind: FindingKind, booked: &Booked) -> Self {
        Self {
            kind,
            subject: booked.source_id.clone(),
            donation_id: Some(booked.donation_id),
            currency: Some(booked.currency.clone()),
            processor_minor: None,
            booked_minor: Some(booked.minor),
            occurred_at: booked.at,
        }
    }
}

/// How far back a comparison looked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// In Stripe's lists.
    pub(crate) lists: OffsetDateTime,
    /// In the ledger, for what Stripe does not list.
    pub(crate) ledger: OffsetDateTime,
}
