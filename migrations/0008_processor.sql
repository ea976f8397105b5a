-- What the processor tells beyond the money: refunds and disputes with how they stand, events that could not be applied,
-- and what staff must be told.

-- Money given back, asked for by staff here or in the processor's own dashboard. The row is committed before Stripe is
-- called; its id is the idempotency key.
create table refunds (
    id uuid primary key,
    donation_id uuid not null references donations,
    amount_minor bigint not null,
    currency text not null,
    reason text,
    -- Who asked; nobody where it was done elsewhere.
    staff_member_id uuid references staff_members,
    stripe_refund_id text,
    -- `asked` before Stripe answered, `refused` where it said no, else Stripe's word.
    status text not null default 'asked',
    refusal text,
    created_at timestamptz not null default now(),
    constraint refunds_stripe_refund_key unique (stripe_refund_id),
    constraint refunds_amount_positive check (amount_minor > 0),
    constraint refunds_status_known check (status in ('asked', 'refused', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled'))
);
create index refunds_donation_idx on refunds (donation_id);
create index refunds_asked_idx on refunds (created_at) where status = 'asked';

-- Payments that a donor's bank wants back.
create table disputes (
    -- Stripe's id.
    id text primary key,
    donation_id uuid not null references donations,
    amount_minor bigint not null,
    currency text not null,
    status text not null,
    reason text not null,
    -- Until when evidence is taken.
    due_by timestamptz,
    opened_at timestamptz not null,
    updated_at timestamptz not null default now()
);
create index disputes_donation_idx on disputes (donation_id);

-- Events that fail are tried again with growing pauses; after too many tries they wait for staff.
alter table stripe_events
    -- How we heard of it: by webhook, or in Stripe's list of events.
    add column heard text not null default 'webhook',
    add column attempts int not null default 0,
    add column last_error text,
    add column dead_at timestamptz,
    add constraint stripe_events_heard_known check (heard in ('webhook', 'list'));
create index stripe_events_dead_idx on stripe_events (dead_at desc) where dead_at is not null;
create index stripe_events_type_idx on stripe_events (type, received_at);

-- What staff must look at. Of one kind and subject there is one open alert.
create table alerts (
    id uuid primary key,
    kind text not null,
    -- Names the thing without naming a person: an id of ours or of the processor.
    subject text not null,
    donation_id uuid references donations,
    raised_at timestamptz not null default now(),
    settled_at timestamptz,
    settled_by uuid references staff_members
);
create unique index alerts_open_key on alerts (kind, subject) where settled_at is null;
create index alerts_raised_at_idx on alerts (raised_at desc);

-- A mail may be sent again on purpose, as a further copy; and one subject may concern several members of staff.
alter table mails
    add column copy int not null default 0,
    add column staff_member_id uuid references staff_members,
    drop constraint mails_kind_key;
create unique index mails_kind_key on mails (kind, subject_id, copy, coalesce(staff_member_id, '00000000-0000-0000-0000-000000000000'));
