//! Making and reading: what the API lets through, what it refuses, how it pages.

use serde_json::json;

use super::*;

#[tokio::test]
async fn a_donation_makes_an_open_session() {
    let stand_in = stand_in();
    let reply = post(&stand_in, SESSIONS, DONATION).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let session = &reply.body;
    assert_eq!(session["status"], "open");
    assert_eq!(session["payment_status"], "unpaid");
    assert_eq!(session["amount_total"], 2500);
    assert_eq!(session["metadata"], json!({ "donation_id": "don_1" }));
    assert_eq!(session["url"], format!("http://localhost:12111/pay/{}", reply.id()));
    assert!(reply.id().starts_with("cs_test_") && reply.id().len() == 66);

    let url = format!("{SESSIONS}/{}", reply.id());
    assert_eq!(get(&stand_in, &url).await.body, *session);
    let lines = get(&stand_in, &format!("{url}/line_items")).await;
    assert_eq!(lines.body["data"][0]["description"], "Donation");
    let expanded = get(&stand_in, &format!("{url}?expand[]=line_items")).await;
    assert_eq!(expanded.body["line_items"]["data"], lines.body["data"]);

    let recorded = &stand_in.requests()[0];
    assert_eq!((recorded.method.as_str(), recorded.path.as_str()), ("POST", SESSIONS));
    assert!(recorded.form.contains(&("metadata[donation_id]".to_owned(), "don_1".to_owned())));
    assert!(recorded.headers.iter().all(|(_, value)| !value.contains(KEY)));
}

#[tokio::test]
async fn bad_sessions_are_refused() {
    let stand_in = stand_in();
    let price = "line_items[0][price_data]";
    let in_a_while = |seconds: i64| format!("{DONATION}&expires_at={}", stand_in.now() + seconds);
    let without = |name: &str| {
        let kept = DONATION.split('&').filter(|pair| !pair.trim().starts_with(name));
        kept.collect::<Vec<_>>().join("&")
    };
    let with = |more: &str| format!("{DONATION}&{more}");
    let monthly = |more: &str| format!("{MONTHLY}&{more}");
    let amount =
        |minor: &str, currency: &str| with(&format!("{price}[unit_amount]={minor}&{price}[currency]={currency}"));
    let unknown = "parameter_unknown";
    let missing = "parameter_missing";
    let cases = [
        (with(&format!("{price}[unit_amonut]=1")), unknown, "line_items[0][price_data][unit_amonut]"),
        (with("payment_method_types[]=card"), unknown, "payment_method_types"),
        (with("allowed_payment_method_types[]=card"), unknown, "allowed_payment_method_types"),
        (with(&format!("{price}[recurring][interval]=monthly")), "", "line_items[0][price_data][recurring][interval]"),
        (with(&format!("{price}[recurring][interval]=month")), "", "line_items[0][price_data][recurring]"),
        (with("mode=subscription"), "", "payment_intent_data"),
        (
            MONTHLY.replace("recurring][interval", "product_data][description"),
            "",
            "line_items[0][price_data][recurring]",
        ),
        (with("payment_method_collection=always"), "", "payment_method_collection"),
        (monthly("payment_intent_data[metadata][a]=b"), "", "payment_intent_data"),
        (monthly("customer_creation=always"), "", "customer_creation"),
        (monthly("subscription_data[trial_period_days]=3"), "", "subscription_data[trial_period_days]"),
        (monthly(&format!("{price}[recurring][interval]=week")), "", "line_items[0][price_data][recurring][interval]"),
        (monthly("customer=cus_x"), "", "customer_email"),
        (monthly("customer=cus_x").replace("customer_email", "metadata[e]"), "resource_missing", "customer"),
        (with("mode=setup"), "", "mode"),
        (with("subscription_data[metadata][a]=b"), "", "subscription_data"),
        (with("submit_type=subscribe"), "", "submit_type"),
        (with("discounts[0][coupon]=x"), "", "discounts"),
        (with("customer_email=kim"), "email_invalid", "customer_email"),
        (with("cancel_url=/donate"), "url_invalid", "cancel_url"),
        (without("mode"), missing, "mode"),
        (without("success_url"), missing, "success_url"),
        (without("line_items"), missing, "line_items"),
        (without("line_items[0][quantity]"), missing, "line_items[0][quantity]"),
        (in_a_while(25 * 60 * 60), "", "expires_at"),
        (in_a_while(29 * 60), "", "expires_at"),
        (amount("49", "usd"), "amount_too_small", ""),
        (amount("100000000", "usd"), "amount_too_large", ""),
        (amount("25.5", "usd"), "parameter_invalid_type", "line_items[0][price_data][unit_amount]"),
        (amount("2500", "USD"), "", "line_items[0][price_data][currency]"),
        (with(&format!("metadata[a]={}", "x".repeat(501))), "", "metadata[a]"),
        (with(&format!("client_reference_id={}", "x".repeat(201))), "", "client_reference_id"),
    ];
    for (form, code, param) in cases {
        let reply = post(&stand_in, SESSIONS, &form).await;
        assert_eq!(reply.refusal(), (400, code, param), "{form}: {}", reply.text);
    }
    for form in [in_a_while(60 * 60), in_a_while(24 * 60 * 60), amount("30000", "krw"), amount("99999999", "jpy")] {
        let reply = post(&stand_in, SESSIONS, &form).await;
        assert_eq!(reply.status, StatusCode::OK, "{form}: {}", reply.text);
    }
}

#[tokio::test]
async fn keys_versions_and_addresses_are_checked() {
    let stand_in = stand_in();
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(&str, &str, Headers, u16); 10] = [
        ("GET", "/v1/events", &[("authorization", "")], 401),
        ("GET", "/v1/events", &[("authorization", "Bearer sk_test_other")], 401),
        ("GET", "/v1/events", &[("stripe-version", "2020-08-27")], 400),
        ("GET", "/v1/events", &[("stripe-version", "")], 200),
        ("GET", "/v1/events", &[("stripe-version", "2026-08-26.dahlia")], 200),
        ("POST", SESSIONS, &[("content-type", "")], 400),
        ("POST", SESSIONS, &[("content-type", "application/json")], 400),
        ("GET", "/v1/nothing", &[], 404),
        ("DELETE", "/v1/events", &[], 404),
        ("GET", "/v1/checkout/sessions/cs_test_unknown", &[], 404),
    ];
    for (method, url, headers, status) in cases {
        let reply = send(&stand_in, request(method, url, headers, "")).await;
        assert_eq!(reply.status.as_u16(), status, "{method} {url} {headers:?}");
        assert_eq!(reply.body.get("error").is_some(), status != 200, "{}", reply.text);
    }
    // Stripe's command line tool sends no version, and still names payment methods.
    let form = format!("{DONATION}&payment_method_types[]=card");
    let reply = send(&stand_in, request("POST", SESSIONS, &[("stripe-version", "")], &form)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    for (url, name) in
        [("/v1/payment_intents/pi_1", "intent"), ("/v1/charges/ch_1", "charge"), ("/v1/events/evt_1", "id")]
    {
        assert_eq!(get(&stand_in, url).await.refusal(), (404, "resource_missing", name));
    }
}

#[tokio::test]
async fn events_are_paged_and_filtered() {
    let stand_in = stand_in();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let id = new_session(&stand_in).await;
        stand_in.pay(&id).expect("a payment");
        ids.push(id);
    }
    let list = async |query: &str| {
        let reply = get(&stand_in, &format!("/v1/events?{query}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let data = reply.body["data"].as_array().expect("a list").clone();
        (data, reply.body["has_more"].as_bool().expect("a truth"))
    };
    let (all, more) = list("limit=100").await;
    assert_eq!((all.len(), more), (9, false));
    let (first, more) = list("limit=4").await;
    assert_eq!((first.as_slice(), more), (&all[..4], true));
    let cursor = first[3]["id"].as_str().expect("an id");
    let (second, more) = list(&format!("limit=5&starting_after={cursor}")).await;
    assert_eq!((second.as_slice(), more), (&all[4..], false));
    let cursor = all[8]["id"].as_str().expect("an id");
    let (before, more) = list(&format!("limit=2&ending_before={cursor}")).await;
    assert_eq!((before.as_slice(), more), (&all[6..8], true));

    let completed = "checkout.session.completed";
    let (sessions, _) = list(&format!("types[]={completed}&types[]=charge.refunded")).await;
    let newest_first = sessions.iter().map(|event| &event["data"]["object"]["id"]);
    assert!(newest_first.eq(ids.iter().rev()));
    assert_eq!(list("type=checkout.*").await.0, sessions);
    assert_eq!(list(&format!("created[gte]={}", stand_in.now() + 60)).await.0.len(), 0);
    assert_eq!(list(&format!("created[lte]={}", stand_in.now())).await.0.len(), 9);

    for query in ["limit=0", "limit=101", "starting_after=evt_x", "type=a&types[]=b", "sort=asc"] {
        assert_eq!(get(&stand_in, &format!("/v1/events?{query}")).await.refusal().0, 400, "{query}");
    }
    let sessions = get(&stand_in, &format!("{SESSIONS}?status=complete&limit=2")).await;
    assert_eq!(sessions.body["data"][0]["id"], ids[2]);
    assert_eq!(sessions.body["has_more"], true);
    let open = get(&stand_in, &format!("{SESSIONS}?status=open")).await;
    assert_eq!(open.body["data"], json!([]));
}

#[tokio::test]
async fn all_of_the_specification_is_played() {
    let stand_in = stand_in();
    let text = include_str!("../../specification/openapi-trimmed.json");
    let specification: Value = serde_json::from_str(text).expect("JSON");
    let mut asked = 0;
    for (path, methods) in specification["paths"].as_object().expect("paths") {
        let id = path.split('{').nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
        let url = path.replace(&format!("{{{id}}}"), "unknown_1");
        for method in methods
            .as_object()
            .expect("methods")
            .keys()
            .filter(|name| ["get", "post", "delete"].contains(&name.as_str()))
        {
            let reply = send(&stand_in, request(&method.to_uppercase(), &url, &[], "")).await;
            assert!(!reply.text.contains("Unrecognized request URL"), "{method} {path}: {}", reply.text);
            assert!(reply.status.is_success() || reply.status.is_client_error(), "{method} {path}: {}", reply.text);
            asked += 1;
        }
    }
    assert!(asked > 30, "{asked} operations");
}
