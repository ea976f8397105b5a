//! The question whether the mail address of a form was mistyped. It is asked once, and whatever is answered is taken.

use crate::{giving::form::DonationForm, mail_address};

impl DonationForm {
    /// Takes over the address that the donor chose when asked.
    pub(crate) fn settle_mail(&mut self) {
        if self.mail_question().is_some_and(|meant| meant == self.mail_meant) {
            self.mail = std::mem::take(&mut self.mail_meant);
            self.mail_asked.clear();
        }
    }

    /// Whether the donor should be asked about the address.
    pub(crate) fn has_open_mail_question(&self) -> bool {
        self.mail_asked != self.mail && mail_address::meant(&self.mail).is_some()
    }

    /// Asks about the address when the form is shown again.
    pub(crate) fn ask_about_mail(&mut self) {
        self.mail_asked = self.mail.clone();
    }

    /// The address that was probably meant, once the question is asked.
    pub(crate) fn mail_question(&self) -> Option<String> {
        let is_asked = !self.mail.is_empty() && self.mail_asked == self.mail;
        is_asked.then(|| mail_address::meant(&self.mail))?
    }
}
