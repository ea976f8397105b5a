//! The mail that thanks for a gift and says that it arrived.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::{
        donation::Donation,
        link::{self, Opens},
        queries as donations,
        receipts::{
            paper::Paper,
            queries::{self, Receipt},
        },
    },
    error::Error,
    mail::{Mail, receiver},
    state::AppState,
};

/// The thanks for a gift, with the address of its receipt; none if the donor left no mail address. The sum is what the
/// ledger holds, not what was asked for.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    receipt_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let Some(receipt) = queries::find(&mut *db, receipt_id).await? else { return Ok(None) };
    let Some(donation) = donations::find(&mut *db, receipt.donation_id).await? else { return Ok(None) };
    let language = donation.language;
    let Some(to) = donation.mail(&state.config.keys)? else { return Ok(None) };
    let Some(paper) = Paper::write(state, db, &receipt, &donation, language).await? else { return Ok(None) };
    Ok(Some(Mail {
        id: mail_id,
        to: receiver(&to)?,
        subject: language.message("mail-thanks-subject"),
        body: body(state, &receipt, &paper, &donation),
    }))
}

fn body(state: &AppState, receipt: &Receipt, paper: &Paper, donation: &Donation) -> String {
    let (language, now) = (donation.language, OffsetDateTime::now_utc());
    let token = link::token(&state.config.keys, Opens::Receipt, receipt.id, now + link::RECEIPT_IN_MAILS);
    let site = state.site();
    let at = |path: &str| format!("{}{}", state.origin, language.path(path));
    let purpose = match &paper.purpose {
        Some(purpose) => format!("{}\n", language.message_with("mail-thanks-purpose", &[("purpose", purpose)])),
        None => String::new(),
    };
    let values = [
        ("amount", &*paper.amount.to_string()),
        ("serial", &paper.serial),
        ("day", &paper.day),
        ("purpose", &purpose),
        ("rhythm", if paper.is_monthly { "monthly" } else { "once" }),
        ("receipt", &at(&format!("/donate/receipt/{token}"))),
        ("manage", &at("/donate/manage")),
        ("gift", &link::to_monthly_gift(state, donation)),
        ("organisation", site.name(language)),
    ];
    let parts =
        ["mail-thanks-text", "mail-thanks-facts", "mail-thanks-rhythm", "mail-thanks-receipt", "mail-thanks-end"];
    parts.map(|part| language.message_with(part, &values)).join("\n\n")
}
