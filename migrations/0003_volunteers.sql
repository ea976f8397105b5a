-- People who offered help. Who they are and what they wrote is sealed before it arrives here; only what is needed to
-- sort offers stands in clear. Every row knows from its first second when it will be erased.
create table volunteers (
    -- The showing of the form that was sent: sending it twice is one offer, sending it corrected replaces it.
    id uuid primary key,
    language text not null,
    name_sealed bytea not null,
    contact_sealed bytea not null,
    languages_sealed bytea not null,
    message_sealed bytea,
    areas text[] not null,
    availability text not null,
    consent_version text not null,
    consented_at timestamptz not null default now(),
    erase_after timestamptz not null,
    opened_at timestamptz,
    created_at timestamptz not null default now(),
    constraint volunteers_language_known check (language in ('en', 'ko')),
    constraint volunteers_areas_known check (areas <@ array['advocacy', 'teaching', 'translation', 'events', 'research'] and cardinality(areas) > 0),
    constraint volunteers_availability_known check (availability in ('once', 'monthly', 'weekly', 'unsure'))
);
create index volunteers_created_at_idx on volunteers (created_at desc, id desc);
create index volunteers_erase_after_idx on volunteers (erase_after);

-- How often one address sent a form lately. The address itself is nowhere: the key is a keyed hash that changes every day.
create unlogged table limit_counters (
    key bytea not null,
    window_start timestamptz not null,
    count int not null,
    primary key (key, window_start)
);
