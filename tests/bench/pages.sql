-- A procedure that gives each language as many pages more as it is told, copies of the mission; 0 takes them away.
create or replace procedure bench_pages(wanted int) language plpgsql as $$
begin
    update pages set published_revision_id = null where slug like 'bench-%';
    delete from page_revisions using pages where pages.id = page_id and slug like 'bench-%';
    delete from pages where slug like 'bench-%';
    with added as (
        insert into pages (id, slug, language)
        select gen_random_uuid(), 'bench-' || number, language
        from generate_series(1, wanted) number, unnest(array['en', 'ko']) language
        returning id, slug, language
    ), revised as (
        insert into page_revisions (id, page_id, number, content)
        select gen_random_uuid(), added.id, 1,
               jsonb_set(revision.content, '{title}', to_jsonb(added.slug || ' ' || (revision.content ->> 'title')))
        from added
        join pages model on model.slug = 'mission' and model.language = added.language
        join page_revisions revision on revision.id = model.published_revision_id
        returning id, page_id
    )
    select 0 into wanted from revised limit 1;
    update pages set published_revision_id = revision.id
    from page_revisions revision where revision.page_id = pages.id and slug like 'bench-%';
end;
$$;

-- Gives an English page another title and publishes it; answers when that was committed.
create or replace procedure bench_change(of text, title text, inout committed float8 default 0) language plpgsql as $$
declare
    page uuid;
    revision uuid := gen_random_uuid();
begin
    select id into page from pages where slug = of and language = 'en';
    insert into page_revisions (id, page_id, number, content)
    select revision, page, number + 1, jsonb_set(content, '{title}', to_jsonb(title))
    from page_revisions where page_id = page order by number desc limit 1;
    update pages set published_revision_id = revision where id = page;
    commit;
    committed := extract(epoch from clock_timestamp());
end;
$$;
