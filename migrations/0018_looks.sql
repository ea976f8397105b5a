-- Which look at an object of Stripe was applied last. Looks are numbered over all instances; an answer that is older than
-- the one that was applied last is left out, because it would undo what the newer one told.
create sequence stripe_look_numbers;
create table stripe_looks (
    object_id text primary key,
    number bigint not null,
    applied_at timestamptz not null default now()
);

-- Whether an event tells of a checkout of ours: one that was made by the donation form, or its first payment. Other systems
-- may use the same account at Stripe.
alter table stripe_events add column is_of_form boolean not null default false;
create index stripe_events_foreign_idx on stripe_events (received_at) where outcome = 'not ours';

-- Money that Stripe says moved and that cannot be right is booked, and stays out of the public total until staff have
-- looked at it.
alter table donations add column is_held_back boolean not null default false;
create index donations_held_back_idx on donations (id) where is_held_back;
create trigger donations_tell_site_changed after update of is_held_back on donations
    for each row when (old.is_held_back is distinct from new.is_held_back) execute function tell_site_changed();

-- Whether what is charged every month is something else than the one sum that the donor chose here, such as a second price
-- that was added at Stripe.
alter table monthly_gifts add column is_odd boolean not null default false;
