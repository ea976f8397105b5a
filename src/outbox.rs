//! The way into the outbox: a mail is put there in the caller's transaction and leaves by a job. No address stands in
//! either; whoever composes the mail reads it from where it is sealed.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Error, job::Job as _, mail, state::AppState};

/// What a mail is about, and so who composes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailKind {
    /// Thanks with the receipt, for one gift that arrived. The subject is the receipt.
    Receipt,
    /// That a payment for which the bank took its time failed. The subject is the donation.
    PaymentFailed,
    /// That a turn of a monthly gift failed. The subject is the failed turn.
    RenewalFailed,
    /// That a monthly gift ended. The subject is the monthly gift.
    MonthlyStopped,
    /// That money was given back. The subject is the refund.
    Refunded,
    /// Where a promised bank transfer goes. The subject is the donation.
    TransferPromise,
    /// The link to manage one's giving. The subject is the request.
    ManageLink,
    /// That staff must look at something. The subject is the alert.
    Alert,
    /// The link by which a donor goes on whose browser runs no scripts. The subject is the form that waits.
    ConfirmGift,
    /// That the donation form takes gifts in another way now. The subject is the change; for staff.
    GivingChanged,
}

impl MailKind {
    pub(crate) const ALL: [Self; 10] = [
        Self::Receipt,
        Self::PaymentFailed,
        Self::RenewalFailed,
        Self::MonthlyStopped,
        Self::Refunded,
        Self::TransferPromise,
        Self::ManageLink,
        Self::Alert,
        Self::ConfirmGift,
        Self::GivingChanged,
    ];

    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::PaymentFailed => "payment_failed",
            Self::RenewalFailed => "renewal_failed",
            Self::MonthlyStopped => "monthly_stopped",
            Self::Refunded => "refunded",
            Self::TransferPromise => "transfer_promise",
            Self::ManageLink => "manage_link",
            Self::Alert => "alert",
            Self::ConfirmGift => "confirm_gift",
            Self::GivingChanged => "giving_changed",
        }
    }

    /// The kind of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The job that sends a mail of the outbox. What it does stands in `jobs/mails.rs`, which knows all who compose mails.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct SendMail {
    pub(crate) mail_id: Uuid,
}

/// Posts a mail, once for each kind and subject. Says whether it is new.
pub(crate) async fn post(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<bool, Error> {
    let added = mail::queries::add(&mut *db, kind.word(), subject_id, None).await?;
    send(state, db, added).await
}

/// Posts a mail to a member of staff, once for each kind and subject.
pub(crate) async fn post_to_staff(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
    staff_member_id: Uuid,
) -> Result<bool, Error> {
    let added = mail::queries::add(&mut *db, kind.word(), subject_id, Some(staff_member_id)).await?;
    send(state, db, added).await
}

/// Posts a further copy of a mail, because somebody asked for it.
pub(crate) async fn post_again(
    state: &AppState,
    db: &mut PgConnection,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<bool, Error> {
    let added = mail::queries::add_copy(&mut *db, kind.word(), subject_id).await?;
    send(state, db, added).await
}

async fn send(state: &AppState, db: &mut PgConnection, added: Option<Uuid>) -> Result<bool, Error> {
    let Some(mail_id) = added else { return Ok(false) };
    SendMail { mail_id }.enqueue(state, db).await?;
    Ok(true)
}
