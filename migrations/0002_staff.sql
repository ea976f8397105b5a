-- People who run the site. They have no passwords: a one-time link admits them.
create table staff_members (
    id uuid primary key,
    email text not null,
    roles text[] not null,
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    constraint staff_members_roles_known check (roles <@ array['owner', 'editor', 'coordinator', 'treasurer'] and cardinality(roles) > 0)
);
create unique index staff_members_email_key on staff_members (lower(email));

-- One-time sign-in links. Only the hash is kept, so a dump of the database admits nobody.
create table sign_in_links (
    token_hash bytea primary key,
    staff_member_id uuid not null references staff_members,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
);

-- Sessions of staff; the cookie holds the token, the row its hash.
create table staff_sessions (
    token_hash bytea primary key,
    staff_member_id uuid not null references staff_members,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now()
);

alter table page_revisions
    add constraint page_revisions_author_fkey foreign key (author_id) references staff_members;

-- What staff did, above all whose personal data they read. Each entry holds the hash of the one before, so that
-- nothing can be changed or taken out unseen. It names people by id only, so that erasing a person breaks nothing.
create table audit_entries (
    id bigint generated always as identity primary key,
    staff_member_id uuid references staff_members,
    action text not null,
    subject_id uuid,
    address text,
    happened_at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint audit_entries_previous_hash_key unique (previous_hash)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end;
$$;

create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function refuse_change();
