-- Who can open what volunteers wrote, where that are people and not the program. Every private key that stands here is
-- wrapped for somebody; none opens with the keys of the settings.

-- An epoch is prepared first: offers are sealed to it from when it began. `left_at` tells that somebody who held its private
-- key has left since, so that the next epoch is due.
alter table epochs
    alter column began_at drop not null,
    add column left_at timestamptz;

-- A key pair for one passkey of a coordinator, made in that person's browser. The passkey answers to the salt with a secret
-- that the server never sees; the private key is wrapped by it.
create table coordinator_keys (
    id uuid primary key,
    passkey_id uuid not null references staff_passkeys,
    public_key bytea not null check (octet_length(public_key) = 32),
    salt bytea not null check (octet_length(salt) = 32),
    wrapped bytea not null,
    -- A keyed hash of whose key it is: whoever can only write here cannot put a key of their own in its place.
    proof bytea not null,
    made_at timestamptz not null,
    constraint coordinator_keys_passkey_id_key unique (passkey_id)
);

-- The private key of an epoch, sealed to the key pair of a coordinator.
create table epoch_wraps (
    epoch_id uuid not null references epochs,
    coordinator_key_id uuid not null references coordinator_keys on delete cascade,
    sealed bytea not null,
    let_in_by uuid references staff_members,
    made_at timestamptz not null,
    primary key (epoch_id, coordinator_key_id)
);
create index epoch_wraps_coordinator_key_id_idx on epoch_wraps (coordinator_key_id);

-- A key pair whose private key exists in three shares on paper alone. Two of them are enough.
create table recoveries (
    id uuid primary key,
    public_key bytea not null check (octet_length(public_key) = 32),
    -- The hash of a value that only two shares give: by it a trial is known to be one.
    trial_hash bytea not null check (octet_length(trial_hash) = 32),
    proof bytea not null,
    made_on date not null,
    tried_on date not null
);

-- The private key of an epoch, sealed to that key pair.
create table epoch_recoveries (
    epoch_id uuid not null references epochs,
    recovery_id uuid not null references recoveries,
    sealed bytea not null,
    primary key (epoch_id, recovery_id)
);

-- Whoever leaves the staff, loses the role or removes the passkey holds no keys any more. This stands here because there are
-- several ways to leave, one of them a command on the server.
create function release_custody() returns trigger language plpgsql as $$
declare
    gone uuid[];
begin
    select array_agg(own.id) into gone
    from coordinator_keys own
    join staff_passkeys passkey on passkey.id = own.passkey_id
    join staff_members member on member.id = passkey.staff_member_id
    where passkey.revoked_at is not null or member.disabled_at is not null
       or not member.roles && array['owner', 'coordinator'];
    if gone is not null then
        update epochs set left_at = now()
        where left_at is null
          and id in (select epoch_id from epoch_wraps where coordinator_key_id = any (gone));
        delete from coordinator_keys where id = any (gone);
    end if;
    return null;
end
$$;

create trigger staff_passkeys_release_custody after update of revoked_at on staff_passkeys
    for each statement execute function release_custody();
create trigger staff_members_release_custody after update of disabled_at, roles on staff_members
    for each statement execute function release_custody();

-- How many things about custody wait for somebody: a leaver's epoch that is still in use, an epoch that was prepared, people
-- who wait to be let in, shares that were not tried for a year.
create function custody_tasks() returns bigint language sql stable as $$
    select (select count(*) from (select left_at, custody from epochs where began_at is not null order by number desc limit 1) newest
            where custody = 'coordinators' and left_at is not null)
         + (select count(*) from epochs where began_at is null)
         + (select count(*) from coordinator_keys own
            where exists (select from epochs where custody = 'coordinators')
              and not exists (select from epoch_wraps where coordinator_key_id = own.id))
         + (select count(*) from (select tried_on from recoveries order by id desc limit 1) last
            where tried_on < current_date - interval '1 year')
$$;

alter table access_events drop constraint access_events_kind_known;
alter table access_events add constraint access_events_kind_known check (kind in
    ('invited', 'link_sent', 'key_added', 'key_removed', 'new_browser', 'key_lost', 'key_misused', 'roles_proposed',
     'roles_changed', 'bank_account_proposed', 'bank_account_changed', 'disabled', 'withdrawn', 'left_alone', 'lapsed',
     'custody_set_up', 'custody_let_in', 'epoch_prepared', 'custody_recovered', 'shares_renewed'));
