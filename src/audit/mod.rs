//! What staff did, above all whose personal data they read. Entries are only ever added; each holds the hash of the one
//! before.

mod action;
pub(crate) mod queries;
mod subject;

use std::net::IpAddr;

use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::{action::Action, subject::Subject};
use crate::{
    chain,
    words::{Word as _, words},
};

words! {
    /// How an act ended.
    pub(crate) enum Outcome {
        Done = "done",
        /// It was not allowed.
        Refused = "refused",
        /// It was tried, and did not come about.
        Failed = "failed",
    }
}

words! {
    /// Why an act was refused or failed. Never anybody's own words: those are sealed beside the log.
    pub(crate) enum Cause {
        /// Without the role that the room asks for.
        NoRole = "no_role",
        /// By a sign-in link that is used, stale or none of ours.
        BadLink = "bad_link",
        /// By a challenge that was too old, or by no answer of a key at all.
        StaleChallenge = "stale_challenge",
        /// By a key that nobody has, or not any more.
        UnknownKey = "unknown_key",
        /// By a key that answered to another site.
        ForeignOrigin = "foreign_origin",
        /// By an answer that came before.
        ReplayedAnswer = "replayed_answer",
        /// By a key whose counter went back, as that of a copy does.
        ClonedKey = "cloned_key",
        /// By an answer that does not hold.
        WrongAnswer = "wrong_answer",
        /// Without another key it could not be done.
        LastKey = "last_key",
        /// It could not be done any more.
        NotPossible = "not_possible",
        /// Too many records were opened in a short time.
        TooMany = "too_many",
    }
}

/// An act to be recorded in the transaction in which it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewEntry {
    /// Who did it; nobody where it was done on the server, or by somebody who is not known.
    pub(crate) staff_member_id: Option<Uuid>,
    pub(crate) action: Action,
    pub(crate) outcome: Outcome,
    pub(crate) cause: Option<Cause>,
    /// The row that keeps the reason which was asked for.
    pub(crate) reason_id: Option<Uuid>,
    /// On which object, or whose data; [`Action::subject`] says of which kind.
    pub(crate) subject_id: Option<Uuid>,
    /// From where. Kept for staff only, as the Korean safety notice asks (article 8).
    pub(crate) address: Option<IpAddr>,
    pub(crate) at: OffsetDateTime,
}

impl NewEntry {
    /// That this was done now: by a member of staff, or by nobody who is signed in.
    pub(crate) fn of(staff_member_id: Option<Uuid>, action: Action) -> Self {
        Self {
            staff_member_id,
            action,
            outcome: Outcome::Done,
            cause: None,
            reason_id: None,
            subject_id: None,
            address: None,
            at: OffsetDateTime::now_utc(),
        }
    }

    /// On which object it was done.
    pub(crate) fn about(self, subject_id: impl Into<Option<Uuid>>) -> Self {
        Self { subject_id: subject_id.into(), ..self }
    }

    /// Whether it tells of an attack on somebody's key, which no flood of other entries may hide.
    fn is_alarming(&self) -> bool {
        matches!(self.cause, Some(Cause::ForeignOrigin | Cause::ReplayedAnswer | Cause::ClonedKey))
    }

    /// From where.
    pub(crate) fn from(self, address: Option<IpAddr>) -> Self {
        Self { address, ..self }
    }

    /// That it was not allowed.
    pub(crate) fn refused(self, cause: Cause) -> Self {
        Self { outcome: Outcome::Refused, cause: Some(cause), ..self }
    }

    /// That it did not come about.
    pub(crate) fn failed(self, cause: Cause) -> Self {
        Self { outcome: Outcome::Failed, cause: Some(cause), ..self }
    }

    /// Which row keeps the reason that was asked for.
    pub(crate) fn with_reason(self, reason_id: Uuid) -> Self {
        Self { reason_id: Some(reason_id), ..self }
    }

    /// The entry as it will stand after the one with this hash. The database keeps microseconds, so the entry does too.
    fn after(&self, previous_hash: Vec<u8>) -> Entry {
        let mut entry = Entry {
            id: 0,
            form: FORM,
            staff_member_id: self.staff_member_id,
            action: self.action.word().to_owned(),
            outcome: self.outcome.word().to_owned(),
            cause: self.cause.map(|cause| cause.word().to_owned()),
            reason_id: self.reason_id,
            subject_id: self.subject_id,
            address: self.address.map(|address| address.to_string()),
            happened_at: self.at.replace_nanosecond(self.at.nanosecond() / 1000 * 1000).unwrap_or(self.at),
            previous_hash,
            hash: Vec::new(),
        };
        entry.hash = entry.expected_hash().to_vec();
        entry
    }
}

/// The form of new entries: which fields their hash is made of.
const FORM: i16 = 2;

/// An entry as it stands. Its words are as they are stored, because the hash is made of them: an entry that was altered is
/// found, not refused.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its place in the chain.
    pub(crate) id: i64,
    pub(crate) form: i16,
    pub(crate) staff_member_id: Option<Uuid>,
    pub(crate) action: String,
    pub(crate) outcome: String,
    pub(crate) cause: Option<String>,
    pub(crate) reason_id: Option<Uuid>,
    /// To which object, or whose data.
    pub(crate) subject_id: Option<Uuid>,
    pub(crate) address: Option<String>,
    pub(crate) happened_at: OffsetDateTime,
    /// The hash of the entry before.
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl Entry {
    /// The hash that this entry should have after the one before. Every field that the first form left out must be as the
    /// database filled it in then, or it was altered.
    pub(crate) fn expected_hash(&self) -> [u8; 32] {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (who, subject, reason) = (id(self.staff_member_id), id(self.subject_id), id(self.reason_id));
        let (address, cause) = (text(&self.address), text(&self.cause));
        let micros = (self.happened_at.unix_timestamp_nanos() / 1000).to_string();
        let form = self.form.to_string();
        let is_bare = self.outcome == Outcome::Done.word() && self.cause.is_none() && self.reason_id.is_none();
        let fields: &[&str] = if self.form == 1 && is_bare {
            &[&who, &self.action, &subject, &address, &micros]
        } else {
            &[&form, &who, &self.action, &self.outcome, &cause, &reason, &subject, &address, &micros]
        };
        chain::hash(&self.previous_hash, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        NewEntry::of(Some(Uuid::from_u128(1)), Action::OpenedVolunteer).about(Uuid::from_u128(2)).after(vec![7; 32])
    }

    #[test]
    fn entries_of_the_first_form_keep_their_hash() {
        let at = time::macros::datetime!(2026-11-30 01:02:03.000004 UTC);
        let old = Entry { form: 1, happened_at: at, ..entry() };
        let (who, subject) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
        let fields = [&who, "opened_volunteer", &subject, "", "1796000523000004"];
        assert_eq!(old.expected_hash(), chain::hash(&[7; 32], &fields));
    }

    #[test]
    fn no_field_can_be_altered() {
        type Change = fn(&mut Entry);
        let changes: [(&str, Change); 10] = [
            ("form", |entry| entry.form = 1),
            ("who", |entry| entry.staff_member_id = None),
            ("act", |entry| entry.action = "signed_in".to_owned()),
            ("outcome", |entry| entry.outcome = "refused".to_owned()),
            ("cause", |entry| entry.cause = Some("no_role".to_owned())),
            ("reason", |entry| entry.reason_id = Some(Uuid::from_u128(3))),
            ("object", |entry| entry.subject_id = None),
            ("address", |entry| entry.address = Some("192.0.2.1".to_owned())),
            ("time", |entry| entry.happened_at += time::Duration::MICROSECOND),
            ("the one before", |entry| entry.previous_hash = vec![8; 32]),
        ];
        let whole = entry();
        assert_eq!(whole.expected_hash()[..], whole.hash);
        for (what, change) in changes {
            for form in [1, FORM] {
                let mut altered = Entry { form, ..entry() };
                altered.hash = altered.expected_hash().to_vec();
                change(&mut altered);
                assert!(
                    altered.expected_hash()[..] != altered.hash || altered.form == form && what == "form",
                    "{what}"
                );
            }
        }
    }

    #[test]
    fn what_nobody_did_is_an_entry_too() {
        let tried = NewEntry::of(None, Action::TriedToSignIn).failed(Cause::BadLink).from("192.0.2.1".parse().ok());
        let entry = tried.after(vec![0; 32]);
        assert_eq!((entry.outcome.as_str(), entry.cause.as_deref()), ("failed", Some("bad_link")));
        assert_eq!(entry.address.as_deref(), Some("192.0.2.1"));
    }
}
