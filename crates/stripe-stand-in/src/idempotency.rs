//! Idempotency keys: the same key with the same parameters gets the first answer again.

use axum::body::Bytes;
use axum::http::StatusCode;

use crate::answer::StripeError;
use crate::books::KeptAnswer;
use crate::{StandIn, locked};

/// What a key says of a request.
pub(crate) enum Begun {
    /// The key is new; the ticket reserves it until the answer is there.
    Fresh(Ticket),
    /// The same request was answered before.
    Answered(KeptAnswer),
    /// The key cannot be used so.
    Refused(StripeError),
}

/// A key in use. Dropped without [`Ticket::finish`], it is free again.
pub(crate) struct Ticket {
    stand_in: StandIn,
    key: String,
    request: String,
}

/// Stripe keeps keys for at least so long.
const ONE_DAY: i64 = 24 * 60 * 60;
const LONGEST_KEY: usize = 255;

impl StandIn {
    /// Looks a key up for a request, which is given as one text of method, path and parameters.
    pub(crate) fn begin(&self, key: &str, request: String) -> Begun {
        if key.chars().count() > LONGEST_KEY {
            let message = format!("An idempotency key can have up to {LONGEST_KEY} characters.");
            return Begun::Refused(StripeError::invalid(message).kind("idempotency_error"));
        }
        let mut in_use = locked(&self.inner.keys_in_use);
        let now = self.now();
        let answer = self.read(|books| books.answers.get(key).cloned());
        let answer = answer.filter(|answer| now - answer.at < ONE_DAY);
        let first = answer.as_ref().map(|answer| &answer.request).or(in_use.get(key));
        if first.is_some_and(|first| *first != request) {
            let message = format!(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. \
                 Try using a key other than '{key}' if you meant to execute a different request."
            );
            return Begun::Refused(StripeError::invalid(message).kind("idempotency_error"));
        }
        if let Some(answer) = answer {
            return Begun::Answered(answer);
        }
        if in_use.contains_key(key) {
            let message = "There is currently another in-progress request using this idempotent key.";
            let error = StripeError::new(StatusCode::CONFLICT, message).code("idempotency_key_in_use");
            return Begun::Refused(error.kind("idempotency_error"));
        }
        in_use.insert(key.to_owned(), request.clone());
        let (stand_in, key) = (self.clone(), key.to_owned());
        Begun::Fresh(Ticket { stand_in, key, request })
    }
}

impl Ticket {
    /// Keeps the answer, unless it only says that the request is not valid: such a key may be used again.
    pub(crate) fn finish(self, status: StatusCode, body: &Bytes) {
        if status == StatusCode::BAD_REQUEST {
            return;
        }
        let body = String::from_utf8_lossy(body).into_owned();
        let (request, status) = (self.request.clone(), status.as_u16());
        self.stand_in.change(|books, at| {
            books.answers.insert(self.key.clone(), KeptAnswer { request, at, status, body });
        });
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        locked(&self.stand_in.inner.keys_in_use).remove(&self.key);
    }
}
