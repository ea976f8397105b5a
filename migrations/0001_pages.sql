-- The public pages. A page is one address in one language; its words live in revisions that are never changed,
-- so that every save can be compared and brought back, and publishing is moving one pointer.

create table pages (
    id uuid primary key,
    slug text not null,
    language text not null,
    menu_position int not null default 0,
    published_revision_id uuid,
    created_at timestamptz not null default now(),
    constraint pages_slug_key unique (slug, language),
    constraint pages_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint pages_language_known check (language in ('en', 'ko'))
);

create table page_revisions (
    id uuid primary key,
    page_id uuid not null references pages,
    -- Each revision names the one it was made from, by following its number. Two people who began from the same
    -- revision cannot both save: the second meets the unique key.
    number int not null,
    content jsonb not null,
    author_id uuid,
    created_at timestamptz not null default now(),
    constraint page_revisions_number_key unique (page_id, number),
    constraint page_revisions_number_positive check (number > 0)
);

alter table pages
    add constraint pages_published_revision_fkey foreign key (published_revision_id) references page_revisions;

-- What staff decide about the whole site. One row.
create table site_settings (
    only_row boolean primary key default true,
    name_english text not null,
    name_korean text not null,
    short_name text not null,
    contact_mail text not null,
    goal_minor bigint,
    goal_currency text,
    constraint site_settings_only_row check (only_row),
    constraint site_settings_goal_whole check ((goal_minor is null) = (goal_currency is null)),
    constraint site_settings_goal_positive check (goal_minor > 0)
);

-- The currencies on offer, in minor units.
create table currencies (
    code text primary key,
    position int not null,
    minimum_minor bigint not null,
    maximum_minor bigint not null,
    presets_minor bigint[] not null,
    constraint currencies_code_form check (code ~ '^[a-z]{3}$'),
    constraint currencies_range check (0 < minimum_minor and minimum_minor < maximum_minor and maximum_minor <= 99999999)
);

-- Whoever changes what visitors read, also by hand, tells every running instance to make a new edition.
create function tell_site_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('site_changed', '');
    return null;
end;
$$;

create trigger pages_tell_site_changed after insert or update or delete on pages
    for each statement execute function tell_site_changed();
create trigger site_settings_tell_site_changed after insert or update or delete on site_settings
    for each statement execute function tell_site_changed();
create trigger currencies_tell_site_changed after insert or update or delete on currencies
    for each statement execute function tell_site_changed();
