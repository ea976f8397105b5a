//! The page that stands in for Stripe's own: a person (or a browser test) pays, is declined, pays later or closes it, and
//! afterwards lets late money arrive or not.

use askama::Template;
use axum::extract::{Path, State as AppState};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::answer::StripeError;
use crate::form_body::decode_pairs;
use crate::rules::is_email;
use crate::{StandIn, currency, payments};

#[derive(Template)]
#[template(path = "pay.html")]
struct PayPage {
    id: String,
    title: String,
    /// As people read it, with the currency; empty where there is nothing to pay.
    amount: String,
    /// What has happened; empty where nothing has.
    sentence: String,
    /// The address that the site sent along; none where the payer types one.
    prefilled_email: Option<String>,
    state: State,
}

/// What can still be done with a session.
enum State {
    Open,
    Waiting,
    Over,
}

/// `GET /pay/{id}`
pub(crate) async fn show(AppState(stand_in): AppState<StandIn>, Path(id): Path<String>) -> Response {
    page(&stand_in, &id, StatusCode::OK, "")
}

/// `POST /pay/{id}/{action}`: what a button does.
pub(crate) async fn act(
    AppState(stand_in): AppState<StandIn>,
    Path((id, action)): Path<(String, String)>,
    body: String,
) -> Response {
    stand_in.catch_up();
    let typed = decode_pairs(&body).into_iter().find(|(name, _)| name == "email");
    let email = typed.map(|(_, email)| email).filter(|email| !email.is_empty());
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        let sentence = "Please type a whole mail address, such as donor@example.org.";
        return page(&stand_in, &id, StatusCode::UNPROCESSABLE_ENTITY, sentence);
    }
    let email = email.as_deref();
    let result = match action.as_str() {
        // The second of two clicks: the first has paid, and both lead back to the site.
        "pay" | "pay-later" if is_complete(&stand_in, &id) => Ok(()),
        "pay" => stand_in.change(|books, now| books.pay(&id, email, now)),
        "decline" => stand_in.decline(&id),
        "pay-later" => stand_in.change(|books, now| books.pay_later(&id, email, now)),
        "close" => Ok(()),
        "settle" => stand_in.settle(&id),
        "fail" => stand_in.fail(&id),
        _ => Err(StripeError::invalid("This page has no such button.")),
    };
    if let Err(error) = result {
        return page(&stand_in, &id, StatusCode::CONFLICT, &error.message);
    }
    let declined = "The card was declined. You can try again.";
    let no_way_back = "The site gave no address to go back to.";
    match action.as_str() {
        "decline" => page(&stand_in, &id, StatusCode::OK, declined),
        "settle" | "fail" => see_other(&format!("/pay/{id}")),
        "close" => match address(&stand_in, &id, "cancel_url") {
            Some(url) => see_other(&url),
            None => page(&stand_in, &id, StatusCode::OK, no_way_back),
        },
        _ => match address(&stand_in, &id, "success_url") {
            Some(url) => see_other(&url),
            None => page(&stand_in, &id, StatusCode::OK, no_way_back),
        },
    }
}

/// `GET /pay.css`
pub(crate) async fn stylesheet() -> Response {
    let css = include_str!("../templates/pay.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

fn page(stand_in: &StandIn, id: &str, status: StatusCode, sentence: &str) -> Response {
    stand_in.catch_up();
    let found = stand_in.read(|books| {
        let session = books.sessions.find(id)?.clone();
        let failed = books.intent_of(&session).is_some_and(|intent| intent["status"] == "requires_payment_method");
        let lines = books.line_items.get(id).into_iter().flatten();
        let names: Vec<_> = lines.filter_map(|line| line["description"].as_str()).collect();
        let waiting = books.waits_for_money(&session);
        Some((names.join(", "), waiting, failed, session))
    });
    let (page, status) = match found {
        Some((title, waiting, failed, session)) => {
            let (state, told) = state_of(&session, waiting, failed);
            let amount = session["amount_total"].as_i64().unwrap_or_default();
            let rhythm = if session["mode"] == "subscription" { " a month" } else { "" };
            let page = PayPage {
                id: id.to_owned(),
                title,
                amount: currency::shown(amount, session["currency"].as_str().unwrap_or_default()) + rhythm,
                sentence: if sentence.is_empty() { told } else { sentence }.to_owned(),
                prefilled_email: session["customer_email"].as_str().map(str::to_owned),
                state,
            };
            (page, status)
        }
        None => (nothing_here(), StatusCode::NOT_FOUND),
    };
    render(&page, status)
}

/// A page of the stand-in that loads nothing from elsewhere and is kept nowhere.
pub(crate) fn render(page: &impl Template, status: StatusCode) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
    ];
    match page.render() {
        Ok(html) => (status, headers, html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page of the stand-in does not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn state_of(session: &Value, waiting: bool, failed: bool) -> (State, &'static str) {
    match (session["status"].as_str(), session["payment_status"].as_str()) {
        (Some("open"), _) => (State::Open, ""),
        (Some("expired"), _) => (State::Over, "This payment page has expired."),
        (_, Some("paid")) => (State::Over, "This has been paid."),
        _ if waiting => (State::Waiting, "This is to be paid by bank transfer; the money has not arrived yet."),
        _ if failed => (State::Over, "The payment failed: the money did not arrive."),
        _ => (State::Over, "This payment page is closed."),
    }
}

fn nothing_here() -> PayPage {
    PayPage {
        id: String::new(),
        title: "There is no such payment page".to_owned(),
        amount: String::new(),
        sentence: String::new(),
        prefilled_email: None,
        state: State::Over,
    }
}

/// A return address of a session. Stripe puts the id in the place of the literal `{CHECKOUT_SESSION_ID}`, and knows no
/// other spelling of it.
fn address(stand_in: &StandIn, id: &str, name: &str) -> Option<String> {
    let url = stand_in.read(|books| books.sessions.find(id)?[name].as_str().map(str::to_owned))?;
    Some(url.replace("{CHECKOUT_SESSION_ID}", id))
}

fn is_complete(stand_in: &StandIn, id: &str) -> bool {
    stand_in.read(|books| books.sessions.find(id).is_some_and(|session| session["status"] == "complete"))
}

/// The answer that leads elsewhere with a GET.
pub(crate) fn see_other(url: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response()
}
