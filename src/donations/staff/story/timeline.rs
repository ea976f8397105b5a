//! A donation's story in the words of staff, in the order of time.

use time::OffsetDateTime;

use super::queries::{MailStep, ReceiptStep, StepKind, StepRow};
use crate::{
    alerts::AlertKind,
    audit::Action,
    donations::{
        ask_refund::refusal_sentence,
        donation::{Donation, DonationState, Method},
        effects::Outcome,
        refunds::Status,
    },
    language::Language,
    ledger::{Entry, Kind},
    mail::MailKind,
    money::sum,
    rooms::frame::Moment,
    stripe::words::{DisputeReason, DisputeStatus},
    words::Word as _,
};

pub(crate) struct Step {
    pub(crate) at: Moment,
    pub(crate) words: String,
    pub(crate) detail: Option<String>,
    pub(crate) amount: Option<String>,
    pub(crate) staff: Option<String>,
    pub(crate) due_at: Option<Moment>,
    pub(crate) is_problem: bool,
}

impl Step {
    fn new(at: OffsetDateTime, words: impl Into<String>) -> Self {
        Self {
            at: Moment::new(at),
            words: words.into(),
            detail: None,
            amount: None,
            staff: None,
            due_at: None,
            is_problem: false,
        }
    }
}

/// All steps of a donation.
pub(crate) fn steps(donation: &Donation, entries: &[Entry], rows: Vec<StepRow>, language: Language) -> Vec<Step> {
    let mut steps: Vec<(OffsetDateTime, Step)> = beginning(donation, language);
    steps.extend(entries.iter().map(|entry| (entry.occurred_at, of_entry(entry, language))));
    steps.extend(rows.into_iter().map(|row| (row.at, of_row(row, language))));
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// What the row itself tells: the form, the checkout.
fn beginning(donation: &Donation, language: Language) -> Vec<(OffsetDateTime, Step)> {
    let at = donation.created_at;
    let is_turn = donation.monthly_gift_id.is_some_and(|id| id != donation.id);
    let asked = match donation.method {
        _ if is_turn => "rooms-donations-step-turn",
        Method::Transfer => "rooms-donations-step-transfer",
        Method::Offline => "rooms-donations-step-offline",
        Method::Card => "rooms-donations-step-card",
    };
    let amount = Some(sum(donation.amount_minor, &donation.currency));
    let mut steps = vec![(at, Step { amount, ..Step::new(at, language.message(asked)) })];
    if donation.checkout_session_id.is_some() {
        let begun =
            language.message_with("rooms-donations-step-checkout", &[("attempt", &donation.attempt.to_string())]);
        let begun = Step { detail: donation.checkout_session_id.clone(), ..Step::new(donation.asked_at, begun) };
        steps.push((donation.asked_at, begun));
    }
    if let Some(at) = donation.checkout_expires_at.filter(|_| !donation.has_money()) {
        let ends = match donation.state {
            DonationState::Pending => "rooms-donations-step-closes",
            DonationState::Processing => "rooms-donations-step-processing",
            DonationState::Failed => "rooms-donations-step-failed",
            _ => "rooms-donations-step-closed",
        };
        steps.push((at, Step::new(at, language.message(ends))));
    }
    steps
}

fn of_entry(entry: &Entry, language: Language) -> Step {
    Step {
        amount: Some(sum(entry.amount_minor, &entry.currency)),
        detail: Some(entry.source_id.clone()),
        is_problem: entry.kind == Kind::Dispute,
        ..Step::new(entry.occurred_at, movement(entry.kind, language))
    }
}

/// What a movement of the ledger is called.
pub(crate) fn movement(kind: Kind, language: Language) -> String {
    language.words("rooms-donations-movement-", kind)
}

fn of_row(row: StepRow, language: Language) -> Step {
    let (words, is_problem) = words(row.kind, &row.word, language);
    let is_open = row.kind != StepKind::Dispute || is_problem;
    Step {
        detail: detail(&row, language),
        amount: row.amount_minor.zip(row.currency).map(|(minor, currency)| sum(minor, &currency)),
        staff: row.staff,
        due_at: row.due_at.filter(|_| is_open).map(Moment::new),
        is_problem,
        ..Step::new(row.at, words)
    }
}

/// What a step names, with what else its table says of it. Ids and codes stand as they are.
fn detail(row: &StepRow, language: Language) -> Option<String> {
    let detail = row.detail.as_deref()?;
    let note = row.note.as_deref();
    Some(match (row.kind, note) {
        (StepKind::Refund, _) if Status::from_word(&row.word) == Some(Status::Refused) => {
            format!("{} ({detail})", refusal_sentence(detail, language))
        }
        (StepKind::Mail, copy) => {
            let kind = MailKind::from_word(detail).map(|kind| language.words("rooms-donations-mail-", kind));
            let copy = copy.map(|copy| language.message_with("rooms-donations-mail-copy", &[("copy", copy)]));
            kind.into_iter().chain(copy).collect::<Vec<_>>().join(", ")
        }
        (StepKind::Dispute, Some(why)) => format!("{detail} ({})", why_disputed(why, language)),
        (StepKind::Event, Some("dead")) => format!("{detail} ({})", language.message("rooms-donations-event-dead")),
        (StepKind::Event, Some("waiting")) => {
            format!("{detail} ({})", language.message("rooms-donations-event-waiting"))
        }
        (StepKind::Event, Some(outcome)) => format!("{detail}: {}", outcome_words(outcome, language)),
        _ => detail.to_owned(),
    })
}

/// What a step is called, and whether somebody should look at it. `word` is that of the table that tells of the step; one
/// that we do not know is shown as it is.
fn words(kind: StepKind, word: &str, language: Language) -> (String, bool) {
    match kind {
        StepKind::Receipt => {
            let is_numbered = ReceiptStep::from_word(word) == Some(ReceiptStep::Numbered);
            let key = if is_numbered { "rooms-donations-step-numbered" } else { "rooms-donations-step-shown" };
            (language.message(key), false)
        }
        StepKind::Mail => {
            let step = MailStep::from_word(word).unwrap_or(MailStep::Waiting);
            (language.words("rooms-donations-step-mail-", step), step == MailStep::Refused)
        }
        StepKind::Refund => {
            let status = Status::from_word(word);
            let words =
                status.map_or_else(|| word.to_owned(), |status| language.words("rooms-donations-refund-", status));
            (words, matches!(status, Some(Status::Refused | Status::Failed)))
        }
        StepKind::Dispute => {
            let is_over = DisputeStatus::from_word(word).is_some_and(DisputeStatus::is_over);
            let status = dispute_words(word, language);
            (language.message_with("rooms-donations-step-dispute", &[("status", &status)]), !is_over)
        }
        StepKind::Event => (language.message_with("rooms-donations-step-event", &[("kind", word)]), false),
        StepKind::Act => (act_words(word, language), false),
        StepKind::Alert => {
            (AlertKind::from_word(word).map_or_else(|| word.to_owned(), |kind| kind.sentence(language)), true)
        }
        StepKind::Settled => (language.message("rooms-donations-step-settled"), false),
    }
}

/// How a dispute stands, in words; one that Stripe added stands as it is.
pub(crate) fn dispute_words(status: &str, language: Language) -> String {
    DisputeStatus::from_word(status)
        .map_or_else(|| status.replace('_', " "), |status| language.words("rooms-donations-dispute-", status))
}

fn why_disputed(why: &str, language: Language) -> String {
    DisputeReason::from_word(why)
        .map_or_else(|| why.replace('_', " "), |why| language.words("rooms-donations-dispute-why-", why))
}

/// What came of an event, in words; a word of an earlier version stands as it is.
pub(crate) fn outcome_words(outcome: &str, language: Language) -> String {
    Outcome::from_word(outcome)
        .map_or_else(|| outcome.to_owned(), |outcome| language.words("rooms-donations-outcome-", outcome))
}

/// The acts that are about one donation.
const ACTS: [Action; 11] = [
    Action::OpenedDonation,
    Action::SearchedDonations,
    Action::SearchedDonor,
    Action::AskedRefund,
    Action::RecordedSentBack,
    Action::CorrectedDonation,
    Action::SentReceiptAgain,
    Action::CorrectedAddress,
    Action::SettledFlag,
    Action::RecordedTransfer,
    Action::AddedOfflineGift,
];

fn act_words(action: &str, language: Language) -> String {
    let known = Action::from_word(action).filter(|action| ACTS.contains(action));
    known.map_or_else(|| action.to_owned(), |action| language.words("rooms-donations-act-", action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{donations::flag::Flag, ledger::Source, stripe::RefundReason, words::Word};

    fn of_all<W: Word>(beginning: &str, words: &[W], language: Language) -> Vec<String> {
        words.iter().map(|word| language.words(beginning, *word)).collect()
    }

    #[test]
    fn every_word_of_the_database_is_told_in_both_languages() {
        for language in Language::ALL {
            let told = [
                of_all("rooms-donations-state-", DonationState::ALL, language),
                of_all("rooms-donations-method-", Method::ALL, language),
                of_all("rooms-donations-movement-", Kind::ALL, language),
                of_all("rooms-donations-kind-", Kind::ALL, language),
                of_all("rooms-donations-source-", Source::ALL, language),
                of_all("rooms-donations-refund-", Status::ALL, language),
                of_all("rooms-donations-refund-why-", RefundReason::ALL, language),
                of_all("rooms-donations-dispute-", DisputeStatus::ALL, language),
                of_all("rooms-donations-dispute-why-", DisputeReason::ALL, language),
                of_all("rooms-donations-outcome-", Outcome::ALL, language),
                of_all("rooms-donations-step-mail-", MailStep::ALL, language),
                of_all("rooms-donations-act-", &ACTS, language),
                of_all("rooms-donations-flag-", Flag::ALL, language),
            ]
            .concat();
            for words in told {
                assert!(!words.starts_with("rooms-"), "{words} has no message");
                let is_korean = words.chars().any(|c| ('가'..='힣').contains(&c));
                assert!(is_korean == (language == Language::Korean) || words == "Stripe", "{language}: {words}");
            }
        }
    }

    #[test]
    fn what_others_add_stands_as_it_is() {
        for language in Language::ALL {
            assert_eq!(dispute_words("a_new_status", language), "a new status");
            assert_eq!(why_disputed("a_new_reason", language), "a new reason");
            assert_eq!(outcome_words("of an earlier version", language), "of an earlier version");
            assert_eq!(act_words("a_new_act", language), "a_new_act");
        }
    }
}
