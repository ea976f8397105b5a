//! Against people who try out stolen cards: limits, and a form that guards itself when too many cards are declined. It
//! knows neither the form nor its pages; the webhook knows nothing of it.

mod admission;
pub mod breaker;
pub mod change;
pub(crate) mod mails;
pub mod queries;

pub use admission::{Admission, Refusal, Sending, admit};
