//! A bank's list: read whole or not at all, shown before it is booked, booked once whoever presses how often.

use connect_kindness::{
    donations::{donation::DonationState, queries},
    jobs, ledger,
    money::Currency,
    staff::Role,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::harness::{
    Answer, TestSite,
    desk::{Desk, filled},
};

const IMPORT: &str = "/admin/transfers/import";

impl Desk<'_> {
    /// Brings a list and gives the address of its dry run.
    async fn brings(&self, list: &str) -> String {
        let answer = self.upload(IMPORT, list.as_bytes()).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.location().to_owned()
    }

    /// Presses the button of a dry run, with or without the lines that fit no gift.
    async fn books(&self, path: &str, with_unmatched: bool) -> Answer {
        let unmatched: &[(&str, &str)] = if with_unmatched { &[("unmatched", "yes")] } else { &[] };
        self.send(path, &self.visit(path).await, unmatched).await
    }
}

#[tokio::test]
async fn a_list_is_shown_and_then_booked_as_a_whole() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let whole = site.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
    let parts = site.announced("CK-AAAA-BBBB", 50_000, Currency::Krw).await;
    let dollars = site.announced("CK-CCCC-DDDD", 2_500, Currency::Usd).await;
    let list = "\u{feff}거래일,입금액,적요,입금자,거래번호,잔액\n\
        2026.11.20,\"30,000\",후원 ck7f3k 9q2m,홍길동,1,1\n\
        2026.11.21,20000,인터넷,CK-AAAA-BBBB,2,1\n\
        2026.11.22,40000,CKAAAABBBB,,3,1\n\
        2026.11.22,25,CK-CCCC-DDDD,,4,1\n\
        2026.11.22,7000,고마워요,\"<script>alert(1)</script>\",5,1\n\
        2026.11.23,0,출금,,6,1\n\
        2026.11.23,9000,CK-7F3K-9Q2M CK-AAAA-BBBB,,7,1\n\
        2026.11.23,1000,,,8,1\n";
    let path = desk.brings(list).await;
    let plan = desk.visit(&path).await;
    let fates: Vec<String> =
        plan.texts("tbody tr").iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for (row, part) in [
        (0, "CK-7F3K-9Q2M: complete"),
        (1, "CK-AAAA-BBBB: a part, then ₩20,000 arrived"),
        (2, "more than announced then ₩60,000 arrived"),
        (3, "another currency"),
        (4, "a gift of the payer"),
        (5, "no money came in"),
        (6, "several gifts"),
        (7, "a gift without a name"),
    ] {
        assert!(fates[row].contains(part), "{part}: {}", fates[row]);
    }
    plan.shows("잔액");
    assert!(!plan.text.contains("<script>alert"), "cells are words");
    assert_eq!(site.count("select count(*) from ledger_entries").await, 0, "a dry run books nothing");
    let sealed: Vec<u8> =
        sqlx::query_scalar("select content_sealed from transfer_imports").fetch_one(&site.db).await.unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("홍길동"));

    let answer = desk.books(&path, false).await;
    assert_eq!((answer.status, answer.location()), (303, &*path), "{}", answer.text);
    desk.visit(&path).await.shows("3 lines were booked");
    assert_eq!((site.stands(whole).await.0.state, site.stands(whole).await.1), (DonationState::Paid, 30_000));
    let (overpaid, received) = site.stands(parts).await;
    assert_eq!((overpaid.state, received, overpaid.flag.is_some()), (DonationState::Paid, 60_000, true));
    assert_eq!(site.stands(dollars).await.1, 0);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'imported_transfers'").await, 1);
    assert_eq!(site.count("select count(*) from transfer_imports where content_sealed is not null").await, 0);

    // The same again: as the same list, and as the same file.
    let again = desk.submit(&path, &[]).await;
    assert_eq!(again.status, 409);
    again.shows("booked before");
    let same = desk.upload(IMPORT, list.as_bytes()).await;
    assert_eq!(same.status, 422);
    assert_eq!(same.texts("#problems li").iter().filter(|fault| fault.contains("booked before")).count(), 3);
    same.shows("Line 2: It was booked before");
    // What was left out can come with the box ticked.
    let rest = "date,amount,reference,payer,id\n2026-11-22,7000,고마워요,김하나,5\n2026-11-23,1000,,,8\n";
    let path = desk.brings(rest).await;
    assert_eq!(desk.books(&path, true).await.status, 303);
    assert_eq!(
        site.count("select count(*) from donations where method = 'offline' and is_anonymous and mail_sealed is null")
            .await,
        2
    );
    let named = "select id from donations where method = 'offline' and name_sealed is not null";
    let named: Uuid = sqlx::query_scalar(named).fetch_one(&site.db).await.unwrap();
    let named = queries::find(&site.db, named).await.unwrap().unwrap();
    assert_eq!(named.name(&site.state.config.keys).unwrap().as_deref(), Some("김하나"));
    assert_eq!(
        (site.count("select count(*) from ledger_entries").await, site.count("select count(*) from receipts").await),
        (5, 5)
    );
    site.eventually("the bar follows", || async { site.visit("/").await.text.contains("₩98,000") }).await;
}

#[tokio::test]
async fn a_list_with_one_fault_is_not_taken() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let head = "date,amount,reference\n2026-11-01,30000,CK7F3K9Q2M\n";
    let wide: Vec<u8> = head.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let large = [head.as_bytes(), &b"x".repeat(1024 * 1024)].concat();
    for (file, status, shown) in [
        (format!("{head}2026-11-02,ten,a\n").into_bytes(), 422, "Line 3"),
        (format!("{head}2026-11-32,10,a\n").into_bytes(), 422, "Line 3"),
        (format!("{head}2026-11-01,30000,CK7F3K9Q2M\n").into_bytes(), 422, "the same as line 2"),
        (format!("{head}2026-11-02,10\n").into_bytes(), 422, "Line 3"),
        (format!("{head}{}", "2026-11-02,x,a\n".repeat(150)).into_bytes(), 422, "And 50 more"),
        (b"when,amount,reference\n2026-11-01,1,a\n".to_vec(), 422, "no column"),
        (wide, 422, "CSV UTF-8"),
        (Vec::new(), 422, "choose a file"),
        (large, 422, "1 MiB"),
        (b"x".repeat(2 * 1024 * 1024), 413, "too much"),
    ] {
        let answer = desk.upload(IMPORT, &file).await;
        assert_eq!(answer.status, status, "{shown}: {}", answer.text);
        answer.shows(shown);
    }
    let body = site.request("POST", IMPORT).header("cookie", &desk.cookie).body("file=x");
    assert_eq!(body.send().await.unwrap().status(), 400, "only a form with a file is one");
    assert_eq!(site.count("select count(*) from transfer_imports").await, 0);
    assert_eq!(site.count("select count(*) from ledger_entries").await, 0);
    // Elsewhere the old bound holds.
    let big = [("amount".to_owned(), "1".repeat(300 * 1024))];
    assert_eq!(desk.submit("/admin/transfers/new", &big).await.status, 413);
}

#[tokio::test]
async fn two_treasurers_at_once_book_a_list_once() {
    let site = TestSite::start().await;
    let (ada, ben) = (Desk::of(&site, &[Role::Treasurer]).await, Desk::of(&site, &[Role::Owner]).await);
    let id = site.announced("CK7F3K9Q2M", 30_000, Currency::Krw).await;
    let list = "date,amount,reference,payer\n2026-11-01,30000,CK7F3K9Q2M,a\n2026-11-02,500,,b\n2026-11-02,500,,c\n";
    let (of_ada, of_ben) = (ada.brings(list).await, ben.brings(list).await);
    assert_eq!(ben.visit(&of_ada).await.status, 404, "a list names people: it is for the one who brought it");
    assert_eq!(ben.submit(&of_ada, &[]).await.status, 404);
    let page = ada.visit(&of_ada).await;
    let fields = filled(&page, &of_ada, &[("unmatched", "yes")]);
    let (one, two, three) =
        tokio::join!(ada.submit(&of_ada, &fields), ada.submit(&of_ada, &fields), ben.submit(&of_ben, &fields));
    let mut statuses = [one.status, two.status, three.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409]);
    assert_eq!((site.stands(id).await.1, site.count("select count(*) from ledger_entries").await), (30_000, 3));
    assert_eq!(site.count("select count(*) from donations").await, 3);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'imported_transfers'").await, 1);

    // Whoever records by hand what a list holds is not overtaken by it.
    let other = site.announced("CKAAAABBBB", 100, Currency::Krw).await;
    let path = ada.brings("date,amount,reference,id\n2026-11-03,100,CKAAAABBBB,77\n2026-11-03,5,x,78\n").await;
    let page = ada.visit(&path).await;
    let by_hand = format!("/admin/transfers/{other}");
    let asks = ben.send(&by_hand, &ben.visit(&by_hand).await, &[("line", "77"), ("do", "check")]).await;
    assert_eq!(ben.send(&by_hand, &asks, &[("do", "book")]).await.status, 303);
    let refused = ada.send(&path, &page, &[("unmatched", "yes")]).await;
    assert_eq!(refused.status, 409);
    refused.shows("Line 2: It was booked before");
    assert_eq!(site.count("select count(*) from ledger_entries").await, 4, "all or nothing");
}

#[tokio::test]
async fn a_list_that_is_not_confirmed_is_forgotten() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let path = desk.brings("date,amount,reference\n2026-11-01,500,a\n").await;
    for (age, status) in [(23, 200), (25, 404)] {
        let sql = "update transfer_imports set created_at = now() - make_interval(hours => $1)";
        sqlx::query(sql).bind(age).execute(&site.db).await.unwrap();
        jobs::forget(&site.db, OffsetDateTime::now_utc()).await.unwrap();
        assert_eq!(desk.visit(&path).await.status, status, "after {age} hours");
    }
    assert_eq!(desk.submit(&path, &[]).await.status, 404);
    assert_eq!(site.count("select count(*) from transfer_imports").await, 0);
}

#[tokio::test]
async fn the_longest_list_is_booked() {
    use std::fmt::Write as _;

    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let mut list = "date,amount,reference,payer,id\n".to_owned();
    for number in 0..5000 {
        writeln!(list, "2026-11-01,{},감사합니다,후원자 {number},{number:05}", 1000 + number).unwrap();
    }
    for number in 0..50 {
        site.announced(&format!("CK{number:08}"), 1000 + number, Currency::Krw).await;
        list = list.replacen("감사합니다", &format!("CK {number:08}"), 1);
    }
    let path = desk.brings(&list).await;
    let plan = desk.visit(&path).await;
    assert_eq!(plan.texts("tbody tr").len(), 5000);
    let answer = desk.books(&path, true).await;
    assert_eq!((answer.status, answer.location()), (303, &*path), "{}", answer.text);
    desk.visit(&path).await.shows("5000 lines were booked");
    assert_eq!(site.count("select count(*) from ledger_entries").await, 5000);
    assert_eq!(site.count("select count(*) from donations where method = 'transfer' and state = 'paid'").await, 50);
    let entries = ledger::queries::list(&site.db).await.unwrap();
    assert!(entries.iter().all(|entry| entry.hash == entry.expected_hash()), "the chain holds");
    assert!(entries.windows(2).all(|pair| pair[1].previous_hash == pair[0].hash), "and has one end");
    assert_eq!(site.count("select max(number)::bigint from receipts").await, 5000, "numbers have no gaps");
}
