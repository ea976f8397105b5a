-- What the staff's first page counts, and every new edition sums up: without these, each look would read all volunteers
-- and the whole ledger.
create index volunteers_unopened_idx on volunteers (created_at) where opened_at is null;
create index ledger_entries_totals_idx on ledger_entries (currency, kind) include (amount_minor);
