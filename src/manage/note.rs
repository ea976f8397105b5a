//! What a page says about something that happened a moment ago, as one word in its address.

use serde::Deserialize;

use crate::words::{Word as _, words};

words! {
    pub(crate) enum Note {
        /// A monthly gift was changed.
        Done = "done",
        ReceiptSent = "sent",
        /// This receipt was sent often enough for today.
        SentTooOften = "often",
        /// The donor left no mail address with this gift.
        NoAddress = "no-address",
    }
}

/// The query of an address. A word that is not ours says nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoteQuery {
    note: String,
}

impl NoteQuery {
    pub(crate) fn read(&self) -> Option<Note> {
        Note::from_word(&self.note)
    }
}

impl Note {
    /// The end of an address that says this.
    pub(crate) fn query(self) -> String {
        format!("?note={self}")
    }
}
