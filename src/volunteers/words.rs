//! Words of the database about people who offer help.

use crate::words::words;

/// Within how many days people are promised an answer.
pub(crate) const PROMISED: i64 = 14;

/// The end of a record is near so many days before.
pub(crate) const ENDS_SOON: i64 = 30;

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

impl Stage {
    /// To which stages a step leads from here: on first, then back. Nobody becomes new again but by undoing.
    pub(crate) fn steps(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::Contacted, Self::Closed],
            Self::Contacted => &[Self::Meeting, Self::Active, Self::Paused, Self::Closed],
            Self::Meeting => &[Self::Active, Self::Contacted, Self::Paused, Self::Closed],
            Self::Active => &[Self::Paused, Self::Meeting, Self::Closed],
            Self::Paused => &[Self::Active, Self::Contacted, Self::Closed],
            Self::Closed => &[Self::Paused, Self::Contacted],
        }
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
    /// How a role stands: as coordinators decided, and as the day and the people in it make of that.
    pub(crate) enum Standing {
        Draft = "draft",
        /// Visitors read it and offer help for it.
        Open = "open",
        /// It is open, and nobody more is wanted.
        Full = "full",
        /// It is open, and its last day is over.
        Over = "over",
        Closed = "closed",
    }
}

words! {
    /// What was checked about a person.
    pub(crate) enum CheckKind {
        Identity = "identity",
        /// What the law asks for before somebody works with minors (Act on the Protection of Children and Youth against Sex
        /// Offenses, article 56).
        CrimesAgainstMinors = "crimes_against_minors",
        Training = "training",
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
    /// Why the end of a record is put off.
    pub(crate) enum ProlongationReason {
        /// The person asked for it.
        Asked = "asked",
        OnDuty = "on_duty",
        /// Their task takes longer.
        LongTask = "long_task",
    }
}

words! {
    /// What coordinators are told of by mail.
    pub(crate) enum NoticeKind {
        New = "new",
        Waiting = "waiting",
        Ending = "ending",
        Reminder = "reminder",
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

words! {
    /// A way to reach a person.
    pub enum ContactKind {
        Mail = "mail",
        Phone = "phone",
        Signal = "signal",
        KakaoTalk = "kakaotalk",
        Telegram = "telegram",
        Line = "line",
        WeChat = "wechat",
        /// Another service, named in the field.
        Other = "other",
    }
}

words! {
    pub enum Area {
        Advocacy = "advocacy",
        Teaching = "teaching",
        Translation = "translation",
        Events = "events",
        Research = "research",
    }
}

words! {
    /// How often a person can help.
    pub enum Availability {
        Once = "once",
        /// A few hours a month.
        Monthly = "monthly",
        /// A few hours a week.
        Weekly = "weekly",
        Unsure = "unsure",
    }
}

words! {
    /// Where a person lives, no closer than that.
    pub enum Region {
        Seoul = "seoul",
        /// Gyeonggi and Incheon.
        Capital = "capital",
        Gangwon = "gangwon",
        Chungcheong = "chungcheong",
        Jeolla = "jeolla",
        Gyeongsang = "gyeongsang",
        Jeju = "jeju",
        Abroad = "abroad",
    }
}

words! {
    /// Who holds the private key of an epoch.
    pub(crate) enum Custody {
        /// The program, sealed under the keys of its settings.
        Server = "server",
        /// Coordinators, each with a passkey of their own.
        Coordinators = "coordinators",
    }
}
