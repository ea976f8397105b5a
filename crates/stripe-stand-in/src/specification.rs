//! The strict check of requests (and, in tests, of our own answers) against Stripe's published specification, trimmed to
//! what is played: `specification/openapi-trimmed.json`. Rules that are not in it stand in `rules.rs`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::LocationSegment;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};

use crate::answer::StripeError;
use crate::form_body::{nested, to_json};

/// What the specification says of one method and path, ready to check requests with.
pub(crate) struct Operation {
    /// The parameters of the path, such as `{session}`.
    pub(crate) path: Part,
    /// The query.
    pub(crate) query: Part,
    /// The form.
    pub(crate) body: Part,
}

/// One of the places where a request carries parameters.
pub(crate) struct Part {
    schema: Value,
    validator: Validator,
}

impl Operation {
    /// Finds the operation of a path as the specification writes it: `/v1/checkout/sessions/{session}`.
    pub(crate) fn find(method: &str, path: &str) -> Option<Arc<Self>> {
        static KNOWN: Mutex<BTreeMap<String, Arc<Operation>>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let name = format!("{method} {path}");
        if let Some(operation) = known.get(&name) {
            return Some(operation.clone());
        }
        let description = DOCUMENT["paths"].get(path)?.get(method.to_lowercase())?;
        let operation = Arc::new(Self::new(description));
        known.insert(name, operation.clone());
        Some(operation)
    }

    fn new(description: &Value) -> Self {
        let form = &description["requestBody"]["content"]["application/x-www-form-urlencoded"];
        Self {
            path: Part::of_parameters(description, "path"),
            query: Part::of_parameters(description, "query"),
            body: Part::new(form["schema"].clone()),
        }
    }
}

impl Part {
    /// Turns decoded pairs into JSON that satisfies the specification.
    ///
    /// # Errors
    /// `parameter_unknown`, `parameter_missing` and so on, naming the first parameter at fault.
    pub(crate) fn read(&self, pairs: &[(String, String)]) -> Result<Value, StripeError> {
        let value = to_json(pairs, &self.schema)?;
        let mut refusals: Vec<_> = self.validator.iter_errors(&value).map(|error| refusal(&error)).collect();
        // A misspelt name is reported before what is missing because of it.
        refusals.sort_by_key(|refusal| refusal.code != Some("parameter_unknown"));
        match refusals.into_iter().next() {
            Some(refusal) => Err(refusal),
            None => Ok(value),
        }
    }

    fn of_parameters(description: &Value, place: &str) -> Self {
        let parameters = description["parameters"].as_array().into_iter().flatten();
        let mut properties = Map::new();
        for parameter in parameters.filter(|parameter| parameter["in"] == place) {
            let name = parameter["name"].as_str().unwrap_or_default().to_owned();
            properties.insert(name, parameter["schema"].clone());
        }
        let required: Vec<_> = match place {
            "path" => properties.keys().cloned().collect(),
            _ => Vec::new(),
        };
        Self::new(json!({ "type": "object", "properties": properties, "required": required }))
    }

    fn new(mut schema: Value) -> Self {
        close(&mut schema);
        let validator =
            jsonschema::validator_for(&schema).expect("the specification in the repository holds valid schemas");
        Self { schema, validator }
    }
}

/// What is wrong with an object that we send, judged by the closed schema of its name (`checkout.session`, `event`,
/// `error`); empty when nothing is.
#[cfg(test)]
pub(crate) fn faults_of(schema_name: &str, object: &Value) -> Vec<String> {
    static KNOWN: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let validator = known.entry(schema_name.to_owned()).or_insert_with(|| {
        let schema = json!({
            "$ref": format!("#/components/schemas/{schema_name}"),
            "components": DOCUMENT["components"],
        });
        let validator = jsonschema::validator_for(&schema);
        Arc::new(validator.expect("the specification in the repository holds valid schemas"))
    });
    let errors = validator.iter_errors(object);
    errors.map(|error| format!("{schema_name} at {}: {error}", error.instance_path())).collect()
}

/// Whether a property of an object holds the id of another object, which can be asked for whole.
pub(crate) fn is_expandable(schema_name: &str, property: &str) -> bool {
    DOCUMENT["components"]["schemas"][schema_name]["properties"][property]["x-expandable"] == true
}

/// The API version that the specification describes.
pub(crate) fn version() -> &'static str {
    DOCUMENT["info"]["version"].as_str().unwrap_or_default()
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../specification/openapi-trimmed.json");
    let mut document: Value = serde_json::from_str(text).expect("the specification in the repository is JSON");
    let schemas = document["components"]["schemas"].as_object_mut();
    schemas.into_iter().flatten().for_each(|(_, schema)| close(schema));
    document
});

/// Refuses unknown fields, and lifts the enums that Stripe itself does not enforce.
fn close(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if object.get("x-stripeBypassValidation") == Some(&Value::Bool(true)) {
        object.remove("enum");
    }
    if object.contains_key("properties") && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        properties.values_mut().for_each(close);
    }
    if let Some(Value::Array(members)) = object.get_mut("anyOf") {
        members.iter_mut().for_each(close);
    }
    for keyword in ["items", "additionalProperties"] {
        object.get_mut(keyword).into_iter().for_each(close);
    }
}

fn refusal(error: &ValidationError<'_>) -> StripeError {
    let mut at = String::new();
    for segment in error.instance_path() {
        at = match segment {
            LocationSegment::Property(name) => nested(&at, &name),
            LocationSegment::Index(number) => nested(&at, &number.to_string()),
        };
    }
    let given = error.instance();
    let given = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let name = nested(&at, unexpected.first().map_or("", String::as_str));
            StripeError::invalid(format!("Received unknown parameter: {name}")).code("parameter_unknown").param(name)
        }
        ValidationErrorKind::Required { property } => missing(&nested(&at, property.as_str().unwrap_or_default())),
        ValidationErrorKind::AnyOf { context } => {
            // The member that fits best is of the right type, and its complaint lies deepest.
            let complaints = context.iter().flatten();
            let best = complaints.max_by_key(|error| {
                let right_type = !matches!(error.kind(), ValidationErrorKind::Type { .. });
                (right_type, error.instance_path().into_iter().count())
            });
            match best {
                Some(error) => refusal(error),
                None => StripeError::invalid(format!("Invalid {at}: {given}")).param(at),
            }
        }
        ValidationErrorKind::Type { .. } => {
            let refusal = StripeError::invalid(format!("Invalid {at}: {given} ({error})"));
            refusal.code("parameter_invalid_type").param(at)
        }
        _ => StripeError::invalid(format!("Invalid {at}: {error}")).param(at),
    }
}

/// The refusal of a request that lacks a parameter.
pub(crate) fn missing(name: &str) -> StripeError {
    StripeError::invalid(format!("Missing required param: {name}.")).code("parameter_missing").param(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form_body::decode_pairs;

    fn refused(method: &str, path: &str, text: &str) -> (Option<&'static str>, String) {
        let operation = Operation::find(method, path).expect("an operation");
        let part = if method == "POST" { &operation.body } else { &operation.query };
        let refusal = part.read(&decode_pairs(text)).expect_err(text);
        (refusal.code, refusal.param.unwrap_or_default())
    }

    #[test]
    fn parameters_at_fault_are_named() {
        let price = "line_items[0][price_data]";
        let cases = [
            (format!("{price}[currency]=usd&{price}[unit_amonut]=1"), "parameter_unknown", "[unit_amonut]"),
            (format!("{price}[unit_amount]=1"), "parameter_missing", "[currency]"),
            (format!("{price}[currency]=usd&{price}[unit_amount]=2.5"), "parameter_invalid_type", "[unit_amount]"),
        ];
        for (text, code, name) in cases {
            let expected = (Some(code), format!("{price}{name}"));
            assert_eq!(refused("POST", "/v1/checkout/sessions", &text), expected);
        }
        let interval = format!("{price}[currency]=usd&{price}[recurring][interval]=monthly");
        let expected = (None, format!("{price}[recurring][interval]"));
        assert_eq!(refused("POST", "/v1/checkout/sessions", &interval), expected);
        let expected = (Some("parameter_unknown"), "subscription_data[trial_days]".to_owned());
        assert_eq!(refused("POST", "/v1/checkout/sessions", "subscription_data[trial_days]=3"), expected);
    }

    #[test]
    fn queries_are_checked_inside_alternatives() {
        let expected = (Some("parameter_unknown"), "created[since]".to_owned());
        assert_eq!(refused("GET", "/v1/events", "created[since]=3"), expected);
        assert!(Operation::find("DELETE", "/v1/events").is_none());
        assert!(Operation::find("GET", "/v1/nothing").is_none());
    }
}
