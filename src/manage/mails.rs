//! Mails to donors about their giving: the link to their gifts, a monthly gift that ended, a monthly payment that failed.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    donations::{
        donation::Donation,
        monthly::{
            course::Course,
            queries::{self as monthly, MonthlyGift},
        },
        notices, queries as donations,
    },
    error::Error,
    mail::{Mail, receiver},
    manage::{
        link,
        monthly::sentence,
        queries::{self, LinkRequest},
    },
    money::Amount,
    state::AppState,
};

/// Closes a request and composes the mail with its link. The address is forgotten, so the link leaves once. Nothing that
/// anybody typed is in the mail.
pub(crate) async fn close_with_link(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    request_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(request) = queries::lock_request(&mut *db, request_id).await? else { return Ok(None) };
    let Some(sealed) = request.mail_sealed else { return Ok(None) };
    let to = state.config.keys.open(LinkRequest::place(request_id), &sealed)?;
    let language = request.language;
    let path = format!("/donate/manage/link/{}", link::token(&state.config.keys, request_id));
    let site = state.site();
    let values = [
        ("link", &*format!("{}{}", state.origin, language.path(&path))),
        ("organisation", site.name(language)),
        ("mail", &site.contact_mail),
    ];
    queries::close_request(db, request_id, OffsetDateTime::now_utc()).await?;
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("mail-link-subject"),
        body: language.message_with("mail-link-body", &values),
    }))
}

/// The mail that something was changed about a monthly gift: how it stands as the mail leaves. None if it ended meanwhile,
/// of which another mail tells.
pub(crate) async fn compose_changed(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    monthly_gift_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some((gift, first, amount)) = gift_of(db, monthly_gift_id).await? else { return Ok(None) };
    let course = gift.course(OffsetDateTime::now_utc());
    let kind = match course {
        Course::Ended(_) => return Ok(None),
        Course::Ends(_) => "ends",
        Course::Rests(_) => "rests",
        Course::Begins | Course::Goes(_) | Course::Fails(_) => "goes",
    };
    let values = [("amount", &*amount.to_string()), ("kind", kind), ("course", &sentence(course, first.language))];
    notices::letter(state, mail_id, &first, "mail-changed-body", &values)
}

/// The mail that a monthly gift ended.
pub(crate) async fn compose_stopped(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    monthly_gift_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some((gift, first, amount)) = gift_of(db, monthly_gift_id).await? else { return Ok(None) };
    let day = day(&first, gift.cancel_at);
    let values = [("amount", &*amount.to_string()), ("day", &day)];
    notices::letter(state, mail_id, &first, "mail-stopped-body", &values)
}

/// A monthly gift, the donation with which it began, and its sum.
async fn gift_of(db: &mut PgConnection, id: Uuid) -> Result<Option<(MonthlyGift, Donation, Amount)>, Error> {
    let Some(gift) = monthly::find(&mut *db, id).await? else { return Ok(None) };
    let amount = gift.amount();
    Ok(donations::find(db, id).await?.zip(amount).map(|(first, amount)| (gift, first, amount)))
}

/// The mail that a month of a monthly gift could not be paid, and what the donor can do; none if it was paid meanwhile.
pub(crate) async fn compose_failed(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    failed_turn_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(turn) = notices::queries::failed_turn(&mut *db, failed_turn_id).await? else { return Ok(None) };
    if turn.settled_at.is_some() {
        return Ok(None);
    }
    let Some((first, amount)) = donations::find(db, turn.monthly_gift_id).await?.zip(turn.amount()) else {
        return Ok(None);
    };
    let day = day(&first, turn.next_attempt_at);
    let again = if turn.next_attempt_at.is_some() { "yes" } else { "no" };
    let values = [("amount", &*amount.to_string()), ("day", &day), ("again", again)];
    notices::letter(state, mail_id, &first, "mail-failed-body", &values)
}

fn day(donation: &Donation, at: Option<OffsetDateTime>) -> String {
    calendar::day_with_zone(at.unwrap_or_else(OffsetDateTime::now_utc), donation.language)
}
