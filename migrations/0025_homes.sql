-- What a database must know about itself: which keys it was begun with, so that another key under a known name is noticed
-- before anything is sealed with it; and where it stood when it last numbered a receipt, so that a restored copy does not
-- give out a number a second time.

-- For each key of DATA_KEYS that was ever used a value that only this key gives. The key cannot be found from it.
create table data_keys (
    id text primary key,
    check_value bytea not null,
    first_used_at timestamptz not null default now(),
    constraint data_keys_check_value_length check (octet_length(check_value) = 32)
);

-- Which database this is. A dump that is restored, a copy, and a standby that takes over after a loss each give another name.
create function database_home() returns text language plpgsql stable as $$
declare
    cluster text;
begin
    begin
        select system.system_identifier || '/' || checkpoint.timeline_id into cluster
        from pg_control_system() as system, pg_control_checkpoint() as checkpoint;
    exception when insufficient_privilege then
        cluster := '';
    end;
    return cluster || '/' || (select oid from pg_database where datname = current_database()) || '/' || 'receipts'::regclass::oid;
end;
$$;

-- The receipts that were numbered in one place, without gaps. In another place numbers go on above every number that may
-- have been given out meanwhile.
create table receipt_runs (
    id bigint generated always as identity primary key,
    year int not null,
    -- Numbers of this run are larger.
    floor int not null,
    home text not null,
    begun_at timestamptz not null default now()
);

-- As donors and staff read it.
create function receipt_serial(year int, number int) returns text language sql immutable as $$
    select year || '-' || lpad(number::text, greatest(6, length(number::text)), '0');
$$;
