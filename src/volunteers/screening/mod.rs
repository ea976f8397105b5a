//! What is looked at in an offer before it is stored: for what could endanger somebody, and for adverts. Both are pure.

pub(super) mod adverts;
pub(super) mod look;
