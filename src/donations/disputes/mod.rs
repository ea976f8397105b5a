//! Payments that a donor's bank wants back.

pub(crate) mod queries;

/// Whether a dispute that stands so, in Stripe's word, waits for nobody any more. The index `disputes_open_idx` and the query
/// that it serves say the same in SQL.
pub(crate) fn is_over(status: &str) -> bool {
    matches!(status, "won" | "lost" | "warning_closed" | "prevented")
}
