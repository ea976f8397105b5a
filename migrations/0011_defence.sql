-- People who try out stolen cards use donation forms for it: small sums, nobody who complains. These tables tell how the
-- form takes gifts at present, what came in lately in plain counts, and who goes on by mail because no script may run.

-- How the donation form takes gifts. Every decision is a row, the last one counts, and while there is none it is open.
create table giving_changes (
    position bigint generated always as identity primary key,
    id uuid not null,
    mode text not null,
    -- Who decided; nobody where the site did so by itself.
    staff_member_id uuid references staff_members,
    -- What visitors read while the form is closed.
    words_english text,
    words_korean text,
    -- Until when, if it stays quiet. What staff decide stays until they decide something else.
    until timestamptz,
    changed_at timestamptz not null,
    constraint giving_changes_id_key unique (id),
    constraint giving_changes_mode_known check (mode in ('open', 'guarded', 'closed')),
    constraint giving_changes_words check (mode <> 'closed' or (words_english is not null and words_korean is not null)),
    constraint giving_changes_until check (until is null or (staff_member_id is null and mode = 'guarded'))
);
create trigger giving_changes_tell_site_changed after insert on giving_changes
    for each statement execute function tell_site_changed();

-- What happened at the form, counted by the minute; nobody stands behind a number.
create table giving_counts (
    minute timestamptz not null,
    what text not null,
    count int not null,
    primary key (minute, what)
);

-- Proofs of work that were handed in. Each is good for one choice: sent twice it leads to the same checkout, sent with
-- another sum it is none.
create table spent_proofs (
    form_nonce uuid primary key,
    choice bytea not null,
    spent_at timestamptz not null
);
create index spent_proofs_spent_at_idx on spent_proofs (spent_at);

-- Forms that wait for a click in a mail, because no script could do the work. What was typed is sealed, the address with
-- it; the link is stored as a hash. One showing of the form and one choice is one mail.
create table giving_confirmations (
    id uuid primary key,
    token_hash bytea not null,
    form_nonce uuid not null,
    choice bytea not null,
    language text not null,
    form_sealed bytea not null,
    used_at timestamptz,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    constraint giving_confirmations_token_key unique (token_hash),
    constraint giving_confirmations_choice_key unique (form_nonce, choice),
    constraint giving_confirmations_language_known check (language in ('en', 'ko'))
);
create index giving_confirmations_expires_at_idx on giving_confirmations (expires_at);

-- Some limits now count whole days; each counter says how long it is needed.
alter table limit_counters add column forget_after timestamptz not null default now() + interval '2 hours';
create index limit_counters_forget_after_idx on limit_counters (forget_after);
