//! One monthly gift in the hands of its donor: shown, changed, paused, stopped.

mod change;
mod form;
mod handlers;
mod portal;
mod queries;
mod view;

pub(crate) use self::{
    handlers::{change, monthly_page, stop_page},
    portal::{change_card, see_bills},
    view::sentence,
};
