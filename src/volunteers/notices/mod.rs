//! What coordinators are told of by mail, by the clock: new offers within a minute, bundled; who waits longer than was promised,
//! once a day; whose record ends soon, once a week; and next steps on their day. What was missed while the site was down is
//! told once.

pub(crate) mod mail;
mod queries;
mod readers;

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    calendar, database,
    error::Error,
    job::{Clock, Job},
    outbox::{self, MailKind},
    state::AppState,
    volunteers::words::NoticeKind,
    words::Word as _,
};

/// New offers are one mail within this time.
const BUNDLED: Duration = Duration::minutes(15);

/// From this hour on people are told of what can wait for the morning.
const MORNING: u8 = 8;

/// The job that looks what there is to tell.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct TellCoordinators {}

impl Job for TellCoordinators {
    const IDENTIFIER: &'static str = "tell_coordinators";
    const IS_RETRIED: bool = false;

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(1), Self {}))
    }

    fn key(&self) -> Option<String> {
        Some("tell coordinators".to_owned())
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        tell(state, OffsetDateTime::now_utc()).await
    }
}

/// Posts the mails about everything of which coordinators have to be told at this time and were not.
///
/// # Errors
/// If the database is away; then nothing was told.
pub async fn tell(state: &AppState, now: OffsetDateTime) -> Result<(), Error> {
    let mut tx = database::begin(&state.db).await?;
    queries::lock(&mut *tx).await?;
    let today = calendar::day(now);
    if !queries::was_told(&mut *tx, NoticeKind::New, now - BUNDLED).await? {
        let people = queries::take_new(&mut *tx).await?;
        post(state, &mut tx, NoticeKind::New, &people, now).await?;
    }
    if calendar::local(now).hour() >= MORNING {
        tell_in_the_morning(state, &mut tx, today, now).await?;
    }
    queries::forget_old(&mut *tx, now).await?;
    Ok(tx.commit().await?)
}

async fn tell_in_the_morning(
    state: &AppState,
    db: &mut PgConnection,
    today: Date,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let people = queries::take_due(&mut *db, today).await?;
    post(state, db, NoticeKind::Reminder, &people, now).await?;
    if !queries::was_told(&mut *db, NoticeKind::Waiting, calendar::midnight(today)).await? {
        let people = queries::take_waiting(&mut *db, today).await?;
        post(state, db, NoticeKind::Waiting, &people, now).await?;
    }
    if !queries::was_told(&mut *db, NoticeKind::Ending, calendar::midnight(monday(today))).await? {
        let people = queries::take_ending(&mut *db, today).await?;
        post(state, db, NoticeKind::Ending, &people, now).await?;
    }
    Ok(())
}

/// The first day of the week.
fn monday(day: Date) -> Date {
    day - Duration::days(i64::from(day.weekday().number_days_from_monday()))
}

/// Keeps of whom is told, and posts a mail to each reader.
async fn post(
    state: &AppState,
    db: &mut PgConnection,
    kind: NoticeKind,
    people: &[Uuid],
    now: OffsetDateTime,
) -> Result<(), Error> {
    if people.is_empty() {
        return Ok(());
    }
    let id = Uuid::now_v7();
    queries::add(&mut *db, id, kind, now, people).await?;
    for reader in readers::of(&mut *db, kind, people).await? {
        outbox::post_to_staff(state, db, mail_kind(kind), id, reader).await?;
    }
    Ok(())
}

/// Which notice a mail tells of, if it is one.
pub(crate) fn kind(mail: MailKind) -> Option<NoticeKind> {
    NoticeKind::ALL.iter().copied().find(|kind| mail_kind(*kind) == mail)
}

fn mail_kind(kind: NoticeKind) -> MailKind {
    match kind {
        NoticeKind::New => MailKind::VolunteerNew,
        NoticeKind::Waiting => MailKind::VolunteerWaiting,
        NoticeKind::Ending => MailKind::VolunteerEnding,
        NoticeKind::Reminder => MailKind::VolunteerReminder,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        for day in [date!(2026 - 11 - 30), date!(2026 - 12 - 03), date!(2026 - 12 - 06)] {
            assert_eq!(monday(day), date!(2026 - 11 - 30), "{day}");
        }
    }
}
