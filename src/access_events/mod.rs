//! What people are told by mail about the ways into the rooms: keys, sign-ins, links, roles. The mails say when and from
//! where, and lead nowhere: links in mails that warn are what false sign-in pages live on.

mod event;
pub(crate) mod queries;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::event::{AccessEvent, AccessKind};
use crate::{
    calendar,
    error::Error,
    language::Language,
    mail::{Mail, receiver},
    outbox::{self, MailKind},
    seal::{new_token, token_hash},
    staff::{self, MAILED_LINK_GOOD_FOR, Role},
    state::AppState,
    words::Word as _,
};

/// Notes what happened and posts the mails about it, one to each of these people.
pub(crate) async fn tell(
    state: &AppState,
    db: &mut PgConnection,
    event: &AccessEvent,
    receivers: &[Uuid],
) -> Result<(), Error> {
    queries::add(&mut *db, event).await?;
    let mut receivers = receivers.to_vec();
    receivers.sort_unstable();
    receivers.dedup();
    for receiver in receivers {
        outbox::post_to_staff(state, db, MailKind::AccessEvent, event.id, receiver).await?;
    }
    Ok(())
}

/// The same to whom it concerns and to the owners.
pub(crate) async fn tell_owners_too(state: &AppState, db: &mut PgConnection, event: &AccessEvent) -> Result<(), Error> {
    let mut receivers = owners(db).await?;
    receivers.push(event.about);
    tell(state, db, event, &receivers).await
}

/// Everybody who may decide on roles.
pub(crate) async fn owners(db: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    let owners = staff::queries::list_with_roles(db, &[Role::Owner]).await?;
    Ok(owners.into_iter().map(|(id, _)| id).collect())
}

/// Everybody on the staff.
pub(crate) async fn all_staff(db: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    let all = staff::queries::list_with_roles(db, Role::ALL).await?;
    Ok(all.into_iter().map(|(id, _)| id).collect())
}

/// Posts a mail with a new one-time link to whom the event concerns.
pub(crate) async fn send_link(state: &AppState, db: &mut PgConnection, event: &AccessEvent) -> Result<(), Error> {
    queries::add(&mut *db, event).await?;
    outbox::post_to_staff(state, db, MailKind::StaffLink, event.id, event.about).await
}

/// Writes the mail about an event; nothing if the one who would read it has gone.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    event_id: Uuid,
    receiver_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(event) = queries::find(&mut *db, event_id).await? else { return Ok(None) };
    let Some((to, language)) = staff::queries::find_reader(&mut *db, receiver_id).await? else { return Ok(None) };
    let about = staff::queries::find_any_email(&mut *db, event.about).await?.unwrap_or_default();
    let by = doer(db, &event, language).await?;
    let whose = if receiver_id == event.about { "own" } else { "other" };
    let site = state.site();
    let values = [("whose", whose), ("about", &*about), ("by", &*by), ("organisation", site.name(language))];
    let kind = event.kind.word().replace('_', "-");
    let facts = language.message_with(
        "access-facts",
        &[
            ("at", &*moment(event.happened_at)),
            ("browser", shown(&event.browser, language).as_str()),
            ("address", shown(event.address.as_deref().unwrap_or_default(), language).as_str()),
        ],
    );
    let text = language.message_with(&format!("access-{kind}"), &values);
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message_with("access-subject", &values),
        body: format!("{text}\n\n{facts}\n"),
    }))
}

/// Writes the mail with a one-time link, which is made when the mail leaves; nothing if another link or a key came since.
pub(crate) async fn compose_link(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    event_id: Uuid,
    receiver_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(event) = queries::find(&mut *db, event_id).await? else { return Ok(None) };
    staff::passkeys::queries::lock_owner(&mut *db, receiver_id).await?;
    if queries::is_overtaken(&mut *db, &event).await? {
        return Ok(None);
    }
    let Some((to, language)) = staff::queries::find_reader(&mut *db, receiver_id).await? else { return Ok(None) };
    let now = OffsetDateTime::now_utc();
    let token = new_token();
    staff::queries::add_link_for(&mut *db, &token_hash(&token), receiver_id, now + MAILED_LINK_GOOD_FOR).await?;
    let by = doer(db, &event, language).await?;
    let site = state.site();
    let link = format!("{}/admin/sign-in?language={language}&token={token}", state.origin);
    let until = moment(now + MAILED_LINK_GOOD_FOR);
    let values = [("by", &*by), ("organisation", site.name(language)), ("link", &*link), ("until", &*until)];
    let key = if event.kind == AccessKind::Invited { "access-invited" } else { "access-link-sent" };
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message_with("access-link-subject", &values),
        body: format!("{}\n", language.message_with(key, &values)),
    }))
}

/// Who did it, in words.
async fn doer(db: &mut PgConnection, event: &AccessEvent, language: Language) -> sqlx::Result<String> {
    let email = match event.done_by {
        Some(id) => staff::queries::find_any_email(db, id).await?,
        None => None,
    };
    Ok(email.unwrap_or_else(|| language.message("access-by-command")))
}

/// A time with its zone, for people who may be elsewhere.
fn moment(at: OffsetDateTime) -> String {
    let local = calendar::local(at);
    format!("{} {:02}:{:02} (UTC{})", calendar::day(at), local.hour(), local.minute(), offset(local))
}

fn offset(local: OffsetDateTime) -> String {
    let (hours, minutes, _) = local.offset().as_hms();
    if minutes == 0 { format!("{hours:+}") } else { format!("{hours:+}:{:02}", minutes.abs()) }
}

fn shown(text: &str, language: Language) -> String {
    if text.is_empty() { language.message("access-unknown") } else { text.to_owned() }
}
