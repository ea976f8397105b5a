//! A year's statement: what arrived and what went back, one sum a currency, to be printed.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    calendar,
    database::within,
    donations::{queries as donations, receipts::Serial},
    error::Error,
    inputs::Path,
    language::Language,
    ledger::Kind,
    manage::{
        queries::{self, StatementLine},
        visit::DonorVisit,
    },
    money::{Amount, Currency},
    state::AppState,
    view::{Frame, Html},
};

#[derive(Template)]
#[template(path = "manage/statement.html")]
struct StatementPage {
    frame: Frame,
    year: i32,
    /// The donor's name, if they gave one.
    name: Option<String>,
    /// The day on which the statement is made.
    made: String,
    lines: Vec<PrintedLine>,
    sums: Vec<Sum>,
    /// The way back to the visit.
    back: String,
}

/// A line of the statement as it is printed.
struct PrintedLine {
    day: String,
    what: String,
    serial: String,
    amount: Amount,
}

/// The sums of one currency.
#[derive(Debug, PartialEq, Eq)]
struct Sum {
    given: Amount,
    /// What went back, as a negative amount; zero if nothing did.
    back: Amount,
    together: Amount,
}

/// `GET /donate/manage/{visit}/statement/{year}`
pub(crate) async fn statement_page(
    State(state): State<AppState>,
    visit: DonorVisit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Response, Error> {
    visit.is_whole()?;
    let year: i32 = year.parse().map_err(|_| Error::NotFound)?;
    let bounds = calendar::year_bounds(year).ok_or(Error::NotFound)?;
    let (lines, donation) = within(async {
        let mut db = state.db.acquire().await?;
        let lines = queries::list_statement(&mut *db, &visit.indexes, bounds).await?;
        let donation = match queries::newest_named(&mut *db, &visit.indexes).await? {
            Some(id) => donations::find(&mut *db, id).await?,
            None => None,
        };
        Ok::<_, Error>((lines, donation))
    })
    .await?;
    let page = StatementPage {
        year,
        name: donation.map(|donation| donation.name(&state.config.keys)).transpose()?.flatten(),
        made: calendar::day_with_zone(OffsetDateTime::now_utc(), visit.language()),
        sums: sums(&lines),
        lines: lines.iter().filter_map(|line| printed(line, visit.language())).collect(),
        back: visit.url(""),
        frame: visit.frame,
    };
    Ok(Html::page(&page)?.into_response())
}

fn printed(line: &StatementLine, language: Language) -> Option<PrintedLine> {
    Some(PrintedLine {
        day: calendar::day_in_words(line.occurred_at, language),
        what: language.message(&format!("statement-{}", line.kind)),
        serial: line
            .year
            .zip(line.number)
            .map(|(year, number)| Serial { year, number }.to_string())
            .unwrap_or_default(),
        amount: line.amount()?,
    })
}

/// Gifts and corrections of staff on one side, what went back on the other; each currency by itself.
fn sums(lines: &[StatementLine]) -> Vec<Sum> {
    let of = |currency: Currency| {
        let amounts = lines.iter().filter_map(|line| Some((line, line.amount()?)));
        let (mut given, mut back, mut any) = (0, 0, false);
        for (line, amount) in amounts.filter(|(_, amount)| amount.currency() == currency) {
            any = true;
            match line.kind {
                Kind::Refund | Kind::Dispute | Kind::Reversal => back += amount.minor(),
                _ => given += amount.minor(),
            }
        }
        let amount = |minor| Amount::from_minor(minor, currency);
        any.then(|| Sum { given: amount(given), back: amount(back), together: amount(given + back) })
    };
    Currency::ALL.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_kept_apart_by_currency_and_direction() {
        let line = |kind, amount_minor, currency: &str| StatementLine {
            kind,
            amount_minor,
            currency: currency.to_owned(),
            occurred_at: OffsetDateTime::UNIX_EPOCH,
            year: None,
            number: None,
        };
        let lines = [
            line(Kind::Charge, 2500, "usd"),
            line(Kind::Transfer, 30_000, "krw"),
            line(Kind::Refund, -2500, "usd"),
            line(Kind::Reversal, 1000, "usd"),
            line(Kind::Correction, -5000, "krw"),
        ];
        let sum = |given, back, currency| {
            let amount = |minor| Amount::from_minor(minor, currency);
            Sum { given: amount(given), back: amount(back), together: amount(given + back) }
        };
        assert_eq!(sums(&lines), [sum(2500, -1500, Currency::Usd), sum(25_000, 0, Currency::Krw)]);
        assert!(sums(&[]).is_empty());
    }
}
