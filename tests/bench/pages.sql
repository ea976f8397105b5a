-- A procedure that adds as many pages as it is told, in both languages, copies of the mission; 0 takes them away.
create or replace procedure bench_pages(wanted int) language plpgsql as $$
begin
    delete from pages where slug like 'bench-%';
    with added as (
        insert into pages (id, slug) select gen_random_uuid(), 'bench-' || number from generate_series(1, wanted) number
        returning id, slug, path
    ), placed as (
        insert into page_addresses (path, page_id) select path, id from added
    ), revised as (
        insert into page_revisions (id, page_id, language, number, content, form, dialect)
        select gen_random_uuid(), added.id, model.language, 1,
               jsonb_set(model.content, '{title}', to_jsonb(added.slug || ' ' || (model.content ->> 'title'))),
               model.form, model.dialect
        from added
        cross join (
            select revision.* from pages join pages_visible as visible on visible.page_id = pages.id
            join page_revisions as revision on revision.id = visible.revision_id where slug = 'mission'
        ) as model
        returning id, page_id, language
    )
    insert into page_publications (page_id, language, revision_id, starts_at)
    select page_id, language, id, now() from revised;
end;
$$;

-- Gives an English page another title and publishes it; answers when that was committed.
create or replace procedure bench_change(of text, title text, inout committed float8 default 0) language plpgsql as $$
declare
    page uuid;
    revision uuid := gen_random_uuid();
begin
    select id into page from pages where slug = of;
    insert into page_revisions (id, page_id, language, number, content, form, dialect)
    select revision, page, language, number + 1, jsonb_set(content, '{title}', to_jsonb(title)), form, dialect
    from page_revisions where page_id = page and language = 'en' order by number desc limit 1;
    insert into page_publications (page_id, language, revision_id, starts_at) values (page, 'en', revision, now());
    commit;
    committed := extract(epoch from clock_timestamp());
end;
$$;
