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
    words::{Word as _, words},
};

words! {
    pub(crate) enum AlertKind {
        /// An event of the processor could not be applied after many tries.
        DeadEvent = "dead_event",
        /// A donor's bank wants a payment back.
        Dispute = "dispute",
        /// A card network suspects that a payment was made with a stolen card.
        FraudWarning = "fraud_warning",
        /// A donor's bank did not take a refund: the money is back here.
        RefundFailed = "refund_failed",
        /// Money came that fits no donation.
        Orphan = "orphan",
        /// The processor's books and the ledger differ.
        Difference = "difference",
        /// A donation is not as the donor chose it, or seems to have come twice.
        OddDonation = "odd_donation",
        /// Somebody tries out stolen cards on the donation form, which guards itself now.
        UnderAttack = "under_attack",
    }
}

impl AlertKind {
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
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: "Please look at the site".to_owned(),
        body: format!(
            "{}.\n\nWhich one, and what to do about it, stands on your first page:\n{}/admin\n",
            alert.kind.sentence(),
            state.origin
        ),
    }))
}
