//! What a template made, to be put into another one.

use std::fmt;

use askama::{Template, filters::HtmlSafe};

use crate::error::Error;

/// What a template made; it escaped what it shows.
pub(crate) struct Rendered(String);

impl Rendered {
    /// What a template makes.
    ///
    /// # Errors
    /// When it fails, which is a fault of ours.
    pub(crate) fn of(template: &impl Template) -> Result<Self, Error> {
        Ok(Self(template.render()?))
    }
}

impl HtmlSafe for Rendered {}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
