//! Whether a mail address is that of the person: a mail with a link, a page, and a button. Programs that open links confirm
//! nothing and take nothing back. Until then nobody of the staff sees the offer; after a week it is erased.

mod ask;
mod handlers;
mod letter;
mod queries;

pub(crate) use self::{
    ask::{Asking, erase_unconfirmed, keep, letter, release},
    handlers::{confirm, confirm_page},
    letter::{Letter, write},
};
