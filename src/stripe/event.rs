//! What is read from a webhook: only enough to know what to fetch.

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The envelope of an event. It is read leniently, since a well-signed event is never refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventEnvelope {
    /// `evt_…`, or a name made from the body if the event has none.
    pub(crate) id: String,
    /// Such as `checkout.session.completed`.
    pub(crate) kind: String,
    /// The id of the object that it is about, such as `cs_…`; of an object that is never asked for by its own id, the one
    /// that it belongs to.
    pub(crate) object_id: Option<String>,
    /// Whether it is about real money.
    pub(crate) livemode: Option<bool>,
    /// The version in which the object was written.
    pub(crate) api_version: Option<String>,
    /// Whether it is about a connected account, of which we have none.
    pub(crate) is_foreign: bool,
    /// Whether it tells of a checkout of ours: the checkout itself, or its first payment. Only counted, never booked.
    pub(crate) is_of_form: bool,
}

impl EventEnvelope {
    /// Reads what was signed, whatever it is.
    pub(crate) fn read(body: &[u8]) -> Self {
        let value: Option<Value> = serde_json::from_slice(body).ok();
        let field = |name: &str| value.as_ref().and_then(|value| value.get(name));
        let text =
            |value: Option<&Value>| value.and_then(Value::as_str).filter(|text| is_plain(text)).map(str::to_owned);
        let object = field("data").and_then(|data| data.get("object"));
        let is_thin = field("object").and_then(Value::as_str) == Some("v2.core.event");
        Self {
            id: text(field("id")).unwrap_or_else(|| format!("sha256:{}", crate::seal::hex(&Sha256::digest(body)))),
            kind: match text(field("type")) {
                Some(kind) if is_thin => format!("thin {kind}"),
                Some(kind) => kind,
                None => "unreadable".to_owned(),
            },
            object_id: text(object.and_then(|object| owner(object).or_else(|| object.get("id")))),
            livemode: field("livemode").and_then(Value::as_bool),
            api_version: text(field("api_version")),
            is_foreign: field("account").is_some_and(|account| !account.is_null()),
            is_of_form: object.is_some_and(is_of_form),
        }
    }
}

/// The object through which another one is looked at: an `invoice_payment` through its invoice, a warning of fraud through
/// its payment.
fn owner(object: &Value) -> Option<&Value> {
    let field = match object.get("object").and_then(Value::as_str)? {
        "invoice_payment" => "invoice",
        "radar.early_fraud_warning" => "payment_intent",
        _ => return None,
    };
    object.get(field).filter(|id| id.is_string())
}

/// Our metadata stands in the object itself, or, at the invoice of a monthly gift, in what is copied from its subscription.
/// Later turns of a monthly gift do not come from the form.
fn is_of_form(object: &Value) -> bool {
    let names = |metadata: Option<&Value>| {
        metadata.and_then(|metadata| metadata.get("donation_id")).and_then(Value::as_str).is_some_and(is_id)
    };
    let of_subscription = || object.get("parent")?.get("subscription_details")?.get("metadata");
    let is_first = object.get("billing_reason").and_then(Value::as_str) == Some("subscription_create");
    names(object.get("metadata")) || is_first && names(of_subscription())
}

fn is_id(text: &str) -> bool {
    Uuid::parse_str(text).is_ok()
}

/// Ids and names of Stripe are short and printable.
fn is_plain(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_whatever_is_in_it() {
        let read = |body: &str| EventEnvelope::read(body.as_bytes());
        let good = read(
            r#"{"id":"evt_1","object":"event","type":"checkout.session.completed","livemode":false,"api_version":"2026-09-30.endive","data":{"object":{"id":"cs_test_1"}}}"#,
        );
        assert_eq!(
            (good.id.as_str(), good.object_id.as_deref(), good.livemode),
            ("evt_1", Some("cs_test_1"), Some(false))
        );
        for body in [
            "",
            "{",
            "null",
            "[]",
            "7",
            r#"{"id":7,"type":[],"data":null}"#,
            r#"{"id":"evt\u00001"}"#,
            &"[".repeat(100_000),
        ] {
            let odd = read(body);
            assert!(odd.id.starts_with("sha256:") && odd.object_id.is_none(), "{body:.40}");
        }
        assert_eq!(read(r#"{"id":"evt_2","object":"v2.core.event","type":"v1.billing"}"#).kind, "thin v1.billing");
        assert!(read(r#"{"id":"evt_3","type":"x","account":"acct_1"}"#).is_foreign);
    }

    #[test]
    fn only_checkouts_of_ours_and_their_first_payments_are_of_the_form() {
        let of_form = |object: &str| {
            let body = format!(r#"{{"id":"evt_1","type":"x","data":{{"object":{object}}}}}"#);
            EventEnvelope::read(body.as_bytes()).is_of_form
        };
        let ours = r#"{"donation_id":"0192f0c1-2345-7abc-8def-0123456789ab"}"#;
        let turn = |reason: &str, metadata: &str| {
            format!(r#"{{"billing_reason":"{reason}","parent":{{"subscription_details":{{"metadata":{metadata}}}}}}}"#)
        };
        assert!(of_form(&format!(r#"{{"metadata":{ours}}}"#)));
        assert!(of_form(&turn("subscription_create", ours)));
        assert!(!of_form(&turn("subscription_cycle", ours)));
        for other in [r#"{"donation_id":"4711"}"#, r#"{"order":"7"}"#, "{}", "null", "[]"] {
            assert!(!of_form(&format!(r#"{{"metadata":{other}}}"#)), "{other}");
            assert!(!of_form(&turn("subscription_create", other)), "{other}");
        }
    }
}
