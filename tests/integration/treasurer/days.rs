//! Lists of money tell each day's sum, whatever part of the day a page shows.

use connect_kindness::{money::Currency, staff::Role};

use crate::{
    harness::{TestSite, desk::Desk},
    staff::Staff,
};

#[tokio::test]
async fn a_day_tells_what_arrived_for_its_gifts() {
    let site = TestSite::start().await;
    site.seed(300).await;
    let staff = Staff::sign_in(&site).await;
    // A long day, so that a page ends within it.
    sqlx::query(
        "update donations set created_at = '2026-11-05 15:30:00+00'::timestamptz + make_interval(secs => numbered.n)
         from (select id, row_number() over () as n from donations) numbered
         where numbered.id = donations.id and numbered.n <= 120",
    )
    .execute(&site.db)
    .await
    .unwrap();
    for (query, condition) in
        [("from=2026-11-06&to=2026-11-06", "true"), ("state=paid&to=2026-11-06", "state = 'paid'")]
    {
        let page = staff.visit(&format!("/admin/donations?{query}")).await;
        let told = page.texts("tr.table-day").into_iter().find(|day| day.starts_with("2026-11-06")).unwrap();
        let chosen =
            format!("{condition} and created_at >= '2026-11-05 15:00+00' and created_at < '2026-11-06 15:00+00'");
        let count: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from donations where {chosen}")))
                .fetch_one(&site.db)
                .await
                .unwrap();
        assert!(told.contains(&format!("{count} gifts")), "{told}: the whole day has {count}");
        let sums: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "select currency, sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'
             and donation_id in (select id from donations where {chosen}) group by currency"
        )))
        .fetch_all(&site.db)
        .await
        .unwrap();
        assert!(!sums.is_empty());
        for (currency, minor) in sums {
            let currency = Currency::ALL.into_iter().find(|known| known.code() == currency).unwrap();
            let sum = connect_kindness::money::Amount::from_minor(minor, currency).to_string();
            assert!(told.contains(&sum), "{told} holds {sum}");
        }
    }
    let first = staff.visit("/admin/donations?from=2026-11-06&to=2026-11-06").await;
    let older = first.attribute(".pager a", "href").unwrap();
    let second = staff.visit(&older).await;
    assert_eq!(first.texts("tr.table-day"), second.texts("tr.table-day"), "the same day, told alike on both pages");
}

#[tokio::test]
async fn what_is_awaited_is_summed_by_day_and_in_all() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    desk.visit("/admin/transfers").await.shows("No transfer is awaited");
    let first = site.announced("CK-AAAA-BBBB", 30_000, Currency::Krw).await;
    site.announced("CK-CCCC-DDDD", 20_000, Currency::Krw).await;
    site.announced("CK-EEEE-FFFF", 2_500, Currency::Usd).await;
    sqlx::query("update donations set created_at = created_at - interval '3 days' where id = $1")
        .bind(first)
        .execute(&site.db)
        .await
        .unwrap();
    let page = desk.visit("/admin/transfers").await;
    page.shows("3 transfers are awaited, in all ₩50,000 · $25.");
    let days = page.texts("tr.table-day");
    assert!(days[0].ends_with("2 transfers, awaited ₩20,000 · $25"), "{days:?}");
    assert!(days[1].ends_with("1 transfer, awaited ₩30,000"), "{days:?}");
    assert_eq!(desk.visit("/admin/transfers?code=ckaaaabbbb").await.texts("tr.table-day").len(), 1);
}
