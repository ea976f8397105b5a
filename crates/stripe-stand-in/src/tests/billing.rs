//! Monthly gifts: made by paying a session, renewed by the clock, failing, mended, paused, changed and ended.

use serde_json::json;
use time::OffsetDateTime;

use super::*;

const DAY: i64 = 24 * 60 * 60;

/// Makes a monthly gift; gives the stand-in and the subscription's id.
async fn monthly() -> (StandIn, String) {
    let stand_in = stand_in();
    pay_new(&stand_in, MONTHLY).await;
    let id = stand_in.subscriptions()[0]["id"].as_str().expect("an id").to_owned();
    (stand_in, id)
}

async fn show(stand_in: &StandIn, id: &str) -> Value {
    get(stand_in, &format!("/v1/subscriptions/{id}")).await.body
}

async fn change(stand_in: &StandIn, id: &str, form: &str) -> Reply {
    post(stand_in, &format!("/v1/subscriptions/{id}"), form).await
}

fn period_end(subscription: &Value) -> i64 {
    subscription["items"]["data"][0]["current_period_end"].as_i64().expect("a time")
}

/// Moves the clock one second past the present period.
fn to_next_period(stand_in: &StandIn) {
    stand_in.advance_to(period_end(&stand_in.subscriptions()[0]) + 1);
}

fn statuses(stand_in: &StandIn) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    stand_in.invoices().iter().map(|invoice| (text(&invoice["billing_reason"]), text(&invoice["status"]))).collect()
}

fn strings(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[tokio::test]
async fn paying_a_monthly_session_makes_all_that_belongs_to_it() {
    let (stand_in, id) = monthly().await;
    let expected = [
        "customer.created",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid",
        "checkout.session.completed",
    ];
    assert_eq!(types(&stand_in), expected);
    let session = stand_in.sessions().remove(0);
    assert_eq!((&session["payment_status"], &session["payment_intent"]), (&"paid".into(), &Value::Null));
    assert_eq!(session["subscription"], id.as_str());
    let subscription = show(&stand_in, &id).await;
    assert_eq!(subscription["metadata"], json!({ "gift_id": "gift_1" }));
    assert_eq!((&subscription["status"], &subscription["customer"]), (&"active".into(), &session["customer"]));
    assert_eq!(subscription["items"]["data"][0]["price"]["unit_amount"], 30_000);

    let invoice = session["invoice"].as_str().expect("an invoice");
    let url = format!("/v1/invoices/{invoice}");
    let whole = get(&stand_in, &format!("{url}?expand[]=payments.data.payment.payment_intent")).await.body;
    let invoice = get(&stand_in, &format!("{url}?expand[]=payments")).await.body;
    assert_eq!(invoice["payments"]["data"][0]["status"], "paid");
    assert_eq!(whole["payments"]["data"][0]["payment"]["payment_intent"]["amount"], 30_000);
    assert_eq!((&invoice["status"], &invoice["amount_paid"]), (&"paid".into(), &30_000.into()));
    let details = &invoice["parent"]["subscription_details"];
    assert_eq!((&details["subscription"], &details["metadata"]["gift_id"]), (&id.as_str().into(), &"gift_1".into()));
    let intent = stand_in.payment_intents().remove(0);
    assert_eq!((&intent["customer"], &intent["metadata"]), (&session["customer"], &json!({})));
    let intent = intent["id"].as_str().expect("an id");
    let query = format!("payment[type]=payment_intent&payment[payment_intent]={intent}&status=paid");
    let joined = get(&stand_in, &format!("/v1/invoice_payments?{query}")).await.body;
    assert_eq!(joined["data"][0]["invoice"], invoice["id"]);
    let url = format!("/v1/payment_intents/{intent}?expand[]=latest_charge.balance_transaction");
    assert_eq!(get(&stand_in, &url).await.body["latest_charge"]["balance_transaction"]["amount"], 30_000);
    let url = format!("/v1/subscriptions/{id}?expand[]=latest_invoice&expand[]=customer");
    assert_eq!(get(&stand_in, &url).await.body["customer"]["email"], "kim@example.org");
}

#[tokio::test]
async fn time_renews_in_order_and_at_the_right_moments() {
    let (stand_in, id) = monthly().await;
    let first = show(&stand_in, &id).await;
    let open = new_session(&stand_in).await;
    stand_in.advance(3 * 31 * DAY + 1);
    let renewals: Vec<_> = stand_in.invoices().iter().map(|invoice| invoice["created"].clone()).collect();
    assert_eq!(renewals.len(), 4);
    assert_eq!(renewals[1], period_end(&first));
    let times: Vec<_> = stand_in.events().iter().map(|event| event["created"].as_i64()).collect();
    assert!(times.is_sorted());
    assert_eq!(get(&stand_in, &format!("{SESSIONS}/{open}")).await.body["status"], "expired");
    let line = &stand_in.invoices()[1]["lines"]["data"][0]["period"];
    assert_eq!(line["start"], period_end(&first));
    assert_eq!(stand_in.books_totals()["krw"].charged, 120_000);
    let paid = get(&stand_in, &format!("/v1/invoices?subscription={id}&status=paid&limit=3")).await.body;
    assert_eq!((paid["data"].as_array().map(Vec::len), &paid["has_more"]), (Some(3), &true.into()));
    assert_eq!(paid["data"][0]["billing_reason"], "subscription_cycle");
    types(&stand_in);

    // The site's clock and signatures stay where they are.
    let real = OffsetDateTime::now_utc().unix_timestamp();
    let session = post(&stand_in, SESSIONS, &format!("{DONATION}&expires_at={}", real + 3600)).await;
    assert_eq!((session.status, &session.body["status"]), (StatusCode::OK, &"open".into()));
    assert_eq!(get(&stand_in, &format!("{SESSIONS}/{}", session.id())).await.body["status"], "open");
    stand_in.advance(3601);
    assert_eq!(get(&stand_in, &format!("{SESSIONS}/{}", session.id())).await.body["status"], "expired");
}

#[tokio::test]
async fn a_failing_card_is_tried_again_until_it_is_mended() {
    let (stand_in, id) = monthly().await;
    stand_in.fail_card(&id).expect("a failing card");
    let before = stand_in.events().len();
    to_next_period(&stand_in);
    let expected = [
        "invoice.created",
        "customer.subscription.updated",
        "invoice.finalized",
        "payment_intent.payment_failed",
        "invoice.payment_failed",
        "customer.subscription.updated",
    ];
    assert_eq!(types_after(&stand_in, before), expected);
    assert_eq!(show(&stand_in, &id).await["status"], "past_due");
    stand_in.advance(3 * DAY);
    let invoice = stand_in.invoices().remove(1);
    assert_eq!((&invoice["status"], &invoice["attempt_count"]), (&"open".into(), &2.into()));
    assert_eq!(invoice["next_payment_attempt"].as_i64(), Some(invoice["created"].as_i64().expect("a time") + 8 * DAY));
    stand_in.mend_card(&id).expect("a mended card");
    assert_eq!(show(&stand_in, &id).await["status"], "past_due");
    stand_in.advance(5 * DAY);
    assert_eq!(show(&stand_in, &id).await["status"], "active");
    assert_eq!(stand_in.invoices()[1]["status"], "paid");
    assert_eq!(types(&stand_in).last().map(String::as_str), Some("customer.subscription.updated"));

    stand_in.fail_card(&id).expect("a failing card");
    to_next_period(&stand_in);
    stand_in.mend_card_and_pay(&id).expect("a mended card");
    assert_eq!(show(&stand_in, &id).await["status"], "active");
    stand_in.fail_card(&id).expect("a failing card");
    to_next_period(&stand_in);
    stand_in.advance(20 * DAY);
    let ended = show(&stand_in, &id).await;
    assert_eq!(
        (&ended["status"], &ended["cancellation_details"]["reason"]),
        (&"canceled".into(), &"payment_failed".into())
    );
    assert_eq!(stand_in.invoices()[3]["attempt_count"], 4);
    assert_eq!(stand_in.books_totals()["krw"].charged, 90_000);
    stand_in.advance(100 * DAY);
    assert_eq!(stand_in.invoices().len(), 4, "what has ended is not renewed");
}

#[tokio::test]
async fn a_bank_may_want_the_donor_to_confirm() {
    let (stand_in, id) = monthly().await;
    stand_in.challenge_card(&id).expect("a challenged card");
    to_next_period(&stand_in);
    let happened = types(&stand_in);
    for expected in ["payment_intent.requires_action", "invoice.payment_action_required", "invoice.payment_failed"] {
        assert!(happened.contains(&expected.to_owned()), "{expected}");
    }
    assert_eq!(stand_in.payment_intents()[1]["status"], "requires_action");
    assert_eq!(show(&stand_in, &id).await["status"], "past_due");
    stand_in.mend_card_and_pay(&id).expect("a confirmed payment");
    assert_eq!(stand_in.payment_intents()[1]["status"], "succeeded");
    assert_eq!(show(&stand_in, &id).await["status"], "active");
    types(&stand_in);
}

#[tokio::test]
async fn stopping_takes_effect_at_the_end_of_the_period_or_at_once() {
    let (stand_in, id) = monthly().await;
    let reply = change(&stand_in, &id, "cancel_at_period_end=true&cancellation_details[comment]=thanks").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(reply.body["cancel_at"], period_end(&reply.body));
    assert_eq!(reply.body["cancellation_details"]["reason"], "cancellation_requested");
    let event = stand_in.events().pop().expect("an event");
    assert_eq!(event["data"]["previous_attributes"]["cancel_at_period_end"], false);
    assert_eq!(change(&stand_in, &id, "cancel_at_period_end=false").await.body["cancel_at"], Value::Null);
    change(&stand_in, &id, "cancel_at_period_end=true").await;
    to_next_period(&stand_in);
    let ended = show(&stand_in, &id).await;
    assert_eq!((&ended["status"], &ended["ended_at"]), (&"canceled".into(), &period_end(&ended).into()));
    assert_eq!(stand_in.invoices().len(), 1);
    assert_eq!(types(&stand_in).last().map(String::as_str), Some("customer.subscription.deleted"));
    assert_eq!(change(&stand_in, &id, "cancel_at_period_end=true").await.status, StatusCode::BAD_REQUEST);
    let listed = async |query: &str| get(&stand_in, &format!("/v1/subscriptions?{query}")).await.body["data"].clone();
    assert_eq!(listed("").await, json!([]));
    assert_eq!(listed("status=all").await[0]["id"], id.as_str());

    let (stand_in, id) = monthly().await;
    let url = format!("/v1/subscriptions/{id}");
    let gone = send(&stand_in, request("DELETE", &url, &[], "cancellation_details[feedback]=other")).await;
    assert_eq!(
        (&gone.body["status"], &gone.body["cancellation_details"]["feedback"]),
        (&"canceled".into(), &"other".into())
    );
    let query = format!("{url}?cancellation_details[feedback]=other");
    assert_eq!(send(&stand_in, request("DELETE", &query, &[], "")).await.refusal().0, 404);
}

#[tokio::test]
async fn a_pause_makes_void_invoices_until_it_ends() {
    let (stand_in, id) = monthly().await;
    let until = stand_in.now() + 45 * DAY;
    let form = format!("pause_collection[behavior]=void&pause_collection[resumes_at]={until}");
    let paused = change(&stand_in, &id, &form).await.body;
    assert_eq!(paused["pause_collection"], json!({ "behavior": "void", "resumes_at": until }));
    stand_in.advance(65 * DAY);
    let expected = [("subscription_create", "paid"), ("subscription_cycle", "void"), ("subscription_cycle", "paid")];
    assert_eq!(statuses(&stand_in), strings(&expected));
    assert!(types(&stand_in).contains(&"invoice.voided".to_owned()));
    assert_eq!(show(&stand_in, &id).await["pause_collection"], Value::Null);
    assert_eq!(change(&stand_in, &id, "pause_collection[behavior]=keep_as_draft").await.status, StatusCode::OK);
    to_next_period(&stand_in);
    change(&stand_in, &id, "pause_collection[behavior]=mark_uncollectible").await;
    to_next_period(&stand_in);
    assert_eq!(change(&stand_in, &id, "pause_collection=").await.body["pause_collection"], Value::Null);
    to_next_period(&stand_in);
    let last: Vec<_> = statuses(&stand_in).into_iter().skip(3).map(|(_, status)| status).collect();
    assert_eq!(last, ["draft", "uncollectible", "paid"]);
    assert_eq!(stand_in.books_totals()["krw"].charged, 90_000);
    types(&stand_in);
}

#[tokio::test]
async fn the_amount_changes_from_the_next_period_on() {
    let (stand_in, id) = monthly().await;
    let item = show(&stand_in, &id).await["items"]["data"][0].clone();
    let (item_id, product) = (item["id"].as_str().expect("an id"), item["price"]["product"].as_str().expect("an id"));
    let price = "items[0][price_data]";
    let form = format!(
        "items[0][id]={item_id}&{price}[currency]=krw&{price}[product]={product}&{price}[recurring][interval]=month\
         &{price}[unit_amount]=50000"
    );
    assert_eq!(change(&stand_in, &id, &form).await.refusal(), (400, "", "proration_behavior"));
    let form = format!("{form}&proration_behavior=none&metadata[note]=more&metadata[gift_id]=");
    for (wrong, param) in [
        (form.replace("krw", "usd"), "items[0][price_data][currency]"),
        (form.replace(product, "prod_other"), "items[0][price_data][product]"),
        (form.replace(item_id, "si_other"), "items[0][id]"),
        (form.replace("=month", "=year"), "items[0][price_data][recurring][interval]"),
    ] {
        assert_eq!(change(&stand_in, &id, &wrong).await.refusal().2, param);
    }
    let changed = change(&stand_in, &id, &form).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    assert_eq!(changed.body["metadata"], json!({ "note": "more" }));
    assert_eq!(changed.body["items"]["data"][0]["price"]["unit_amount"], 50_000);
    to_next_period(&stand_in);
    let invoice = stand_in.invoices().remove(1);
    assert_eq!(
        (&invoice["amount_paid"], &invoice["parent"]["subscription_details"]["metadata"]["note"]),
        (&50_000.into(), &"more".into())
    );
    assert_eq!(stand_in.books_totals()["krw"].charged, 80_000);
}

#[tokio::test]
async fn monthly_sessions_can_be_declined_and_paid_later() {
    for (arrives, event, status) in [
        (true, "checkout.session.async_payment_succeeded", "active"),
        (false, "checkout.session.async_payment_failed", "past_due"),
    ] {
        let stand_in = stand_in();
        let session = post(&stand_in, SESSIONS, MONTHLY).await;
        stand_in.decline(session.id()).expect("a declined card");
        assert_eq!(types(&stand_in), ["payment_intent.payment_failed"]);
        stand_in.pay_later(session.id()).expect("a session that is paid later");
        assert_eq!(stand_in.sessions()[0]["payment_status"], "unpaid");
        assert_eq!(stand_in.books_totals().len(), 0);
        if arrives { stand_in.settle(session.id()) } else { stand_in.fail(session.id()) }.expect("an end");
        assert_eq!(types(&stand_in).last().map(String::as_str), Some(event));
        assert_eq!(stand_in.subscriptions()[0]["status"], status);
        let page = get(&stand_in, &format!("/pay/{}", session.id())).await;
        assert!(page.text.contains("30000 KRW a month"), "{}", page.text);
    }
}
