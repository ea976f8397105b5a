//! Words of the database about people who offer help.

use crate::words::words;

words! {
    /// Whether a person is among those whom coordinators look after.
    pub(crate) enum Admission {
        /// The address was not confirmed yet.
        Unconfirmed = "unconfirmed",
        /// Kept apart, because it looks like an advert.
        Quarantined = "quarantined",
        Admitted = "admitted",
    }
}

words! {
    /// How far coordinators are with a person.
    pub(crate) enum Stage {
        New = "new",
        Contacted = "contacted",
        Meeting = "meeting",
        Active = "active",
        Paused = "paused",
        Closed = "closed",
    }
}

words! {
    /// What is to be done next for a person.
    pub(crate) enum NextStep {
        Write = "write",
        Call = "call",
        Meet = "meet",
        /// To somebody who knows the task.
        Introduce = "introduce",
        /// For an answer.
        Wait = "wait",
        AskAgain = "ask_again",
    }
}

words! {
    /// How staff were in touch with a person.
    pub(crate) enum ContactMade {
        Wrote = "wrote",
        Called = "called",
        Met = "met",
        /// The person wrote or called.
        Heard = "heard",
        TookPart = "took_part",
    }
}

words! {
    /// Why a record is opened.
    pub(crate) enum OpeningReason {
        FirstReading = "first_reading",
        Answering = "answering",
        Matching = "matching",
        Duplicate = "duplicate",
        AskedByPerson = "asked_by_person",
        HandingOver = "handing_over",
    }
}

words! {
    /// Why records were erased.
    pub(crate) enum ErasureCause {
        /// Their end had come.
        Due = "due",
        Unconfirmed = "unconfirmed",
        Spam = "spam",
        /// By the person, with the code.
        Withdrawn = "withdrawn",
        /// By staff, because the person asked.
        Asked = "asked",
    }
}
