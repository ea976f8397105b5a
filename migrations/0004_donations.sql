-- What donors chose. The row is committed before Stripe is called, so a crash in between leaves something to heal.
-- Whether it was paid is told by the ledger; the state here only moves forward.
create table donations (
    id uuid primary key,
    -- The showing of the form that was sent: sending it twice is one gift.
    form_nonce uuid not null,
    language text not null,
    currency text not null,
    amount_minor bigint not null,
    name_sealed bytea,
    mail_sealed bytea,
    state text not null default 'pending',
    -- Counts the checkouts made for this row; a changed amount needs a new one and a new idempotency key.
    attempt int not null default 1,
    asked_at timestamptz not null default now(),
    checkout_session_id text,
    checkout_url text,
    checkout_expires_at timestamptz,
    -- When Stripe was last asked because a donor came back; so nobody can make us ask without end.
    checked_at timestamptz,
    payment_intent_id text,
    -- What Stripe says differs from what the donor chose: for staff to look at.
    flag text,
    paid_at timestamptz,
    created_at timestamptz not null default now(),
    constraint donations_form_nonce_key unique (form_nonce),
    constraint donations_checkout_session_key unique (checkout_session_id),
    constraint donations_payment_intent_key unique (payment_intent_id),
    constraint donations_language_known check (language in ('en', 'ko')),
    constraint donations_currency_form check (currency ~ '^[a-z]{3}$'),
    constraint donations_amount_positive check (amount_minor > 0),
    constraint donations_state_known check (state in ('pending', 'processing', 'paid', 'failed', 'expired'))
);
create index donations_created_at_idx on donations (created_at desc, id desc);

-- Money that moved, in minor units, only ever added to. Every total anywhere is a sum over these rows. One object of the
-- processor counts once for each kind, and each row holds the hash of the one before.
create table ledger_entries (
    id bigint generated always as identity primary key,
    donation_id uuid not null references donations,
    kind text not null,
    amount_minor bigint not null,
    currency text not null,
    source text not null,
    source_id text not null,
    occurred_at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint ledger_entries_source_key unique (source, source_id, kind),
    constraint ledger_entries_previous_hash_key unique (previous_hash),
    constraint ledger_entries_kind_known check (kind in ('charge', 'fee', 'refund', 'dispute', 'reversal', 'transfer', 'correction')),
    constraint ledger_entries_currency_form check (currency ~ '^[a-z]{3}$')
);
create index ledger_entries_donation_idx on ledger_entries (donation_id);

create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
    for each statement execute function refuse_change();
create trigger ledger_entries_tell_site_changed after insert on ledger_entries
    for each statement execute function tell_site_changed();

-- That Stripe told us something, stored before it is answered. The id is Stripe's, so a repeated delivery changes nothing.
-- What it said is not kept: it names donors, and the object itself is fetched anyway.
create table stripe_events (
    id text primary key,
    type text not null,
    object_id text,
    livemode boolean,
    api_version text,
    received_at timestamptz not null default now(),
    processed_at timestamptz,
    outcome text
);
create index stripe_events_received_at_idx on stripe_events (received_at desc);
create index stripe_events_waiting_idx on stripe_events (received_at) where processed_at is null;

-- Mails to send: one row for each kind and subject, so that none is sent twice. No address stands here; it is read from
-- the subject's sealed field when the mail leaves.
create table mails (
    id uuid primary key,
    kind text not null,
    subject_id uuid not null,
    sent_at timestamptz,
    -- The mail server said for good that it does not take this mail.
    refused_at timestamptz,
    created_at timestamptz not null default now(),
    constraint mails_kind_key unique (kind, subject_id)
);
create index mails_waiting_idx on mails (created_at) where sent_at is null and refused_at is null;
