//! The editor: the page as visitors will see it, both languages side by side, and one block at a time to be written.

mod add;
mod block;
mod cells;
mod form;
mod page;
mod steps;
mod view;
mod writing;

pub(crate) use self::{
    add::add_page,
    block::{block_page, write_block},
    page::{editor_page, take_step},
};
