//! The front desk of the API: every request is recorded, its key, version and parameters are checked, and its idempotency
//! key is looked up before a handler sees it.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::answer::StripeError;
use crate::faults::{self, Fault};
use crate::form_body::decode_pairs;
use crate::idempotency::Begun;
use crate::objects::{API_VERSION, new_id};
use crate::specification::{self, Operation};
use crate::{StandIn, locked};

/// An API request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedRequest {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The decoded pairs of the query, in their order.
    pub query: Vec<(String, String)>,
    /// The decoded pairs of the form, in their order.
    pub form: Vec<(String, String)>,
    /// Content-Type, User-Agent, Accept and Stripe's own headers, with lower-case names; never the API key.
    pub headers: Vec<(String, String)>,
    /// The header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// The header `Stripe-Version`.
    pub version: Option<String>,
}

/// A request that has passed the checks, as handlers read it.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    /// The value of the path's parameter, or nothing where the path has none.
    pub(crate) id: String,
    /// The query as JSON.
    pub(crate) query: Value,
    /// The form as JSON.
    pub(crate) form: Value,
    /// The header `Stripe-Version`.
    pub(crate) version: Option<String>,
}

const LARGEST_BODY: usize = 1024 * 1024;

/// The middleware around the API's routes.
pub(crate) async fn receive(State(stand_in): State<StandIn>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StripeError::invalid("The request's body did not arrive whole.").into_response();
    };
    let form = decode_pairs(&String::from_utf8_lossy(&body));
    locked(&stand_in.inner.requests).push(recorded(&parts, form.clone()));
    let fault = locked(&stand_in.inner.faults).take(parts.method.as_str(), parts.uri.path());
    if let Some(Fault::Status { status, should_retry }) = fault {
        return faults::failure(status, should_retry);
    }
    stand_in.catch_up();
    let mut response = match check(&stand_in, &parts, &form) {
        Ok(checked) => {
            // The work goes on when the caller hangs up, as it does at Stripe.
            let work = tokio::spawn(answer_once(stand_in, parts, checked, fault, next));
            work.await.unwrap_or_else(|_| faults::failure(500, None))
        }
        Err(error) => error.into_response(),
    };
    if let Ok(id) = HeaderValue::from_str(&new_id("req_", 14)) {
        response.headers_mut().insert("request-id", id);
    }
    response
}

/// Answers, unless the idempotency key says that this was answered or is being answered already.
async fn answer_once(stand_in: StandIn, parts: Parts, checked: Checked, fault: Option<Fault>, next: Next) -> Response {
    let text = format!("{} {} {}", parts.method, parts.uri.path(), checked.form);
    let key = header_of(&parts.headers, "idempotency-key").filter(|_| parts.method == Method::POST);
    let begun = match key.map(|key| stand_in.begin(&key, text)) {
        Some(Begun::Answered(answer)) => return replayed(answer.status, answer.body),
        Some(Begun::Refused(error)) => return error.into_response(),
        Some(Begun::Fresh(ticket)) => Some(ticket),
        None => None,
    };
    let response = if fault == Some(Fault::KeptError) {
        faults::failure(500, None)
    } else {
        let mut request = Request::from_parts(parts, Body::empty());
        request.extensions_mut().insert(checked);
        next.run(request).await
    };
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Some(Fault::Delay(delay)) = fault {
        tokio::time::sleep(delay).await;
    }
    if let Some(ticket) = begun {
        ticket.finish(head.status, &body);
    }
    let response = Response::from_parts(head, Body::from(body.clone()));
    match fault {
        Some(Fault::HalfAnswer) => faults::cut_in_half(response, &body),
        _ => response,
    }
}

fn check(stand_in: &StandIn, parts: &Parts, form: &[(String, String)]) -> Result<Checked, StripeError> {
    check_key(stand_in, &parts.headers)?;
    let version = check_version(&parts.headers)?;
    let (method, path) = (&parts.method, parts.uri.path());
    let unknown = || {
        let message = format!(
            "Unrecognized request URL ({method}: {path}). It is not in the API, or the stand-in does not play it."
        );
        StripeError::new(StatusCode::NOT_FOUND, message)
    };
    let route = parts.extensions.get::<MatchedPath>().ok_or_else(unknown)?.as_str();
    let operation = Operation::find(method.as_str(), route).ok_or_else(unknown)?;
    let is_form = header_of(&parts.headers, "content-type")
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if method == Method::POST && !is_form {
        let message = "A POST needs the header `Content-Type: application/x-www-form-urlencoded`.";
        return Err(StripeError::invalid(message));
    }
    let path_pairs = path_pairs(route, path);
    operation.path.read(&path_pairs)?;
    let mut query = decode_pairs(parts.uri.query().unwrap_or_default());
    let form = match *method {
        Method::POST => form.to_vec(),
        // Some of Stripe's clients send what belongs to a deletion as a form, others in the query.
        Method::DELETE => std::mem::take(&mut query).into_iter().chain(form.iter().cloned()).collect(),
        _ => Vec::new(),
    };
    Ok(Checked {
        id: path_pairs.into_iter().next().map(|(_, id)| id).unwrap_or_default(),
        query: operation.query.read(&query)?,
        form: operation.body.read(&form)?,
        version,
    })
}

fn check_key(stand_in: &StandIn, headers: &HeaderMap) -> Result<(), StripeError> {
    let refused = |message: &str| Err(StripeError::new(StatusCode::UNAUTHORIZED, message));
    let given = header_of(headers, header::AUTHORIZATION.as_str());
    let Some(key) = given.as_deref().and_then(|text| text.strip_prefix("Bearer ")) else {
        return refused("You did not provide an API key. Use `Authorization: Bearer YOUR_SECRET_KEY`.");
    };
    if key != stand_in.inner.settings.api_key {
        return refused("Invalid API Key provided.");
    }
    Ok(())
}

fn check_version(headers: &HeaderMap) -> Result<Option<String>, StripeError> {
    let version = header_of(headers, "stripe-version");
    match version.as_deref() {
        // Stripe's command line tool sends none.
        None | Some(API_VERSION) => Ok(version),
        Some(known) if known == specification::version() => Ok(version),
        Some(other) => {
            let message = format!("Invalid Stripe API version: {other}. The stand-in speaks {API_VERSION}.");
            Err(StripeError::invalid(message))
        }
    }
}

fn path_pairs(route: &str, path: &str) -> Vec<(String, String)> {
    let both = route.split('/').zip(path.split('/'));
    let pairs = both.filter_map(|(name, value)| {
        let name = name.strip_prefix('{')?.strip_suffix('}')?;
        Some(format!("{name}={value}"))
    });
    decode_pairs(&pairs.collect::<Vec<_>>().join("&"))
}

fn recorded(parts: &Parts, form: Vec<(String, String)>) -> RecordedRequest {
    let kept = |name: &str| {
        name.contains("stripe") || ["accept", "content-type", "idempotency-key", "user-agent"].contains(&name)
    };
    let headers = parts.headers.iter().filter(|(name, _)| kept(name.as_str()));
    RecordedRequest {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: decode_pairs(parts.uri.query().unwrap_or_default()),
        form,
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        idempotency_key: header_of(&parts.headers, "idempotency-key"),
        version: header_of(&parts.headers, "stripe-version"),
    }
}

fn replayed(status: u16, body: String) -> Response {
    let headers = [("content-type", "application/json"), ("idempotent-replayed", "true")];
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, headers, Bytes::from(body)).into_response()
}

fn header_of(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
