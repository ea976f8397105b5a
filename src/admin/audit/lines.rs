//! Entries of the log in words of people.

use std::collections::HashMap;

use uuid::Uuid;

use super::queries::{Odd, Row};
use crate::{
    audit::{Action, Subject},
    rooms::frame::{Moment, StaffFrame},
    seal::{Keys, Place, named_id},
    words::Word as _,
};

/// What an act is called.
pub(super) fn act(frame: &StaffFrame, word: &str) -> String {
    frame.t(&format!("rooms-audit-act-{}", word.replace('_', "-")))
}

/// How it ended.
pub(super) fn outcome(frame: &StaffFrame, word: &str) -> String {
    frame.t(&format!("rooms-audit-outcome-{word}"))
}

/// The doors by the ids under which refusals name them.
pub(super) fn by_id(doors: impl Iterator<Item = String>) -> HashMap<Uuid, String> {
    doors.map(|name| (named_id("door", &name), name)).collect()
}

/// An entry as staff read it.
pub(super) struct Line {
    pub(super) at: Moment,
    /// Who; nobody who is signed in, without one.
    pub(super) who: Option<String>,
    pub(super) act: String,
    pub(super) subject: Option<SubjectLine>,
    pub(super) address: Option<String>,
    /// How it ended, if it was not done.
    pub(super) outcome: Option<String>,
    pub(super) cause: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) repeats: i32,
}

/// On what.
pub(super) struct SubjectLine {
    pub(super) name: String,
    /// Its own page.
    pub(super) url: Option<String>,
    /// All entries about it.
    pub(super) log: String,
}

impl Line {
    pub(super) fn new(row: Row, frame: &StaffFrame, keys: &Keys, doors: &HashMap<Uuid, String>) -> Self {
        let place = |row| Place { table: "staff_reasons", column: "reason_sealed", row };
        let sealed = row.reason_id.zip(row.reason_sealed.as_deref());
        let opening = row.opening.map(|reason| frame.language.words("rooms-volunteers-reason-", reason));
        Self {
            at: Moment::new(row.happened_at),
            subject: row.subject_id.map(|id| SubjectLine::new(&row, id, frame, doors)),
            act: act(frame, &row.action),
            outcome: (row.outcome != "done").then(|| outcome(frame, &row.outcome)),
            cause: row.cause.map(|cause| frame.t(&format!("rooms-audit-cause-{}", cause.replace('_', "-")))),
            reason: sealed.and_then(|(id, sealed)| keys.open(place(id), sealed).ok()).or(opening),
            who: row.email,
            address: row.address,
            repeats: row.repeats,
        }
    }
}

impl SubjectLine {
    fn new(row: &Row, id: Uuid, frame: &StaffFrame, doors: &HashMap<Uuid, String>) -> Self {
        let subject = Action::from_word(&row.action).map_or(Subject::Nothing, Action::subject);
        let short = &id.simple().to_string()[24..];
        let kind = |key: &str| format!("{} {short}", frame.t(key));
        let (name, url) = match subject {
            Subject::Volunteer => (kind("rooms-audit-volunteer"), Some(format!("/admin/volunteers/{id}"))),
            Subject::Role => (kind("rooms-audit-role"), Some(format!("/admin/roles/{id}"))),
            Subject::Donation => (kind("rooms-audit-donation"), Some(format!("/admin/donations/{id}"))),
            Subject::BankList => (kind("rooms-audit-bank-list"), Some(format!("/admin/transfers/import/{id}"))),
            Subject::Fund => (kind("rooms-audit-fund"), Some(format!("/admin/settings/funds/{id}"))),
            Subject::StaffMember => (
                row.subject_email.clone().unwrap_or_else(|| kind("rooms-audit-member")),
                row.subject_email.is_some().then(|| format!("/admin/people/{id}")),
            ),
            Subject::Door => (doors.get(&id).cloned().unwrap_or_else(|| kind("rooms-audit-door")), None),
            Subject::Donor => (kind("rooms-audit-donor"), None),
            Subject::Alert => (kind("rooms-audit-alert"), None),
            Subject::Event => (kind("rooms-audit-event"), Some("/admin/events".to_owned())),
            Subject::Finding => (kind("rooms-audit-finding"), Some("/admin/reconciliation".to_owned())),
            Subject::Page => (kind("rooms-audit-page"), Some("/admin/pages".to_owned())),
            Subject::Settings => (kind("rooms-audit-settings"), Some("/admin/settings".to_owned())),
            Subject::GivingChange => (kind("rooms-audit-giving"), Some("/admin/defence".to_owned())),
            Subject::Key => (kind("rooms-audit-key"), None),
            Subject::Proposal => (kind("rooms-audit-proposal"), Some("/admin/proposals".to_owned())),
            Subject::Epoch => (kind("rooms-audit-epoch"), Some("/admin/volunteers/custody".to_owned())),
            Subject::Export => (kind("rooms-audit-export"), None),
            Subject::Nothing => (kind("rooms-audit-object"), None),
        };
        Self { name, url, log: format!("/admin/audit?object={id}") }
    }
}

/// Something unusual in a sentence, and where its entries stand.
pub(super) struct OddLine {
    pub(super) sentence: String,
    pub(super) at: Moment,
    pub(super) url: String,
}

impl OddLine {
    pub(super) fn new(odd: Odd, frame: &StaffFrame) -> Self {
        let at = Moment::new(odd.at);
        let values = [
            ("who", odd.email.as_str()),
            ("count", &odd.count.to_string()),
            ("address", odd.address.as_deref().unwrap_or_default()),
        ];
        let day = at.day();
        Self {
            sentence: frame.language.message_with(&format!("rooms-audit-odd-{}", odd.kind), &values),
            url: format!("/admin/audit?who={}&from={day}", odd.staff_member_id),
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::{Action, Cause, Outcome},
        language::Language,
        words::Word as _,
    };

    #[test]
    fn everything_in_the_log_has_words_in_both_languages() {
        let of = |kind: &str, word: &str| format!("rooms-audit-{kind}-{}", word.replace('_', "-"));
        let mut keys: Vec<String> = Action::ALL.iter().map(|action| of("act", action.word())).collect();
        keys.extend(Outcome::ALL.iter().map(|outcome| of("outcome", outcome.word())));
        keys.extend(Cause::ALL.iter().map(|cause| of("cause", cause.word())));
        keys.extend(["many", "volunteers", "night", "address"].map(|kind| of("odd", kind)));
        let values = [("who", "ada"), ("count", "1"), ("address", "192.0.2.1")];
        for language in Language::ALL {
            let missing: Vec<&String> =
                keys.iter().filter(|key| language.message_with(key, &values) == **key).collect();
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }
}
