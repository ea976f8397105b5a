//! Keeps a bank's list between its dry run and its confirmation, and books it: all of it in one transaction, or nothing.

use std::net::IpAddr;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    arrivals::{
        import::{
            place,
            plan::{Fate, Plan, Planned, plan},
            queries::{self, Import},
            read::read,
        },
        offline_form::LONGEST,
        queries as arrivals, record,
    },
    audit, calendar, database,
    donations::{
        booking::{self, Booked},
        donation::{Method, NewDonation},
        queries as donations,
    },
    error::Error,
    language::Language,
    ledger::{Kind, NewEntry, Source},
    money::Amount,
    seal::named_id,
    state::AppState,
};

/// What came of confirming a list.
pub(crate) enum Outcome {
    /// Every line of the plan that was to be booked is booked.
    Booked,
    /// It was booked before.
    Before,
    /// Something changed since the dry run; nothing is booked.
    Refused,
    /// Another list is being booked right now; nothing is booked.
    Busy,
}

/// Keeps a list for its confirmation. Gives its id.
pub async fn keep(state: &AppState, staff_member_id: Uuid, address: Option<IpAddr>, text: &str) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    let sealed = state.config.keys.seal(place(id), text);
    let mut tx = database::begin(&state.db).await?;
    queries::add(&mut *tx, id, staff_member_id, &sealed).await?;
    let brought = audit::NewEntry::of(Some(staff_member_id), audit::Action::BroughtBankList).about(id).from(address);
    audit::queries::append(&mut tx, &brought).await?;
    tx.commit().await?;
    Ok(id)
}

/// What would be booked of a text now.
pub(crate) async fn dry_run(state: &AppState, db: &mut PgConnection, text: &str) -> Result<Plan, Error> {
    let today = calendar::today();
    match read(text, today) {
        Ok(list) => plan(db, &state.config.keys, list).await,
        Err(faults) => Ok(Plan { lines: Vec::new(), faults, unread: Vec::new() }),
    }
}

/// The text of a list that waits; none once it was booked.
pub(crate) fn text(state: &AppState, import: &Import) -> Result<Option<String>, Error> {
    let sealed = import.content_sealed.as_deref();
    Ok(sealed.map(|sealed| state.config.keys.open(place(import.id), sealed)).transpose()?)
}

/// Books a list that waits, with or without the lines that fit no donation, in one transaction with the audit entry. Only
/// the member of staff who brought the list can do it.
pub(crate) async fn book(
    state: &AppState,
    act: &audit::NewEntry,
    import_id: Uuid,
    with_unmatched: bool,
) -> Result<Outcome, Error> {
    let mut tx = database::begin(&state.db).await?;
    if !queries::try_lock(&mut *tx).await? {
        return Ok(Outcome::Busy);
    }
    let owner = act.staff_member_id.ok_or(Error::NotFound)?;
    let import = queries::find(&mut *tx, import_id, owner).await?.ok_or(Error::NotFound)?;
    let Some(text) = text(state, &import)? else { return Ok(Outcome::Before) };
    let plan = dry_run(state, &mut tx, &text).await?;
    if !plan.faults.is_empty() {
        return Ok(Outcome::Refused);
    }
    let Some(count) = book_lines(state, &mut tx, &plan.lines, with_unmatched).await? else {
        // Somebody recorded one of them by hand at the same time.
        return Ok(Outcome::Refused);
    };
    queries::mark_imported(&mut *tx, import_id, owner, i32::try_from(count).unwrap_or(i32::MAX)).await?;
    audit::queries::append(&mut tx, act).await?;
    tx.commit().await?;
    Ok(Outcome::Booked)
}

/// Books the lines that are to be booked. Gives how many; none if one of them was booked before. Whoever books locks
/// donations first, then the ledger.
async fn book_lines(
    state: &AppState,
    db: &mut PgConnection,
    lines: &[Planned],
    with_unmatched: bool,
) -> Result<Option<usize>, Error> {
    let announced: Vec<Uuid> = lines.iter().filter_map(Planned::announced).collect();
    let held = arrivals::hold(&mut *db, &announced).await?;
    let thanked = held.into_iter().filter(|(_, is_thanked)| *is_thanked).map(|(id, _)| id).collect();
    let mut gifts = Vec::new();
    for planned in lines {
        let (donation_id, amount) = match &planned.fate {
            Fate::Matched(matched) => (matched.donation.id, matched.amount),
            Fate::Unmatched(amount) if with_unmatched => {
                let showing = named_id("bank line", &planned.source_id);
                let new = unannounced(*amount, &planned.line.payer);
                (donations::add(&mut *db, &state.config.keys, showing, &new).await?, *amount)
            }
            Fate::Unmatched(_) | Fate::LeftOut(_) => continue,
        };
        gifts.push(NewEntry {
            donation_id,
            kind: Kind::Transfer,
            amount,
            source: Source::Bank,
            source_id: &planned.source_id,
            occurred_at: calendar::midnight(planned.line.day),
        });
    }
    if booking::book_all(state, &mut *db, &gifts, &thanked).await? == Booked::Before {
        return Ok(None);
    }
    for id in arrivals::overpaid(&mut *db, &announced).await? {
        record::tell_of_overpayment(state, &mut *db, id).await?;
    }
    Ok(Some(gifts.len()))
}

/// A gift that nobody announced. The payer was not asked whether the name may be told, so it stays with staff.
fn unannounced(amount: Amount, payer: &str) -> NewDonation {
    let name: String = payer.chars().take(LONGEST).collect();
    let is_korean = name.chars().any(|c| ('가'..='힣').contains(&c));
    NewDonation {
        amount,
        fee_cover: Amount::from_minor(0, amount.currency()),
        method: Method::Offline,
        is_monthly: false,
        reference: None,
        fund_id: None,
        dedication: None,
        message: None,
        is_anonymous: true,
        name: Some(name).filter(|name| !name.is_empty()),
        mail: None,
        wants_mail: false,
        language: if is_korean { Language::Korean } else { Language::English },
    }
}
