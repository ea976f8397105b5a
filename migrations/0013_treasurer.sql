-- What the treasurer's pages look things up by, and why members of staff did what asks for a reason.

-- The list of donations by way of giving; its other filters have their indexes.
create index donations_method_idx on donations (method, created_at desc, id desc);

-- One donation's story: what staff did with it, what was raised about it, which events named its objects.
create index audit_entries_subject_idx on audit_entries (subject_id, id) where subject_id is not null;
create index alerts_donation_idx on alerts (donation_id) where donation_id is not null;
create index stripe_events_object_idx on stripe_events (object_id, received_at);

-- The list of events goes on after a time and an id, because several come at one time.
drop index stripe_events_received_at_idx;
create index stripe_events_received_at_idx on stripe_events (received_at desc, id desc);

-- The list of monthly gifts by how they stand.
create index monthly_gifts_status_idx on monthly_gifts (status, created_at desc, id desc);
create index monthly_gifts_unwell_idx on monthly_gifts (created_at desc, id desc) where failing_since is not null;
create index monthly_gifts_stopping_idx on monthly_gifts (created_at desc, id desc) where cancel_at is not null;

-- The next deadline on the first page.
create index disputes_open_idx on disputes (due_by) where status not in ('won', 'lost', 'warning_closed', 'prevented');

-- Stripe gives a fault again under the same idempotency key, so a refund that met one is asked for under the next, after
-- a look at whether it was made.
alter table refunds add column attempt int not null default 1;

-- Why somebody on the staff put the books right or took data out. The audit entry of the act stands beside it; what is
-- written here may name a person, so it is sealed.
create table staff_reasons (
    -- The showing of the form that was sent: sending it twice is one act.
    id uuid primary key,
    staff_member_id uuid not null references staff_members,
    -- The word of the audit entry.
    action text not null,
    donation_id uuid references donations,
    reason_sealed bytea not null,
    -- For exports: which rows were asked for, and whether donors were named. Never a name or an address.
    details jsonb,
    created_at timestamptz not null default now()
);
create index staff_reasons_donation_idx on staff_reasons (donation_id) where donation_id is not null;
create index staff_reasons_member_idx on staff_reasons (staff_member_id, created_at);
