//! What staff must look at: raised once, mailed to those who account for donations, settled by one of them.

pub(crate) mod queries;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    mail::{Mail, receiver},
    outbox::{self, MailKind},
    staff::{self, Role},
    state::AppState,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlertKind {
    /// An event of the processor could not be applied after many tries.
    DeadEvent,
    /// A donor's bank wants a payment back.
    Dispute,
    /// A card network suspects that a payment was made with a stolen card.
    FraudWarning,
    /// A donor's bank did not take a refund: the money is back here.
    RefundFailed,
    /// Money came that fits no donation.
    Orphan,
    /// The processor's books and the ledger differ.
    Difference,
    /// A donation is not as the donor chose it, or seems to have come twice.
    OddDonation,
    /// Somebody tries out stolen cards on the donation form, which guards itself now.
    UnderAttack,
}

impl AlertKind {
    pub(crate) const ALL: [Self; 8] = [
        Self::DeadEvent,
        Self::Dispute,
        Self::FraudWarning,
        Self::RefundFailed,
        Self::Orphan,
        Self::Difference,
        Self::OddDonation,
        Self::UnderAttack,
    ];

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::DeadEvent => "dead_event",
            Self::Dispute => "dispute",
            Self::FraudWarning => "fraud_warning",
            Self::RefundFailed => "refund_failed",
            Self::Orphan => "orphan",
            Self::Difference => "difference",
            Self::OddDonation => "odd_donation",
            Self::UnderAttack => "under_attack",
        }
    }

    /// The kind of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What staff read, on the dashboard and in the mail.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::DeadEvent => "An event of the payment processor could not be applied",
            Self::Dispute => "A donor's bank disputes a payment",
            Self::FraudWarning => "A card network warns that a payment may be fraudulent",
            Self::RefundFailed => "A refund came back, because the donor's bank did not take it",
            Self::Orphan => "A payment fits no donation",
            Self::Difference => "The processor's books and the ledger differ",
            Self::OddDonation => "A donation is not as the donor chose it",
            Self::UnderAttack => "Somebody seems to try out stolen cards on the donation form",
        }
    }
}

/// Raises an alert and mails it, unless the same one is open. `subject` names the thing, never a person.
pub(crate) async fn raise(
    state: &AppState,
    db: &mut PgConnection,
    kind: AlertKind,
    subject: &str,
    donation_id: Option<Uuid>,
) -> Result<(), Error> {
    let Some(id) = queries::add(&mut *db, kind, subject, donation_id).await? else { return Ok(()) };
    tracing::warn!(kind = kind.word(), subject, "staff must look at this");
    for (staff_member_id, _) in staff::queries::list_with_roles(&mut *db, &[Role::Owner, Role::Treasurer]).await? {
        outbox::post_to_staff(state, db, MailKind::Alert, id, staff_member_id).await?;
    }
    Ok(())
}

/// The mail of an alert to a member of staff; nothing if either is gone.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    alert_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let alert = queries::find(&mut *db, alert_id).await?;
    let to = staff::queries::find_email(&mut *db, staff_member_id).await?;
    let (Some(alert), Some(to)) = (alert, to) else { return Ok(None) };
    let Some(kind) = AlertKind::from_word(&alert.kind) else { return Ok(None) };
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: "Please look at the site".to_owned(),
        body: format!(
            "{}.\n\nWhich one, and what to do about it, stands on your first page:\n{}/admin\n",
            kind.sentence(),
            state.origin
        ),
    }))
}
