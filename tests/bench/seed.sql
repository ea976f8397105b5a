-- Many gifts at once, for measuring and for stories about long lists: `call seed_donations(100000)` on a migrated
-- database. The ledger's chain is made here as the program makes it, so `connect-kindness verify` finds it whole; the
-- states are derived by its triggers. Names and addresses are left out, since only the program can seal them; each donor
-- of ten gifts has a made-up hash. Begins after what is there.

-- The hash of an entry after the one before: SHA-256 over the hash before it and each field with its length in front.
create or replace function seed_hash(previous bytea, fields text[]) returns bytea language plpgsql immutable as $$
declare
    field text;
    whole bytea := previous;
begin
    foreach field in array fields loop
        whole := whole || int8send(octet_length(convert_to(field, 'UTF8'))::bigint) || convert_to(field, 'UTF8');
    end loop;
    return sha256(whole);
end;
$$;

create or replace procedure seed_donations(wanted int) language plpgsql as $$
declare
    seed bigint := (select coalesce(max(id), 0) from ledger_entries);
    fund uuid := gen_random_uuid();
    entry record;
    last bytea := coalesce((select hash from ledger_entries order by id desc limit 1), decode(repeat('00', 32), 'hex'));
    next_hash bytea;
begin
    -- The tables are small when this begins and large when it ends; plans must not be those of small tables.
    perform set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true);
    insert into funds (id, position, name_english, name_korean) values (fund, 100, 'Schooling', '교육');

    -- A tenth are turns of monthly gifts of twelve turns; every 40th did not come to money; every 20th came by transfer.
    create temporary table seeded on commit drop as
    select number, md5(seed || ' ' || number)::uuid as id,
           md5(seed || ' monthly ' || number / 120)::uuid as monthly_id,
           number % 10 = 0 as is_monthly,
           (array['usd', 'eur', 'krw', 'jpy'])[1 + number % 7 % 4] as currency,
           (array[2500, 1000, 30000, 3000])[1 + number % 7 % 4] * (1 + number % 5) as minor,
           case when number % 10 <> 0 and number % 20 = 3 then 'transfer' when number % 100 = 7 then 'offline' else 'card' end as method,
           case when number % 40 = 11 then 'expired' when number % 40 = 17 then 'pending' end as unpaid,
           -- Ten gifts at one moment, over two years.
           date_trunc('second', now()) - interval '1 hour' - (wanted - number) / 10 * (interval '730 days' / greatest(wanted / 10, 1)) as at
    from generate_series(1, wanted) number;

    insert into monthly_gifts (id, currency, amount_minor, status, subscription_id, customer_id, current_period_end,
                               cancel_at, failing_since, next_attempt_at, created_at)
    select distinct on (monthly_id) monthly_id, 'usd', 2500,
           case number / 120 % 10 when 0 then 'past_due' when 1 then 'canceled' else 'active' end,
           'sub_seed' || seed || '_' || number / 120, 'cus_seed' || number / 120, now() + interval '9 days',
           case number / 120 % 10 when 1 then at when 2 then now() + interval '9 days' end,
           case number / 120 % 10 when 0 then now() - interval '2 days' end,
           case number / 120 % 10 when 0 then now() + interval '1 day' end, at
    from seeded where is_monthly order by monthly_id, number;

    insert into donations (id, form_nonce, language, currency, amount_minor, method, monthly_gift_id, fund_id, state, flag,
                           mail_index, reference, checkout_session_id, payment_intent_id, created_at, asked_at)
    select id, id, case when number % 3 = 0 then 'ko' else 'en' end,
           case when is_monthly then 'usd' else currency end, case when is_monthly then 2500 else minor end, method,
           case when is_monthly then monthly_id end, case when number % 6 = 0 then fund end, coalesce(unpaid, 'pending'),
           case when number % 500 = 1 then 'amount differs' end, sha256(convert_to('donor ' || number / 10, 'UTF8')),
           case when method = 'transfer' then 'S' || seed || '-' || number end,
           case when method = 'card' then 'cs_seed' || seed || '_' || number end,
           case when method = 'card' and unpaid is null then 'pi_seed' || seed || '_' || number end, at, at
    from seeded;

    insert into refunds (id, donation_id, amount_minor, currency, reason, stripe_refund_id, status, created_at)
    select md5(seed || ' refund ' || number)::uuid, id, minor / 2, currency, 'requested_by_customer',
           're_seed' || seed || '_' || number, 'succeeded', at + interval '30 minutes'
    from seeded where number % 50 = 9 and unpaid is null and method = 'card';

    insert into disputes (id, donation_id, amount_minor, currency, status, reason, due_by, opened_at)
    select 'du_seed' || seed || '_' || number, id, minor, currency,
           case when number % 2000 = 13 then 'needs_response' else 'lost' end, 'fraudulent', now() + interval '7 days', at
    from seeded where number % 1000 = 13 and unpaid is null and method = 'card';

    -- The movements in the order of time, each with the hash of the one before.
    for entry in
        select id, kind, minor, currency, source, source_id, at from (
            select number, 1 as place, id, case when method = 'card' then 'charge' else 'transfer' end as kind,
                   case when is_monthly then 2500 else minor end as minor,
                   case when is_monthly then 'usd' else currency end as currency,
                   case method when 'card' then 'stripe' when 'transfer' then 'bank' else 'offline' end as source,
                   case when method = 'card' then 'pi_seed' else 'line_seed' end || seed || '_' || number as source_id,
                   at + interval '1 minute' as at
            from seeded where unpaid is null
            union all
            select number, 2, id, 'fee', -30 - case when is_monthly then 72 else minor * 29 / 1000 end,
                   case when is_monthly then 'usd' else currency end, 'stripe', 'pi_seed' || seed || '_' || number, at + interval '1 minute'
            from seeded where unpaid is null and method = 'card'
            union all
            select number, 3, id, 'refund', -minor / 2, currency, 'stripe', 're_seed' || seed || '_' || number, at + interval '30 minutes'
            from seeded where number % 50 = 9 and unpaid is null and method = 'card'
            union all
            select number, 4, id, 'dispute', -minor, currency, 'stripe', 'txn_seed' || seed || '_' || number, at + interval '40 minutes'
            from seeded where number % 1000 = 13 and unpaid is null and method = 'card'
        ) movements order by at, number, place
    loop
        next_hash := seed_hash(last, array[entry.id::text, entry.kind, entry.minor::text, entry.currency, entry.source,
                                           entry.source_id, extract(epoch from entry.at)::bigint::text]);
        insert into ledger_entries (donation_id, kind, amount_minor, currency, source, source_id, occurred_at, previous_hash, hash)
        values (entry.id, entry.kind, entry.minor, entry.currency, entry.source, entry.source_id, entry.at, last, next_hash);
        last := next_hash;
    end loop;

    insert into receipts (id, ledger_entry_id, donation_id, year, number, created_at)
    select gen_random_uuid(), entries.id, donation_id, year, coalesce(highest, 0) + row_number() over (partition by year order by entries.id),
           occurred_at
    from (select *, extract(year from occurred_at at time zone 'Asia/Seoul')::int as year from ledger_entries
          where id > seed and kind in ('charge', 'transfer')) entries
    left join (select year as of_year, max(number) as highest from receipts group by year) before on of_year = year;

    insert into mails (id, kind, subject_id, sent_at, created_at)
    select gen_random_uuid(), 'receipt', id, created_at, created_at from receipts
    where ledger_entry_id > seed on conflict do nothing;

    insert into stripe_events (id, type, object_id, livemode, received_at, processed_at, outcome, attempts, last_error, dead_at)
    select 'evt_seed' || seed || '_' || number, 'checkout.session.completed', 'cs_seed' || seed || '_' || number, false, at,
           case when number % 5000 <> 1 then at end, 'paid', case when number % 5000 = 1 then 10 else 0 end,
           case when number % 5000 = 1 then 'stripe' end, case when number % 5000 = 1 then at end
    from seeded where method = 'card' and unpaid is null;

    insert into alerts (id, kind, subject, donation_id)
    select gen_random_uuid(), 'dispute', id, donation_id from disputes
    where status = 'needs_response' and id like 'du_seed' || seed || '\_%' on conflict do nothing;
end;
$$;
