-- How coordinators follow people up: the step before, so that the last one can be undone; hand-overs; who was warned that one
-- of them opens very many records; and what coordinators were told by mail.

-- All people of a colleague go to another one in one act, which can be undone.
create table handings (
    id uuid primary key,
    from_id uuid not null references staff_members,
    to_id uuid not null references staff_members,
    handed_by uuid references staff_members,
    handed_on date not null,
    undone_on date
);
create index handings_handed_on_idx on handings (handed_on);

alter table people
    add column stage_before text check (stage_before in ('new', 'contacted', 'meeting', 'active', 'paused', 'closed')),
    add column stage_before_since date,
    add column handing_id uuid references handings,
    -- That coordinators were told of this person's offer.
    add column told_new boolean not null default false,
    -- The order of the list: who is new and waits longest first, then those whose stage changed last.
    add column place int not null generated always as (
        case when stage = 'new' then arrived_on - date '2000-01-01' else 1000000 - (stage_since - date '2000-01-01') end
    ) stored,
    add constraint people_stage_before_whole check ((stage_before is null) = (stage_before_since is null));
drop index people_list_idx;
create index people_place_idx on people (admission, place, id);
create index people_owner_id_idx on people (owner_id);
create index people_handing_id_idx on people (handing_id) where handing_id is not null;

-- That the others were warned, because one of them opened many records within an hour.
create table opening_warnings (
    id uuid primary key,
    opened_by uuid not null references staff_members,
    warned_at timestamptz not null,
    -- How many people it were.
    people int not null,
    -- Whether no further one was opened.
    stopped boolean not null
);
create index opening_warnings_by_idx on opening_warnings (opened_by, warned_at);

-- What coordinators are told of by mail: one row for each time, and whom it is about. Both are forgotten after a few days.
create table volunteer_notices (
    id uuid primary key,
    kind text not null check (kind in ('new', 'waiting', 'ending', 'reminder')),
    made_at timestamptz not null
);
create index volunteer_notices_kind_idx on volunteer_notices (kind, made_at);
create table volunteer_notice_people (
    notice_id uuid not null references volunteer_notices on delete cascade,
    person_id uuid not null references people on delete cascade,
    primary key (notice_id, person_id)
);
create index volunteer_notice_people_person_id_idx on volunteer_notice_people (person_id);

-- What a coordinator must look at. Its day is that of the organisation.
create function coordinators_needs(me uuid, today date)
returns table (arrived bigint, waiting bigint, steps bigint, unowned bigint, ending bigint, quarantined bigint)
language sql stable as $$
    select count(*) filter (where admission = 'admitted' and stage = 'new' and last_contact_on is null),
           count(*) filter (where admission = 'admitted' and stage = 'new' and last_contact_on is null and arrived_on < today - 14),
           count(*) filter (where admission = 'admitted' and stage <> 'closed' and next_on <= today and owner.id = me),
           count(*) filter (where admission = 'admitted' and stage <> 'closed' and owner.id is null),
           count(*) filter (where admission = 'admitted' and erase_on <= today + 30),
           count(*) filter (where admission = 'quarantined')
    from people left join staff_members owner
         on owner.id = people.owner_id and owner.disabled_at is null and owner.roles && array['coordinator', 'owner']
$$;
