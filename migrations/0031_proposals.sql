-- What takes two people: who is on the staff and with which roles, and the bank account that donors read. One proposes,
-- another confirms. Where nobody else could, it takes effect after a day, in which anybody on the staff may stop it.
create table proposals (
    id uuid primary key,
    kind text not null,
    -- whom it concerns, if they are on the staff already
    about uuid references staff_members,
    -- what is wanted
    wanted jsonb not null,
    proposed_by uuid not null references staff_members,
    proposed_at timestamptz not null,
    settled_at timestamptz,
    -- nobody, where the clock settled it
    settled_by uuid references staff_members,
    outcome text,
    constraint proposals_kind_known check (kind in ('new_member', 'roles', 'removal', 'bank_account')),
    constraint proposals_outcome_known check (outcome in ('in_force', 'stopped', 'lapsed')),
    constraint proposals_settled_whole check ((settled_at is null) = (outcome is null))
);
-- One at a time about the same thing, so that nobody confirms something else than they read.
create unique index proposals_about_key on proposals (about) where settled_at is null and about is not null;
create unique index proposals_email_key on proposals (lower(wanted ->> 'email')) where settled_at is null and kind = 'new_member';
create unique index proposals_bank_account_key on proposals (kind) where settled_at is null and kind = 'bank_account';
create index proposals_proposed_at_idx on proposals (proposed_at, id);
