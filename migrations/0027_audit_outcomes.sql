-- An entry says how an act ended, too: also what was refused, or tried in vain, is on record, by whom it was known or by
-- nobody who is known. `form` tells which fields the hash is made of: the entries before this one keep theirs (form 1),
-- and so do those that the release before this one still writes.
alter table audit_entries
    add column form smallint not null default 1,
    add column outcome text not null default 'done',
    -- A word for why it was refused or failed.
    add column cause text,
    -- Where staff were asked for a reason: the row of `staff_reasons` that holds it sealed. Not its words, nor a key that
    -- holds the row: whatever is erased there, the chain stays whole.
    add column reason_id uuid,
    add constraint audit_entries_outcome_known check (outcome in ('done', 'refused', 'failed'));

-- How often more the same was refused or failed within a minute. Beside the chain, because its entries cannot change: who
-- knocks a thousand times makes one entry and a number.
create table audit_repeats (
    audit_entry_id bigint primary key references audit_entries,
    count int not null,
    last_at timestamptz not null
);

-- The room of the log: the newest first, of one person, of one act, and of one object, by time.
create index audit_entries_happened_at_idx on audit_entries (happened_at, id);
create index audit_entries_member_idx on audit_entries (staff_member_id, happened_at, id);
create index audit_entries_action_idx on audit_entries (action, happened_at, id);
create index audit_entries_subject_time_idx on audit_entries (subject_id, happened_at, id) where subject_id is not null;
drop index audit_entries_subject_idx;
