//! The forms that have a toll.

use crate::words::words;

words! {
    /// A form that has a toll. Each has levels of its own.
    pub enum Door {
        /// Beginning a checkout.
        Card = "card",
        /// Going on to a checkout by a link in a mail, without a script.
        Confirmation = "confirmation",
        /// Promising a bank transfer.
        Transfer = "transfer",
        /// Asking for the link to one's gifts.
        Request = "request",
        /// Offering help.
        Volunteer = "volunteer",
        /// Coming back with the code of an application.
        Code = "code",
    }
}

impl Door {
    /// How many forms a household sends here for one checkout that it begins. A family or a shelter may share an address.
    pub(super) fn share(self) -> f64 {
        match self {
            Self::Volunteer => 2.0,
            _ => 1.0,
        }
    }
}
