//! What may be wrong with a list, and how staff are told.

use crate::{
    arrivals::day::DayError,
    donations::sentences::amount_sentence,
    language::Language,
    money::{AmountError, Currency},
};

/// What is wrong with a list, at a line of it or as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line, counted from 1 as editors and spreadsheets do.
    pub(crate) line: Option<u64>,
    pub(crate) wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    NoFile,
    /// More bytes than are read.
    TooLarge,
    /// A file of a spreadsheet program, or of a word processor.
    Workbook,
    Encoding,
    Head,
    /// More lines than are read.
    TooLong,
    NoLines,
    Unreadable,
    /// A line with so many cells, where the head has so many.
    Cells(u64, u64),
    /// A column that is there twice.
    ColumnTwice(String),
    /// A column that is not there, by its names.
    NoColumn(&'static str, &'static str),
    /// A cell and what is wrong with it.
    Cell(String, WrongCell),
    /// It says the same as another line, or has its id.
    SameLine(u64),
    SameId(u64),
    BookedBefore,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrongCell {
    Day(DayError),
    Currency,
    Amount(AmountError, Currency),
    Id,
}

impl Fault {
    /// Of the list as a whole.
    pub(super) fn whole(wrong: Wrong) -> Self {
        Self { line: None, wrong }
    }

    pub(super) fn at(line: u64, wrong: Wrong) -> Self {
        Self { line: Some(line), wrong }
    }

    /// What is wrong, and what to do.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let with_line = |key, line: &u64| language.message_with(key, &[("line", &line.to_string())]);
        language.message(match &self.wrong {
            Wrong::NoFile => "rooms-arrivals-fault-no-file",
            Wrong::TooLarge => "rooms-arrivals-fault-too-large",
            Wrong::Workbook => "rooms-arrivals-fault-workbook",
            Wrong::Encoding => "rooms-arrivals-fault-encoding",
            Wrong::Head => "rooms-arrivals-fault-head",
            Wrong::TooLong => "rooms-arrivals-fault-too-long",
            Wrong::NoLines => "rooms-arrivals-fault-no-lines",
            Wrong::Unreadable => "rooms-arrivals-fault-unreadable",
            Wrong::BookedBefore => "rooms-arrivals-fault-booked",
            Wrong::SameLine(line) => return with_line("rooms-arrivals-fault-same-line", line),
            Wrong::SameId(line) => return with_line("rooms-arrivals-fault-same-id", line),
            Wrong::Cells(cells, expected) => {
                let values = [("cells", &*cells.to_string()), ("expected", &*expected.to_string())];
                return language.message_with("rooms-arrivals-fault-cells", &values);
            }
            Wrong::ColumnTwice(name) => {
                return language.message_with("rooms-arrivals-fault-column-twice", &[("name", name)]);
            }
            Wrong::NoColumn(english, korean) => {
                let values = [("english", *english), ("korean", *korean)];
                return language.message_with("rooms-arrivals-fault-no-column", &values);
            }
            Wrong::Cell(cell, wrong) => {
                let values = [("cell", &**cell), ("sentence", &*wrong.sentence(language))];
                return language.message_with("rooms-arrivals-fault-cell", &values);
            }
        })
    }
}

impl WrongCell {
    fn sentence(self, language: Language) -> String {
        match self {
            Self::Day(error) => error.sentence(language),
            Self::Amount(error, currency) => amount_sentence(error, currency, language),
            Self::Currency => language.message("rooms-arrivals-fault-currency"),
            Self::Id => language.message("rooms-arrivals-fault-id"),
        }
    }
}
