-- How often pages were opened, and by which way of sharing people came: totals a day and nothing beside them, so that there
-- is no visitor here to be found. Days are those of Seoul. Every instance adds what it counted in a minute.
create table page_visits (
    day date not null,
    -- Without its language part, as in the menu: `/`, `/mission`. Never with a query, which could hold anything.
    path text not null,
    language text not null,
    count bigint not null,
    constraint page_visits_pkey primary key (day, path, language),
    constraint page_visits_path_form check (path ~ '^/[^?#]*$'),
    constraint page_visits_language_known check (language in ('en', 'ko')),
    constraint page_visits_count_positive check (count > 0)
);

create table share_arrivals (
    day date not null,
    -- One of the closed list in the program, the same for everybody.
    word text not null,
    count bigint not null,
    constraint share_arrivals_pkey primary key (day, word),
    constraint share_arrivals_word_form check (word ~ '^[a-z]+$'),
    constraint share_arrivals_count_positive check (count > 0)
);
