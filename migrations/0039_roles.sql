-- What volunteers can do for us is a part of the public site, and follows from rows and the clock: a role is shown while it is
-- open, while a place in it is free, and until its last day is over. Whoever changes one of these tells every instance.

-- When a day is over by the clock of the organisation.
create function day_ends_at(day date) returns timestamptz language sql stable as $$
    select (day + 1)::timestamp at time zone 'Asia/Seoul'
$$;

-- How a role stands now, and how many of its places are taken.
create view role_places as
select id as role_id, taken,
       case when state <> 'open' then state
            when coalesce(day_ends_at(until) <= now(), false) then 'over'
            when taken >= wanted then 'full'
            else 'open' end as standing
from roles cross join lateral (
    select count(*)::int as taken from assignments where assignments.role_id = roles.id and ended_on is null
) as places;

create trigger roles_tell_site_changed after insert or update or delete on roles
    for each statement execute function tell_site_changed();
create trigger assignments_tell_site_changed after insert or update or delete on assignments
    for each statement execute function tell_site_changed();

create index assignments_role_id_idx on assignments (role_id) where ended_on is null;
create index person_checks_valid_until_idx on person_checks (valid_until);
alter table roles
    add constraint roles_area_known check (area in ('advocacy', 'teaching', 'translation', 'events', 'research'));
