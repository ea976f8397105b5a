-- Nothing that staff typed is lost when their session ends. A session that ended stays for a while as a row, so that its
-- cookie still says whose form arrives; the form is then kept, sealed, and offered to this person alone.
alter table staff_sessions add column ended_at timestamptz;

create table kept_forms (
    id uuid primary key,
    staff_member_id uuid not null references staff_members on delete cascade,
    -- The address as it was declared, by which the role that it asks for is known.
    door text not null,
    -- Where the form was sent, and the page on which it stood.
    path text not null,
    page text not null,
    fields_sealed bytea not null,
    -- A keyed hash of where it was sent and of its fields: sent twice, a form is kept once.
    digest bytea not null,
    kept_at timestamptz not null,
    constraint kept_forms_twice_key unique (staff_member_id, digest)
);
