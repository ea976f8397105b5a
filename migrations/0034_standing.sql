-- What stands on the sides of pages at a moment is told in one place, for now and for any other time. A page that goes into the
-- trash is taken away like any other; what was planned for it does not appear while it lies there.

create function pages_standing_at(moment timestamptz)
returns table (page_id uuid, language text, revision_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable as $$
    select pages.id, side.language, current.revision_id, current.starts_at, current.ends_at
    from pages
    cross join (values ('en'), ('ko')) as side (language)
    cross join lateral (
        select publication.revision_id, publication.starts_at, publication.ends_at from page_publications as publication
        where publication.page_id = pages.id and publication.language = side.language
          and publication.starts_at <= moment and publication.cancels is null
          and not exists (select from page_publications as back where back.cancels = publication.number)
        order by publication.starts_at desc, publication.number desc limit 1
    ) as current
    where current.revision_id is not null and (current.ends_at is null or current.ends_at > moment)
$$;

create or replace view pages_visible as
select standing.page_id, standing.language, standing.revision_id, standing.starts_at, standing.ends_at
from pages_standing_at(now()) as standing join pages on pages.id = standing.page_id and pages.trashed_at is null;
