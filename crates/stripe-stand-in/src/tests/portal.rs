//! The customer portal: who is let in, what the configuration allows, what the buttons do.

use scraper::{Html, Selector};

use super::*;

const CONFIGURATIONS: &str = "/v1/billing_portal/configurations";
const PORTALS: &str = "/v1/billing_portal/sessions";
const HOUR: i64 = 60 * 60;

/// A donor with a monthly gift: the ids of customer and subscription.
async fn donor(stand_in: &StandIn) -> (String, String) {
    pay_new(stand_in, MONTHLY).await;
    let subscription = stand_in.subscriptions().pop().expect("a subscription");
    let text = |name: &str| subscription[name].as_str().expect("an id").to_owned();
    (text("customer"), text("id"))
}

/// The path of a new portal page.
async fn open(stand_in: &StandIn, form: &str) -> String {
    let reply = post(stand_in, PORTALS, form).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let url = reply.body["url"].as_str().expect("an address");
    url.strip_prefix("http://localhost:12111").expect("an address of the stand-in").to_owned()
}

fn texts(page: &Reply, selector: &str) -> Vec<String> {
    let html = Html::parse_document(&page.text);
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

async fn press(stand_in: &StandIn, path: &str, button: &str, subscription: &str) -> Reply {
    let form = format!("subscription={subscription}");
    send(stand_in, request("POST", &format!("{path}/{button}"), &[], &form)).await
}

#[tokio::test]
async fn a_donor_stops_goes_on_and_changes_the_card() {
    let stand_in = stand_in();
    let (customer, gift) = donor(&stand_in).await;
    let form = format!("customer={customer}&return_url=https%3A%2F%2Fsite.example%2Fgifts&locale=ko");
    let path = open(&stand_in, &form).await;
    let page = get(&stand_in, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(texts(&page, ".amount"), ["30000 KRW a month"]);
    assert!(texts(&page, ".state")[0].starts_with("The next payment is on "));
    let buttons =
        ["Stop at the end of the paid month", "Change to a card that works", "Change to a card that is refused"];
    assert_eq!(texts(&page, "button"), buttons);
    assert_eq!(texts(&page, ".payments li").len(), 1);
    assert!(page.text.contains("href=\"https://site.example/gifts\""));
    assert_eq!(page.headers["cache-control"], "no-store");

    let before = stand_in.events().len();
    let reply = press(&stand_in, &path, "stop", &gift).await;
    assert_eq!((reply.status, &reply.headers["location"]), (StatusCode::SEE_OTHER, &path.parse().expect("a path")));
    assert_eq!(types_after(&stand_in, before), ["customer.subscription.updated"]);
    let page = get(&stand_in, &path).await;
    assert!(texts(&page, ".state")[0].starts_with("It ends on "));
    assert_eq!(texts(&page, ".gift button"), ["Go on with it after all"]);
    press(&stand_in, &path, "go-on", &gift).await;
    assert_eq!(stand_in.subscriptions()[0]["cancel_at_period_end"], false);

    press(&stand_in, &path, "bad-card", "").await;
    stand_in.advance(31 * 24 * HOUR + 1);
    assert_eq!(stand_in.subscriptions()[0]["status"], "past_due");
    let page = get(&stand_in, &path).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "an old address");
    let path = open(&stand_in, &form).await;
    assert!(texts(&get(&stand_in, &path).await, ".state")[0].contains("did not go through"));
    let before = stand_in.events().len();
    press(&stand_in, &path, "good-card", "").await;
    assert_eq!(types_after(&stand_in, before)[0], "customer.updated");
    assert_eq!(stand_in.subscriptions()[0]["status"], "active");

    let (_, other) = donor(&stand_in).await;
    assert_eq!(press(&stand_in, &path, "stop", &other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(press(&stand_in, &path, "dance", &gift).await.status, StatusCode::FORBIDDEN);
    stand_in.cancel_subscription(&gift).expect("an ended gift");
    assert_eq!(texts(&get(&stand_in, &path).await, "#none").len(), 1);
    assert_eq!(get(&stand_in, "/portal/test_other").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_what_the_configuration_allows_is_there() {
    let stand_in = stand_in();
    let (customer, gift) = donor(&stand_in).await;
    assert_eq!(post(&stand_in, CONFIGURATIONS, "").await.refusal().2, "features");
    let cancel = "features[subscription_cancel]";
    let form = format!("{cancel}[enabled]=true&{cancel}[mode]=immediately&name=Donors");
    let made = post(&stand_in, CONFIGURATIONS, &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert_eq!(made.body["features"]["payment_method_update"]["enabled"], false);
    let wanted = format!("customer={customer}&configuration={}", made.id());
    let path = open(&stand_in, &wanted).await;
    let page = get(&stand_in, &path).await;
    assert_eq!(texts(&page, "button"), ["Stop now"]);
    assert_eq!(texts(&page, ".payments li").len() + texts(&page, "#back").len(), 0);
    assert_eq!(press(&stand_in, &path, "good-card", "").await.status, StatusCode::FORBIDDEN);
    for (more, param) in [
        ("flow_data[type]=payment_method_update", "flow_data[type]"),
        ("flow_data[type]=subscription_cancel", "flow_data[subscription_cancel][subscription]"),
        ("return_url=/gifts", "return_url"),
        ("configuration=bpc_1other", "configuration"),
        ("customer=cus_other", "customer"),
    ] {
        let reply = post(&stand_in, PORTALS, &format!("{wanted}&{more}")).await;
        assert_eq!((reply.status.as_u16(), reply.refusal().2), (400, param), "{more}");
    }
    press(&stand_in, &path, "stop", &gift).await;
    assert_eq!(stand_in.subscriptions()[0]["status"], "canceled");
    let list = get(&stand_in, &format!("{CONFIGURATIONS}?is_default=false")).await.body;
    assert_eq!(list["data"][0]["id"], made.id());
    assert_eq!(get(&stand_in, CONFIGURATIONS).await.body["data"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_flow_leads_to_one_thing_and_back() {
    let stand_in = stand_in();
    let (customer, gift) = donor(&stand_in).await;
    let base = format!("customer={customer}&flow_data[type]=");
    let after = "flow_data[after_completion]";
    let form = format!(
        "{base}subscription_cancel&flow_data[subscription_cancel][subscription]={gift}&{after}[type]=redirect\
         &{after}[redirect][return_url]=https%3A%2F%2Fsite.example%2Fstopped"
    );
    let path = open(&stand_in, &form).await;
    assert_eq!(texts(&get(&stand_in, &path).await, "button"), ["Stop at the end of the paid month"]);
    let reply = press(&stand_in, &path, "stop", &gift).await;
    assert_eq!(reply.headers["location"], "https://site.example/stopped");
    let again = post(&stand_in, PORTALS, &form).await;
    assert_eq!(again.refusal().2, "flow_data[subscription_cancel][subscription]");
    let card = format!("{base}payment_method_update&{after}[type]=hosted_confirmation");
    let path = open(&stand_in, &format!("{card}&{after}[hosted_confirmation][custom_message]=Changed")).await;
    let page = get(&stand_in, &path).await;
    assert_eq!(texts(&page, "button"), ["Change to a card that works", "Change to a card that is refused"]);
    assert_eq!(texts(&press(&stand_in, &path, "good-card", "").await, "#sentence"), ["Changed"]);
    types(&stand_in);
}
