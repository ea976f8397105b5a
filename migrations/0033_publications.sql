-- A page is a pair: one row, two sides, one address. Its revisions belong to a side. What visitors read on a side follows from
-- its publications, an append-only list that is compared with the clock, so that publishing, scheduling, ending and taking
-- away are one thing, and the question what stood there on a day has an answer.

alter table pages rename to page_sides_before;
alter table page_sides_before rename constraint pages_pkey to page_sides_before_pkey;
alter table page_sides_before rename constraint pages_slug_key to page_sides_before_slug_key;
alter table page_sides_before rename constraint pages_slug_form to page_sides_before_slug_form;
drop trigger pages_tell_site_changed on page_sides_before;

create table pages (
    id uuid primary key,
    kind text not null default 'page',
    -- One address for both languages. `home` is the first page.
    slug text not null,
    -- Where it stands, without the language part.
    path text not null generated always as (case kind when 'update' then 'updates/' || slug else slug end) stored,
    -- Its place in the navigation; with 0 it is not there.
    menu_position int not null default 0,
    -- Not in search engines.
    is_unlisted boolean not null default false,
    created_at timestamptz not null default now(),
    -- In the trash since then, and gone for good 30 days later.
    trashed_at timestamptz,
    trashed_by uuid references staff_members,
    constraint pages_kind_known check (kind in ('page', 'update')),
    constraint pages_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    constraint pages_home_stays check (slug <> 'home' or trashed_at is null)
);

-- Every address that a page has or had. An old one leads to where its page stands now, so no address is ever taken twice.
create table page_addresses (
    path text primary key,
    page_id uuid not null references pages on delete cascade,
    created_at timestamptz not null default now(),
    constraint page_addresses_page_key unique (page_id, path),
    constraint page_addresses_form check (path ~ '^(updates/)?[a-z0-9]+(-[a-z0-9]+)*$'),
    -- Addresses of the program, and first words that mean a language or a folder of files, are no page's.
    constraint page_addresses_free check (
        path like 'updates/%' or path not in (
            'accounts', 'admin', 'cards', 'default', 'dev', 'donate', 'embed', 'en', 'en-gb', 'en-us', 'eng', 'english',
            'healthz', 'index', 'ko', 'ko-kr', 'kor', 'korean', 'kr', 'media', 'new', 'preview', 'qr', 'readyz', 'search',
            'static', 'trash', 'updates', 'volunteer', 'webhooks'
        )
    )
);

insert into pages (id, slug, menu_position, created_at)
select distinct on (slug) id, slug, menu_position, created_at from page_sides_before order by slug, language;
insert into page_addresses (path, page_id) select path, id from pages;
alter table pages
    add constraint pages_path_key unique (path),
    add constraint pages_path_fkey foreign key (id, path) references page_addresses (page_id, path) deferrable initially deferred;

alter table page_sides_before drop constraint pages_published_revision_fkey;
alter table page_revisions drop constraint page_revisions_page_id_fkey;
alter table page_revisions drop constraint page_revisions_number_key;
alter table page_revisions
    add column language text,
    -- How the content is written down, and the dialect of its texts: a later parser never rewrites what is published.
    add column form int not null default 1,
    add column dialect int not null default 1,
    -- What its author says about the change.
    add column note text;
update page_revisions revision set page_id = pages.id, language = side.language
from page_sides_before side join pages using (slug) where side.id = revision.page_id;
alter table page_revisions
    alter column language set not null,
    alter column form drop default,
    alter column dialect drop default,
    add constraint page_revisions_page_id_fkey foreign key (page_id) references pages on delete cascade,
    add constraint page_revisions_number_key unique (page_id, language, number),
    add constraint page_revisions_side_key unique (id, page_id, language),
    add constraint page_revisions_language_known check (language in ('en', 'ko')),
    add constraint page_revisions_note_length check (length(note) <= 300);

create table page_publications (
    -- The order in which they were made: of two that begin at the same moment the later one counts.
    number bigint generated always as identity primary key,
    page_id uuid not null references pages on delete cascade,
    language text not null,
    -- What stands there; nothing to take away what stood there.
    revision_id uuid,
    starts_at timestamptz not null,
    -- From then on nothing stands there, unless another publication began.
    ends_at timestamptz,
    -- Takes back another one that had not begun.
    cancels bigint unique references page_publications on delete cascade,
    staff_member_id uuid references staff_members,
    made_at timestamptz not null default now(),
    constraint page_publications_revision_fkey foreign key (revision_id, page_id, language)
        references page_revisions (id, page_id, language) on delete cascade,
    constraint page_publications_language_known check (language in ('en', 'ko')),
    constraint page_publications_not_before check (starts_at >= made_at),
    constraint page_publications_order check (ends_at > starts_at),
    constraint page_publications_nothing_ends check (ends_at is null or revision_id is not null),
    constraint page_publications_cancels check (cancels is null or (revision_id is null and ends_at is null))
);

create index page_publications_side_idx on page_publications (page_id, language, starts_at desc, number desc);
create index page_publications_start_idx on page_publications (starts_at);
create index page_publications_end_idx on page_publications (ends_at) where ends_at is not null;

create trigger page_publications_stay before update on page_publications
    for each statement execute function refuse_change();

-- What was published before is on the list from the moment of this change.
insert into page_publications (page_id, language, revision_id, starts_at)
select pages.id, side.language, side.published_revision_id, now()
from page_sides_before side join pages using (slug) where side.published_revision_id is not null;

drop table page_sides_before;

create trigger pages_tell_site_changed after insert or update or delete on pages
    for each statement execute function tell_site_changed();
create trigger page_addresses_tell_site_changed after insert or update or delete on page_addresses
    for each statement execute function tell_site_changed();
create trigger page_publications_tell_site_changed after insert or update or delete on page_publications
    for each statement execute function tell_site_changed();

-- What stands on each side now, by the clock of the database. Visitors do not read what is in the trash.
create view pages_visible as
select pages.id as page_id, side.language, current.revision_id, current.starts_at, current.ends_at
from pages
cross join (values ('en'), ('ko')) as side (language)
cross join lateral (
    select revision_id, starts_at, ends_at from page_publications publication
    where publication.page_id = pages.id and publication.language = side.language and starts_at <= now() and cancels is null
      and not exists (select from page_publications back where back.cancels = publication.number)
    order by starts_at desc, number desc limit 1
) as current
where revision_id is not null and (ends_at is null or ends_at > now());

-- What one person is writing on a side. It may be unfinished; nobody else sees it.
create table page_drafts (
    page_id uuid not null references pages on delete cascade,
    language text not null,
    staff_member_id uuid not null references staff_members,
    -- The revision from which it began; none where the side had none.
    base_id uuid,
    content jsonb not null,
    form int not null,
    -- The state before the last step that moved, added or removed something, so that it can be undone, and the revision from
    -- which that one began.
    before jsonb,
    before_base_id uuid,
    -- Blocks of which the author says that they say the same as the other side, with the revision of that side.
    matches jsonb not null default '{}',
    -- Counts the changes. Who writes names the number that they saw.
    sequence bigint not null default 1,
    changed_at timestamptz not null default now(),
    primary key (page_id, language, staff_member_id),
    constraint page_drafts_language_known check (language in ('en', 'ko')),
    constraint page_drafts_base_fkey foreign key (base_id, page_id, language) references page_revisions (id, page_id, language)
);

-- That the blocks of one name in both languages say the same in these two revisions. The newest mark of a block counts.
create table page_matches (
    number bigint generated always as identity primary key,
    page_id uuid not null references pages on delete cascade,
    -- The name of a block, or `head` for the texts above the blocks.
    block text not null,
    english_id uuid not null references page_revisions on delete cascade,
    korean_id uuid not null references page_revisions on delete cascade,
    staff_member_id uuid references staff_members,
    made_at timestamptz not null default now()
);

create index page_matches_page_idx on page_matches (page_id, block, number desc);

-- Links by which people without an account read what is not published yet: these two revisions and no other.
create table page_previews (
    id uuid primary key,
    -- SHA-256 of what stands in the link.
    token_hash bytea not null unique,
    page_id uuid not null references pages on delete cascade,
    english_id uuid references page_revisions on delete cascade,
    korean_id uuid references page_revisions on delete cascade,
    staff_member_id uuid not null references staff_members,
    made_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint page_previews_something check (english_id is not null or korean_id is not null),
    constraint page_previews_order check (expires_at > made_at)
);

create index page_previews_page_idx on page_previews (page_id, made_at desc);
