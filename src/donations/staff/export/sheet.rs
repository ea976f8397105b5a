//! The export as a sheet: columns, and cells that no spreadsheet takes for a formula (OWASP, CSV injection).

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    donations::{
        donation::place,
        receipts::Serial,
        staff::{
            export::queries::MovementRow,
            form::{method_words, state_words},
        },
    },
    error::Error,
    language::Language,
    money::Currency,
    rooms::frame::Moment,
    seal::Keys,
    text::is_invisible,
};

/// The columns. What each is called, and what stands in it, says a message.
const COLUMNS: [&str; 15] = [
    "entry",
    "moved_at",
    "kind",
    "amount",
    "currency",
    "source",
    "source_id",
    "donation",
    "asked_at",
    "state",
    "method",
    "monthly_gift",
    "purpose",
    "receipt",
    "anonymous",
];
const DONOR_COLUMNS: [&str; 2] = ["donor_name", "donor_mail"];

/// What makes spreadsheets read UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns of a sheet.
pub(crate) fn columns(with_donors: bool) -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().chain(DONOR_COLUMNS.into_iter().filter(move |_| with_donors))
}

/// What a column is called, and what stands in it.
pub(crate) fn words(column: &str, language: Language) -> (String, String) {
    let key = format!("rooms-donations-sheet-{column}");
    (language.message(&key), language.message(&format!("{key}-about")))
}

/// The first line.
///
/// # Errors
/// When it cannot be written, which is a fault of ours.
pub(crate) fn head(with_donors: bool, language: Language) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let names = columns(with_donors).map(|column| words(column, language).0);
    writer.write_record(names).map_err(anyhow::Error::from)?;
    Ok(writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)
}

/// The lines of some movements.
///
/// # Errors
/// When a donor's name does not open.
pub(crate) fn lines(
    keys: &Keys,
    rows: &[MovementRow],
    with_donors: bool,
    language: Language,
) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::with_capacity(rows.len() * 256));
    for row in rows {
        let mut cells = cells(row, language);
        if with_donors {
            let open = |column, sealed: &Option<Vec<u8>>| {
                sealed.as_deref().map(|sealed| keys.open(place(row.donation_id, column), sealed)).transpose()
            };
            cells.push(open("name_sealed", &row.name_sealed)?.unwrap_or_default());
            cells.push(open("mail_sealed", &row.mail_sealed)?.unwrap_or_default());
        }
        // The amount is a number of ours, and may begin with a minus.
        let safe = cells.iter().enumerate().map(|(at, cell)| if at == 3 { cell.clone() } else { harmless(cell) });
        writer.write_record(safe).map_err(anyhow::Error::from)?;
    }
    Ok(writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)
}

/// Words are those of the reader; numbers, times, codes and names are the same for everybody.
fn cells(row: &MovementRow, language: Language) -> Vec<String> {
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let fund = match language {
        Language::English => row.fund_english.as_ref(),
        Language::Korean => row.fund_korean.as_ref(),
    };
    let serial = row.receipt_year.zip(row.receipt_number).map(|(year, number)| Serial { year, number }.to_string());
    vec![
        row.id.to_string(),
        Moment::new(row.occurred_at).machine(),
        language.words("rooms-donations-kind-", row.kind),
        decimal(row.amount_minor, &row.currency),
        row.currency.to_uppercase(),
        language.words("rooms-donations-source-", row.source),
        row.source_id.clone(),
        row.donation_id.to_string(),
        Moment::new(row.created_at).machine(),
        state_words(row.state, language),
        method_words(row.method, language),
        id(row.monthly_gift_id),
        fund.cloned().unwrap_or_default(),
        serial.unwrap_or_default(),
        if row.is_anonymous { language.message("rooms-donations-sheet-yes") } else { String::new() },
    ]
}

/// An amount as a number with all decimals of its currency.
fn decimal(minor: i64, currency: &str) -> String {
    let decimals = Currency::from_code(currency).map_or(0, Currency::decimals);
    let sign = if minor < 0 { "-" } else { "" };
    let per_major = 10_u64.pow(decimals);
    let (whole, rest) = (minor.unsigned_abs() / per_major, minor.unsigned_abs() % per_major);
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{rest:0width$}", width = decimals as usize),
    }
}

/// A text in which nothing is a formula. A spreadsheet may take more than a comma for the end of a cell, by the country that
/// it is set to, so what follows such a sign is looked at, too. What nobody sees, or what turns the direction of writing,
/// goes; line breaks become blanks.
fn harmless(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut is_beginning = true;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if is_beginning && begins_formula(c) {
            cell.push('\'');
        }
        let is_break = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let ends_cell = is_break || matches!(c, ';' | '|');
        is_beginning = ends_cell || is_beginning && (c.is_whitespace() || matches!(c, '"' | '\''));
        cell.push(if is_break { ' ' } else { c });
    }
    cell
}

/// Signs with which a formula begins, in every width.
fn begins_formula(c: char) -> bool {
    c.nfkc().next().is_some_and(|plain| matches!(plain, '=' | '+' | '-' | '@' | '\u{2212}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (hostile, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", " '=1"),
            ("\r=1", " '=1"),
            (" =1", " '=1"),
            ("＝1", "'＝1"),
            ("－1", "'－1"),
            ("﹢1", "'﹢1"),
            ("\u{200b}=1", "'=1"),
            ("\u{202e}=1", "'=1"),
            ("\u{feff}\u{2066} =1", " '=1"),
            ("\u{3164}@x", "'@x"),
            ("\u{0}=1", " '=1"),
            ("\"=1", "\"'=1"),
            ("'=1", "''=1"),
            ("x;=1+1", "x;'=1+1"),
            ("x; =1+1", "x; '=1+1"),
            ("x;\"=1+1\"", "x;\"'=1+1\""),
            ("x\t=1+1", "x '=1+1"),
            ("x\n=1+1", "x '=1+1"),
            ("x\r\n\u{200b}-1", "x  '-1"),
            ("x|cmd;;@y", "x|cmd;;'@y"),
        ] {
            assert_eq!(harmless(hostile), written, "{hostile:?}");
        }
        for plain in ["", "Dana Ro", "a=b", "카나리아", "2026-000001", "a - b", "dana+kr@example.org", "pi_3-x; y"]
        {
            assert_eq!(harmless(plain), plain);
        }
    }

    #[test]
    fn amounts_are_numbers() {
        for (minor, currency, expected) in [
            (-250, "usd", "-2.50"),
            (-5, "eur", "-0.05"),
            (30_000, "krw", "30000"),
            (-1, "jpy", "-1"),
            (100, "usd", "1.00"),
        ] {
            assert_eq!(decimal(minor, currency), expected);
        }
    }
}
