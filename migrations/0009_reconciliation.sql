-- Holding our books against the processor's: what was looked at and when, how far the list of events was read, and what
-- did not agree, for staff to see. Nothing here moves money.

-- When Stripe was last asked about a donation that waits, so that one that waits for long is asked about less often.
alter table donations add column reconciled_at timestamptz;
create index donations_waiting_idx on donations (asked_at) where method = 'card' and state in ('pending', 'processing');

create table reconciliation_runs (
    id uuid primary key,
    -- `sessions` asks about donations that wait, `events` reads the list of events, `books` compares the sums.
    kind text not null,
    started_at timestamptz not null default now(),
    -- Nothing if it was killed or still runs.
    finished_at timestamptz,
    -- How many objects it looked at, and how many of them were news.
    looked_at int not null default 0,
    news int not null default 0,
    -- Why it ended early, in a word.
    trouble text,
    constraint reconciliation_runs_kind_known check (kind in ('sessions', 'events', 'books'))
);
create index reconciliation_runs_kind_idx on reconciliation_runs (kind, started_at desc);

-- How far the list of events was read, for each group of types that is asked for at once. A reading that was interrupted
-- goes on after the last event that was kept.
create table reconciliation_cursors (
    types text primary key,
    -- Everything before this time was read.
    read_until timestamptz not null,
    -- Of a reading under way: when it began, from which time on it reads, and after which event it goes on.
    reading_began_at timestamptz,
    reading_from timestamptz,
    reading_after text
);

-- The sums of the last comparison, in minor units, one row a currency.
create table reconciliation_sums (
    run_id uuid not null references reconciliation_runs on delete cascade,
    currency text not null,
    -- What moved in the days that were compared: at Stripe, and in the ledger.
    processor_minor bigint not null,
    booked_minor bigint not null,
    -- Since the beginning: the ledger's total, and what the public pages said.
    total_minor bigint not null,
    public_minor bigint not null,
    primary key (run_id, currency)
);

-- What does not agree, or looks odd. It vanishes by itself when it comes right; nothing is put right silently.
create table reconciliation_findings (
    id uuid primary key,
    -- `missing`: Stripe moved money that the ledger does not hold. `orphan`: it belongs to no donation. `amount`: both have
    -- it with different sums. `unknown`: the ledger has it, Stripe does not list it. `fee`: a gift without its fee.
    -- `public`: the public total is not the ledger's. `twin`: a gift that seems to have been given twice.
    kind text not null,
    -- The object at Stripe, a currency, or a donation of ours.
    subject text not null,
    donation_id uuid references donations,
    currency text,
    processor_minor bigint,
    booked_minor bigint,
    -- When the thing itself happened.
    occurred_at timestamptz not null,
    found_at timestamptz not null default now(),
    seen_by_run uuid not null references reconciliation_runs on delete cascade,
    looked_at timestamptz,
    looked_by uuid references staff_members,
    vanished_at timestamptz,
    constraint reconciliation_findings_kind_known check (kind in ('missing', 'orphan', 'amount', 'unknown', 'fee', 'public', 'twin'))
);
create unique index reconciliation_findings_open_key on reconciliation_findings (kind, subject) where vanished_at is null;
create index reconciliation_findings_found_at_idx on reconciliation_findings (found_at desc);

-- The nightly look for gifts that came twice.
create index donations_twins_idx on donations (mail_index, currency, amount_minor, paid_at) where mail_index is not null and paid_at is not null;
