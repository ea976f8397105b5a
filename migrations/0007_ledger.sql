-- How a donation stands follows from its ledger entries: nothing sets `paid` or `refunded` but money that moved. Before
-- money moved, the checkout tells (`pending`, `processing`, `failed`, `expired`).

-- A reversal gives back what a refund or a dispute took: one whose source object was refunded belongs to the refund, any
-- other to a dispute.
create function derive_donation_state() returns trigger language plpgsql as $$
declare
    received bigint;
    refunded bigint;
    disputed bigint;
begin
    select coalesce(sum(amount_minor) filter (where kind in ('charge', 'transfer', 'correction')), 0),
           coalesce(-sum(amount_minor) filter (where kind = 'refund' or kind = 'reversal' and of_refund), 0),
           coalesce(-sum(amount_minor) filter (where kind = 'dispute' or kind = 'reversal' and not of_refund), 0)
      into received, refunded, disputed
      from (select entry.kind, entry.amount_minor, exists (
                select from ledger_entries refund
                where refund.donation_id = entry.donation_id and refund.kind = 'refund'
                  and refund.source = entry.source and refund.source_id = entry.source_id) as of_refund
            from ledger_entries entry where entry.donation_id = new.donation_id) entries;
    update donations
       set state = case
               when disputed > 0 then 'disputed'
               when received <= 0 or refunded >= received then 'refunded'
               when refunded > 0 then 'partly_refunded'
               when method = 'transfer' and received < amount_minor then 'partly_paid'
               else 'paid'
           end,
           paid_at = coalesce(paid_at, new.occurred_at),
           checkout_url = null
     where id = new.donation_id;
    return null;
end;
$$;
create trigger ledger_entries_derive_state after insert on ledger_entries
    for each row when (new.kind <> 'fee') execute function derive_donation_state();

-- Totals by day and month for staff, without reading the whole ledger.
create index ledger_entries_occurred_at_idx on ledger_entries (occurred_at) include (kind, currency, amount_minor);

-- One receipt for each gift that arrived, numbered without gaps in the year of Seoul in which it was booked. What it says
-- stands in the ledger, which cannot change.
create table receipts (
    id uuid primary key,
    ledger_entry_id bigint not null references ledger_entries,
    donation_id uuid not null references donations,
    year int not null,
    number int not null,
    -- When the original was first shown; every later showing is a copy.
    shown_at timestamptz,
    created_at timestamptz not null default now(),
    constraint receipts_ledger_entry_key unique (ledger_entry_id),
    constraint receipts_number_key unique (year, number)
);
create index receipts_donation_idx on receipts (donation_id);
create trigger receipts_stay before delete or truncate on receipts
    for each statement execute function refuse_change();
