-- Turns of monthly gifts whose payment failed: the donor is told once for each, and staff see who needs help.
create table failed_turns (
    -- Follows from the invoice's name, so that it is one row whoever notices it first.
    id uuid primary key,
    monthly_gift_id uuid not null references monthly_gifts,
    invoice_id text not null,
    amount_minor bigint not null,
    currency text not null,
    failed_at timestamptz not null,
    next_attempt_at timestamptz,
    -- When it was paid after all, or given up.
    settled_at timestamptz,
    constraint failed_turns_invoice_key unique (invoice_id)
);
create index failed_turns_monthly_gift_idx on failed_turns (monthly_gift_id, failed_at desc);

-- When an event was last tried, so that one that fails is not queued again before its pause is over.
alter table stripe_events add column attempted_at timestamptz;
