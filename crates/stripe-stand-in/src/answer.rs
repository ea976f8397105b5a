//! What the API sends back: a JSON object, or a refusal in the shape Stripe gives it.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What every handler of the API returns.
pub(crate) type Answer = Result<JsonBody, StripeError>;

/// An object of the API, sent as JSON.
#[derive(Debug)]
pub(crate) struct JsonBody(pub(crate) Value);

impl IntoResponse for JsonBody {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, "application/json")];
        (headers, self.0.to_string()).into_response()
    }
}

/// Why the stand-in refused. Over HTTP it is Stripe's `{"error": {"type", "code", "message", "param"}}` with a status.
#[derive(Debug, Clone, PartialEq)]
pub struct StripeError {
    /// The answer's status.
    pub status: StatusCode,
    /// Stripe's `type`, for example `invalid_request_error`.
    pub kind: &'static str,
    /// Stripe's `code`, where it has one for this case.
    pub code: Option<&'static str>,
    /// A sentence for the developer.
    pub message: String,
    /// The parameter at fault, as the caller wrote it: `line_items[0][quantity]`.
    pub param: Option<String>,
}

impl StripeError {
    /// Any refusal of the type `invalid_request_error`.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, kind: "invalid_request_error", code: None, message: message.into(), param: None }
    }

    /// A 400: the request cannot be carried out as it stands.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// A 404 for an object that is not in the books; `param` is the name of the path's parameter.
    pub(crate) fn missing(object: &str, id: &str, param: &str) -> Self {
        let message = format!("No such {object}: '{id}'");
        Self::new(StatusCode::NOT_FOUND, message).code("resource_missing").param(param)
    }

    /// A 400 for a parameter that names an object which is not in the books.
    pub(crate) fn unknown_reference(object: &str, id: &str, param: &str) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self { status, ..Self::missing(object, id, param) }
    }

    /// The same refusal of another type, for example `idempotency_error`.
    pub(crate) fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// The same refusal with Stripe's code.
    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// The same refusal naming the parameter at fault.
    pub(crate) fn param(mut self, param: impl Into<String>) -> Self {
        self.param = Some(param.into());
        self
    }
}

impl std::fmt::Display for StripeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for StripeError {}

impl IntoResponse for StripeError {
    fn into_response(self) -> Response {
        let mut error = json!({ "type": self.kind, "message": self.message });
        if let Some(code) = self.code {
            error["code"] = json!(code);
        }
        if let Some(param) = self.param {
            error["param"] = json!(param);
        }
        (self.status, JsonBody(json!({ "error": error }))).into_response()
    }
}
