//! What would be booked of a list, line by line, and why it cannot be booked.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;
use time::Date;

use crate::{
    arrivals::{
        import::{
            Fault, Wrong,
            read::{Line, List},
        },
        queries::{self, Awaited},
    },
    calendar,
    donations::code,
    error::Error,
    language::Language,
    money::Amount,
    seal::{Keys, hex},
};

/// The purpose of the keyed hash that names a line without an id of the bank. It is keyed because the line is personal.
const LINE: &str = "bank line";

/// A list with what would become of it.
pub(crate) struct Plan {
    pub(crate) lines: Vec<Planned>,
    /// Why nothing of it can be booked.
    pub(crate) faults: Vec<Fault>,
    /// Columns that are not read.
    pub(crate) unread: Vec<String>,
}

/// A line with what would become of it.
pub(crate) struct Planned {
    pub(crate) line: Line,
    /// What the ledger calls it.
    pub(crate) source_id: String,
    /// What would become of it.
    pub(crate) fate: Fate,
}

/// What would become of a line.
pub(crate) enum Fate {
    /// Booked for the donation of its code.
    Matched(Box<Matched>),
    /// No code: booked as a gift that nobody announced, if staff want that.
    Unmatched(Amount),
    /// Left out, for this reason.
    LeftOut(LeftOut),
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// It may be money that is in the books already.
    Twin,
    NoMoney,
    /// It holds the codes of several gifts.
    SeveralCodes,
    /// Its gift was announced in another one.
    OtherCurrency,
}

impl LeftOut {
    /// What staff read.
    pub(crate) fn words(self, language: Language) -> String {
        language.message(match self {
            Self::Twin => "rooms-arrivals-left-out-twin",
            Self::NoMoney => "rooms-arrivals-left-out-no-money",
            Self::SeveralCodes => "rooms-arrivals-left-out-several",
            Self::OtherCurrency => "rooms-arrivals-left-out-currency",
        })
    }
}

/// A line whose donation was found.
pub(crate) struct Matched {
    /// The donation, with what arrived before this list.
    pub(crate) donation: Awaited,
    /// How much would be booked.
    pub(crate) amount: Amount,
    /// What would have arrived for the donation after this line.
    pub(crate) received_after: Amount,
}

impl Planned {
    /// The donation for which it would be booked.
    pub(crate) fn announced(&self) -> Option<uuid::Uuid> {
        if let Fate::Matched(matched) = &self.fate { Some(matched.donation.id) } else { None }
    }
}

impl Matched {
    /// How far the donation would be: less, as much, or more than was announced.
    pub(crate) fn reaches(&self) -> std::cmp::Ordering {
        self.received_after.minor().cmp(&self.donation.amount_minor)
    }
}

/// Finds the donations whose codes stand in a list, and the lines that were booked before.
pub(crate) async fn plan(db: &mut PgConnection, keys: &Keys, list: List) -> Result<Plan, Error> {
    let lengths: Vec<usize> =
        queries::code_lengths(&mut *db).await?.into_iter().filter_map(|length| usize::try_from(length).ok()).collect();
    let codes: Vec<HashSet<String>> = list
        .lines
        .iter()
        .map(|line| [&line.reference, &line.payer].iter().flat_map(|text| code::candidates(text, &lengths)).collect())
        .collect();
    let all: HashSet<&String> = codes.iter().flatten().collect();
    let found = queries::find_by_codes(&mut *db, &all.into_iter().cloned().collect::<Vec<_>>()).await?;
    let found: HashMap<String, Awaited> =
        found.into_iter().map(|donation| (donation.plain.clone(), donation)).collect();
    let names: Vec<Vec<String>> = list.lines.iter().map(|line| source_ids(keys, line)).collect();
    let booked = queries::booked(&mut *db, &names.concat()).await?;
    let booked: HashSet<String> = booked.into_iter().map(|line| line.source_id).collect();
    let otherwise = booked_otherwise(db, &list.lines, &names.concat()).await?;
    let mut plan = Plan { lines: Vec::new(), faults: Vec::new(), unread: list.unread };
    let mut received: HashMap<uuid::Uuid, i64> = HashMap::new();
    for ((line, codes), names) in list.lines.into_iter().zip(codes).zip(names) {
        if line.amount.is_some() && names.iter().any(|name| booked.contains(name)) {
            plan.faults.push(Fault::at(line.number, Wrong::BookedBefore));
        }
        let matches: Vec<&Awaited> = codes.iter().filter_map(|code| found.get(code)).collect();
        let twin =
            line.amount.is_some_and(|amount| otherwise.contains(&(line.day, amount.minor(), !line.id.is_empty())));
        let fate = if twin { Fate::LeftOut(LeftOut::Twin) } else { fate(&line, &matches, &mut received) };
        let source_id = names.into_iter().next().unwrap_or_default();
        plan.lines.push(Planned { line, source_id, fate });
    }
    Ok(plan)
}

/// Days and sums that are booked under another kind of name than these lines have. The flag says which lines they clash
/// with: `true` those that have an id of the bank, `false` those that have none.
async fn booked_otherwise(
    db: &mut PgConnection,
    lines: &[Line],
    names: &[String],
) -> Result<HashSet<(Date, i64, bool)>, Error> {
    let days = lines.iter().map(|line| line.day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return Ok(HashSet::new()) };
    let until = last.next_day().unwrap_or(last);
    let range = (calendar::midnight(first), calendar::midnight(until));
    let mut clashes = HashSet::new();
    for entry in queries::booked_otherwise(db, range, names).await? {
        let key = |is_named| (calendar::day(entry.occurred_at), entry.amount_minor, is_named);
        match entry.source_id.as_str() {
            name if name.starts_with("line-") => clashes.insert(key(true)),
            name if name.starts_with("showing-") => clashes.insert(key(true)) | clashes.insert(key(false)),
            _ => clashes.insert(key(false)),
        };
    }
    Ok(clashes)
}

fn fate(line: &Line, matches: &[&Awaited], received: &mut HashMap<uuid::Uuid, i64>) -> Fate {
    let Some(amount) = line.amount else { return Fate::LeftOut(LeftOut::NoMoney) };
    let donation = match matches {
        [] => return Fate::Unmatched(amount),
        [donation] => *donation,
        _ => return Fate::LeftOut(LeftOut::SeveralCodes),
    };
    if donation.currency() != Some(amount.currency()) {
        return Fate::LeftOut(LeftOut::OtherCurrency);
    }
    let after = received.entry(donation.id).or_insert(donation.received_minor);
    *after = after.saturating_add(amount.minor());
    let received_after = Amount::from_minor(*after, amount.currency());
    Fate::Matched(Box::new(Matched { donation: donation.clone(), amount, received_after }))
}

/// What the ledger calls a line: the name under the present key first, then those under earlier keys.
fn source_ids(keys: &Keys, line: &Line) -> Vec<String> {
    if !line.id.is_empty() {
        return vec![line.id.clone()];
    }
    let hashes = keys.hashes(LINE, line.identity().as_bytes());
    hashes.iter().map(|hash| format!("line-{}", hex(&hash[..16]))).collect()
}
