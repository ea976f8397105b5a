//! The kit of staff rooms: who may enter, the frame around a page, the recorded act, lists, charts. A room itself stands in
//! its feature, in a folder `staff`.

mod act;
pub(crate) mod answer;
pub(crate) mod chart;
mod door;
pub mod doors;
pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod kept;
pub(crate) mod list;
pub(crate) mod pass;
mod proof;
mod refusal;
pub(crate) mod session;
mod speech;
mod stay;

pub(crate) use self::{
    act::Act,
    door::Group,
    doors::{House, Rooms},
    pass::{AnyStaff, Arrived, Coordinator, Editor, Owner, Pass, Treasurer},
};
