//! SQL of the export: the ledger in short pieces, each after the last, so that no statement lasts and no connection is
//! held while somebody downloads slowly.

use sqlx::{PgExecutor, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::{
        donation::{DonationState, Method},
        staff::{form::Filter, queries::narrow},
    },
    ledger::{Kind, Source},
    rooms::{Pass, Treasurer},
};

/// A movement with what belongs to it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct MovementRow {
    /// Its place in the chain.
    pub(crate) id: i64,
    pub(crate) occurred_at: OffsetDateTime,
    /// What kind of movement it is.
    pub(crate) kind: Kind,
    /// How much, in minor units, negative where money left.
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
    pub(crate) source: Source,
    pub(crate) source_id: String,
    pub(crate) donation_id: Uuid,
    /// When the donor sent the form.
    pub(crate) created_at: OffsetDateTime,
    /// How the donation stands now.
    pub(crate) state: DonationState,
    /// By which way it came.
    pub(crate) method: Method,
    /// The monthly gift of which it is a turn.
    pub(crate) monthly_gift_id: Option<Uuid>,
    pub(crate) fund_english: Option<String>,
    pub(crate) fund_korean: Option<String>,
    /// The year of the receipt.
    pub(crate) receipt_year: Option<i32>,
    /// Its number in that year.
    pub(crate) receipt_number: Option<i32>,
    /// Whether the donor's name stays with the staff who account for gifts.
    pub(crate) is_anonymous: bool,
    /// The donor's name; nothing unless donors were asked for.
    pub(crate) name_sealed: Option<Vec<u8>>,
    /// The donor's mail address, likewise.
    pub(crate) mail_sealed: Option<Vec<u8>>,
}

/// The next movements of a filter in the order of the chain. Its days are those on which money moved.
pub(crate) async fn movements(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    filter: &Filter,
    with_donors: bool,
    after: i64,
    count: i64,
) -> sqlx::Result<Vec<MovementRow>> {
    let mut sql = QueryBuilder::new(
        "select entry.id, entry.occurred_at, entry.kind, entry.amount_minor, entry.currency, entry.source, entry.source_id,
                donations.id as donation_id, donations.created_at, donations.state, donations.method,
                donations.monthly_gift_id, funds.name_english as fund_english,
                funds.name_korean as fund_korean, receipts.year as receipt_year,
                receipts.number as receipt_number, donations.is_anonymous, ",
    );
    sql.push(if with_donors {
        "name_sealed, mail_sealed"
    } else {
        "null::bytea as name_sealed, null::bytea as mail_sealed"
    });
    sql.push(
        " from ledger_entries entry join donations on donations.id = entry.donation_id
          left join funds on funds.id = fund_id left join receipts on receipts.ledger_entry_id = entry.id where entry.id > ",
    );
    sql.push_bind(after);
    narrow(&mut sql, filter);
    if let Some(from) = filter.from {
        sql.push(" and entry.occurred_at >= ").push_bind(from);
    }
    if let Some(until) = filter.until {
        sql.push(" and entry.occurred_at < ").push_bind(until);
    }
    sql.push(" order by entry.id limit ").push_bind(count);
    sql.build_query_as().fetch_all(db).await
}
