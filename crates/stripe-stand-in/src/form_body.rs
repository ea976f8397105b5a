//! Form-encoded text with nested names (`line_items[0][quantity]=1`) turned into JSON of the types that a schema asks
//! for. Whether the result is allowed is decided in `specification.rs`.

use serde_json::{Map, Value};

use crate::answer::StripeError;

/// Reads `name=value&...` into pairs; `+` and `%XX` are decoded, the order is kept.
pub(crate) fn decode_pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// Builds the nested object that the pairs describe, its texts coerced to integers, booleans and lists by `schema`.
///
/// # Errors
/// `parameter_invalid_empty` where a value is empty and the schema does not know emptiness as "unset".
pub(crate) fn to_json(pairs: &[(String, String)], schema: &Value) -> Result<Value, StripeError> {
    let mut root = Vec::new();
    for (name, value) in pairs {
        insert(&mut root, &segments(name), value);
    }
    coerce(&Node::Fields(root), schema, "")
}

/// The name of a nested field as callers write it: `nested("a", "b")` is `a[b]`.
pub(crate) fn nested(parent: &str, child: &str) -> String {
    if parent.is_empty() { child.to_owned() } else { format!("{parent}[{child}]") }
}

enum Node {
    Text(String),
    Fields(Vec<(String, Node)>),
}

fn insert(fields: &mut Vec<(String, Node)>, path: &[&str], value: &str) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    // `types[]=a&types[]=b` numbers its entries in the order they come.
    let name = if first.is_empty() { fields.len().to_string() } else { (*first).to_owned() };
    let position = fields.iter().position(|(known, _)| *known == name);
    let position = position.unwrap_or_else(|| {
        fields.push((name, Node::Fields(Vec::new())));
        fields.len() - 1
    });
    let node = &mut fields[position].1;
    if rest.is_empty() {
        *node = Node::Text(value.to_owned());
    } else {
        if let Node::Text(_) = node {
            *node = Node::Fields(Vec::new());
        }
        if let Node::Fields(inner) = node {
            insert(inner, rest, value);
        }
    }
}

fn coerce(node: &Node, schema: &Value, name: &str) -> Result<Value, StripeError> {
    match node {
        Node::Text(text) if text.is_empty() && !may_be_empty(schema) => Err(empty(name)),
        Node::Text(text) => Ok(coerce_text(text, schema)),
        Node::Fields(fields) => match alternative(schema, "object") {
            None if alternative(schema, "array").is_some() && is_numbered(fields) => coerce_list(fields, schema, name),
            object => coerce_object(fields, object.unwrap_or(&Value::Null), name),
        },
    }
}

fn coerce_object(fields: &[(String, Node)], schema: &Value, name: &str) -> Result<Value, StripeError> {
    let mut object = Map::new();
    for (key, node) in fields {
        // A key of a free map such as `metadata` may be empty ("unset this key"); unknown names are judged later.
        let free = &schema["additionalProperties"];
        let schema = schema["properties"].get(key).unwrap_or(free);
        object.insert(key.clone(), coerce(node, schema, &nested(name, key))?);
    }
    Ok(Value::Object(object))
}

fn coerce_list(fields: &[(String, Node)], schema: &Value, name: &str) -> Result<Value, StripeError> {
    let items = alternative(schema, "array").map_or(&Value::Null, |array| &array["items"]);
    let mut numbered: Vec<(u32, &Node)> =
        fields.iter().map(|(key, node)| (key.parse().unwrap_or(u32::MAX), node)).collect();
    numbered.sort_by_key(|(number, _)| *number);
    let items = numbered.into_iter().map(|(number, node)| coerce(node, items, &nested(name, &number.to_string())));
    Ok(Value::Array(items.collect::<Result<_, _>>()?))
}

fn coerce_text(text: &str, schema: &Value) -> Value {
    if alternative(schema, "string").is_none() {
        if alternative(schema, "integer").is_some()
            && let Ok(number) = text.parse::<i64>()
        {
            return Value::from(number);
        }
        if alternative(schema, "number").is_some()
            && let Ok(number) = text.parse::<f64>()
        {
            return Value::from(number);
        }
        if alternative(schema, "boolean").is_some()
            && let Ok(truth) = text.parse::<bool>()
        {
            return Value::from(truth);
        }
    }
    Value::from(text)
}

/// The schema itself or the member of its `anyOf` that has the type.
fn alternative<'a>(schema: &'a Value, of_type: &str) -> Option<&'a Value> {
    alternatives(schema).find(|schema| schema["type"] == of_type)
}

fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    let several = schema["anyOf"].as_array();
    let alone = several.is_none().then_some(schema);
    several.into_iter().flatten().chain(alone)
}

fn may_be_empty(schema: &Value) -> bool {
    let unset = |schema: &Value| {
        let known = schema["enum"].as_array();
        known.is_some_and(|known| known.contains(&Value::from("")))
    };
    // A bare `{"type": "string"}` without limits is also the schema of a metadata value, and of unknown names.
    schema.is_null() || *schema == serde_json::json!({ "type": "string" }) || alternatives(schema).any(unset)
}

fn is_numbered(fields: &[(String, Node)]) -> bool {
    fields.iter().all(|(key, _)| key.parse::<u32>().is_ok())
}

fn empty(name: &str) -> StripeError {
    StripeError::invalid(format!("You passed an empty string for '{name}'. Leave the parameter out instead."))
        .code("parameter_invalid_empty")
        .param(name)
}

fn segments(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[') else {
        return vec![name];
    };
    let Some(rest) = rest.strip_suffix(']') else {
        return vec![name];
    };
    std::iter::once(first).chain(rest.split("][")).collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3);
        let hex = hex.and_then(|two| std::str::from_utf8(two).ok());
        match (bytes[at], hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 2;
            }
            (b'+', _) => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nested_names_become_typed_json() {
        let schema = json!({ "type": "object", "properties": {
            "created": { "anyOf": [
                { "type": "object", "properties": { "gte": { "type": "integer" } } }, { "type": "integer" },
            ] },
            "types": { "type": "array", "items": { "type": "string" } },
            "lines": { "type": "array", "items": { "type": "object", "properties": {
                "quantity": { "type": "integer" }, "on": { "type": "boolean" }, "name": { "type": "string" },
            } } },
        } });
        let pairs = decode_pairs(
            "created[gte]=17&types[]=a&types[]=b&lines[1][name]=5&lines[0][quantity]=2&lines[0][on]=true&x%5By%5D=%C3%A9+z%",
        );
        let expected = json!({
            "created": { "gte": 17 }, "types": ["a", "b"],
            "lines": [{ "quantity": 2, "on": true }, { "name": "5" }],
            "x": { "y": "é z%" },
        });
        assert_eq!(to_json(&pairs, &schema), Ok(expected));
    }

    #[test]
    fn an_empty_value_is_refused_unless_it_can_mean_unset() {
        let schema = json!({ "type": "object", "properties": {
            "limit": { "type": "integer" },
            "metadata": { "anyOf": [
                { "type": "object", "additionalProperties": { "type": "string" } }, { "enum": [""], "type": "string" },
            ] },
        } });
        let read = |text| to_json(&decode_pairs(text), &schema);
        assert_eq!(read("metadata[a]="), Ok(json!({ "metadata": { "a": "" } })));
        assert_eq!(read("metadata="), Ok(json!({ "metadata": "" })));
        let refused = read("limit=").expect_err("an empty limit");
        assert_eq!(refused.code, Some("parameter_invalid_empty"));
    }
}
