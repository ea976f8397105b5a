//! What is taken out as a sheet: all of the ledger, no formula, no donor unless asked for, and never without a record.

use super::{fields, token};
use crate::{harness::TestSite, staff::Staff};

#[tokio::test]
async fn the_sheet_holds_the_ledger_and_no_formula() {
    let site = TestSite::start().await;
    for (name, mail) in [
        ("=cmd|' /C calc'!A1", "a@example.org"),
        ("+82", "b@example.org"),
        ("@sum", "c@example.org"),
        ("-1, \"x\"\n", "d@example.org"),
    ] {
        let token = site.token("donate");
        let given = [
            ("token", token.as_str()),
            ("currency", "usd"),
            ("choice", "own"),
            ("amount", "25.50"),
            ("name", name),
            ("mail", mail),
        ];
        let answer = site.submit("/donate", &given).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        site.stripe.pay(answer.location().rsplit('/').next().unwrap()).unwrap();
    }
    site.settled().await;
    let staff = Staff::sign_in(&site).await;
    let page = staff.visit("/admin/donations/export").await;
    let token = token(&page);
    let take = async |pairs: &[(&str, &str)]| {
        let mut typed = fields(pairs);
        typed.push(("token".to_owned(), token.clone()));
        staff.submit("/admin/donations/export", &typed).await
    };
    assert_eq!(take(&[("reason", " ")]).await.status, 422);
    assert_eq!(site.count("select count(*) from staff_reasons").await, 0);

    let plain = take(&[("reason", "the yearly report")]).await;
    assert_eq!((plain.status, plain.headers["content-type"].to_str().unwrap()), (200, "text/csv; charset=utf-8"));
    assert!(plain.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"ledger-"));
    assert!(!plain.text.contains("calc") && !plain.text.contains("@example.org"), "no donors unless asked for");
    let rows = read(&plain.text);
    assert_eq!(rows.len(), 1 + 8, "a charge and a fee for each gift");
    assert!(rows[1].contains(&"25.50".to_owned()) && rows.iter().any(|row| row[3].starts_with('-')));

    let full = take(&[("reason", "the yearly report"), ("donors", "yes"), ("currency", "usd")]).await;
    let rows = read(&full.text);
    assert_eq!(rows.len(), 1 + 8);
    for row in &rows[1..] {
        for (at, cell) in row.iter().enumerate().filter(|(at, _)| *at != 3) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{at}: {cell}");
        }
    }
    assert!(rows.iter().any(|row| row[15].starts_with("'=cmd") && row[16] == "a@example.org"));
    assert_eq!(read(&take(&[("reason", "x"), ("currency", "krw")]).await.text).len(), 1);
    assert_eq!(read(&take(&[("reason", "x"), ("to", "2020-01-01")]).await.text).len(), 1);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'exported_ledger'").await, 3);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'exported_donors'").await, 1);
    assert_eq!(site.count("select count(*) from staff_reasons s join audit_entries a on a.subject_id = s.id").await, 4);
}

fn read(sheet: &str) -> Vec<Vec<String>> {
    let sheet = sheet.strip_prefix('\u{feff}').expect("what makes spreadsheets read UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}
