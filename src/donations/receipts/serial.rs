//! The serial number of a receipt, as donors and staff read it.

use std::fmt;

/// The year of a receipt and its number in that year, from 1. It is written `2026-000123`; the numbers after a restored
/// copy are longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Serial {
    pub(crate) year: i32,
    pub(crate) number: i32,
}

impl Serial {
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let (year, number) = typed.split_once('-')?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !is_digits(year) || !is_digits(number) {
            return None;
        }
        let read = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        // Written in one way only.
        (read.to_string() == typed).then_some(read)
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_is_read_as_it_is_written() {
        let serial = Serial { year: 2026, number: 123 };
        assert_eq!(serial.to_string(), "2026-000123");
        assert_eq!(Serial::parse("2026-000123"), Some(serial));
        assert_eq!(Serial::parse("2026-480123001"), Some(Serial { year: 2026, number: 480_123_001 }));
        for typed in [
            "",
            "2026",
            "2026-",
            "2026-123",
            "+026-000123",
            "2026-00012x",
            "2026-0001234",
            "26-000123",
            "2026-99999999999",
        ] {
            assert_eq!(Serial::parse(typed), None, "{typed}");
        }
    }
}
