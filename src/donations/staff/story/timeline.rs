//! A donation's story in the words of staff, in the order of time.

use time::OffsetDateTime;

use super::queries::StepRow;
use crate::{
    alerts::AlertKind,
    audit::Action,
    donations::{disputes, donation::Donation, refunds::ask::refusal_sentence},
    ledger::Entry,
    money::sum,
    rooms::frame::Moment,
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
    let asked = match donation.method.as_str() {
        _ if is_turn => "A turn of the monthly gift came",
        "transfer" => "The donor announced a bank transfer",
        "offline" => "Staff entered a gift",
        _ => "The donor sent the form",
    };
    let mut steps =
        vec![(at, Step { amount: Some(sum(donation.amount_minor, &donation.currency)), ..Step::new(at, asked) })];
    if donation.checkout_session_id.is_some() {
        let begun = format!("Checkout {} begun at Stripe", donation.attempt);
        let begun = Step { detail: donation.checkout_session_id.clone(), ..Step::new(donation.asked_at, begun) };
        steps.push((donation.asked_at, begun));
    }
    if let Some(at) = donation.checkout_expires_at.filter(|_| !donation.has_money()) {
        let words = match donation.state.as_str() {
            "pending" => "The checkout closes",
            "processing" => "The bank takes its time: the money is not here yet",
            "failed" => "The bank said no",
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
        is_problem: entry.kind == "dispute",
        ..Step::new(entry.occurred_at, movement(&entry.kind))
    }
}

/// What a movement of the ledger is called.
pub(crate) fn movement(kind: &str) -> &str {
    match kind {
        "charge" => "The gift arrived through Stripe",
        "transfer" => "The gift arrived",
        "fee" => "Fee of the processor",
        "refund" => "Given back to the donor",
        "dispute" => "Taken back by the donor’s bank",
        "reversal" => "Came back to us",
        "correction" => "Put right by staff",
        other => other,
    }
}

fn of_row(row: StepRow) -> Step {
    let words = match (row.kind.as_str(), row.word.as_str()) {
        ("receipt", "numbered") => "Receipt numbered".to_owned(),
        ("receipt", _) => "Original of the receipt shown".to_owned(),
        ("mail", "sent") => "Mail sent".to_owned(),
        ("mail", "refused") => "Mail refused for good by the donor’s mail server".to_owned(),
        ("mail", _) => "Mail waits to be sent".to_owned(),
        ("refund", status) => refund_words(status).to_owned(),
        ("dispute", status) => format!("Dispute: {}", status.replace('_', " ")),
        ("event", kind) => format!("Stripe told of {kind}"),
        ("act", action) => act_words(action).to_owned(),
        ("alert", kind) => {
            AlertKind::from_word(kind).map_or_else(|| kind.to_owned(), |kind| kind.sentence().to_owned())
        }
        ("settled", _) => "The alert was settled".to_owned(),
        (other, _) => other.to_owned(),
    };
    let is_over = disputes::is_over(&row.word);
    let detail = match (row.kind.as_str(), row.word.as_str(), row.detail) {
        ("refund", "refused", Some(code)) => Some(format!("{} ({code})", refusal_sentence(&code))),
        (_, _, detail) => detail,
    };
    Step {
        detail,
        amount: row.amount_minor.zip(row.currency).map(|(minor, currency)| sum(minor, &currency)),
        staff: row.staff,
        due_at: row.due_at.filter(|_| !is_over).map(Moment::new),
        is_problem: matches!(row.word.as_str(), "refused" | "failed")
            || row.kind == "alert"
            || row.kind == "dispute" && !is_over,
        ..Step::new(row.at, words)
    }
}

fn refund_words(status: &str) -> &str {
    match status {
        "asked" => "Refund asked for; Stripe has not answered yet",
        "refused" => "Refund refused by Stripe; nothing was given back",
        "pending" => "Refund on its way",
        "requires_action" => "Refund waits for the donor: Stripe asked them where to send it",
        "succeeded" => "Refund done",
        "failed" => "Refund came back: the donor’s bank did not take it",
        "canceled" => "Refund called off",
        other => other,
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
        Some(Action::SettledFlag) => "Looked at, and the flag taken away",
        _ => action,
    }
}
