//! What is looked at in an offer before it is stored: what could endanger somebody, and whether it is an advert.

pub(super) mod adverts;
pub(super) mod budgets;
pub(super) mod look;
