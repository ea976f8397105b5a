//! The kinds of changes to a monthly gift.

use crate::words::words;

words! {
    /// What a donor changes, as the database and the form name it.
    pub(crate) enum ChangeKind {
        /// Another sum from the next payment on.
        Amount = "amount",
        /// The next payment is skipped.
        Pause = "pause",
        Resume = "resume",
        /// It ends when the month that is paid is over.
        Stop = "stop",
        StopNow = "stop_now",
        /// It goes on although it was to end.
        GoOn = "go_on",
    }
}
