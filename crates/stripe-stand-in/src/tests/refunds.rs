//! Money that goes back: refunds, disputes, early fraud warnings; and the sums of the books.

use super::*;
use crate::Totals;

const REFUNDS: &str = "/v1/refunds";

async fn paid(stand_in: &StandIn) -> String {
    let session = pay_new(stand_in, DONATION).await;
    stand_in.payment_intent_of(&session).expect("a payment")
}

fn charge(stand_in: &StandIn) -> (i64, bool, bool) {
    let charge = stand_in.charges().remove(0);
    let truth = |name: &str| charge[name].as_bool().expect("a truth");
    (charge["amount_refunded"].as_i64().expect("an amount"), truth("refunded"), truth("disputed"))
}

#[tokio::test]
async fn partial_refunds_add_up_and_more_is_refused() {
    let stand_in = stand_in();
    let intent = paid(&stand_in).await;
    let before = stand_in.events().len();
    let form = format!("payment_intent={intent}&amount=1000&reason=requested_by_customer&metadata[by]=staff_1");
    let reply = post(&stand_in, REFUNDS, &form).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!((&reply.body["status"], &reply.body["amount"]), (&"succeeded".into(), &1000.into()));
    assert_eq!(types_after(&stand_in, before), ["refund.created", "charge.refunded"]);
    assert_eq!(charge(&stand_in), (1000, false, false));
    let more = post(&stand_in, REFUNDS, &format!("payment_intent={intent}&amount=1501")).await;
    assert_eq!(more.refusal(), (400, "", "amount"));
    let second = stand_in.refund(&intent, None).expect("the rest");
    assert_eq!(charge(&stand_in), (2500, true, false));
    let again = post(&stand_in, REFUNDS, &format!("payment_intent={intent}")).await;
    assert_eq!(again.refusal().1, "charge_already_refunded");

    let url = format!("{REFUNDS}/{second}?expand[]=balance_transaction&expand[]=charge.balance_transaction");
    let found = get(&stand_in, &url).await.body;
    assert_eq!(found["balance_transaction"]["amount"], -1500);
    assert_eq!(found["balance_transaction"]["type"], "refund");
    assert_eq!(found["charge"]["balance_transaction"]["amount"], 2500);
    let charge_id = reply.body["charge"].as_str().expect("a charge");
    for query in [format!("payment_intent={intent}"), format!("charge={charge_id}"), "limit=3".to_owned()] {
        let list = get(&stand_in, &format!("{REFUNDS}?{query}")).await.body;
        let ids = list["data"].as_array().expect("a list").iter().map(|refund| refund["id"].as_str());
        assert!(ids.eq([Some(second.as_str()), Some(reply.id())]), "{query}");
    }
    assert_eq!(get(&stand_in, &format!("{REFUNDS}?payment_intent=pi_3other")).await.body["data"], Value::Array(vec![]));
}

#[tokio::test]
async fn bad_refunds_are_refused() {
    let stand_in = stand_in();
    let intent = paid(&stand_in).await;
    let unpaid = new_session(&stand_in).await;
    stand_in.decline(&unpaid).expect("a declined card");
    let unpaid = stand_in.payment_intent_of(&unpaid).expect("a payment");
    for (form, code, param) in [
        (String::new(), "", ""),
        ("payment_intent=pi_3other".to_owned(), "resource_missing", "payment_intent"),
        ("charge=ch_3other".to_owned(), "resource_missing", "charge"),
        (format!("payment_intent={intent}&charge=ch_3other"), "", "charge"),
        (format!("payment_intent={unpaid}"), "", "payment_intent"),
        (format!("payment_intent={intent}&amount=0"), "parameter_invalid_integer", "amount"),
        (format!("payment_intent={intent}&reason=because"), "", "reason"),
        (format!("payment_intent={intent}&ammount=3"), "parameter_unknown", "ammount"),
        (format!("payment_intent={intent}&reverse_transfer=true"), "", "reverse_transfer"),
    ] {
        let reply = post(&stand_in, REFUNDS, &form).await;
        assert_eq!(reply.refusal(), (400, code, param), "{form}: {}", reply.text);
    }
    assert_eq!(get(&stand_in, &format!("{REFUNDS}/re_3other")).await.refusal(), (404, "resource_missing", "refund"));
    assert_eq!(stand_in.refunds(), Vec::<Value>::new());
}

#[tokio::test]
async fn a_refund_can_wait_and_can_fail() {
    let stand_in = stand_in();
    let intent = paid(&stand_in).await;
    stand_in.refund_later();
    let waiting = stand_in.refund(&intent, Some(700)).expect("a refund");
    let at_once = stand_in.refund(&intent, Some(300)).expect("a refund");
    let status = async |id: &str| get(&stand_in, &format!("{REFUNDS}/{id}")).await.body["status"].clone();
    assert_eq!((status(&waiting).await, status(&at_once).await), ("pending".into(), "succeeded".into()));
    let before = stand_in.events().len();
    stand_in.settle_refund(&waiting).expect("a settled refund");
    assert_eq!(types_after(&stand_in, before), ["refund.updated"]);
    assert!(stand_in.settle_refund(&waiting).is_err());
    stand_in.fail_refund(&waiting).expect("a failed refund");
    assert_eq!(types_after(&stand_in, before + 1), ["refund.updated", "refund.failed"]);
    let event = stand_in.events().pop().expect("an event");
    let failed = &event["data"]["object"];
    assert_eq!((&failed["status"], &failed["amount"]), (&"failed".into(), &700.into()));
    let back = failed["failure_balance_transaction"].as_str().expect("a transaction");
    assert_eq!(get(&stand_in, &format!("/v1/balance_transactions/{back}")).await.body["amount"], 700);
    assert_eq!(charge(&stand_in), (300, false, false));
    assert!(stand_in.fail_refund(&waiting).is_err());
    let totals = stand_in.books_totals()["usd"];
    assert_eq!(totals, Totals { charged: 2500, refunded: 300, fees: 103, ..Totals::default() });
}

#[tokio::test]
async fn disputes_take_money_and_may_bring_it_back() {
    let stand_in = stand_in();
    let (won, lost) = (paid(&stand_in).await, paid(&stand_in).await);
    let before = stand_in.events().len();
    let warning = stand_in.warn_of_fraud(&won).expect("a warning");
    assert!(warning.starts_with("issfr_"));
    stand_in.refund(&won, Some(500)).expect("a refund");
    let dispute = stand_in.dispute(&won).expect("a dispute");
    let happened = types_after(&stand_in, before);
    let opened = ["charge.dispute.created", "charge.dispute.funds_withdrawn"];
    assert_eq!(happened[0], "radar.early_fraud_warning.created");
    assert_eq!(happened[3..], opened);
    assert_eq!(charge(&stand_in), (500, false, true));
    let found = get(&stand_in, &format!("/v1/disputes/{dispute}")).await.body;
    assert_eq!((&found["amount"], &found["status"]), (&2000.into(), &"needs_response".into()));
    assert_eq!(
        found["evidence_details"]["due_by"].as_i64(),
        Some(found["created"].as_i64().expect("a time") + 604_800)
    );
    let transaction = &found["balance_transactions"][0];
    assert_eq!(
        (&transaction["amount"], &transaction["fee"], &transaction["net"]),
        (&(-2000).into(), &1500.into(), &(-3500).into())
    );
    let refused = post(&stand_in, REFUNDS, &format!("payment_intent={won}")).await;
    assert_eq!(refused.refusal().1, "charge_disputed");
    assert!(stand_in.dispute(&won).is_err());

    stand_in.win_dispute(&dispute).expect("a won dispute");
    let closing = ["charge.dispute.funds_reinstated", "charge.dispute.closed"];
    assert_eq!(types_after(&stand_in, before + 5), closing);
    let second = stand_in.dispute(&lost).expect("a dispute");
    stand_in.lose_dispute(&second).expect("a lost dispute");
    assert_eq!(types_after(&stand_in, before + 9), ["charge.dispute.closed"]);
    assert!(stand_in.win_dispute(&second).is_err() && stand_in.lose_dispute(&dispute).is_err());
    stand_in.refund(&won, None).expect("what is left of a won dispute");
    assert!(stand_in.refund(&lost, None).is_err());
    let totals = stand_in.books_totals()["usd"];
    let expected = Totals { charged: 5000, refunded: 2500, disputed: 4500, reinstated: 2000, fees: 206 + 3000 };
    assert_eq!((totals, totals.gross()), (expected, 0));
    let list = get(&stand_in, &format!("/v1/disputes?payment_intent={lost}")).await.body;
    assert_eq!(list["data"][0]["id"], second.as_str());
    assert_eq!(list["data"].as_array().map(Vec::len), Some(1));
    let states: Vec<_> = stand_in.disputes().iter().map(|dispute| dispute["status"].clone()).collect();
    assert_eq!(states, ["won", "lost"]);
}
