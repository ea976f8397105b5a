//! By which hash a donor's gifts are found, and how gifts from before one spelling was settled on are brought over to it.

mod queries;

use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::donation::place,
    error::Error,
    mailbox,
    seal::{Keys, SealError},
};

/// The purpose of the keyed hash by which a donor finds their own gifts.
const PURPOSE: &str = "donor mail";

/// The spelling that is hashed now. Another name here hashes all gifts anew.
const FORM: &str = "idna, nfc, ascii small letters";

/// The keyed hash of a mailbox.
pub(crate) fn mail_index(keys: &Keys, mail: &str) -> [u8; 32] {
    keys.hash(PURPOSE, mailbox::canonical(mail).as_bytes())
}

/// The same under every key that we hold, to find rows that were stored under an earlier one.
pub(crate) fn mail_indexes(keys: &Keys, mail: &str) -> Vec<Vec<u8>> {
    keys.hashes(PURPOSE, mailbox::canonical(mail).as_bytes())
}

/// Hashes anew what was hashed by another spelling, once for all. Only addresses beyond ASCII or in quotes differ. May be
/// done again, and by several instances. Returns how many were changed.
pub async fn bring_over(db: &PgPool, keys: &Keys, now: OffsetDateTime) -> Result<u64, Error> {
    if queries::is_done(db, FORM).await? {
        return Ok(0);
    }
    let (mut changed, mut closed, mut after) = (0, 0, Uuid::nil());
    loop {
        let rows = queries::list_after(db, after).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        for row in rows {
            match anew(keys, &row) {
                Ok(Some(index)) => changed += queries::change(db, row.id, &row.mail_index, &index).await?,
                Ok(None) => {}
                Err(_) => closed += 1,
            }
        }
    }
    if closed > 0 {
        tracing::warn!(closed, "some gifts are not found by their donors: no key of DATA_KEYS opens their address");
        return Ok(changed);
    }
    queries::mark_done(db, FORM, now).await?;
    Ok(changed)
}

/// Hashes every address with the first key, so that donors are found when the others are taken out of the settings. May be
/// stopped and done again. Returns how many were changed.
pub async fn rotate(db: &PgPool, keys: &Keys) -> Result<u64, Error> {
    let (mut changed, mut after) = (0, Uuid::nil());
    loop {
        let rows = queries::list_after(db, after).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        for row in rows {
            let mail = keys.open(place(row.id, "mail_sealed"), &row.mail_sealed).map_err(anyhow::Error::from)?;
            let index = mail_index(keys, &mail);
            if row.mail_index != index {
                changed += queries::change(db, row.id, &row.mail_index, &index).await?;
            }
        }
    }
    Ok(changed)
}

/// The hash of a row, if it is not one of those by which the row would be looked for.
fn anew(keys: &Keys, row: &queries::Indexed) -> Result<Option<[u8; 32]>, SealError> {
    let mail = keys.open(place(row.id, "mail_sealed"), &row.mail_sealed)?;
    let is_found = mail_indexes(keys, &mail).contains(&row.mail_index);
    Ok((!is_found).then(|| mail_index(keys, &mail)))
}
