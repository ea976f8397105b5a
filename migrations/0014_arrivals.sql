-- What staff decide about currencies beyond their terms, and bank transfers that arrive: by the code that donors write on
-- them, one by one or as a list of the bank's.

-- A currency that is not offered keeps its terms.
alter table currencies add column is_offered boolean not null default true;

-- The code of a transfer in capitals, without the blanks and dashes that donors and banks add or drop.
alter table donations add column reference_plain text
    generated always as (upper(regexp_replace(reference, '[^A-Za-z0-9]', '', 'g'))) stored;
create index donations_reference_plain_idx on donations (reference_plain) where reference_plain is not null;
create index donations_awaited_idx on donations (created_at desc, id desc)
    where method = 'transfer' and state in ('pending', 'partly_paid');

-- A bank's list between its dry run and its confirmation. It names people, so it is sealed, goes when it was booked, and
-- after a day in any case.
create table transfer_imports (
    id uuid primary key,
    content_sealed bytea,
    staff_member_id uuid not null references staff_members,
    created_at timestamptz not null default now(),
    imported_at timestamptz,
    imported_by uuid references staff_members,
    -- How many lines were booked.
    booked int,
    constraint transfer_imports_content_until_imported check ((content_sealed is null) = (imported_at is not null))
);
create index transfer_imports_created_at_idx on transfer_imports (created_at);
