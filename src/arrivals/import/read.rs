//! Reads a bank's list: bytes to text, text to lines. Every fault is named, and a list with a fault is refused as a whole.

use std::collections::HashMap;

use csv::{Reader, ReaderBuilder, StringRecord};
use time::Date;

use crate::{
    arrivals::{
        day,
        form::is_line_name,
        import::{Fault, LARGEST, MOST_LINES, Wrong, fault::WrongCell},
    },
    money::{Amount, AmountError, Currency},
    text::tidy,
};

/// A list that can be read.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) lines: Vec<Line>,
    /// Columns that are not read.
    pub(crate) unread: Vec<String>,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its place, counted from 1 as editors and spreadsheets do.
    pub(crate) number: u64,
    /// The day on which the money arrived.
    pub(crate) day: Date,
    /// How much, or nothing: banks list what left the account with a zero here.
    pub(crate) amount: Option<Amount>,
    /// What was written on the transfer.
    pub(crate) reference: String,
    /// Who paid, as the bank says.
    pub(crate) payer: String,
    /// The bank's own name of the line.
    pub(crate) id: String,
}

/// A column, by its names in the first line.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) english: &'static str,
    pub(crate) korean: &'static str,
    /// The message that says what stands in it.
    pub(crate) about: &'static str,
    /// Whether it must be there.
    pub(crate) is_needed: bool,
}

const fn needed(english: &'static str, korean: &'static str, about: &'static str) -> Column {
    Column { english, korean, about, is_needed: true }
}

const fn optional(english: &'static str, korean: &'static str, about: &'static str) -> Column {
    Column { english, korean, about, is_needed: false }
}

/// The columns that are read.
pub(crate) static COLUMNS: [Column; 6] = [
    needed("date", "거래일", "rooms-arrivals-column-date"),
    needed("amount", "입금액", "rooms-arrivals-column-amount"),
    needed("reference", "적요", "rooms-arrivals-column-reference"),
    optional("currency", "통화", "rooms-arrivals-column-currency"),
    optional("payer", "입금자", "rooms-arrivals-column-payer"),
    optional("id", "거래번호", "rooms-arrivals-column-id"),
];

/// The text of a file: UTF-8, or EUC-KR as Korean spreadsheets write it. The fault says what to save it as instead.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.is_empty() {
        return Err(Fault::whole(Wrong::NoFile));
    }
    if bytes.len() > LARGEST {
        return Err(Fault::whole(Wrong::TooLarge));
    }
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Fault::whole(Wrong::Workbook));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes).map(String::from),
    };
    text.filter(|text| !text.contains('\0')).ok_or(Fault::whole(Wrong::Encoding))
}

/// The lines of a text, or everything that is wrong with them.
pub(crate) fn read(text: &str, today: Date) -> Result<List, Vec<Fault>> {
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = reader(text);
    let head = reader.headers().cloned().map_err(|_| vec![Fault::whole(Wrong::Head)])?;
    let columns = Columns::find(&head)?;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for record in reader.into_records() {
        match record {
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => match columns.line(&record, number(text, record.position()).unwrap_or_default(), today) {
                Ok(line) => lines.push(line),
                Err(mut found) => faults.append(&mut found),
            },
            Err(error) => faults.push(broken(&error, number(text, error.position()))),
        }
        if lines.len() + faults.len() > MOST_LINES {
            return Err(vec![Fault::whole(Wrong::TooLong)]);
        }
    }
    faults.append(&mut repeated(&lines));
    if lines.is_empty() && faults.is_empty() {
        faults.push(Fault::whole(Wrong::NoLines));
    }
    if faults.is_empty() { Ok(List { lines, unread: columns.unread }) } else { Err(faults) }
}

/// Parted by commas, or by what spreadsheets use where the comma is taken.
fn reader(text: &str) -> Reader<&[u8]> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(',') {
        b','
    } else if head.contains('\t') {
        b'\t'
    } else {
        b';'
    };
    ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes())
}

/// The line at which a record stands; the reader counts from where it began to look, before blank lines.
fn number(text: &str, position: Option<&csv::Position>) -> Option<u64> {
    let position = position?;
    let rest = text.as_bytes().get(usize::try_from(position.byte()).ok()?..)?;
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    Some(position.line() + u64::try_from(blank).ok()?)
}

fn broken(error: &csv::Error, line: Option<u64>) -> Fault {
    let wrong = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Wrong::Cells(*len, *expected_len),
        _ => Wrong::Unreadable,
    };
    Fault { line, wrong }
}

struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    unread: Vec<String>,
}

impl Columns {
    fn find(head: &StringRecord) -> Result<Self, Vec<Fault>> {
        let mut columns = Self { places: [None; COLUMNS.len()], unread: Vec::new() };
        let mut faults = Vec::new();
        for (place, name) in head.iter().enumerate() {
            let name = tidy(name).to_lowercase();
            match COLUMNS.iter().position(|column| name == column.english || name == column.korean) {
                Some(column) if columns.places[column].is_some() => {
                    faults.push(Fault::at(1, Wrong::ColumnTwice(name)));
                }
                Some(column) => columns.places[column] = Some(place),
                None if name.is_empty() => {}
                None => columns.unread.push(name),
            }
        }
        for (column, _) in
            COLUMNS.iter().zip(columns.places).filter(|(column, place)| column.is_needed && place.is_none())
        {
            faults.push(Fault::at(1, Wrong::NoColumn(column.english, column.korean)));
        }
        if faults.is_empty() { Ok(columns) } else { Err(faults) }
    }

    fn line(&self, record: &StringRecord, number: u64, today: Date) -> Result<Line, Vec<Fault>> {
        let cell = |column: usize| {
            let cell = self.places[column].and_then(|place| record.get(place)).unwrap_or_default();
            tidy(cell).replace('\n', " ")
        };
        let [date, amount, reference, currency, payer, id] = [0, 1, 2, 3, 4, 5].map(cell);
        let mut faults = Vec::new();
        let mut say = |cell: &str, wrong| faults.push(Fault::at(number, Wrong::Cell(short(cell), wrong)));
        let day = day::parse(&date, today).map_err(|error| say(&date, WrongCell::Day(error)));
        let code = if currency.is_empty() { Currency::Krw.code() } else { &currency };
        let known = Currency::from_code(code);
        if known.is_none() {
            say(&currency, WrongCell::Currency);
        }
        let amount = known.and_then(|currency| match Amount::parse_sum(&amount, currency) {
            Ok(sum) => Some(Some(sum)),
            Err(AmountError::NotPositive) if is_zero(&amount) => Some(None),
            Err(error) => {
                say(&amount, WrongCell::Amount(error, currency));
                None
            }
        });
        if !is_line_name(&id) {
            say(&id, WrongCell::Id);
        }
        match (day, amount, faults.is_empty()) {
            (Ok(day), Some(amount), true) => Ok(Line { number, day, amount, reference, payer, id }),
            _ => Err(faults),
        }
    }
}

/// Lines that say the same twice. Whether both arrived, only the bank's ids can tell.
fn repeated(lines: &[Line]) -> Vec<Fault> {
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut faults = Vec::new();
    for line in lines.iter().filter(|line| line.amount.is_some()) {
        let Some(before) = seen.insert(line.identity(), line.number) else { continue };
        let wrong = if line.id.is_empty() { Wrong::SameLine(before) } else { Wrong::SameId(before) };
        faults.push(Fault::at(line.number, wrong));
    }
    faults
}

impl Line {
    /// What makes it the line that it is: the bank's name of it, or else all that it says.
    pub(crate) fn identity(&self) -> String {
        if !self.id.is_empty() {
            return format!("id {}", self.id);
        }
        let (minor, code) = self.amount.map_or((0, ""), |amount| (amount.minor(), amount.currency().code()));
        format!("line {} {minor} {code} {:?} {:?}", self.day, self.reference, self.payer)
    }
}

fn is_zero(typed: &str) -> bool {
    typed.chars().all(|c| "0.,".contains(c))
}

fn short(cell: &str) -> String {
    if cell.chars().count() > 40 { cell.chars().take(39).chain(['…']).collect() } else { cell.to_owned() }
}

#[cfg(test)]
mod tests;
