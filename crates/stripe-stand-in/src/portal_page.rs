//! The page that stands in for Stripe's customer portal: a donor changes the card, stops a monthly gift or goes on with it.

use askama::Template;
use axum::extract::{Path, State as AppState};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use crate::answer::StripeError;
use crate::books::{Books, CardTrouble};
use crate::form_body::decode_pairs;
use crate::pay_page::{render, see_other};
use crate::{StandIn, currency, objects};

/// How long a portal's address works.
const AN_HOUR: i64 = 60 * 60;

#[derive(Template)]
#[template(path = "portal.html")]
struct PortalPage {
    token: String,
    title: &'static str,
    /// What has happened; empty where nothing has.
    sentence: String,
    gifts: Vec<Gift>,
    may_change_card: bool,
    payments: Vec<Payment>,
    /// The way back to the site; none where it gave no address.
    return_url: Option<String>,
}

/// A subscription as the page shows it.
struct Gift {
    id: String,
    name: String,
    amount: String,
    state: String,
    /// What the button to stop says; none where stopping is not allowed or has happened.
    stop: Option<&'static str>,
    may_go_on: bool,
}

struct Payment {
    date: String,
    amount: String,
    state: String,
}

/// `GET /portal/{token}`
pub(crate) async fn show(AppState(stand_in): AppState<StandIn>, Path(token): Path<String>) -> Response {
    page(&stand_in, &token, StatusCode::OK, "")
}

/// `POST /portal/{token}/{action}`: what a button does.
pub(crate) async fn act(
    AppState(stand_in): AppState<StandIn>,
    Path((token, action)): Path<(String, String)>,
    body: String,
) -> Response {
    stand_in.catch_up();
    let named = decode_pairs(&body).into_iter().find(|(name, _)| name == "subscription");
    let named = named.map(|(_, id)| id).unwrap_or_default();
    let result: Result<_, StripeError> = stand_in.change(|books, now| {
        let session = books.portal_session(&token, now)?.clone();
        books.act_in_portal(&session, &action, &named, now)?;
        Ok(session["flow"]["after_completion"].clone())
    });
    let after = match result {
        Ok(after) => after,
        Err(error) => return page(&stand_in, &token, error.status, &error.message),
    };
    match (after["type"].as_str(), after["redirect"]["return_url"].as_str()) {
        (Some("redirect"), Some(url)) => see_other(url),
        (Some("hosted_confirmation"), _) => {
            let message = after["hosted_confirmation"]["custom_message"].as_str();
            page(&stand_in, &token, StatusCode::OK, message.unwrap_or("Done."))
        }
        _ => see_other(&format!("/portal/{token}")),
    }
}

impl Books {
    /// The session of a page's address, while the address works.
    fn portal_session(&self, token: &str, now: i64) -> Result<&Value, StripeError> {
        let mut sessions = self.portal_sessions.all().iter();
        let found = sessions.find(|session| {
            let own = session["url"].as_str().and_then(|url| url.rsplit_once('/'));
            own.is_some_and(|(_, own)| own == token)
        });
        let found = found.filter(|session| session["created"].as_i64().is_some_and(|created| now - created < AN_HOUR));
        let message = "This address does not work, or does not work any more. Please ask the site for a new one.";
        found.ok_or_else(|| StripeError::new(StatusCode::NOT_FOUND, message))
    }

    fn act_in_portal(&mut self, session: &Value, action: &str, named: &str, now: i64) -> Result<(), StripeError> {
        let customer = session["customer"].as_str().unwrap_or_default();
        let features = self.features_of(session);
        let off = || Err(StripeError::new(StatusCode::FORBIDDEN, "The site does not allow this here."));
        match action {
            "good-card" | "bad-card" if features["payment_method_update"]["enabled"] == true => {
                self.change_card(customer, action == "good-card", now)
            }
            "stop" | "go-on" if features["subscription_cancel"]["enabled"] == true => {
                let own = self.running(named).is_ok_and(|found| found["customer"] == customer);
                if !own {
                    return Err(StripeError::new(StatusCode::NOT_FOUND, "There is no such gift any more."));
                }
                if action == "stop" && features["subscription_cancel"]["mode"] == "immediately" {
                    let details = json!({ "reason": "cancellation_requested" });
                    return self.cancel_subscription(named, &details, now).map(drop);
                }
                self.stop_at_period_end(named, action == "stop", now).map(drop)
            }
            _ => off(),
        }
    }

    /// A donor has given another card: a good one pays what is open, a bad one fails from the next payment on.
    fn change_card(&mut self, customer: &str, good: bool, now: i64) -> Result<(), StripeError> {
        let before = self.customer(customer)?.clone();
        let after = self.customers.edit("customer", customer, |customer| {
            customer["invoice_settings"]["default_payment_method"] = json!(objects::new_id("pm_1", 23));
        })?;
        self.note_change("customer.updated", &before, &after, now);
        for id in self.gifts_of(customer).iter().filter_map(|gift| gift["id"].as_str()) {
            if good {
                self.mend_card(id, now)?;
            } else {
                self.card_troubles.insert(id.to_owned(), CardTrouble::Declined);
            }
        }
        Ok(())
    }

    fn gifts_of(&self, customer: &str) -> Vec<Value> {
        let all = self.subscriptions.all().iter();
        all.filter(|found| found["customer"] == customer && found["status"] != "canceled").cloned().collect()
    }

    fn features_of(&self, session: &Value) -> Value {
        let id = session["configuration"].as_str().unwrap_or_default();
        self.portal_configurations.find(id).map(|found| found["features"].clone()).unwrap_or_default()
    }

    fn portal_page(&self, token: &str, sentence: &str, now: i64) -> Result<PortalPage, StripeError> {
        let session = self.portal_session(token, now)?;
        let features = self.features_of(session);
        let customer = session["customer"].as_str().unwrap_or_default();
        let flow = session["flow"]["type"].as_str();
        let cancel = &features["subscription_cancel"];
        let only = session["flow"]["subscription_cancel"]["subscription"].as_str();
        let gifts = self.gifts_of(customer);
        let gifts = gifts.iter().filter(|gift| only.is_none_or(|only| gift["id"] == only));
        let may_stop = cancel["enabled"] == true && flow != Some("payment_method_update");
        let shows_payments = features["invoice_history"]["enabled"] == true && flow.is_none();
        let invoices = self.invoices.all().iter().rev();
        let invoices = invoices.filter(|invoice| shows_payments && invoice["customer"] == customer);
        Ok(PortalPage {
            token: token.to_owned(),
            title: match flow {
                Some("subscription_cancel") => "Stop your monthly gift",
                Some("payment_method_update") => "Change your card",
                _ => "Your monthly gift",
            },
            sentence: sentence.to_owned(),
            gifts: gifts.map(|gift| shown(gift, may_stop, &cancel["mode"])).collect(),
            may_change_card: features["payment_method_update"]["enabled"] == true
                && flow != Some("subscription_cancel"),
            payments: invoices.map(payment).collect(),
            return_url: session["return_url"].as_str().map(str::to_owned),
        })
    }
}

fn page(stand_in: &StandIn, token: &str, status: StatusCode, sentence: &str) -> Response {
    stand_in.catch_up();
    match stand_in.read(|books| books.portal_page(token, sentence, books.now())) {
        Ok(page) => render(&page, status),
        Err(error) => render(&nothing_here(error.message), StatusCode::NOT_FOUND),
    }
}

fn shown(gift: &Value, may_stop: bool, mode: &Value) -> Gift {
    let item = &gift["items"]["data"][0];
    let end = date(&item["current_period_end"]);
    let stops = gift["cancel_at_period_end"] == true;
    let pause = &gift["pause_collection"];
    let state = if stops {
        format!("It ends on {end}. Nothing more will be taken.")
    } else if !pause.is_null() {
        let until = &pause["resumes_at"];
        if until.is_null() { "It is paused.".to_owned() } else { format!("It is paused until {}.", date(until)) }
    } else if gift["status"] == "past_due" {
        "The last payment did not go through. Please give another card.".to_owned()
    } else {
        format!("The next payment is on {end}.")
    };
    let stop = if *mode == "immediately" { "Stop now" } else { "Stop at the end of the paid month" };
    let amount = item["price"]["unit_amount"].as_i64().unwrap_or_default();
    let rhythm = item["price"]["recurring"]["interval"].as_str().unwrap_or("month");
    Gift {
        id: gift["id"].as_str().unwrap_or_default().to_owned(),
        name: gift["description"].as_str().unwrap_or("Monthly gift").to_owned(),
        amount: format!("{} a {rhythm}", currency::shown(amount, gift["currency"].as_str().unwrap_or_default())),
        state,
        stop: (may_stop && !stops).then_some(stop),
        may_go_on: may_stop && stops,
    }
}

fn payment(invoice: &Value) -> Payment {
    let amount = invoice["total"].as_i64().unwrap_or_default();
    Payment {
        date: date(&invoice["created"]),
        amount: currency::shown(amount, invoice["currency"].as_str().unwrap_or_default()),
        state: invoice["status"].as_str().unwrap_or_default().to_owned(),
    }
}

fn date(seconds: &Value) -> String {
    let day = seconds.as_i64().and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    let format = format_description!("[day padding:none] [month repr:long] [year]");
    day.and_then(|day| day.format(format).ok()).unwrap_or_default()
}

fn nothing_here(sentence: String) -> PortalPage {
    PortalPage {
        token: String::new(),
        title: "There is nothing here",
        sentence,
        gifts: Vec::new(),
        may_change_card: false,
        payments: Vec::new(),
        return_url: None,
    }
}
