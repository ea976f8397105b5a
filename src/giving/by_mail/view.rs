//! The pages of the way by mail as templates see them.

use askama::Template;

use crate::{money::Amount, view::Frame};

/// The page that says that a mail was sent. It is the same for everybody.
#[derive(Template)]
#[template(path = "giving/mail-sent.html")]
pub(crate) struct MailSentPage {
    pub(crate) frame: Frame,
}

/// The page to which the link in the mail leads: one button.
#[derive(Template)]
#[template(path = "giving/confirm.html")]
pub(crate) struct ConfirmPage {
    pub(crate) frame: Frame,
    /// What the donor chose, if it is still on offer.
    pub(crate) amount: Option<Amount>,
    pub(crate) is_monthly: bool,
    pub(crate) token: String,
}

/// The page of a link that is not good any more, or never was.
#[derive(Template)]
#[template(path = "giving/link-ended.html")]
pub(crate) struct LinkEndedPage {
    pub(crate) frame: Frame,
}
