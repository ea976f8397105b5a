//! Customers: made over the API or by paying, changed, deleted with all that belongs to them.

use serde_json::json;

use super::*;

#[tokio::test]
async fn customers_are_kept_and_deleted() {
    let stand_in = stand_in();
    let made = post(&stand_in, "/v1/customers", "email=lee%40example.org&name=Lee&metadata[donor]=1").await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert_eq!(post(&stand_in, "/v1/customers", "email=lee").await.refusal().2, "email");
    let url = format!("/v1/customers/{}", made.id());
    let changed = post(&stand_in, &url, "name=Lee%20Min&metadata[donor]=").await.body;
    assert_eq!((&changed["name"], &changed["metadata"]), (&"Lee Min".into(), &json!({})));
    let form = MONTHLY.replace("customer_email=kim%40example.org", &format!("customer={}", made.id()));
    pay_new(&stand_in, &form).await;
    assert_eq!(stand_in.customers().len(), 1);
    assert_eq!(stand_in.sessions()[0]["customer_details"]["email"], "lee@example.org");
    let found = get(&stand_in, "/v1/customers?email=lee%40example.org&expand[]=data.subscriptions").await.body;
    assert_eq!(found["data"][0]["subscriptions"]["data"][0]["status"], "active");
    let gone = send(&stand_in, request("DELETE", &url, &[], "")).await;
    assert_eq!(gone.body["deleted"], true);
    assert_eq!(get(&stand_in, &url).await.body["deleted"], true);
    assert_eq!(stand_in.subscriptions()[0]["status"], "canceled");
    let last = ["customer.subscription.deleted", "customer.deleted"];
    assert_eq!(types_after(&stand_in, types(&stand_in).len() - 2), last);
    assert_eq!(get(&stand_in, "/v1/customers").await.body["data"], json!([]));
    assert_eq!(post(&stand_in, SESSIONS, &form).await.refusal(), (400, "resource_missing", "customer"));
}
