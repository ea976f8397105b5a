//! What happens to a session: by the test handle, by the buttons of the pay page, and by time.

use scraper::{Html, Selector};

use super::*;
use crate::objects::new_id;

async fn press(stand_in: &StandIn, id: &str, button: &str, form: &str) -> Reply {
    send(stand_in, request("POST", &format!("/pay/{id}/{button}"), &[], form)).await
}

async fn buttons(stand_in: &StandIn, id: &str) -> Vec<String> {
    let page = get(stand_in, &format!("/pay/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let selector = Selector::parse("button").expect("a selector");
    let html = Html::parse_document(&page.text);
    let ids = html.select(&selector).filter_map(|button| button.attr("id").map(str::to_owned));
    ids.collect()
}

#[tokio::test]
async fn paying_books_money_and_leads_back() {
    let stand_in = stand_in();
    let id = new_session(&stand_in).await;
    assert_eq!(buttons(&stand_in, &id).await, ["pay", "decline", "pay-later", "close"]);
    let reply = press(&stand_in, &id, "pay", "").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(reply.headers["location"], format!("https://site.example/thanks?session_id={id}"));
    assert_eq!(types(&stand_in), ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]);

    let path = "payment_intent.latest_charge.balance_transaction";
    let url = format!("{SESSIONS}/{id}");
    let session = get(&stand_in, &url).await.body;
    assert_eq!((&session["status"], &session["payment_status"]), (&"complete".into(), &"paid".into()));
    assert_eq!(session["customer_details"]["email"], "kim@example.org");
    assert_eq!(session["url"], Value::Null);
    let whole = get(&stand_in, &format!("{url}?expand[]={path}")).await.body;
    let intent = &whole["payment_intent"];
    assert_eq!(intent["metadata"]["donation_id"], "don_1");
    let charge = &intent["latest_charge"];
    assert_eq!((&charge["amount"], &charge["paid"]), (&2500.into(), &true.into()));
    let transaction = &charge["balance_transaction"];
    assert_eq!((&transaction["fee"], &transaction["net"]), (&103.into(), &2397.into()));
    for (kind, object) in [("payment_intents", intent), ("charges", charge), ("balance_transactions", transaction)] {
        let reply = get(&stand_in, &format!("/v1/{kind}/{}", object["id"].as_str().expect("an id"))).await;
        assert_eq!(reply.status, StatusCode::OK);
    }
    assert_eq!(buttons(&stand_in, &id).await, Vec::<String>::new());
    let before = stand_in.events().len();
    assert_eq!(press(&stand_in, &id, "pay", "").await.status, StatusCode::SEE_OTHER, "a second click leads back too");
    assert_eq!(stand_in.events().len(), before, "and pays nothing");
    let refused = get(&stand_in, &format!("{url}?expand[]=amount_total")).await;
    assert_eq!(refused.refusal(), (400, "", "expand"));
}

#[tokio::test]
async fn a_declined_card_can_be_followed_by_a_good_one() {
    let stand_in = stand_in();
    let id = new_session(&stand_in).await;
    let reply = press(&stand_in, &id, "decline", "").await;
    assert!(reply.text.contains("declined"));
    assert_eq!(types(&stand_in), ["payment_intent.payment_failed"]);
    assert_eq!(get(&stand_in, &format!("{SESSIONS}/{id}")).await.body["status"], "open");
    stand_in.change_amount(&id, 2600).expect("another amount");
    stand_in.pay(&id).expect("a payment");
    assert_eq!(stand_in.sessions()[0]["amount_total"], 2600);
    let intent = stand_in.read(|books| books.payment_intents.all().to_vec());
    assert_eq!(intent.len(), 1);
    assert_eq!(intent[0]["amount_received"], 2600);
}

#[tokio::test]
async fn late_money_arrives_or_not() {
    for (button, event, status) in [
        ("settle", "checkout.session.async_payment_succeeded", "paid"),
        ("fail", "checkout.session.async_payment_failed", "unpaid"),
    ] {
        let stand_in = stand_in();
        let reply = post(&stand_in, SESSIONS, &DONATION.replace("&customer_email=kim%40example.org", "")).await;
        let id = reply.id();
        assert_eq!(reply.body["customer_details"], Value::Null);
        assert_eq!(press(&stand_in, id, "settle", "").await.status, StatusCode::CONFLICT);
        assert_eq!(press(&stand_in, id, "pay-later", "email=kim").await.status.as_u16(), 422);
        assert_eq!(press(&stand_in, id, "pay-later", "email=lee%40example.org").await.status.as_u16(), 303);
        assert_eq!(types(&stand_in), ["checkout.session.completed"]);
        assert_eq!(stand_in.sessions()[0]["payment_status"], "unpaid");
        assert_eq!(stand_in.sessions()[0]["customer_details"]["email"], "lee@example.org");
        assert_eq!(buttons(&stand_in, id).await, ["settle", "fail"]);
        assert_eq!(press(&stand_in, id, button, "").await.status.as_u16(), 303);
        assert_eq!(types(&stand_in).last().map(String::as_str), Some(event));
        assert_eq!(stand_in.sessions()[0]["payment_status"], status);
        assert!(stand_in.settle(id).is_err() && stand_in.fail(id).is_err());
        assert_eq!(buttons(&stand_in, id).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn closing_leaves_the_session_open_and_expiring_works_once() {
    let stand_in = stand_in();
    let id = new_session(&stand_in).await;
    let reply = press(&stand_in, &id, "close", "").await;
    assert_eq!(reply.headers["location"], "https://site.example/donate");
    stand_in.decline(&id).expect("a declined card");
    let url = format!("{SESSIONS}/{id}/expire");
    let expired = post(&stand_in, &url, "").await;
    assert_eq!(expired.body["status"], "expired");
    assert_eq!(post(&stand_in, &url, "").await.status, StatusCode::BAD_REQUEST);
    assert!(stand_in.pay(&id).is_err());
    assert_eq!(types(&stand_in).last().map(String::as_str), Some("checkout.session.expired"));
    assert!(get(&stand_in, &format!("/pay/{id}")).await.text.contains("has expired"));

    let paid = new_session(&stand_in).await;
    stand_in.pay(&paid).expect("a payment");
    assert_eq!(post(&stand_in, &format!("{SESSIONS}/{paid}/expire"), "").await.status.as_u16(), 400);
}

#[tokio::test]
async fn sessions_expire_when_their_time_is_over() {
    let stand_in = stand_in();
    let id = new_session(&stand_in).await;
    stand_in.change(|books, now| books.sessions.find_mut(&id).map(|session| session["expires_at"] = now.into()));
    assert_eq!(get(&stand_in, &format!("{SESSIONS}/{id}")).await.body["status"], "expired");
    assert_eq!(types(&stand_in), ["checkout.session.expired"]);
}

#[tokio::test]
async fn the_page_of_no_session_says_so() {
    let stand_in = stand_in();
    let page = get(&stand_in, "/pay/cs_test_unknown").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("There is no such payment page"));
    assert_eq!(get(&stand_in, "/pay.css").await.headers["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_books_outlive_the_program() {
    let file = std::env::temp_dir().join(format!("stand-in-books-{}.json", new_id("", 12)));
    let saving = StandInSettings { books_file: Some(file.clone()), ..settings() };
    let before = StandIn::new(saving.clone());
    let reply = post_with_key(&before, "co-1", DONATION).await;
    before.pay(reply.id()).expect("a payment");
    before.deliveries_done().await;
    let after = StandIn::new(saving);
    assert_eq!(after.sessions(), before.sessions());
    assert_eq!(after.events(), before.events());
    assert_eq!(post_with_key(&after, "co-1", DONATION).await.text, reply.text);
    std::fs::remove_file(file).expect("the books' file");
}
