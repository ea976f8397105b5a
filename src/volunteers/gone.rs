//! The page after everything about somebody was erased.

use askama::Template;

use crate::view::Frame;

#[derive(Template)]
#[template(path = "volunteers/gone.html")]
pub(crate) struct GonePage {
    pub(crate) frame: Frame,
}
