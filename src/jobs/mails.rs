//! The jobs that send mails, and who composes which.

use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    access_events,
    alerts::{self, AlertKind},
    database,
    donations::{notices as donors, receipts},
    error::Error,
    giving::{by_mail, defence, transfer},
    heads,
    job::{Clock, Job},
    jobs::queries,
    limits::{self, Tally},
    mail::{self, Mail, Sender, Trouble, queries::Failed},
    mailbox::Mailbox,
    manage,
    outbox::{MailKind, QueueMails, SendMail},
    pages,
    state::AppState,
    volunteers::{self, notices},
    words::Word as _,
};

impl Job for SendMail {
    const IDENTIFIER: &'static str = "send_mail";

    fn key(&self) -> Option<String> {
        Some(format!("mail {}", self.mail_id))
    }

    fn priority(&self) -> i16 {
        self.priority
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        send_mail(state, &self).await
    }
}

impl Job for QueueMails {
    const IDENTIFIER: &'static str = "queue_mails";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(5), Self {}))
    }

    fn key(&self) -> Option<String> {
        Some("queue mails".to_owned())
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        let mut tx = database::begin(&state.db).await?;
        let due = mail::queries::list_due(&mut *tx, AT_A_TIME).await?;
        for (mail_id, priority) in queries::priorities(&mut *tx, &due).await? {
            SendMail { mail_id, priority }.enqueue(state, &mut tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// How many mails are queued at a time.
const AT_A_TIME: i64 = 5000;

/// How long a mail waits after each try that failed; after the last of them, as long again and again.
const PAUSES: [Duration; 6] = [
    Duration::MINUTE,
    Duration::minutes(4),
    Duration::minutes(15),
    Duration::HOUR,
    Duration::hours(3),
    Duration::hours(6),
];

/// How much later a mail is tried that its mailbox has no room for today.
const LATER: Duration = Duration::hours(6);

/// How long a mail is tried before it waits for staff.
const TRYING: Duration = Duration::days(5);

/// After as many tries staff are told: about twenty minutes.
const TELLING: i32 = 4;

/// Sends a mail of the outbox, unless that was done. It is marked in the transaction that holds it, so nobody else sends it.
async fn send_mail(state: &AppState, job: &SendMail) -> Result<(), Error> {
    let mail_id = job.mail_id;
    let mut tx = database::begin(&state.db).await?;
    let Some(waiting) = mail::queries::take(&mut *tx, mail_id).await? else { return Ok(()) };
    let mut sender = Sender::Named;
    let composed = match (waiting.kind, waiting.staff_member_id) {
        (MailKind::VolunteerConfirm, None) => {
            let written = volunteers::confirm::write(state, &mut tx, mail_id, waiting.subject_id).await?;
            sender = written.as_ref().map_or(sender, |written| written.sender);
            written.map(|written| written.mail)
        }
        (kind, Some(reader)) => compose_to_staff(state, &mut tx, mail_id, kind, waiting.subject_id, reader).await?,
        (kind, None) => compose(state, &mut tx, mail_id, kind, waiting.subject_id).await?,
    };
    let Some(mail) = composed else {
        mail::queries::mark_sent(&mut *tx, mail_id).await?;
        return Ok(tx.commit().await?);
    };
    if count(state, &mut tx, waiting.kind, &mail).await? == Tally::Over {
        if waiting.kind == MailKind::VolunteerConfirm {
            // Others may have used up the mailbox's day; whoever waits for this mail must not lose by it.
            tx.rollback().await?;
            mail::queries::plan(&state.db, mail_id, Some(OffsetDateTime::now_utc() + LATER)).await?;
            return Ok(());
        }
        tracing::info!(mail = %mail_id, kind = waiting.kind.word(), "a mail was dropped: its mailbox had enough today");
        mail::queries::drop(&mut *tx, mail_id).await?;
        return Ok(tx.commit().await?);
    };
    match state.mailer.send_as(sender, mail).await {
        Ok(()) => {
            mail::queries::mark_sent(&mut *tx, mail_id).await?;
            tx.commit().await?;
            note_success(state).await
        }
        Err(error) => {
            tracing::warn!(mail = %mail_id, kind = waiting.kind.word(), "a mail did not leave: {error}");
            if error.trouble == Trouble::NoSuchRecipient {
                mail::queries::mark_refused(&mut *tx, mail_id).await?;
                return Ok(tx.commit().await?);
            }
            // What composing changed, such as a link that counts as sent, is taken back.
            tx.rollback().await?;
            note_failure(state, job, error.trouble).await
        }
    }
}

/// Plans the next try of a mail, and tells staff in their rooms if it will not mend itself.
async fn note_failure(state: &AppState, job: &SendMail, trouble: Trouble) -> Result<(), Error> {
    let SendMail { mail_id, priority } = *job;
    let now = OffsetDateTime::now_utc();
    let mut tx = database::begin(&state.db).await?;
    let Some(failed) = mail::queries::note_failure(&mut *tx, mail_id, trouble).await? else { return Ok(()) };
    let next = next_try(failed, now);
    mail::queries::plan(&mut *tx, mail_id, next).await?;
    if next.is_some() {
        SendMail { mail_id, priority }.enqueue_for(state, &mut tx, next).await?;
    }
    if failed.attempts >= TELLING || trouble.needs_hands() || next.is_none() {
        alerts::raise_in_rooms(&mut tx, AlertKind::UnsentMails, alerts::MAIL).await?;
    }
    Ok(tx.commit().await?)
}

/// When a mail is tried next, or that it was tried for long enough.
fn next_try(failed: Failed, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let turn = usize::try_from(failed.attempts - 1).unwrap_or_default().min(PAUSES.len() - 1);
    (now - failed.since < TRYING).then(|| now + PAUSES[turn])
}

/// A mail left, so the mail server is well: what waits because of it need not wait any longer.
async fn note_success(state: &AppState) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    if mail::queries::bring_forward(&mut *tx).await? > 0 {
        QueueMails {}.enqueue(state, &mut tx).await?;
    }
    if alerts::queries::is_open(&mut *tx, AlertKind::UnsentMails, alerts::MAIL).await?
        && mail::queries::list_unsent(&mut *tx).await?.is_empty()
    {
        alerts::queries::settle_about(&mut *tx, AlertKind::UnsentMails, alerts::MAIL).await?;
    }
    Ok(tx.commit().await?)
}

/// Counts a mail that somebody asked for in a form; any other is free.
async fn count(state: &AppState, db: &mut PgConnection, kind: MailKind, mail: &Mail) -> Result<Tally, Error> {
    let Some(mailbox) = Mailbox::parse(mail.to.as_ref()) else { return Ok(Tally::Within) };
    let (keys, now) = (&state.config.keys, OffsetDateTime::now_utc());
    match kind {
        MailKind::ManageLink => limits::mails::count_link(db, keys, &mailbox, now).await,
        MailKind::ConfirmGift | MailKind::TransferPromise | MailKind::VolunteerConfirm => {
            limits::mails::count_mail(db, keys, &mailbox, now).await
        }
        _ => Ok(Tally::Within),
    }
}

/// The mail of a kind about a subject; nothing if it is not wanted any more, or is written elsewhere.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    kind: MailKind,
    subject_id: Uuid,
) -> Result<Option<Mail>, Error> {
    match kind {
        MailKind::Receipt => receipts::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::TransferPromise => transfer::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::ConfirmGift => by_mail::mail::compose(state, db, mail_id, subject_id).await,
        MailKind::ManageLink => manage::mails::close_with_link(state, db, mail_id, subject_id).await,
        MailKind::PaymentFailed => donors::compose_payment_failed(state, db, mail_id, subject_id).await,
        MailKind::RenewalFailed => manage::mails::compose_failed(state, db, mail_id, subject_id).await,
        MailKind::MonthlyChanged => manage::mails::compose_changed(state, db, mail_id, subject_id).await,
        MailKind::MonthlyStopped => manage::mails::compose_stopped(state, db, mail_id, subject_id).await,
        MailKind::Refunded => donors::compose_refunded(state, db, mail_id, subject_id).await,
        MailKind::Alert
        | MailKind::GivingChanged
        | MailKind::ChainHeads
        | MailKind::AccessEvent
        | MailKind::StaffLink
        | MailKind::PagePublished
        | MailKind::VolunteerConfirm
        | MailKind::VolunteerNew
        | MailKind::VolunteerWaiting
        | MailKind::VolunteerEnding
        | MailKind::VolunteerReminder
        | MailKind::VolunteerOpenings => Ok(None),
    }
}

/// The same of a mail to a member of staff.
async fn compose_to_staff(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    kind: MailKind,
    subject_id: Uuid,
    reader: Uuid,
) -> Result<Option<Mail>, Error> {
    match kind {
        MailKind::Alert => alerts::compose(state, db, mail_id, subject_id, reader).await,
        MailKind::GivingChanged => defence::mails::compose_change(state, db, mail_id, subject_id, reader).await,
        MailKind::ChainHeads => heads::mail::compose(state, db, mail_id, subject_id, reader).await,
        MailKind::AccessEvent => access_events::compose(state, db, mail_id, subject_id, reader).await,
        MailKind::StaffLink => access_events::compose_link(state, db, mail_id, subject_id, reader).await,
        MailKind::PagePublished => pages::staff::compose(state, db, mail_id, subject_id, reader).await,
        MailKind::VolunteerOpenings => notices::mail::compose_openings(state, db, mail_id, subject_id, reader).await,
        kind => match notices::kind(kind) {
            Some(kind) => notices::mail::compose(state, db, mail_id, kind, subject_id, reader).await,
            None => Ok(None),
        },
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_mail_is_tried_for_days_with_growing_pauses() {
        let since = datetime!(2026-03-01 12:00 UTC);
        let (mut now, mut pauses) = (since, Vec::new());
        for attempts in 1.. {
            let Some(next) = next_try(Failed { attempts, since }, now) else { break };
            pauses.push(next - now);
            now = next;
        }
        assert!(pauses.is_sorted() && pauses[0] <= Duration::MINUTE, "{pauses:?}");
        assert!((TRYING..TRYING + Duration::hours(6)).contains(&(now - since)), "{}", now - since);
        assert!(pauses.len() < 30, "a mail server that is away is not flooded: {}", pauses.len());
    }
}
