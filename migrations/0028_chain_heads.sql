-- How the chains ended on a day, signed. The line leaves the machine: who holds it finds a tail that was cut off later, and
-- a chain that was written anew, which no look at the database alone can find.
create table chain_heads (
    day date not null,
    chain text not null,
    entries bigint not null,
    entry_id bigint not null,
    -- The signed line as it leaves.
    line text not null,
    made_at timestamptz not null,
    primary key (day, chain),
    constraint chain_heads_chain_known check (chain in ('audit', 'ledger'))
);
create trigger chain_heads_append_only before update or delete or truncate on chain_heads
    for each statement execute function refuse_change();

-- Who looked the log of acts through, and up to which entry: once a month at least.
create table audit_reviews (
    id bigint generated always as identity primary key,
    staff_member_id uuid not null references staff_members,
    entry_id bigint not null references audit_entries,
    looked_at timestamptz not null
);
create index audit_reviews_looked_at_idx on audit_reviews (looked_at desc);
create trigger audit_reviews_append_only before update or delete or truncate on audit_reviews
    for each statement execute function refuse_change();

-- From where each person came for the first time.
create index audit_entries_address_idx on audit_entries (staff_member_id, address, happened_at) where address is not null;
