//! The mails to coordinators. They name people by their handles alone.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::{
    queries::{self, Told},
    readers,
};
use crate::{
    calendar,
    error::Error,
    language::Language,
    mail::{Mail, receiver},
    staff,
    state::AppState,
    volunteers::words::NoticeKind,
    words::Word as _,
};

/// The mail about a notice; nothing if its reader is gone, or nobody is left of whom there is to tell.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    kind: NoticeKind,
    notice: Uuid,
    reader: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some((to, language)) = staff::queries::find_reader(&mut *db, reader).await? else { return Ok(None) };
    let with_unowned = readers::everybody(&mut *db).await?.contains(&reader);
    let told = queries::told(&mut *db, notice, kind, reader, with_unowned).await?;
    if told.is_empty() {
        return Ok(None);
    }
    let today = calendar::today();
    let lines: String = told.iter().map(|told| format!("- {}\n", line(language, kind, told, today))).collect();
    let url = format!("{}/admin/volunteers{}", state.origin, part(kind));
    let count = told.len().to_string();
    let values = [("count", &*count), ("lines", lines.trim_end()), ("url", &*url)];
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message_with(&format!("rooms-volunteers-mail-subject-{kind}"), &values),
        body: language.message_with(&format!("rooms-volunteers-mail-{kind}"), &values) + "\n",
    }))
}

/// Where in the list they stand.
fn part(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::New => "?stage=new",
        NoticeKind::Waiting => "?due=waiting",
        NoticeKind::Ending => "?due=ending",
        NoticeKind::Reminder => "?due=step",
    }
}

fn line(language: Language, kind: NoticeKind, told: &Told, today: Date) -> String {
    let handle = told.handle.words(language);
    match kind {
        NoticeKind::New => {
            let areas: Vec<String> = told.areas.iter().map(|area| language.message(&format!("area-{area}"))).collect();
            if areas.is_empty() { handle } else { format!("{handle}: {}", areas.join(", ")) }
        }
        NoticeKind::Waiting => {
            let days = (today - told.arrived_on).whole_days().to_string();
            let waited = language.message_with("rooms-volunteers-mail-waited", &[("count", &days)]);
            format!("{handle}: {waited}")
        }
        NoticeKind::Ending => format!("{handle}: {}", told.erase_on),
        NoticeKind::Reminder => {
            let step = told.next.map(|(step, on)| {
                format!("{} ({on})", language.message(&format!("rooms-volunteers-next-{}", step.word())))
            });
            format!("{handle}: {}", step.unwrap_or_default())
        }
    }
}

/// The mail to the others about one of the staff who opened very many people; nothing if its reader is gone.
pub(crate) async fn compose_openings(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    warning: Uuid,
    reader: Uuid,
) -> Result<Option<Mail>, Error> {
    let warning = queries::warning(&mut *db, warning).await?;
    let reader = staff::queries::find_reader(&mut *db, reader).await?;
    let (Some(warning), Some((to, language))) = (warning, reader) else { return Ok(None) };
    let at = calendar::local(warning.warned_at);
    let at = format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute());
    let count = warning.people.to_string();
    let url = format!("{}/admin/people", state.origin);
    let values = [("who", &*warning.email), ("count", &*count), ("at", &*at), ("url", &*url)];
    let key = if warning.stopped { "rooms-volunteers-mail-stopped" } else { "rooms-volunteers-mail-openings" };
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message_with("rooms-volunteers-mail-subject-openings", &values),
        body: language.message_with(key, &values) + "\n",
    }))
}
