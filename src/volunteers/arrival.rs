//! What is known about an offer beside its words.

use time::Date;
use uuid::Uuid;

use crate::volunteers::words::Admission;

/// What is known about an offer beside its words.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// The showing of the form, under which the offer stands.
    pub(crate) showing: Uuid,
    pub(crate) on: Date,
    pub(crate) admission: Admission,
    pub(crate) quarantine: Vec<String>,
    /// For which role it was sent.
    pub(crate) role_id: Option<Uuid>,
}
