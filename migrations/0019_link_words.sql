-- How many people came by links with a word of the staff's own (`?via=spring`): totals a day and nothing beside them. Anybody
-- can make words up, so the program stores only so many of a day; the rest is counted under one word.
create table link_arrivals (
    day date not null,
    word text not null,
    count bigint not null,
    constraint link_arrivals_pkey primary key (day, word),
    constraint link_arrivals_word_form check (word ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
    constraint link_arrivals_count_positive check (count > 0)
);
