-- What a form costs when many come at once. A ceiling for everybody could be filled by one stranger, and then nobody gives
-- and nobody can stop giving. Instead, every network has a level that rises with each form and halves every ten minutes, and
-- the work that is asked for follows it. Nothing here says who it was: the key of a network is a keyed hash that changes
-- every day.

create unlogged table toll_levels (
    key bytea primary key,
    level double precision not null,
    at timestamptz not null
) with (fillfactor = 50);

-- Takes the toll of one form. Each network has as many forms free as `free` says; one more costs the first parts of a
-- proof, and each one after it `rise` parts more. What all networks together send is spread over several rows (`shards`),
-- and where many are free, only one form in `weight` counts there, for as many: so forms do not wait for each other. `shard`
-- is the row of this form, or nothing. What others send costs at most `site_most`.
-- Returns what the form costs, in parts of a proof, and the level of all. What is not paid is not counted: who comes back
-- with the whole proof is not asked for more.
create function take_toll(
    networks bytea[], free double precision[], rise double precision[], shards bytea[], shard bytea, weight double precision,
    site_free double precision, site_rise double precision, site_most int,
    first_parts int, at_least int, at_most int, paid int, moment timestamptz,
    out price int, out site_level double precision
) language plpgsql as $$
declare
    half_life constant double precision := 600;
begin
    -- In the order of their keys, so that no two forms wait for each other.
    with counted as (
        insert into toll_levels as toll (key, level, at)
        select own.key, case when own.key = shard then weight else 1 end, moment
        from unnest(array_append(networks, shard)) as own (key) where own.key is not null order by own.key
        on conflict (key) do update set
            level = toll.level * power(0.5, greatest(0, extract(epoch from moment - toll.at)) / half_life) + excluded.level,
            at = greatest(toll.at, moment)
        returning key, level
    )
    select coalesce(max(case when counted.level <= network.free then 0
                             else first_parts + floor((counted.level - network.free) * network.rise) end), 0)
    into price
    from counted join unnest(networks, free, rise) as network (key, free, rise) using (key);

    select coalesce(sum(level * power(0.5, greatest(0, extract(epoch from moment - at)) / half_life)), 0)
    into site_level from toll_levels where key = any (shards);
    if site_level > site_free then
        price := greatest(price, least(site_most, first_parts + floor((site_level - site_free) * site_rise)::int));
    end if;

    price := least(at_most, greatest(at_least, price));
    if price > paid then
        update toll_levels set level = level - case when key = shard then weight else 1 end
        where key = any (array_append(networks, shard));
    end if;
end
$$;

-- The mailboxes of gifts are found by a keyed hash of one canonical spelling. Rows from before were hashed by another;
-- this remembers how far they were brought over.
create table mail_index_forms (
    form text primary key,
    done_at timestamptz not null
);
