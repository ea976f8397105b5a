//! Gifts that arrive outside Stripe: transfers with their codes, one by one or as a bank's list, and gifts by hand. Staff
//! record them here; how donors announce a transfer stands in `transfer`.

pub mod code;
pub mod day;
pub mod form;
pub mod import;
pub mod offline_form;
pub mod queries;
pub mod record;
pub mod sentences;
