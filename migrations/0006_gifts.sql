-- What a donor can say about a gift, gifts that come every month, and gifts that come by bank transfer or by hand. One
-- row in `donations` is one gift, however it came: each paid month of a monthly gift is a gift of its own.

-- Purposes that staff offer. A fund that is closed stays, because gifts name it.
create table funds (
    id uuid primary key,
    position int not null,
    name_english text not null,
    name_korean text not null,
    closed_at timestamptz,
    created_at timestamptz not null default now()
);
create trigger funds_tell_site_changed after insert or update or delete on funds
    for each statement execute function tell_site_changed();

-- A gift that comes every month, as Stripe's subscription tells. Its id is that of its first donation.
create table monthly_gifts (
    id uuid primary key,
    currency text not null,
    -- What it will be at the next turn; what was given stands in the donations.
    amount_minor bigint not null,
    -- Stripe's word for it, or `pending` before there is a subscription.
    status text not null default 'pending',
    subscription_id text,
    customer_id text,
    current_period_end timestamptz,
    cancel_at timestamptz,
    canceled_at timestamptz,
    paused_until timestamptz,
    -- Since when renewals fail, and when Stripe tries again.
    failing_since timestamptz,
    next_attempt_at timestamptz,
    created_at timestamptz not null default now(),
    constraint monthly_gifts_subscription_key unique (subscription_id),
    constraint monthly_gifts_currency_form check (currency ~ '^[a-z]{3}$'),
    constraint monthly_gifts_amount_positive check (amount_minor > 0),
    constraint monthly_gifts_status_known check (status in ('pending', 'incomplete', 'incomplete_expired', 'trialing',
        'active', 'past_due', 'unpaid', 'paused', 'canceled'))
);
create index monthly_gifts_customer_idx on monthly_gifts (customer_id);
create index monthly_gifts_created_at_idx on monthly_gifts (created_at desc, id desc);
create index monthly_gifts_failing_idx on monthly_gifts (failing_since) where failing_since is not null;

alter table donations
    add column method text not null default 'card',
    add column monthly_gift_id uuid references monthly_gifts,
    -- The paid invoice of a monthly gift's turn.
    add column invoice_id text,
    add column fund_id uuid references funds,
    -- The part of the sum that is meant for the fees.
    add column fee_cover_minor bigint not null default 0,
    add column dedication text,
    add column dedicatee_sealed bytea,
    add column message_sealed bytea,
    add column is_anonymous boolean not null default false,
    add column wants_mail boolean not null default true,
    -- A keyed hash of the mail address, by which a donor finds their own gifts.
    add column mail_index bytea,
    -- What a donor writes on a bank transfer.
    add column reference text,
    add constraint donations_method_known check (method in ('card', 'transfer', 'offline')),
    add constraint donations_invoice_key unique (invoice_id),
    add constraint donations_reference_key unique (reference),
    add constraint donations_dedication_known check (dedication in ('honour', 'memory')),
    add constraint donations_fee_cover_range check (fee_cover_minor >= 0 and fee_cover_minor < amount_minor),
    drop constraint donations_state_known,
    add constraint donations_state_known check (state in ('pending', 'processing', 'failed', 'expired', 'partly_paid',
        'paid', 'partly_refunded', 'refunded', 'disputed'));
create index donations_mail_idx on donations (mail_index, created_at desc) where mail_index is not null;
create index donations_monthly_gift_idx on donations (monthly_gift_id, created_at) where monthly_gift_id is not null;
create index donations_state_idx on donations (state, created_at desc, id desc);
create index donations_currency_idx on donations (currency, created_at desc, id desc);
create index donations_fund_idx on donations (fund_id, created_at desc, id desc) where fund_id is not null;
create index donations_flag_idx on donations (created_at desc, id desc) where flag is not null;

-- Where bank transfers go, as donors read it, and what the processor's fee is taken to be when a donor offers to cover it.
alter table site_settings
    add column bank_account_english text,
    add column bank_account_korean text;
alter table currencies
    add column fee_basis_points int not null default 0,
    add column fee_fixed_minor bigint not null default 0,
    add constraint currencies_fee_range check (fee_basis_points between 0 and 2000 and fee_fixed_minor between 0 and 99999999);
