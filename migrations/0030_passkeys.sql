-- Staff sign in with passkeys. A key is kept when it is taken away, so that the record can name it.
create table staff_passkeys (
    id uuid primary key,
    staff_member_id uuid not null references staff_members,
    -- what browsers name the key by; the same key belongs to one person
    credential_id bytea not null,
    -- the public key and its counter, as the library keeps them
    passkey jsonb not null,
    -- how its owner calls it
    name text not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint staff_passkeys_credential_id_key unique (credential_id)
);
create index staff_passkeys_member_idx on staff_passkeys (staff_member_id) where revoked_at is null;

-- Challenges that were answered: each is good once. They travel sealed in the page, so nothing is stored before.
create table spent_challenges (
    hash bytea primary key,
    forget_after timestamptz not null
);
create index spent_challenges_forget_idx on spent_challenges (forget_after);

-- Browsers from which somebody has signed in; the cookie holds the token, the row its hash. A sign-in from another one is
-- told by mail.
create table staff_browsers (
    token_hash bytea not null,
    staff_member_id uuid not null references staff_members,
    last_seen_at timestamptz not null,
    primary key (token_hash, staff_member_id)
);

alter table staff_sessions
    -- by which a session is named in pages, where its hash does not belong
    add column id uuid not null default gen_random_uuid(),
    -- enrolling: a link was used and no key is enrolled yet, so that nothing else opens
    add column scope text not null default 'all',
    -- when the person last proved with a key that it is them
    add column proved_at timestamptz not null default now(),
    add column browser text not null default '',
    add column address text,
    add constraint staff_sessions_scope_known check (scope in ('all', 'enrolling'));
create unique index staff_sessions_id_key on staff_sessions (id);
create index staff_sessions_member_idx on staff_sessions (staff_member_id);

-- What people are told by mail about keys, sign-ins and roles. No mail stands here, only what it says.
create table access_events (
    id uuid primary key,
    kind text not null,
    -- whom it concerns
    about uuid not null references staff_members,
    -- who did it, if it was somebody else
    done_by uuid references staff_members,
    browser text not null default '',
    address text,
    happened_at timestamptz not null,
    constraint access_events_kind_known check (kind in
        ('invited', 'link_sent', 'key_added', 'key_removed', 'new_browser', 'key_lost', 'key_misused',
         'roles_proposed', 'roles_changed', 'bank_account_proposed', 'bank_account_changed', 'disabled', 'withdrawn'))
);
create index access_events_about_idx on access_events (about, kind, happened_at);
create index access_events_happened_idx on access_events (happened_at);

-- Somebody who lost their key asks for help. Only a keyed hash of the address is kept until a job has looked whose it is.
create table lost_key_requests (
    id uuid primary key,
    mailbox_hash bytea not null,
    browser text not null,
    address text,
    asked_at timestamptz not null
);
