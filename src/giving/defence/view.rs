//! The pages of the defence as templates see them.

use askama::Template;

use crate::{
    giving::defence::proof::{BITS, PARTS},
    money::Amount,
    view::Frame,
};

/// That a mail was sent. The same for everybody.
#[derive(Template)]
#[template(path = "giving/mail-sent.html")]
pub(crate) struct MailSentPage {
    pub(crate) frame: Frame,
}

/// What the link in the mail leads to: one button. Opening it does nothing, because mail programs open links, too.
#[derive(Template)]
#[template(path = "giving/confirm.html")]
pub(crate) struct ConfirmPage {
    pub(crate) frame: Frame,
    /// What the donor chose, if the form is still on offer like that.
    pub(crate) amount: Option<Amount>,
    /// Whether it comes every month.
    pub(crate) is_monthly: bool,
    pub(crate) token: String,
}

/// That a link is not good any more, or never was.
#[derive(Template)]
#[template(path = "giving/link-ended.html")]
pub(crate) struct LinkEndedPage {
    pub(crate) frame: Frame,
}

/// What stands in place of the form while it is closed.
#[derive(Template)]
#[template(path = "giving/closed.html")]
pub(crate) struct ClosedPage {
    pub(crate) frame: Frame,
    pub(crate) words: String,
}

/// What the form asks of a browser while it guards itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    /// How many parts the proof has.
    pub(crate) parts: usize,
    /// With how many zero bits the hash of each begins.
    pub(crate) bits: u32,
}

impl Task {
    /// The task as it is set now.
    pub(crate) fn present() -> Self {
        Self { parts: PARTS, bits: BITS }
    }
}
