//! Money goes back once, whatever is pressed and whatever breaks, and books are put right with a reason.

use std::time::Duration;

use connect_kindness::donations::ask_refund;
use stripe_stand_in::{Delivery, Fault};
use uuid::Uuid;

use super::{fields, token};
use crate::{
    harness::{Answer, TestSite},
    staff::Staff,
};

impl TestSite {
    /// A bank transfer of 30,000 won that arrived.
    async fn arrived_transfer(&self) -> Uuid {
        let id = Uuid::now_v7();
        let sql = "insert into donations (id, form_nonce, language, currency, amount_minor, method, reference)
                   values ($1, $1, 'ko', 'krw', 30000, 'transfer', 'ABCD-EFGH')";
        sqlx::query(sql).bind(id).execute(&self.db).await.unwrap();
        let donation = connect_kindness::donations::queries::find(&self.db, id).await.unwrap().unwrap();
        let mut tx = self.db.begin().await.unwrap();
        let entry = connect_kindness::ledger::NewEntry {
            donation_id: id,
            kind: connect_kindness::ledger::Kind::Transfer,
            amount: donation.amount().unwrap(),
            source: connect_kindness::ledger::Source::Bank,
            source_id: "line-1",
            occurred_at: time::OffsetDateTime::now_utc() - time::Duration::days(2),
        };
        connect_kindness::donations::booking::book(&self.state, &mut tx, &donation, &entry).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

impl Staff<'_> {
    /// Fills in the form of a refund, as far as the page that asks once more. Gives the token.
    async fn fill_in_refund(&self, donation: Uuid, amount: &str) -> String {
        let address = format!("/admin/donations/{donation}/refund");
        let token = token(&self.visit(&address).await);
        let asked = [("token", token.as_str()), ("amount", amount), ("reason", "duplicate")];
        let sure = self.submit(&address, &fields(&asked)).await;
        assert_eq!(sure.status, 200, "{}", sure.text);
        sure.shows("You are about to give");
        token
    }

    async fn confirm_refund(&self, donation: Uuid, token: &str, amount: &str) -> Answer {
        let sure = [("token", token), ("amount", amount), ("reason", "duplicate"), ("sure", "yes")];
        self.submit(&format!("/admin/donations/{donation}/refund"), &fields(&sure)).await
    }
}

#[tokio::test]
async fn money_goes_back_once_however_often_the_button_is_pressed() {
    let site = TestSite::start().await;
    site.given().await;
    let id = site.id("select id from donations").await;
    let (ada, ben) = (Staff::sign_in(&site).await, Staff::sign_in(&site).await);
    let address = format!("/admin/donations/{id}/refund");
    let showing = token(&ada.visit(&address).await);
    for (amount, reason) in
        [("25.01", "duplicate"), ("0", "duplicate"), ("-1", "duplicate"), ("", "duplicate"), ("5", ""), ("5", "x")]
    {
        for sure in ["", "yes"] {
            let typed = [("token", showing.as_str()), ("amount", amount), ("reason", reason), ("sure", sure)];
            let answer = ada.submit(&address, &fields(&typed)).await;
            assert_eq!(answer.status, 422, "{amount} {reason}");
            assert_eq!(answer.attribute("#field-amount", "value").as_deref(), Some(amount));
        }
    }
    assert_eq!(ada.confirm_refund(id, "forged", "5").await.status, 422);
    assert!(site.stripe.refunds().is_empty(), "nothing happens before it was asked twice");

    let token = ada.fill_in_refund(id, "10").await;
    assert!(site.stripe.refunds().is_empty());
    let (first, second) = tokio::join!(ada.confirm_refund(id, &token, "10"), ada.confirm_refund(id, &token, "10"));
    assert_eq!((first.status, second.status), (303, 303));
    site.settled().await;
    assert_eq!(site.stripe.refunds().len(), 1, "two clicks, one refund");
    assert_eq!(site.states().await, ["partly_refunded"]);
    assert_eq!(site.count("select count(*) from audit_entries where action = 'asked_refund'").await, 1);
    let request =
        site.stripe.requests().into_iter().rfind(|request| request.path == "/v1/refunds" && request.method == "POST");
    assert!(request.unwrap().idempotency_key.unwrap().starts_with("re-"));

    // Two treasurers want to give back what is left at the same moment: it is there once.
    let (for_ada, for_ben) = (ada.fill_in_refund(id, "15").await, ben.fill_in_refund(id, "15").await);
    let (one, two) = tokio::join!(ada.confirm_refund(id, &for_ada, "15"), ben.confirm_refund(id, &for_ben, "15"));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    site.settled().await;
    assert_eq!(site.states().await, ["refunded"]);
    assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries where kind <> 'fee'").await, 0);
    ada.visit(&address).await.shows("Nothing is left of this gift.");
    let story = ada.visit(&format!("/admin/donations/{id}")).await;
    for words in [
        "The donor sent the form",
        "The gift arrived through Stripe",
        "Receipt numbered",
        "Refund done",
        "Refund asked for by staff",
    ] {
        story.shows(words);
    }
    let sums = story.texts("section[aria-label], .table .number");
    assert!(sums.contains(&"−$10".to_owned()) && sums.contains(&"$15".to_owned()), "{sums:?}");
}

#[tokio::test]
async fn a_refund_that_stripe_does_not_answer_is_asked_for_until_it_does() {
    let site = TestSite::start().await;
    let staff = Staff::sign_in(&site).await;
    // Three faults: nothing was done. An answer that comes far too late: it was done, and nobody heard.
    let fault = Fault::Status { status: 500, should_retry: None };
    for (fault, times, are_made) in
        [(fault, 3, 0), (Fault::KeptError, 1, 0), (Fault::Delay(Duration::from_secs(15)), 1, 1)]
    {
        let before = site.stripe.refunds().len();
        site.given().await;
        let id = site.id("select id from donations order by id desc limit 1").await;
        site.settled().await;
        site.stripe.set_delivery(Delivery::DropAll);
        let token = staff.fill_in_refund(id, "25").await;
        for _ in 0..times {
            site.stripe.fault_on("POST", "/v1/refunds", fault);
        }
        assert_eq!(staff.confirm_refund(id, &token, "25").await.status, 303, "{fault:?}");
        assert_eq!(site.stripe.refunds().len(), before + are_made, "{fault:?}");
        staff.visit(&format!("/admin/donations/{id}")).await.shows("Stripe has not answered yet");
        staff.visit("/admin").await.shows("1 refund waits");
        let over = [("token", token.as_str()), ("amount", "1"), ("reason", "duplicate"), ("sure", "yes")];
        let again = staff.submit(&format!("/admin/donations/{id}/refund"), &fields(&over)).await;
        assert!([303, 422].contains(&again.status), "the same showing gives nothing more");
        sqlx::query("update refunds set created_at = created_at - interval '10 minutes'")
            .execute(&site.db)
            .await
            .unwrap();
        ask_refund::queue_overdue(&site.state).await.unwrap();
        site.eventually("the refund is booked", || async {
            site.count("select count(*) from refunds where status not in ('succeeded')").await == 0
        })
        .await;
        assert_eq!(site.stripe.refunds().len(), before + 1, "{fault:?}: once");
        site.stripe.set_delivery(Delivery::Normal);
    }
    assert_eq!(site.states().await, ["refunded"; 3]);
}

#[tokio::test]
async fn what_stripe_refuses_is_told_with_a_reason() {
    let site = TestSite::start().await;
    let payment = site.given().await;
    let id = site.id("select id from donations").await;
    let staff = Staff::sign_in(&site).await;
    let token = staff.fill_in_refund(id, "25").await;
    site.stripe.set_delivery(Delivery::DropAll);
    site.stripe.refund(&payment, None).unwrap();
    assert_eq!(staff.confirm_refund(id, &token, "25").await.status, 303);
    let story = staff.visit(&format!("/admin/donations/{id}")).await;
    story.shows("Refund refused by Stripe; nothing was given back");
    story.shows("Everything was given back already");
    assert_eq!(site.count("select count(*) from refunds where status = 'refused' and refusal is not null").await, 1);
    site.settled().await;
}

#[tokio::test]
async fn what_moved_by_hand_is_recorded_with_a_reason() {
    let site = TestSite::start().await;
    let id = site.arrived_transfer().await;
    let staff = Staff::sign_in(&site).await;
    staff.visit(&format!("/admin/donations/{id}/refund")).await.shows("the money goes back by hand");
    let today = connect_kindness::calendar::day(time::OffsetDateTime::now_utc()).to_string();
    for (what, direction, amount, left) in [
        ("sent-back", "", "10000", 20_000),
        ("correction", "less", "5000", 15_000),
        ("correction", "more", "1", 15_001),
    ] {
        let address = format!("/admin/donations/{id}/{what}");
        let token = token(&staff.visit(&address).await);
        let typed = |reason, sure| {
            let pairs = [
                ("token", token.as_str()),
                ("amount", amount),
                ("direction", direction),
                ("day", today.as_str()),
                ("reason", reason),
                ("sure", sure),
            ];
            fields(&pairs)
        };
        assert_eq!(staff.submit(&address, &typed("", "yes")).await.status, 422, "{what}: why?");
        let sure = staff.submit(&address, &typed("카나리아 이유", "")).await;
        assert_eq!(sure.status, 200, "{}", sure.text);
        let sending = typed("카나리아 이유", "yes");
        let (first, second) = tokio::join!(staff.submit(&address, &sending), staff.submit(&address, &sending));
        assert_eq!((first.status, second.status), (303, 303), "{}", first.text);
        assert_eq!(site.count("select sum(amount_minor)::bigint from ledger_entries").await, left);
    }
    let story = staff.visit(&format!("/admin/donations/{id}")).await;
    story.shows("카나리아 이유");
    story.shows("Put right by staff");
    let over = format!("/admin/donations/{id}/sent-back");
    let token = token(&staff.visit(&over).await);
    let pairs =
        [("token", token.as_str()), ("amount", "15002"), ("day", today.as_str()), ("reason", "x"), ("sure", "yes")];
    assert_eq!(staff.submit(&over, &fields(&pairs)).await.status, 422);
    let texts = site
        .count("select count(*) from staff_reasons where position(convert_to('카나리아', 'UTF8') in reason_sealed) > 0")
        .await;
    assert_eq!((texts, site.count("select count(*) from staff_reasons").await), (0, 3), "reasons are sealed");
}
