-- Who says that money moved is one of a few words, as the program's type says too. A source that is new needs both.
alter table ledger_entries
    add constraint ledger_entries_source_known check (source in ('stripe', 'bank', 'offline', 'staff'));
