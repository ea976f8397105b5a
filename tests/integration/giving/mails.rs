//! Where the receipt goes: mistyped addresses, the address that was typed at Stripe, and one that staff correct.

use connect_kindness::staff::Role;

use super::{full, session_of};
use crate::harness::{TestSite, desk::Desk};

impl TestSite {
    /// To whom mails went, in order.
    fn receivers(&self) -> Vec<String> {
        self.mailbox.mails().into_iter().map(|mail| mail.to).collect()
    }
}

#[tokio::test]
async fn a_mistyped_address_is_asked_about_once_and_never_refused() {
    let site = TestSite::start().await;
    for (path, lang) in [("/donate", "en"), ("/ko/donate", "ko")] {
        let token = site.token("donate");
        let asked = site.submit(path, &full(&token, &[("mail", "dana@gmial.com")])).await;
        assert_eq!(
            (asked.status, asked.attribute("html", "lang").as_deref()),
            (200, Some(lang)),
            "a question is no error"
        );
        assert!(asked.texts("#field-mail_meant legend")[0].contains("dana@gmail.com"));
        assert_eq!(asked.attributes("[name=mail_meant]", "value"), ["dana@gmail.com", ""]);
        assert_eq!(asked.attribute("[name=mail]", "value").as_deref(), Some("dana@gmial.com"), "what was typed stays");
        assert_eq!(asked.attribute("[name=mail_asked]", "value").as_deref(), Some("dana@gmial.com"));
    }
    for (meant, kept) in [
        (Some("dana@gmail.com"), "dana@gmail.com"),
        (Some(""), "dana@gmial.com"),
        (None, "dana@gmial.com"),
        (Some("eve@example.org"), "dana@gmial.com"),
    ] {
        let token = site.token("donate");
        let mut fields = full(&token, &[("mail", "dana@gmial.com"), ("mail_asked", "dana@gmial.com")]);
        fields.extend(meant.map(|meant| ("mail_meant", meant)));
        let answer = site.submit("/donate", &fields).await;
        assert_eq!(answer.status, 303, "{meant:?}: {}", answer.text);
        assert_eq!(super::field(&site.asked(), "customer_email").as_deref(), Some(kept), "{meant:?}");
    }
    let token = site.token("donate");
    let other =
        full(&token, &[("mail", "dana@naver.con"), ("mail_asked", "dana@gmial.com"), ("mail_meant", "dana@gmail.com")]);
    let answer = site.submit("/donate", &other).await;
    assert_eq!(
        (answer.status, answer.attributes("[name=mail_meant]", "value")),
        (200, vec!["dana@naver.com".into(), "".into()])
    );
    let both = full(&token, &[("mail", "dana@gmial.com"), ("cover_fees", "yes")]);
    let answer = site.submit("/donate", &both).await;
    assert_eq!((answer.status, answer.attributes("[name=mail_meant]", "value").len()), (200, 2));
    assert_eq!(answer.attribute("[name=total_seen]", "value").as_deref(), Some("usd:2606"), "both are asked at once");
    let quiet = full(&token, &[("mail", "dana@gmial.com"), ("no_mail", "yes"), ("frequency", "once")]);
    assert_eq!(site.submit("/donate", &quiet).await.status, 303, "an address that is not kept needs no question");
    let broken = site.submit("/donate", &full(&token, &[("mail", "dana@gmailcom")])).await;
    assert_eq!(broken.status, 422);
    assert!(broken.texts("#problem-mail")[0].contains("dana@gmail.com"));

    site.opens_account().await;
    let token = site.token("transfer");
    let mut fields = vec![("token", &*token), ("currency", "usd"), ("amount", "25"), ("mail", "dana@hanmail.ne")];
    let asked = site.submit("/donate/transfer", &fields).await;
    assert_eq!((asked.status, asked.attributes("[name=mail_meant]", "value").len()), (200, 2));
    fields.extend([("mail_asked", "dana@hanmail.ne"), ("mail_meant", "dana@hanmail.net")]);
    assert_eq!(site.submit("/donate/transfer", &fields).await.status, 303);
    site.eventually("the code is mailed", || async { site.receivers() == ["dana@hanmail.net"] }).await;
}

#[tokio::test]
async fn the_thanks_tell_where_the_receipt_went_and_nobody_else() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let answer = site.submit("/donate", &full(&token, &[("mail", "minsu@gmail.com"), ("frequency", "once")])).await;
    let session = session_of(&answer);
    let thanks = format!("/donate/thanks?session_id={session}");
    assert!(!site.visit(&thanks).await.text.contains("m…@"), "nothing is paid yet");
    site.stripe.pay(&session).unwrap();
    for path in [thanks.clone(), format!("/ko{thanks}")] {
        site.eventually("it is paid", || async { site.visit(&path).await.text.contains("m…@gmail.com") }).await;
        assert!(!site.visit(&path).await.text.contains("minsu"));
    }
    let gift = format!("/donate/thanks?gift={}", site.gift().await.id);
    assert!(!site.visit(&gift).await.text.contains("m…@"), "the number of a gift is no proof");
    let page = site.visit(&thanks).await;
    page.shows("It was charged once.");
    page.shows("Not yours? Write to us");
    let foreign = format!("/donate/thanks?session_id=cs_test_{}", "a".repeat(58));
    assert!(!site.visit(&foreign).await.text.contains("…@"));
    sqlx::query("update donations set paid_at = paid_at - interval '61 minutes'").execute(&site.db).await.unwrap();
    assert!(!site.visit(&thanks).await.text.contains("m…@"), "an address in the browser's history tells nothing later");
}

#[tokio::test]
async fn the_receipt_goes_to_the_address_that_was_typed_at_stripe() {
    let site = TestSite::start().await;
    for (silent, expected) in [(false, vec!["lee@example.org".to_owned()]), (true, vec!["lee@example.org".to_owned()])]
    {
        let token = site.token("donate");
        let mut fields = full(&token, &[("mail", ""), ("frequency", "once")]);
        fields.extend(silent.then_some(("no_mail", "yes")));
        let session = session_of(&site.submit("/donate", &fields).await);
        site.stripe.pay_as(&session, "lee@example.org").unwrap();
        let paid = "select count(*) from receipts";
        site.eventually("it is booked", || async { site.count(paid).await == if silent { 2 } else { 1 } }).await;
        site.eventually("mails have left", || async {
            site.count("select count(*) from mails where sent_at is null").await == 0
        })
        .await;
        assert_eq!(site.receivers(), expected, "silent: {silent}");
    }
    assert_eq!(site.count("select count(*) from donations where mail_sealed is not null").await, 1);
    assert!(site.mailbox.mails()[0].text().contains("(Seoul time)"), "the zone of the day is named");
    let row: String =
        sqlx::query_scalar("select string_agg(donations::text, '') from donations").fetch_one(&site.db).await.unwrap();
    assert!(!row.contains("lee@"), "it is sealed like every address");
}

#[tokio::test]
async fn the_thanks_for_a_monthly_gift_speak_of_the_first_payment() {
    let site = TestSite::start().await;
    let session = session_of(&site.submit("/donate", &full(&site.token("donate"), &[])).await);
    site.stripe.pay(&session).unwrap();
    let thanks = format!("/donate/thanks?session_id={session}");
    site.eventually("it is paid", || async { site.visit(&thanks).await.text.contains("The first payment of $") }).await;
    assert!(!site.visit(&thanks).await.text.contains("charged once"));
}

#[tokio::test]
async fn staff_correct_an_address_on_record_and_the_receipt_follows() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let session = session_of(&site.submit("/donate", &full(&token, &[("mail", "dana@example.org")])).await);
    site.stripe.pay(&session).unwrap();
    site.eventually("the receipt leaves", || async { site.receivers() == ["dana@example.org"] }).await;
    let id = site.gift().await.id;
    let (room, story) = (format!("/admin/donations/{id}/address"), format!("/admin/donations/{id}"));
    let desk = Desk::of(&site, &[Role::Treasurer]).await;
    assert_eq!(desk.visit(&story).await.attribute(&format!("a[href='{room}']"), "href").as_deref(), Some(&*room));
    let page = desk.visit(&room).await;
    assert!(!page.text.contains("dana@"), "the address is shown by an act of its own");
    for bad in ["", "dana", "dana@gmial"] {
        let again = desk.send(&room, &page, &[("mail", bad)]).await;
        assert_eq!((again.status, again.texts("#problem-mail").len()), (422, 1), "{bad}");
    }
    let asked = desk.send(&room, &page, &[("mail", "dana@gmial.com")]).await;
    assert_eq!((asked.status, asked.attribute("[name=asked]", "value").as_deref()), (422, Some("dana@gmial.com")));
    assert!(asked.texts("#problem-mail")[0].contains("dana@gmail.com"));
    let done = desk.send(&room, &asked, &[("mail", "dana@gmail.com")]).await;
    assert_eq!((done.status, done.location()), (303, &*story));
    site.eventually("the receipt follows", || async { site.receivers() == ["dana@example.org", "dana@gmail.com"] })
        .await;
    let keys = &site.state.config.keys;
    assert_eq!(site.gift().await.mail(keys).unwrap().as_deref(), Some("dana@gmail.com"));
    desk.visit(&story).await.shows("Donor’s mail address corrected by staff");
    assert_eq!(site.count("select count(*) from audit_entries where action = 'corrected_address'").await, 1);
    site.submit("/donate/manage", &[("token", &site.token("manage")), ("mail", "dana@gmail.com")]).await;
    site.eventually("the donor manages the gift there", || async { site.receivers().len() == 3 }).await;
    assert_eq!(site.receivers()[2], "dana@gmail.com");
}
