//! How many checkouts may be begun. Whoever tries out stolen cards wants many.

use super::environment::Environment;

/// Limits on beginning a checkout. Nobody sets them; development is lenient, because everybody there has one address.
pub struct CheckoutLimits {
    /// How many checkouts one address may begin within ten minutes.
    pub per_address: i32,
    /// How many checkouts may be begun with one mail address within ten minutes.
    pub per_mail: i32,
    /// How often one showing of the donation form may be sent.
    pub per_showing: i32,
    /// How many checkouts all addresses together may begin within ten minutes.
    pub of_site: i32,
}

impl CheckoutLimits {
    pub(super) fn of(environment: Environment) -> Self {
        match environment {
            Environment::Production => Self { per_address: 5, per_mail: 5, per_showing: 10, of_site: 300 },
            Environment::Development => Self { per_address: 100, per_mail: 100, per_showing: 100, of_site: 300 },
        }
    }
}
