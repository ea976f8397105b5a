//! How many mails one mailbox gets in a day because somebody asked for them in a form: anybody may type anybody's address.
//! All forms share one count. Mails that follow from money that moved are not counted.

use sqlx::PgConnection;
use time::OffsetDateTime;

use super::{Limit, Limited, Tally, Whom, count};
use crate::{error::Error, mailbox::Mailbox, seal::Keys};

/// How many such mails a mailbox gets in a day.
const MOST: i32 = 5;

/// Counts one more mail to a mailbox. The count belongs to the caller's transaction: a mail that does not leave is not
/// counted.
pub(crate) async fn count_mail(
    db: &mut PgConnection,
    keys: &Keys,
    mailbox: &Mailbox,
    now: OffsetDateTime,
) -> Result<Tally, Error> {
    count(db, keys, Limit { what: Limited::AskedMail, whom: Whom::Mailbox(mailbox), most: MOST }, now).await
}

/// The same for the link to one's own gifts. The first of an hour always leaves: it is the way to stop a monthly gift, and
/// nobody can use it up by other forms, or by asking before the donor does.
pub(crate) async fn count_link(
    db: &mut PgConnection,
    keys: &Keys,
    mailbox: &Mailbox,
    now: OffsetDateTime,
) -> Result<Tally, Error> {
    let first = Limit { what: Limited::FirstLink, whom: Whom::Mailbox(mailbox), most: 1 };
    match count(&mut *db, keys, first, now).await? {
        Tally::Within => Ok(Tally::Within),
        Tally::Over => count_mail(db, keys, mailbox, now).await,
    }
}
