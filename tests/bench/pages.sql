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
