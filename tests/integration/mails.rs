//! A mail server that refuses, is full or hangs up: which mails are lost, and how staff get the others on their way.

use connect_kindness::staff::Role;

use crate::{
    commands::run,
    harness::{
        TestSite,
        desk::Desk,
        mailbox::{CLOSES, HANGS},
    },
};

/// Doctor's words about this site.
fn doctor(site: &TestSite) -> (bool, String) {
    let settings = site.environment();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let output = run(&["doctor"], &settings);
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

async fn gift(site: &TestSite, amount: &str, entries: i64) {
    let session = site.begin_gift("usd", amount).await;
    site.stripe.pay(&session).unwrap();
    site.ledger_holds(entries).await;
}

const WRONG_PASSWORD: &[(&str, &str)] = &[("AUTH", "535 5.7.8 Bad credentials of site")];

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_mail_password_loses_no_receipt() {
    let site = TestSite::start().await;
    site.mailbox.answers(WRONG_PASSWORD);
    gift(&site, "25", 1).await;
    let waits = "select count(*) from mails where trouble = 'sign_in' and refused_at is null and next_try_at > now()";
    site.eventually("the mail waits for another try", || async { site.count(waits).await == 1 }).await;
    let alerts = "select count(*) from alerts where kind = 'unsent_mails' and settled_at is null";
    assert_eq!(site.count(alerts).await, 1);
    assert_eq!(site.count("select count(*) from mails where kind = 'alert'").await, 0, "no mail tells of it");
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let dashboard = desk.visit("/admin").await;
    dashboard.shows("1 mail has not left yet");
    dashboard.shows("Mails do not leave");
    let (is_well, said) = doctor(&site);
    assert!(!is_well && said.contains("mail: the mail server refuses our sign-in"), "{said}");
    assert!(said.contains("(535 5.7.8)") && !said.contains("Bad credentials"), "{said}");
    assert!(said.contains("outbox: 1 mails have not left"), "{said}");
    desk.visit("/admin/mails").await.shows("refuses our sign-in");

    let pressed = desk.submit("/admin/mails", &[]).await;
    assert_eq!((pressed.status, pressed.location()), (303, "/admin/mails"));
    site.eventually("it failed again", || async { site.count(waits).await == 1 }).await;
    desk.visit("/admin/mails").await.shows("1 mail is being tried");
    site.mailbox.answers(&[]);
    desk.submit("/admin/mails", &[]).await;
    site.eventually("the donor has the receipt", || async { site.mailbox.mails().len() == 1 }).await;
    site.eventually("the alert is settled", || async { site.count(alerts).await == 0 }).await;
    desk.visit("/admin/mails").await.shows("1 of 1 have left");
    assert_eq!(site.count("select count(*) from audit_entries where action = 'sent_mails_again'").await, 2);
    let (_, said) = doctor(&site);
    assert!(said.contains("mail: the mail server answers") && said.contains("outbox: no mail waits"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_mailbox_that_does_not_exist_loses_a_mail() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Owner]).await;
    let passing: &[(&[(&str, &str)], &str)] = &[
        (WRONG_PASSWORD, "sign_in"),
        (&[("CONNECT", "421 4.3.2 closing down")], "busy"),
        (&[("CONNECT", CLOSES)], "unreachable"),
        (&[("MAIL FROM", "550 5.7.1 not your address")], "sender"),
        (&[("RCPT", "452 4.2.2 mailbox full")], "busy"),
        (&[("RCPT", "550 relay not permitted")], "recipient"),
        (&[("DATA", "552 5.2.2 quota")], "busy"),
        (&[(".", CLOSES)], "unreachable"),
        (&[(".", "554 5.6.0 looks like spam")], "content"),
    ];
    for (turn, (script, trouble)) in (1..).zip(passing) {
        site.mailbox.answers(script);
        gift(&site, "25", turn).await;
        let found = || async {
            let latest = "select coalesce(trouble, '') from mails where refused_at is null order by id desc limit 1";
            let latest: String = sqlx::query_scalar(latest).fetch_one(&site.db).await.unwrap();
            latest == *trouble
        };
        site.eventually(&format!("{script:?} is {trouble}"), found).await;
        site.mailbox.answers(&[]);
        assert_eq!(desk.submit("/admin/mails", &[]).await.status, 303);
        site.eventually("it has left", || async { site.mailbox.mails().len() == usize::try_from(turn).unwrap() }).await;
    }
    site.mailbox.refuse_everybody();
    gift(&site, "25", 10).await;
    let lost = "select count(*) from mails where refused_at is not null and trouble = 'no_such_recipient'";
    site.eventually("one is lost", || async { site.count(lost).await == 1 }).await;
    let page = desk.visit("/admin/mails").await;
    page.shows("No mail waits");
    page.shows("1 mail went to a mailbox that does not exist");
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_mail_server_is_well_what_waits_follows() {
    let site = TestSite::start().await;
    site.mailbox.answers(WRONG_PASSWORD);
    for turn in 1..=2 {
        gift(&site, "25", turn).await;
    }
    let failed = "select count(*) from mails where attempts > 0";
    site.eventually("both failed", || async { site.count(failed).await == 2 }).await;
    site.mailbox.answers(&[]);
    gift(&site, "25", 3).await;
    site.eventually("all three have left", || async { site.mailbox.mails().len() == 3 }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_lost_by_an_older_rule_leave_by_the_same_press() {
    let site = TestSite::start().await;
    site.mailbox.answers(WRONG_PASSWORD);
    gift(&site, "25", 1).await;
    let failed = "select count(*) from mails where attempts > 0";
    site.eventually("it failed", || async { site.count(failed).await == 1 }).await;
    site.mailbox.answers(&[]);
    for sql in [
        "update mails set refused_at = now(), trouble = null, attempts = 0, next_try_at = null, created_at = now() - interval '20 days'",
        "delete from graphile_worker._private_jobs",
    ] {
        sqlx::query(sql).execute(&site.db).await.unwrap();
    }
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    let page = desk.visit("/admin/mails").await;
    page.shows("no reason was kept");
    page.shows("Send it again");
    desk.submit("/admin/mails", &[]).await;
    site.eventually("it has left", || async { site.mailbox.mails().len() == 1 }).await;
}

#[tokio::test]
async fn a_mail_server_that_never_says_goodbye_gets_each_mail_once() {
    let site = TestSite::start().await;
    site.mailbox.answers(&[("QUIT", HANGS)]);
    gift(&site, "25", 1).await;
    site.eventually("the mail is known to have left", || async {
        site.count("select count(*) from mails where sent_at is not null or attempts > 0").await == 1
    })
    .await;
    assert_eq!(site.count("select count(*) from mails where sent_at is not null and attempts = 0").await, 1);
    assert_eq!(site.mailbox.mails().len(), 1);
}
