//! Gifts that arrive outside Stripe: transfers with their codes, one by one or as a bank's list, and gifts by hand. Staff
//! record them here. How donors announce a transfer stands in `giving/transfer`.

pub(crate) mod code;
pub(crate) mod day;
pub(crate) mod form;
pub mod import;
pub(crate) mod offline_form;
pub(crate) mod queries;
pub(crate) mod record;
pub(crate) mod sentences;
