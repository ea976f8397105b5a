//! SQL of one donation's story, in a handful of statements whatever happened to it.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    donations::monthly::{
        course::{Course, Facts},
        status::Status,
    },
    language::Language,
    rooms::{Pass, Treasurer},
    words::words,
};

/// The longest story that one page tells, in steps.
const STEPS: i64 = 500;

words! {
    /// Which table tells of a step.
    pub(crate) enum StepKind {
        Receipt = "receipt",
        Mail = "mail",
        Refund = "refund",
        Dispute = "dispute",
        Event = "event",
        Act = "act",
        Alert = "alert",
        /// An alert that was settled.
        Settled = "settled",
    }
}

words! {
    /// What happened to a receipt.
    pub(crate) enum ReceiptStep { Numbered = "numbered", Shown = "shown" }
}

words! {
    /// What became of a mail.
    pub(crate) enum MailStep { Waiting = "waiting", Sent = "sent", Refused = "refused" }
}

/// A step of the story that stands elsewhere than in the donation and in the ledger.
#[derive(Clone, Debug)]
pub(crate) struct StepRow {
    pub(crate) at: OffsetDateTime,
    pub(crate) kind: StepKind,
    /// The word of what happened, in the words of its table.
    pub(crate) word: String,
    /// What it names: an id, a serial, a code.
    pub(crate) detail: Option<String>,
    /// A further word: the number of a mail's copy, why a payment is disputed, how an event stands or what came of it.
    pub(crate) note: Option<String>,
    /// How much, in minor units.
    pub(crate) amount_minor: Option<i64>,
    pub(crate) currency: Option<String>,
    pub(crate) staff: Option<String>,
    /// Until when something must be done about it.
    pub(crate) due_at: Option<OffsetDateTime>,
}

/// What happened to a donation: receipts, mails, refunds, disputes, events, acts of staff, alerts. `objects` are its names
/// at the processor.
pub(crate) async fn steps(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    donation_id: Uuid,
    objects: &[String],
) -> sqlx::Result<Vec<StepRow>> {
    sqlx::query_as!(
        StepRow,
        r#"with given as (
               select id, amount_minor, currency, status, refusal, reason, staff_member_id, stripe_refund_id, created_at
               from refunds where donation_id = $1
           ), written as (
               select id, year, number, shown_at, created_at from receipts where donation_id = $1
           ), disputed as (
               select id, amount_minor, currency, status, reason, due_by, opened_at from disputes where donation_id = $1
           )
           select at as "at!", kind as "kind!: StepKind", word as "word!", detail, note, amount_minor, currency, staff, due_at
           from (
               select created_at as at, 'receipt' as kind, 'numbered' as word,
                      receipt_serial(year, number) as detail, null::text as note, null::bigint as amount_minor,
                      null::text as currency, null::text as staff, null::timestamptz as due_at from written
               union all
               select shown_at, 'receipt', 'shown', receipt_serial(year, number), null, null, null, null, null
               from written where shown_at is not null
               union all
               select coalesce(sent_at, refused_at, created_at), 'mail',
                      case when sent_at is not null then 'sent' when refused_at is not null then 'refused' else 'waiting' end,
                      kind, nullif(copy, 0)::text, null, null, null, null
               from mails
               where kind in ('receipt', 'refunded', 'payment_failed', 'monthly_stopped') and staff_member_id is null
                 and subject_id in (select id from written union all select id from given union all select $1)
               union all
               select given.created_at, 'refund', status, coalesce(refusal, stripe_refund_id), null, amount_minor, currency, email, null
               from given left join staff_members on staff_members.id = staff_member_id
               union all
               select opened_at, 'dispute', status, id, reason, amount_minor, currency, null, due_by
               from disputed
               union all
               select received_at, 'event', type, id,
                      case when dead_at is not null then 'dead' when processed_at is null then 'waiting' else outcome end,
                      null, null, null, null
               from stripe_events
               where object_id = any($2 || array(select stripe_refund_id from given where stripe_refund_id is not null)
                                        || array(select id from disputed))
               union all
               select happened_at, 'act', action, null, null, null, null, email, null
               from audit_entries left join staff_members on staff_members.id = staff_member_id where subject_id = $1
               union all select raised_at, 'alert', kind, subject, null, null, null, null, null from alerts where donation_id = $1
               union all select settled_at, 'settled', kind, subject, null, null, null, email, null
               from alerts left join staff_members on staff_members.id = settled_by
               where donation_id = $1 and settled_at is not null
           ) steps order by at limit $3"#,
        donation_id,
        objects,
        STEPS,
    )
    .fetch_all(db)
    .await
}

/// Why staff put the books of a donation right, by the showing of the form, which the ledger names too.
#[derive(Clone, Debug)]
pub(crate) struct ReasonRow {
    pub(crate) id: Uuid,
    pub(crate) reason_sealed: Vec<u8>,
}

/// The reasons at a donation.
pub(crate) async fn reasons(
    _: &Pass<Treasurer>,
    db: impl PgExecutor<'_>,
    donation_id: Uuid,
) -> sqlx::Result<Vec<ReasonRow>> {
    sqlx::query_as!(
        ReasonRow,
        "select id, reason_sealed from staff_reasons where donation_id = $1 order by created_at",
        donation_id,
    )
    .fetch_all(db)
    .await
}

/// What stands around a donation: its purpose, its monthly gift, its receipts.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    /// The purpose's name in English.
    pub(crate) fund_english: Option<String>,
    pub(crate) fund_korean: Option<String>,
    /// How the subscription of its monthly gift stands; the further fields are of that, too.
    pub(crate) status: Option<Status>,
    /// What it will be at the next turn.
    pub(crate) amount_minor: Option<i64>,
    pub(crate) currency: Option<String>,
    /// `sub_…`
    pub(crate) subscription_id: Option<String>,
    pub(crate) current_period_end: Option<OffsetDateTime>,
    pub(crate) cancel_at: Option<OffsetDateTime>,
    pub(crate) paused_until: Option<OffsetDateTime>,
    pub(crate) failing_since: Option<OffsetDateTime>,
    pub(crate) next_attempt_at: Option<OffsetDateTime>,
    /// How many gifts it has brought.
    pub(crate) turns: i64,
    /// Ids of the donation's receipts.
    pub(crate) receipt_ids: Vec<Uuid>,
    pub(crate) serials: Vec<String>,
}

impl Around {
    /// The purpose's name in a language.
    pub(crate) fn fund(&self, language: Language) -> Option<String> {
        match language {
            Language::English => self.fund_english.clone(),
            Language::Korean => self.fund_korean.clone(),
        }
    }

    /// How its monthly gift goes on at a moment, with the word of its subscription; none if it is a single gift.
    pub(crate) fn course(&self, now: OffsetDateTime) -> Option<(Course, Status)> {
        let status = self.status?;
        let facts = Facts {
            status,
            current_period_end: self.current_period_end,
            cancel_at: self.cancel_at,
            paused_until: self.paused_until,
            failing_since: self.failing_since,
            next_attempt_at: self.next_attempt_at,
        };
        Some((Course::of(facts, now), status))
    }
}

/// What stands around a donation.
pub(crate) async fn around(_: &Pass<Treasurer>, db: impl PgExecutor<'_>, donation_id: Uuid) -> sqlx::Result<Around> {
    sqlx::query_as!(
        Around,
        r#"select funds.name_english as "fund_english?", funds.name_korean as "fund_korean?", monthly_gifts.status as "status?: Status",
                  monthly_gifts.amount_minor as "amount_minor?", monthly_gifts.currency as "currency?",
                  monthly_gifts.subscription_id, monthly_gifts.current_period_end, monthly_gifts.cancel_at,
                  monthly_gifts.paused_until, monthly_gifts.failing_since, monthly_gifts.next_attempt_at,
                  (select count(*) from donations turns where turns.monthly_gift_id = monthly_gifts.id) as "turns!",
                  array(select id from receipts where donation_id = $1 order by ledger_entry_id) as "receipt_ids!",
                  array(select receipt_serial(year, number) from receipts where donation_id = $1
                        order by ledger_entry_id) as "serials!"
           from donations
           left join funds on funds.id = fund_id
           left join monthly_gifts on monthly_gifts.id = monthly_gift_id
           where donations.id = $1"#,
        donation_id,
    )
    .fetch_one(db)
    .await
}
