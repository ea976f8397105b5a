//! SQL of the visits.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor, PgPool};
use time::Date;

use super::batch::{Batch, MOST_WORDS, OTHER_WORDS};
use crate::{database, language::Language, sharing::Via};

/// How often a page was opened in one language.
#[derive(Clone, Debug)]
pub(crate) struct PageTotal {
    /// Its address without the language part.
    pub(crate) path: String,
    pub(crate) language: Language,
    pub(crate) count: i64,
}

/// How many people came by a way of sharing.
#[derive(Clone, Debug)]
pub(crate) struct Arrivals {
    pub(crate) via: Via,
    /// Since the later of the two days.
    pub(crate) recent: i64,
    /// Since the earlier one.
    pub(crate) all: i64,
}

/// Adds totals to those that are there, all or none.
pub(crate) async fn add(db: &PgPool, batch: &Batch) -> sqlx::Result<()> {
    let mut tx = database::begin(db).await?;
    let days: Vec<Date> = batch.pages.keys().map(|(day, ..)| *day).collect();
    let paths: Vec<String> = batch.pages.keys().map(|(_, path, _)| path.clone()).collect();
    let languages: Vec<Language> = batch.pages.keys().map(|(.., language)| *language).collect();
    let counts: Vec<i64> = batch.pages.values().copied().collect();
    sqlx::query!(
        "insert into page_visits as total (day, path, language, count)
         select * from unnest($1::date[], $2::text[], $3::text[], $4::bigint[])
         on conflict on constraint page_visits_pkey do update set count = total.count + excluded.count",
        &days,
        &paths,
        &languages as &[Language],
        &counts,
    )
    .execute(&mut *tx)
    .await?;
    let days: Vec<Date> = batch.arrivals.keys().map(|(day, _)| *day).collect();
    let ways: Vec<Via> = batch.arrivals.keys().map(|(_, via)| *via).collect();
    let counts: Vec<i64> = batch.arrivals.values().copied().collect();
    sqlx::query!(
        "insert into share_arrivals as total (day, word, count)
         select * from unnest($1::date[], $2::text[], $3::bigint[])
         on conflict on constraint share_arrivals_pkey do update set count = total.count + excluded.count",
        &days,
        &ways as &[Via],
        &counts,
    )
    .execute(&mut *tx)
    .await?;
    add_words(&mut tx, batch).await?;
    tx.commit().await
}

/// Adds the totals of words in links.
async fn add_words(tx: &mut PgConnection, batch: &Batch) -> sqlx::Result<()> {
    for (day, words) in &batch.words {
        let (words, counts): (Vec<String>, Vec<i64>) = words.iter().map(|(word, count)| (word.clone(), *count)).unzip();
        // The words of a day that are there already keep their place; new ones get one as long as there is any.
        sqlx::query!(
            r#"with known as (select word from link_arrivals where day = $1),
                    placed as (
                        select case when is_known or place + (select count(*) from known) <= $4 then word else $5 end as word, count
                        from (select new.word, new.count, known.word is not null as is_known,
                                     row_number() over (partition by known.word is null order by new.word) as place
                              from unnest($2::text[], $3::bigint[]) as new (word, count) left join known using (word)) as new
                    )
               insert into link_arrivals as total (day, word, count)
               select $1, word, sum(count)::bigint from placed group by word order by word
               on conflict on constraint link_arrivals_pkey do update set count = total.count + excluded.count"#,
            day,
            &words,
            &counts,
            MOST_WORDS as i64,
            OTHER_WORDS,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// All visits a day since a day, days without any left out.
pub(crate) async fn by_day(db: impl PgExecutor<'_>, since: Date) -> sqlx::Result<Vec<(Date, i64)>> {
    let rows = sqlx::query!(
        r#"select day, sum(count)::bigint as "count!" from page_visits where day >= $1 group by day order by day"#,
        since
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.count)).collect())
}

/// All visits a month since a day, each month by its first day, months without any left out.
pub(crate) async fn by_month(db: impl PgExecutor<'_>, since: Date) -> sqlx::Result<Vec<(Date, i64)>> {
    let rows = sqlx::query!(
        r#"select date_trunc('month', day)::date as "month!", sum(count)::bigint as "count!"
           from page_visits where day >= $1 group by 1 order by 1"#,
        since
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.month, row.count)).collect())
}

/// The visits of each page since a day, the page that was opened most first.
pub(crate) async fn by_page(db: impl PgExecutor<'_>, since: Date) -> sqlx::Result<Vec<PageTotal>> {
    sqlx::query_as!(
        PageTotal,
        r#"select path, language as "language: Language", sum(count)::bigint as "count!" from page_visits where day >= $1
           group by path, language order by sum(sum(count)) over (partition by path) desc, path, language"#,
        since
    )
    .fetch_all(db)
    .await
}

/// The arrivals by each word since two days.
pub(crate) async fn by_word(db: impl PgExecutor<'_>, recent: Date, all: Date) -> sqlx::Result<Vec<Arrivals>> {
    sqlx::query_as!(
        Arrivals,
        r#"select word as "via: Via", coalesce(sum(count) filter (where day >= $1), 0)::bigint as "recent!", sum(count)::bigint as "all!"
           from share_arrivals where day >= $2 group by word"#,
        recent,
        all
    )
    .fetch_all(db)
    .await
}

/// How many people came by links with a word of the staff's own.
#[derive(Clone, Debug)]
pub(crate) struct LinkArrivals {
    pub(crate) word: String,
    /// Since the later of the two days.
    pub(crate) recent: i64,
    /// Since the earlier one.
    pub(crate) all: i64,
}

/// The words of links by which most people came since two days.
pub(crate) async fn by_link(
    db: impl PgExecutor<'_>,
    recent: Date,
    all: Date,
    most: i64,
) -> sqlx::Result<Vec<LinkArrivals>> {
    sqlx::query_as!(
        LinkArrivals,
        r#"select word, coalesce(sum(count) filter (where day >= $1), 0)::bigint as "recent!", sum(count)::bigint as "all!"
           from link_arrivals where day >= $2 group by word order by 2 desc, 3 desc, word limit $3"#,
        recent,
        all,
        most,
    )
    .fetch_all(db)
    .await
}
