-- The language in which a member of staff reads the rooms and gets mails of ours. Not just "language": statements of the
-- release before this one join staff with pages, whose column of that name would be ambiguous.
alter table staff_members
    add column rooms_language text not null default 'en',
    add constraint staff_members_rooms_language_known check (rooms_language in ('en', 'ko'));
