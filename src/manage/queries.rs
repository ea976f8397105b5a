//! SQL of what donors see of their own: requests for the link, visits, gifts, receipts, statements.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    calendar,
    donations::{
        donation::{DonationState, Method, place},
        monthly::{queries::MonthlyGift, status::Status},
    },
    form::Sent,
    language::Language,
    ledger::Kind,
    money::{Amount, Currency},
    seal::{Keys, Place},
};

/// How long a link works.
const LINK_WORKS: Duration = Duration::minutes(60);
/// How long after the last act a visit ends.
const VISIT_IDLE: Duration = Duration::minutes(30);
/// How long a visit lasts at most.
const VISIT_LONGEST: Duration = Duration::hours(4);
/// How long a request is kept while its mail waits for the mail server.
const REQUEST_KEPT: Duration = Duration::hours(24);
/// How long a donor's change is kept: longer than Stripe remembers its idempotency key.
const CHANGE_KEPT: Duration = Duration::days(30);

/// A request for the link.
#[derive(Clone, Debug)]
pub(crate) struct LinkRequest {
    /// The language in which the donor asked.
    pub(crate) language: Language,
    /// The mail address to which the link goes; none once it left.
    pub(crate) mail_sealed: Option<Vec<u8>>,
}

impl LinkRequest {
    /// Where the sealed address is stored.
    pub(crate) fn place(id: Uuid) -> Place<'static> {
        Place { table: "donor_requests", column: "mail_sealed", row: id }
    }
}

/// Keeps a request, once for each showing of the form, whose name is its id.
pub(crate) async fn add_request(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    id: Uuid,
    language: Language,
    mail: &str,
) -> sqlx::Result<Sent> {
    let added = sqlx::query!(
        "insert into donor_requests (id, language, mail_sealed) values ($1, $2, $3) on conflict do nothing",
        id,
        language as Language,
        keys.seal(LinkRequest::place(id), mail),
    );
    Ok(Sent::by_rows(added.execute(db).await?.rows_affected()))
}

/// Finds a request and keeps others from answering it until the transaction ends.
pub(crate) async fn lock_request(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<LinkRequest>> {
    sqlx::query_as!(
        LinkRequest,
        r#"select language as "language: Language", mail_sealed from donor_requests where id = $1 for update"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// The mail address as it was left with a gift under these keyed hashes; none if nobody gave under them. One that was paid
/// comes first, then the oldest: a stranger may promise something under another spelling of a donor's address.
///
/// # Errors
/// [`sqlx::Error::Decode`] if a key is missing or the row was changed by hand.
pub(crate) async fn stored_mail(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    indexes: &[Vec<u8>],
) -> sqlx::Result<Option<String>> {
    let row = sqlx::query!(
        r#"select id, mail_sealed as "mail_sealed!" from donations where mail_index = any($1) and mail_sealed is not null
           order by paid_at is null, created_at, id limit 1"#,
        indexes,
    )
    .fetch_optional(db)
    .await?;
    let open = |id, sealed: &[u8]| keys.open(place(id, "mail_sealed"), sealed);
    row.map(|row| open(row.id, &row.mail_sealed).map_err(|error| sqlx::Error::Decode(Box::new(error)))).transpose()
}

/// Keeps the hashes under which the donor's gifts are stored and the address to which the link goes, so that it may leave.
pub(crate) async fn grant_request(
    db: impl PgExecutor<'_>,
    keys: &Keys,
    id: Uuid,
    indexes: &[Vec<u8>],
    mail: &str,
) -> sqlx::Result<()> {
    let sealed = keys.seal(LinkRequest::place(id), mail);
    sqlx::query!("update donor_requests set mail_indexes = $2, mail_sealed = $3 where id = $1", id, indexes, sealed)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn forget_request(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from donor_requests where id = $1", id).execute(db).await?;
    Ok(())
}

/// Forgets the address of a request whose mail leaves, and keeps when its link ends.
pub(crate) async fn close_request(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update donor_requests set mail_sealed = null, expires_at = $2 where id = $1", id, now + LINK_WORKS,)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn link_works(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select true as "works!" from donor_requests
           where id = $1 and mail_indexes is not null and used_at is null and coalesce(expires_at, created_at + $3) > $2"#,
        id,
        now,
        interval(LINK_WORKS),
    );
    Ok(found.fetch_optional(db).await?.is_some())
}

/// What became of using a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkUse {
    /// The visit has begun: now, or a moment ago by the same showing of the page.
    LetIn,
    Over,
}

/// Uses a link up and begins the visit. Must run inside a transaction.
pub(crate) async fn use_link(
    db: &mut PgConnection,
    id: Uuid,
    visit_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<LinkUse> {
    let used = sqlx::query_scalar!(
        r#"update donor_requests set used_at = $2, visit_hash = $4
           where id = $1 and mail_indexes is not null and used_at is null and coalesce(expires_at, created_at + $3) > $2
           returning mail_indexes as "mail_indexes!""#,
        id,
        now,
        interval(LINK_WORKS),
        visit_hash,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(indexes) = used else {
        let again = sqlx::query_scalar!(
            r#"select true as "again!" from donor_requests where id = $1 and visit_hash = $2"#,
            id,
            visit_hash
        );
        return Ok(if again.fetch_optional(db).await?.is_some() { LinkUse::LetIn } else { LinkUse::Over });
    };
    sqlx::query!(
        "insert into donor_visits (token_hash, mail_indexes, begun_at, last_act_at) values ($1, $2, $3, $3)",
        visit_hash,
        &indexes,
        now,
    )
    .execute(db)
    .await?;
    Ok(LinkUse::LetIn)
}

fn interval(duration: Duration) -> sqlx::postgres::types::PgInterval {
    let microseconds = i64::try_from(duration.whole_microseconds()).unwrap_or(i64::MAX);
    sqlx::postgres::types::PgInterval { months: 0, days: 0, microseconds }
}

/// The hashes under which the donor's gifts are stored, while the visit lasts.
pub(crate) async fn find_visit(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Vec<Vec<u8>>>> {
    sqlx::query_scalar!(
        "select mail_indexes from donor_visits where token_hash = $1 and last_act_at > $2 and begun_at > $3",
        token_hash,
        now - VISIT_IDLE,
        now - VISIT_LONGEST,
    )
    .fetch_optional(db)
    .await
}

/// The same, and makes the visit last longer, because the donor did something.
pub(crate) async fn prolong_visit(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Vec<Vec<u8>>>> {
    sqlx::query_scalar!(
        "update donor_visits set last_act_at = $4
         where token_hash = $1 and last_act_at > $2 and begun_at > $3 returning mail_indexes",
        token_hash,
        now - VISIT_IDLE,
        now - VISIT_LONGEST,
        now,
    )
    .fetch_optional(db)
    .await
}

/// The keyed hash of the mail address of a monthly gift's donor.
pub(crate) async fn find_mail_index(db: impl PgExecutor<'_>, monthly_gift_id: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    let found = sqlx::query_scalar!("select mail_index from donations where id = $1", monthly_gift_id);
    Ok(found.fetch_optional(db).await?.flatten())
}

pub(crate) async fn end_visit(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("delete from donor_visits where token_hash = $1", token_hash).execute(db).await?;
    Ok(())
}

/// A gift as its donor sees it.
#[derive(Clone, Debug)]
pub(crate) struct Gift {
    pub(crate) id: Uuid,
    /// What arrived or, if nothing did yet, what was chosen; in minor units.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) state: DonationState,
    pub(crate) method: Method,
    /// Whether it is part of a monthly gift.
    pub(crate) is_monthly: bool,
    /// When the money arrived or, if it did not yet, when the form was sent.
    pub(crate) at: OffsetDateTime,
}

/// A receipt as its donor sees it.
#[derive(Clone, Debug)]
pub(crate) struct GiftReceipt {
    pub(crate) id: Uuid,
    pub(crate) donation_id: Uuid,
    pub(crate) year: i32,
    /// Its number in the year.
    pub(crate) number: i32,
}

/// All gifts of a donor, the newest first. A checkout that was left is shown for a day.
pub(crate) async fn list_gifts(db: impl PgExecutor<'_>, indexes: &[Vec<u8>]) -> sqlx::Result<Vec<Gift>> {
    sqlx::query_as!(
        Gift,
        r#"select donations.id, coalesce(received.minor, donations.amount_minor) as "amount_minor!", donations.currency,
                  state as "state: DonationState", method as "method: Method", monthly_gift_id is not null as "is_monthly!", coalesce(paid_at, created_at) as "at!"
           from donations left join lateral (
               select sum(amount_minor)::bigint as minor from ledger_entries
               where donation_id = donations.id and kind in ('charge', 'transfer', 'correction')) received on true
           where mail_index = any($1)
             and not (method = 'card' and state in ('pending', 'expired') and created_at < now() - interval '1 day')
           order by coalesce(paid_at, created_at) desc, donations.id desc limit 2000"#,
        indexes,
    )
    .fetch_all(db)
    .await
}

/// All receipts of a donor, the oldest first.
pub(crate) async fn list_receipts(db: impl PgExecutor<'_>, indexes: &[Vec<u8>]) -> sqlx::Result<Vec<GiftReceipt>> {
    sqlx::query_as!(
        GiftReceipt,
        "select receipts.id, donation_id, year, number from receipts join donations on donations.id = donation_id
         where mail_index = any($1) order by ledger_entry_id limit 4000",
        indexes,
    )
    .fetch_all(db)
    .await
}

/// Whether a receipt is for a gift of this donor.
pub(crate) async fn owns_receipt(db: impl PgExecutor<'_>, indexes: &[Vec<u8>], id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from receipts join donations on donations.id = donation_id
                          where receipts.id = $2 and mail_index = any($1)) as "owns!""#,
        indexes,
        id,
    )
    .fetch_one(db)
    .await
}

/// The monthly gifts of a donor, the newest first, or only the one with this id. A monthly gift has the id of its first
/// donation, which tells whose it is.
pub(crate) async fn list_monthly(
    db: impl PgExecutor<'_>,
    indexes: &[Vec<u8>],
    id: Option<Uuid>,
) -> sqlx::Result<Vec<MonthlyGift>> {
    sqlx::query_as!(
        MonthlyGift,
        r#"select gift.id, gift.currency, gift.amount_minor, gift.status as "status: Status", gift.subscription_id,
                gift.customer_id, gift.current_period_end, gift.cancel_at, gift.paused_until, gift.failing_since,
                gift.next_attempt_at, gift.is_odd,
                case when donations.amount_minor = gift.amount_minor then donations.fee_cover_minor else 0 end
                    as "fee_cover_minor!"
         from monthly_gifts gift join donations on donations.id = gift.id
         where donations.mail_index = any($1) and ($2::uuid is null or gift.id = $2)
           and gift.subscription_id is not null
         order by gift.created_at desc, gift.id desc"#,
        indexes,
        id,
    )
    .fetch_all(db)
    .await
}

/// A line of a year's statement.
#[derive(Clone, Debug)]
pub(crate) struct StatementLine {
    pub(crate) kind: Kind,
    /// In minor units; negative for money that went back.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) occurred_at: OffsetDateTime,
    /// The year of the receipt, if there is one.
    pub(crate) year: Option<i32>,
    /// The number of the receipt in that year.
    pub(crate) number: Option<i32>,
}

impl StatementLine {
    /// None if we do not know the currency any more.
    pub(crate) fn amount(&self) -> Option<Amount> {
        Some(Amount::from_minor(self.amount_minor, Currency::from_code(&self.currency)?))
    }
}

/// What moved for a donor's gifts between two moments, the oldest first.
pub(crate) async fn list_statement(
    db: impl PgExecutor<'_>,
    indexes: &[Vec<u8>],
    (begin, end): (OffsetDateTime, OffsetDateTime),
) -> sqlx::Result<Vec<StatementLine>> {
    sqlx::query_as!(
        StatementLine,
        r#"select entry.kind as "kind: Kind", entry.amount_minor, entry.currency, entry.occurred_at,
                  receipts.year as "year?", receipts.number as "number?"
           from ledger_entries entry join donations on donations.id = entry.donation_id
           left join receipts on receipts.ledger_entry_id = entry.id
           where mail_index = any($1) and entry.kind <> 'fee' and entry.occurred_at >= $2 and entry.occurred_at < $3
           order by entry.occurred_at, entry.id"#,
        indexes,
        begin,
        end,
    )
    .fetch_all(db)
    .await
}

/// The years, by the organisation's clock, in which something moved for a donor's gifts, the newest first.
pub(crate) async fn list_years(db: impl PgExecutor<'_>, indexes: &[Vec<u8>]) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        r#"select distinct extract(year from occurred_at at time zone $2)::int as "year!"
           from ledger_entries entry join donations on donations.id = entry.donation_id
           where mail_index = any($1) and entry.kind <> 'fee' order by 1 desc"#,
        indexes,
        calendar::ZONE,
    )
    .fetch_all(db)
    .await
}

/// The newest paid donation with a name: by this name the donor is called.
pub(crate) async fn newest_named(db: impl PgExecutor<'_>, indexes: &[Vec<u8>]) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from donations where mail_index = any($1) and name_sealed is not null and paid_at is not null
         order by created_at desc limit 1",
        indexes,
    )
    .fetch_optional(db)
    .await
}

/// Forgets old requests with their links, ended visits, and old changes.
pub(crate) async fn forget_old(db: impl PgExecutor<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "with requests as (delete from donor_requests where created_at < $1),
              changes as (delete from monthly_changes where asked_at < $2)
         delete from donor_visits where last_act_at <= $3 or begun_at <= $4",
        now - REQUEST_KEPT,
        now - CHANGE_KEPT,
        now - VISIT_IDLE,
        now - VISIT_LONGEST,
    )
    .execute(db)
    .await?;
    Ok(())
}
