-- A mail server that refuses our sign-in, or is away for days, loses no mail: a mail is tried again with growing pauses,
-- staff see why it did not leave, and can have all of them sent again.
alter table mails
    add column attempts int not null default 0,
    -- Why the last try failed. Empty on mails that were refused for good before reasons were kept.
    add column trouble text,
    add column next_try_at timestamptz,
    -- Tried for days; nobody tries any more until staff say so.
    add column gave_up_at timestamptz,
    -- When staff last had it sent again.
    add column again_at timestamptz,
    add constraint mails_trouble_known check (trouble in ('unreachable', 'encryption', 'sign_in', 'sender', 'recipient', 'no_such_recipient', 'content', 'busy'));

-- Nobody looked for mails that waited longer than a week: they count as given up, so that staff see them.
update mails set gave_up_at = now()
where sent_at is null and refused_at is null and created_at < now() - interval '7 days';

drop index mails_waiting_idx;
create index mails_waiting_idx on mails (coalesce(next_try_at, created_at))
    where sent_at is null and refused_at is null and gave_up_at is null;
create index mails_unsent_idx on mails (created_at) where sent_at is null;
create index mails_again_at_idx on mails (again_at) where again_at is not null;
