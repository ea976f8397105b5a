//! What a comparison found: kept once, told to staff once, gone by itself when it came right.

pub(crate) mod queries;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    alerts::{self, AlertKind},
    books::reconcile::compare::{Booked, Moved},
    error::Error,
    state::AppState,
};

/// What kind of finding it is; the migration says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindingKind {
    /// Stripe has it, the ledger does not.
    Missing,
    /// Money that belongs to no donation.
    Orphan,
    Amount,
    /// The ledger has it, Stripe does not.
    Unknown,
    /// A gift whose fee Stripe does not tell.
    Fee,
    /// The public total is not the ledger's.
    Public,
    /// A gift that seems to have been given twice.
    Twin,
}

impl FindingKind {
    pub(crate) const ALL: [Self; 7] =
        [Self::Missing, Self::Orphan, Self::Amount, Self::Unknown, Self::Fee, Self::Public, Self::Twin];

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Orphan => "orphan",
            Self::Amount => "amount",
            Self::Unknown => "unknown",
            Self::Fee => "fee",
            Self::Public => "public",
            Self::Twin => "twin",
        }
    }

    /// The kind of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Missing => "Stripe moved money that the ledger does not hold",
            Self::Orphan => "Money at Stripe that belongs to no donation",
            Self::Amount => "Stripe and the ledger hold different sums",
            Self::Unknown => "The ledger holds money that Stripe does not list",
            Self::Fee => "Stripe does not tell the fee of this gift",
            Self::Public => "The public total is not the ledger’s",
            Self::Twin => "The same donor gave the same sum twice within ten minutes",
        }
    }

    /// As what it is told to staff.
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

/// From when on a comparison looked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// At Stripe's lists.
    pub(crate) lists: OffsetDateTime,
    /// At the ledger, for what Stripe does not list.
    pub(crate) ledger: OffsetDateTime,
}

/// Keeps what a run found, tells staff what is new, and takes back what came right. What is older than the comparison was
/// not looked at, so it stays until staff have seen it.
pub(crate) async fn keep(
    state: &AppState,
    db: &mut PgConnection,
    run_id: Uuid,
    found: &[NewFinding],
    window: Window,
) -> Result<i32, Error> {
    let mut news = 0;
    for finding in found {
        if queries::add(&mut *db, run_id, finding).await? {
            news += 1;
            alerts::raise(state, db, finding.kind.alert(), &finding.subject, finding.donation_id).await?;
        }
    }
    for (kind, subject) in queries::let_vanish(&mut *db, run_id, window).await? {
        if let Some(kind) = FindingKind::from_word(&kind) {
            alerts::queries::settle_about(&mut *db, kind.alert(), &subject).await?;
        }
    }
    Ok(news)
}

/// Settles a finding because a member of staff looked at it, and the alert with it. Says whether it was open.
pub(crate) async fn look_at(db: &mut PgConnection, id: Uuid, staff_member_id: Uuid) -> Result<bool, Error> {
    let Some((kind, subject)) = queries::look_at(&mut *db, id, staff_member_id).await? else { return Ok(false) };
    if let Some(kind) = FindingKind::from_word(&kind) {
        alerts::queries::settle_about(db, kind.alert(), &subject).await?;
    }
    Ok(true)
}
