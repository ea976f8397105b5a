//! A donation's story in the words of staff, in the order of time.

use time::OffsetDateTime;

use super::queries::{MailStep, ReceiptStep, StepKind, StepRow};
use crate::{
    alerts::AlertKind,
    audit::Action,
    donations::{
        ask_refund::refusal_sentence,
        donation::{Donation, DonationState, Method},
        refunds::Status,
    },
    language::Language,
    ledger::{Entry, Kind},
    money::sum,
    rooms::frame::Moment,
    stripe::words::DisputeStatus,
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
pub(crate) fn steps(donation: &Donation, entries: &[Entry], rows: Vec<StepRow>) -> Vec<Step> {
    let mut steps: Vec<(OffsetDateTime, Step)> = beginning(donation);
    steps.extend(entries.iter().map(|entry| (entry.occurred_at, of_entry(entry))));
    steps.extend(rows.into_iter().map(|row| (row.at, of_row(row))));
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// What the row itself tells: the form, the checkout.
fn beginning(donation: &Donation) -> Vec<(OffsetDateTime, Step)> {
    let at = donation.created_at;
    let is_turn = donation.monthly_gift_id.is_some_and(|id| id != donation.id);
    let asked = match donation.method {
        _ if is_turn => "A turn of the monthly gift came",
        Method::Transfer => "The donor announced a bank transfer",
        Method::Offline => "Staff entered a gift",
        Method::Card => "The donor sent the form",
    };
    let mut steps =
        vec![(at, Step { amount: Some(sum(donation.amount_minor, &donation.currency)), ..Step::new(at, asked) })];
    if donation.checkout_session_id.is_some() {
        let begun = format!("Checkout {} begun at Stripe", donation.attempt);
        let begun = Step { detail: donation.checkout_session_id.clone(), ..Step::new(donation.asked_at, begun) };
        steps.push((donation.asked_at, begun));
    }
    if let Some(at) = donation.checkout_expires_at.filter(|_| !donation.has_money()) {
        let words = match donation.state {
            DonationState::Pending => "The checkout closes",
            DonationState::Processing => "The bank takes its time: the money is not here yet",
            DonationState::Failed => "The bank said no",
            _ => "The checkout closed without a payment",
        };
        steps.push((at, Step::new(at, words)));
    }
    steps
}

fn of_entry(entry: &Entry) -> Step {
    Step {
        amount: Some(sum(entry.amount_minor, &entry.currency)),
        detail: Some(entry.source_id.clone()),
        is_problem: entry.kind == Kind::Dispute,
        ..Step::new(entry.occurred_at, movement(entry.kind))
    }
}

/// What a movement of the ledger is called.
pub(crate) fn movement(kind: Kind) -> &'static str {
    match kind {
        Kind::Charge => "The gift arrived through Stripe",
        Kind::Transfer => "The gift arrived",
        Kind::Fee => "Fee of the processor",
        Kind::Refund => "Given back to the donor",
        Kind::Dispute => "Taken back by the donor’s bank",
        Kind::Reversal => "Came back to us",
        Kind::Correction => "Put right by staff",
    }
}

fn of_row(row: StepRow) -> Step {
    let (words, is_problem) = words(row.kind, &row.word);
    let is_open = row.kind != StepKind::Dispute || is_problem;
    let is_refusal = row.kind == StepKind::Refund && Status::from_word(&row.word) == Some(Status::Refused);
    let detail = match row.detail {
        Some(code) if is_refusal => Some(format!("{} ({code})", refusal_sentence(&code))),
        detail => detail,
    };
    Step {
        detail,
        amount: row.amount_minor.zip(row.currency).map(|(minor, currency)| sum(minor, &currency)),
        staff: row.staff,
        due_at: row.due_at.filter(|_| is_open).map(Moment::new),
        is_problem,
        ..Step::new(row.at, words)
    }
}

/// What a step is called, and whether somebody should look at it. `word` is that of the table that tells of the step; one
/// that we do not know is shown as it is.
fn words(kind: StepKind, word: &str) -> (String, bool) {
    match kind {
        StepKind::Receipt => match ReceiptStep::from_word(word) {
            Some(ReceiptStep::Numbered) => ("Receipt numbered".to_owned(), false),
            _ => ("Original of the receipt shown".to_owned(), false),
        },
        StepKind::Mail => match MailStep::from_word(word) {
            Some(MailStep::Sent) => ("Mail sent".to_owned(), false),
            Some(MailStep::Refused) => ("Mail refused for good by the donor’s mail server".to_owned(), true),
            _ => ("Mail waits to be sent".to_owned(), false),
        },
        StepKind::Refund => {
            let status = Status::from_word(word);
            let words = status.map_or_else(|| word.to_owned(), |status| refund_words(status).to_owned());
            (words, matches!(status, Some(Status::Refused | Status::Failed)))
        }
        StepKind::Dispute => {
            let is_over = DisputeStatus::from_word(word).is_some_and(DisputeStatus::is_over);
            (format!("Dispute: {}", word.replace('_', " ")), !is_over)
        }
        StepKind::Event => (format!("Stripe told of {word}"), false),
        StepKind::Act => (act_words(word).to_owned(), false),
        StepKind::Alert => {
            (AlertKind::from_word(word).map_or_else(|| word.to_owned(), |kind| kind.sentence(Language::English)), true)
        }
        StepKind::Settled => ("The alert was settled".to_owned(), false),
    }
}

fn refund_words(status: Status) -> &'static str {
    match status {
        Status::Asked => "Refund asked for; Stripe has not answered yet",
        Status::Refused => "Refund refused by Stripe; nothing was given back",
        Status::Pending => "Refund on its way",
        Status::RequiresAction => "Refund waits for the donor: Stripe asked them where to send it",
        Status::Succeeded => "Refund done",
        Status::Failed => "Refund came back: the donor’s bank did not take it",
        Status::Canceled => "Refund called off",
    }
}

fn act_words(action: &str) -> &str {
    match Action::from_word(action) {
        Some(Action::OpenedDonation) => "Donor shown",
        Some(Action::SearchedDonations) => "Found by a search",
        Some(Action::SearchedDonor) => "Donor searched for",
        Some(Action::AskedRefund) => "Refund asked for by staff",
        Some(Action::RecordedSentBack) => "Money sent back recorded by staff",
        Some(Action::CorrectedDonation) => "Books put right by staff",
        Some(Action::SentReceiptAgain) => "Receipt sent again by staff",
        Some(Action::CorrectedAddress) => "Donor’s mail address corrected by staff",
        Some(Action::SettledFlag) => "Looked at, and the flag taken away",
        _ => action,
    }
}
