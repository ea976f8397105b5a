//! A transfer that a donor announced arrives, in two parts, and a bank's list brings another. Without scripts.

use connect_kindness::{language::Language, money::Currency};

use crate::harness::{
    TestSite,
    browser::{Browser, Look},
};

#[tokio::test]
async fn staff_record_transfers_and_everybody_sees_the_sum() {
    let site = TestSite::start().await;
    site.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
    site.announced("CK-8HHT-2MPX", 12_000, Currency::Krw).await;
    let browser = Browser::start();
    let staff = browser.window(Look { scripts: false, ..Look::default() }).await;
    site.signs_in(&staff).await;
    staff.press("Administration").await;
    staff.follow("Settings").await;
    staff.follow("Change the goal").await;
    staff.find("option[value=krw]").await.click().await.unwrap();
    staff.fill("goal_amount", "a lot").await;
    staff.send("Save").await;
    staff.shows("Please write the sum as a number").await;
    staff.fill("goal_amount", "1,000,000").await;
    staff.send("Save").await;
    staff.shows("Saved.").await;

    staff.press("Money").await;
    staff.follow("Transfers").await;
    staff.fill("code", "ck 7f3k 9q2m").await;
    staff.send("Find").await;
    for (amount, says) in [("10,000", "This is a part."), ("20,000", "With this the gift is complete.")] {
        staff.find("a[href^='/admin/transfers/0']").await.click().await.unwrap();
        staff.fill("amount", amount).await;
        staff.send("Go on").await;
        staff.shows(says).await;
        staff.double_click("[name=do][value=book]").await;
        staff.shows("It is booked.").await;
        staff.fill("code", "CK7F3K9Q2M").await;
        staff.send("Find").await;
    }
    assert_eq!(site.count("select count(*) from ledger_entries").await, 2);

    let list = std::env::temp_dir().join(format!("list-{}.csv", site.address.port()));
    std::fs::write(&list, "거래일,입금액,적요\n2026-11-20,12000,후원 CK 8HHT 2MPX\n").unwrap();
    staff.follow("Import a bank’s list").await;
    staff.find("[name=file]").await.send_keys(list.to_str().unwrap()).await.unwrap();
    staff.send("Show what would be booked").await;
    staff.shows("complete").await;
    staff.send("Book this list").await;
    staff.shows("1 line was booked").await;
    std::fs::remove_file(&list).unwrap();
    staff.comes_to_show(&site.page(Language::English, "/"), "₩42,000").await;
}
