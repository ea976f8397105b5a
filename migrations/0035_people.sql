-- People who offer help, and what becomes of it. What they wrote is sealed to the public key of an epoch before it arrives
-- here; who holds the private key may change without touching a row. Dates, no times of day: when somebody sat at a screen is
-- nobody's business. The table of the release before, `volunteers`, is emptied by a job, and goes with a later release.

-- A key pair, and everything that is sealed to it. Offers go to the newest.
create table epochs (
    id uuid primary key,
    number int not null unique check (number > 0),
    -- Who can open: the program, or only coordinators in their browsers.
    custody text not null check (custody in ('server', 'coordinators')),
    public_key bytea not null check (octet_length(public_key) = 32),
    -- A keyed hash of the three above: whoever can only write here cannot put a key of their own in its place.
    proof bytea not null,
    private_sealed bytea,
    began_at timestamptz not null,
    constraint epochs_private_held check ((custody = 'server') = (private_sealed is not null))
);

-- Secrets of the program itself that outlive the keys of its settings: for keyed hashes of contacts and of codes.
create table secrets (
    id uuid primary key,
    name text not null unique,
    value_sealed bytea not null
);

create table people (
    id uuid primary key,
    -- The handle by which staff speak of a person, such as "blue pine 12": two words of lists in the program, and a number.
    handle_first smallint not null,
    handle_second smallint not null,
    handle_number smallint not null,
    admission text not null check (admission in ('unconfirmed', 'quarantined', 'admitted')),
    stage text not null default 'new' check (stage in ('new', 'contacted', 'meeting', 'active', 'paused', 'closed')),
    stage_since date not null,
    owner_id uuid references staff_members,
    language text not null check (language in ('en', 'ko')),
    arrived_on date not null,
    last_contact_on date,
    erase_on date not null,
    -- A keyed hash of the contact as it is compared. Two people may share a contact.
    contact_hash bytea,
    next_step text check (next_step in ('write', 'call', 'meet', 'introduce', 'wait', 'ask_again')),
    next_on date,
    reminded_on date,
    -- That coordinators were told that nobody has answered in time, and that the end is near.
    told_waiting_on date,
    told_ending_on date,
    constraint people_handle_key unique (handle_first, handle_second, handle_number),
    constraint people_next_whole check ((next_step is null) = (next_on is null))
);
create index people_erase_on_idx on people (erase_on);
create index people_list_idx on people (admission, arrived_on desc, id desc);
create index people_contact_hash_idx on people (contact_hash);
create index people_next_on_idx on people (next_on) where next_on is not null;

-- A key of one person, without which nothing that is sealed about them opens, not even from a copy: whoever erases the person
-- destroys it. Merged people keep both.
create table person_keys (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    key_sealed bytea not null
);
create index person_keys_person_id_idx on person_keys (person_id);

-- What volunteers can do for us, published as a part of the site.
create table roles (
    id uuid primary key,
    state text not null check (state in ('draft', 'open', 'closed')),
    area text not null,
    title_en text not null,
    title_ko text not null,
    text_en text not null,
    text_ko text not null,
    place_en text not null,
    place_ko text not null,
    -- Languages that are needed, in words for both sides.
    languages_en text not null,
    languages_ko text not null,
    hours_en text not null,
    hours_ko text not null,
    until date,
    wanted int not null check (wanted between 1 and 999),
    needs_check boolean not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);

-- What a person sent. Its id is the showing of the form: sent twice it is one, sent corrected it replaces the first.
create table applications (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    -- How what is sealed is written down.
    form smallint not null,
    epoch_id uuid not null references epochs,
    key_id uuid not null references person_keys,
    sealed bytea not null,
    language text not null check (language in ('en', 'ko')),
    -- When it ends if nobody is in touch, as was promised with the consent. Sealed along, like language and consents.
    ends_on date not null,
    sent_on date not null,
    replaced_on date,
    opened_on date,
    areas text[] not null,
    availability text check (availability in ('once', 'monthly', 'weekly', 'unsure')),
    role_id uuid references roles on delete set null,
    -- Why it is kept apart. What was let through keeps them.
    quarantine text[] not null default '{}',
    code_hash bytea unique,
    constraint applications_areas_known check (areas <@ array['advocacy', 'teaching', 'translation', 'events', 'research'])
);
create index applications_person_id_idx on applications (person_id);
create index applications_role_id_idx on applications (role_id) where role_id is not null;

-- The mail that asks whether an address is that of the person. What it says is sealed until it has left, and gone then.
create table confirmations (
    id uuid primary key,
    application_id uuid not null unique references applications on delete cascade,
    token_hash bytea not null unique,
    letter_sealed bytea,
    asked_at timestamptz not null,
    confirmed_on date
);

create table consent_texts (
    hash bytea primary key,
    purpose text not null check (purpose in ('processing', 'sensitive')),
    version text not null,
    language text not null check (language in ('en', 'ko')),
    text text not null,
    constraint consent_texts_version_key unique (purpose, version, language)
);

create table consents (
    id uuid primary key,
    application_id uuid not null references applications on delete cascade,
    text_hash bytea not null references consent_texts,
    given_on date not null,
    withdrawn_on date,
    constraint consents_once_key unique (application_id, text_hash)
);

-- That somebody of the staff was in touch. Each moves the end.
create table contacts_made (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    made_on date not null,
    made_by uuid references staff_members,
    kind text not null check (kind in ('wrote', 'called', 'met', 'heard', 'took_part'))
);
create index contacts_made_person_id_idx on contacts_made (person_id, made_on desc);

-- That the end was put off, and why.
create table prolongations (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    until date not null,
    prolonged_on date not null,
    prolonged_by uuid references staff_members,
    reason text not null check (reason in ('asked', 'on_duty', 'long_task'))
);
create index prolongations_person_id_idx on prolongations (person_id);

-- What staff noted about a person, sealed as what the person wrote.
create table person_notes (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    epoch_id uuid not null references epochs,
    key_id uuid not null references person_keys,
    sealed bytea not null,
    written_on date not null,
    written_by uuid references staff_members
);
create index person_notes_person_id_idx on person_notes (person_id);

-- That somebody's record was opened, and why. The log of acts names the row; the row goes with the person, the entry stays.
create table person_openings (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    opened_by uuid references staff_members,
    opened_at timestamptz not null,
    reason text not null check (reason in ('first_reading', 'answering', 'matching', 'duplicate', 'asked_by_person', 'handing_over'))
);
create index person_openings_person_id_idx on person_openings (person_id);
create index person_openings_by_idx on person_openings (opened_by, opened_at);

create table assignments (
    id uuid primary key,
    role_id uuid not null references roles,
    person_id uuid not null references people on delete cascade,
    began_on date not null,
    ended_on date check (ended_on >= began_on),
    made_by uuid references staff_members
);
create index assignments_person_id_idx on assignments (person_id);
create unique index assignments_once_key on assignments (role_id, person_id) where ended_on is null;

-- How long a person helped on a day, with or without a role.
create table hours (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    role_id uuid references roles on delete set null,
    worked_on date not null,
    minutes int not null check (minutes between 5 and 1440),
    noted_by uuid references staff_members
);
create index hours_person_id_idx on hours (person_id, worked_on);

-- That papers were looked at, by whom, and until when this holds. Never the papers.
create table person_checks (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    kind text not null check (kind in ('identity', 'crimes_against_minors', 'training')),
    checked_on date not null,
    checked_by uuid references staff_members,
    valid_until date not null
);
create index person_checks_person_id_idx on person_checks (person_id);

-- What was erased on a day, as numbers.
create table erasures (
    id uuid primary key,
    erased_on date not null,
    cause text not null check (cause in ('due', 'unconfirmed', 'spam', 'withdrawn', 'asked')),
    people int not null check (people > 0)
);
create index erasures_erased_on_idx on erasures (erased_on);
