//! The fields of a form as they were sent, whatever form it was.

use uuid::Uuid;

/// Names and texts, in the order in which the browser sent them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

/// Fields that our forms hold without showing them: which showing it was, what it was made from, which button was pressed.
/// Nobody typed them.
const UNSEEN: [&str; 14] = [
    "token",
    "version",
    "base",
    "do",
    "sure",
    "asked",
    "new_kind",
    "kind",
    "flag",
    "receipt",
    "proof",
    "assertion",
    "credential",
    "challenge",
];

impl Fields {
    /// Reads the body of a form. What is no text is read as far as it goes: it is shown, never stored as it is.
    pub(crate) fn read(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body).into_owned();
        Self(pairs.map(|(name, text)| (name.replace('\0', ""), text.replace('\0', ""))).collect())
    }

    /// As they are stored, before they are sealed.
    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// What [`Fields::to_text`] gave.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// What somebody typed or chose.
    pub(crate) fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        pairs.filter(|(name, text)| is_typed(name, text))
    }

    /// What belongs to the form and nobody typed.
    pub(crate) fn unseen(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        pairs.filter(|(name, text)| !is_typed(name, text))
    }

    /// Whether anybody typed something. A button alone is pressed again instead.
    pub(crate) fn hold_text(&self) -> bool {
        self.typed().next().is_some()
    }

    /// The texts of a name.
    pub(super) fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, text)| text.as_str())
    }
}

fn is_typed(name: &str, text: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    !UNSEEN.contains(&last) && !text.trim().is_empty() && Uuid::try_parse(text).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_told_from_what_the_form_holds() {
        let body = "base=3&b0.kind=prose&b0.text=%EA%B0%80+%EB%82%98%0D%0A&b0.heading=+&do=save&id=018f0000-0000-7000-8000-000000000000";
        let fields = Fields::read(body.as_bytes());
        assert_eq!(fields.typed().collect::<Vec<_>>(), [("b0.text", "가 나\r\n")]);
        assert_eq!(fields.unseen().count(), 5);
        assert_eq!(Fields::from_text(&fields.to_text()), Some(fields));
    }

    #[test]
    fn a_button_alone_holds_no_text() {
        for body in
            ["", "do=fund.1.close", "token=x&sure=yes", "flag=overpaid", "receipt=018f0000-0000-7000-8000-000000000000"]
        {
            assert!(!Fields::read(body.as_bytes()).hold_text(), "{body}");
        }
        for body in ["reason=x", "a=%FF%00b", "b1.i2.source.url=https"] {
            assert!(Fields::read(body.as_bytes()).hold_text(), "{body}");
        }
        assert_eq!(Fields::read(b"a=1.%00").typed().collect::<Vec<_>>(), [("a", "1.")]);
    }
}
