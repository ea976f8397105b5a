//! One monthly gift as its donor handles it: shown, changed, paused, stopped.

mod change;
mod form;
mod handlers;
mod kind;
mod portal;
mod queries;
mod shown;
mod view;

pub(crate) use self::{
    handlers::{change, monthly_page, stop_page},
    portal::{change_card, see_bills},
    view::sentence,
};
