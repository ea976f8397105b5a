//! My application: what somebody sees and does with the code of what they sent. They replace it, or take it back; neither name
//! nor contact nor words of theirs are shown. Whoever has no code, or a wrong one, learns nothing.

mod handlers;
pub(crate) mod queries;
mod view;

pub(crate) use self::handlers::{code_page, go_on};
