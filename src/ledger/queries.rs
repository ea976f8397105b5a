//! SQL of the ledger.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use crate::{
    chain, database,
    ledger::{Entry, Kind, NewEntry, Source, new_hash},
    money::{Amount, Currency},
    seal::random,
};

/// The advisory lock under which entries are added, so that several instances make one chain.
const CHAIN_LOCK: i64 = 0x6c65_6467_6572;

/// Books a movement, once: an entry of the same source object and kind stays as it is. Gives its place in the chain if it is
/// new. Must run inside a transaction, which holds the lock of the chain until it ends.
pub(crate) async fn append(db: &mut PgConnection, entry: &NewEntry<'_>) -> sqlx::Result<Option<i64>> {
    sqlx::query!("select pg_advisory_xact_lock($1)", CHAIN_LOCK).execute(&mut *db).await?;
    let last = sqlx::query_scalar!("select hash from ledger_entries order by id desc limit 1")
        .fetch_optional(&mut *db)
        .await?;
    let previous = last.unwrap_or_else(|| chain::GENESIS.to_vec());
    let hash = new_hash(&previous, entry);
    sqlx::query_scalar!(
        "insert into ledger_entries (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint ledger_entries_source_key do nothing returning id",
        entry.donation_id,
        entry.kind as Kind,
        entry.amount.minor(),
        entry.amount.currency().code(),
        entry.source as Source,
        entry.source_id,
        entry.occurred_at,
        previous,
        &hash[..],
    )
    .fetch_optional(db)
    .await
}

/// Books many movements at once, or none if one of them is there already. Gives their places in the chain, in order. Must
/// run inside a transaction, which holds the lock of the chain until it ends.
pub(crate) async fn append_all(db: &mut PgConnection, entries: &[NewEntry<'_>]) -> sqlx::Result<Option<Vec<i64>>> {
    sqlx::query!("select pg_advisory_xact_lock($1)", CHAIN_LOCK).execute(&mut *db).await?;
    let column = |of: fn(&NewEntry<'_>) -> String| entries.iter().map(of).collect::<Vec<String>>();
    let kinds: Vec<Kind> = entries.iter().map(|entry| entry.kind).collect();
    let sources: Vec<Source> = entries.iter().map(|entry| entry.source).collect();
    let source_ids = column(|entry| entry.source_id.to_owned());
    let is_there = sqlx::query_scalar!(
        r#"select exists (
               select from unnest($1::text[], $2::text[], $3::text[]) as entry (source, source_id, kind)
               join ledger_entries using (source, source_id, kind)) as "is_there!""#,
        &sources as &[Source],
        &source_ids,
        &kinds as &[Kind],
    )
    .fetch_one(&mut *db)
    .await?;
    if is_there {
        return Ok(None);
    }
    let last = sqlx::query_scalar!("select hash from ledger_entries order by id desc limit 1")
        .fetch_optional(&mut *db)
        .await?;
    let mut chain = vec![last.unwrap_or_else(|| chain::GENESIS.to_vec())];
    for (place, entry) in entries.iter().enumerate() {
        chain.push(new_hash(&chain[place], entry).to_vec());
    }
    let ids = sqlx::query_scalar!(
        "insert into ledger_entries (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash)
         select donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash
         from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bytea[],
                     $9::bytea[]) with ordinality
              as entry (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash, place)
         order by place returning id",
        &entries.iter().map(|entry| entry.donation_id).collect::<Vec<_>>(),
        &kinds as &[Kind],
        &entries.iter().map(|entry| entry.amount.minor()).collect::<Vec<_>>(),
        &column(|entry| entry.amount.currency().code().to_owned()),
        &sources as &[Source],
        &source_ids,
        &entries.iter().map(|entry| entry.occurred_at).collect::<Vec<_>>(),
        &chain[..entries.len()],
        &chain[1..],
    )
    .fetch_all(db)
    .await?;
    Ok(Some(ids))
}

/// What the campaign received and did not give back, one sum a currency. Fees are not taken off. What staff must look at
/// first does not count yet.
pub(crate) async fn totals(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Amount>> {
    let rows = sqlx::query!(
        r#"select currency, sum(amount_minor)::bigint as "minor!" from ledger_entries
           where kind <> 'fee' and donation_id not in (select id from donations where is_held_back)
           group by currency order by currency"#
    )
    .fetch_all(db)
    .await?;
    let known =
        rows.into_iter().filter_map(|row| Some(Amount::from_minor(row.minor, Currency::from_code(&row.currency)?)));
    Ok(known.collect())
}

/// All entries in the order of the chain.
pub async fn list(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select id, donation_id, kind as "kind: Kind", amount_minor, currency, source as "source: Source", source_id,
                occurred_at, previous_hash, hash
         from ledger_entries order by id"#
    )
    .fetch_all(db)
    .await
}

/// The entries of one donation, in order.
pub(crate) async fn list_of(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select id, donation_id, kind as "kind: Kind", amount_minor, currency, source as "source: Source", source_id,
                occurred_at, previous_hash, hash
         from ledger_entries where donation_id = $1 order by id"#,
        donation_id,
    )
    .fetch_all(db)
    .await
}

/// What arrived for one donation and was not given back; `None` if nothing was booked.
pub async fn received(db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<Option<Amount>> {
    let row = sqlx::query!(
        r#"select currency, sum(amount_minor)::bigint as "minor!" from ledger_entries
           where donation_id = $1 and kind <> 'fee' group by currency limit 1"#,
        donation_id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| Some(Amount::from_minor(row.minor, Currency::from_code(&row.currency)?))))
}

/// Books a gift of nobody in a transaction that is taken back, and says whether the ledger's triggers did their work.
pub(crate) async fn try_triggers(db: &PgPool) -> sqlx::Result<bool> {
    let mut tx = database::begin(db).await?;
    let (id, place) = (Uuid::new_v4(), random::<32>());
    sqlx::query!(
        "insert into donations (id, form_nonce, language, currency, amount_minor) values ($1, $1, 'en', 'usd', 1)",
        id,
    )
    .execute(&mut *tx)
    .await?;
    // Not a part of the chain, because that would keep others from booking meanwhile.
    sqlx::query!(
        "insert into ledger_entries (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash)
         values ($1, $2, 1, 'usd', $3, $4, now(), $5, $5)",
        id,
        Kind::Charge as Kind,
        Source::Stripe as Source,
        id.to_string(),
        &place[..],
    )
    .execute(&mut *tx)
    .await?;
    let state = sqlx::query_scalar!("select state from donations where id = $1", id).fetch_one(&mut *tx).await?;
    tx.rollback().await?;
    Ok(state == "paid")
}
