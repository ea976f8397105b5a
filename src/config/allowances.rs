//! How many forms are free before they cost work. Whoever tries out stolen cards wants many.

use super::environment::Environment;

/// What is free in about a quarter of an hour. Nobody sets it; development is lenient, because everybody there has one
/// address.
pub struct Allowances {
    /// How many checkouts one address may begin.
    pub per_address: i32,
    /// How often one showing of the donation form may be sent.
    pub per_showing: i32,
    /// How many forms of a kind may come from all addresses together. With more checkouts the donation form guards itself.
    pub of_site: i32,
}

impl Allowances {
    pub(super) fn of(environment: Environment) -> Self {
        match environment {
            Environment::Production => Self { per_address: 5, per_showing: 10, of_site: 300 },
            Environment::Development => Self { per_address: 100, per_showing: 100, of_site: 300 },
        }
    }
}
