-- A session that says nothing of its scope opens nothing: those from before keys, and those that the release before this one
-- still begins while both run.
alter table staff_sessions
    alter column scope set default 'enrolling',
    alter column proved_at set default 'epoch',
    -- Ended by an owner, by a change of roles or keys, or from another session: whoever still holds the cookie may be a
    -- thief, so nothing is kept for its person any more.
    add column ended_by_force boolean not null default false;
update staff_sessions set scope = 'enrolling', proved_at = 'epoch'
where not exists (select from staff_passkeys where staff_passkeys.staff_member_id = staff_sessions.staff_member_id);

-- Since when nobody else could confirm it, and everybody on the staff knows.
alter table proposals add column alone_since timestamptz;

alter table access_events drop constraint access_events_kind_known;
alter table access_events add constraint access_events_kind_known check (kind in
    ('invited', 'link_sent', 'key_added', 'key_removed', 'new_browser', 'key_lost', 'key_misused', 'roles_proposed',
     'roles_changed', 'bank_account_proposed', 'bank_account_changed', 'disabled', 'withdrawn', 'left_alone', 'lapsed'));
