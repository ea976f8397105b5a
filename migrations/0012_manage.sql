-- How donors get to what they gave: they name a mail address, get a link there that works once, and then have a visit of
-- half an hour. No address is kept longer than the mail needs to leave; afterwards only keyed hashes say whose it was.

-- Somebody asked for the link. The answer on the page is the same for every address; a job finds out whether we know it.
create table donor_requests (
    -- The showing of the form, so that sending it twice is one request.
    id uuid primary key,
    language text not null,
    -- Until the mail has left.
    mail_sealed bytea,
    -- The keyed hashes under which the donor's gifts may stand, once we know that there are some.
    mail_indexes bytea[],
    -- Until when the link works; counted from when the mail left.
    expires_at timestamptz,
    used_at timestamptz,
    -- SHA-256 of the token of the visit that the link began.
    visit_hash bytea,
    created_at timestamptz not null default now()
);
create index donor_requests_created_at_idx on donor_requests (created_at);

-- A visit begun by such a link. It ends half an hour after the last thing that the donor did.
create table donor_visits (
    -- SHA-256 of the token in its addresses.
    token_hash bytea primary key,
    mail_indexes bytea[] not null,
    begun_at timestamptz not null,
    last_act_at timestamptz not null
);
create index donor_visits_last_act_at_idx on donor_visits (last_act_at);

-- What donors asked to change about a monthly gift. The row is committed before Stripe is called; its id and attempt are
-- the idempotency key, so that pressing twice changes once.
create table monthly_changes (
    id uuid primary key,
    monthly_gift_id uuid not null references monthly_gifts,
    change text not null,
    -- The new sum, for a change of the amount.
    amount_minor bigint,
    -- Until when it rests, for a pause.
    until timestamptz,
    attempt int not null default 0,
    asked_at timestamptz not null default now(),
    -- When Stripe did it, or refused to.
    answered_at timestamptz,
    refused boolean not null default false,
    -- When our own row showed it.
    shown_at timestamptz,
    constraint monthly_changes_change_known check (change in ('amount', 'pause', 'resume', 'stop', 'stop_now', 'go_on'))
);
create index monthly_changes_gift_idx on monthly_changes (monthly_gift_id, asked_at desc);
