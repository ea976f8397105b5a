//! Days, numbers and lengths of time as staff type them: with digits of any width.

use time::Date;
use unicode_normalization::UnicodeNormalization as _;

use crate::calendar;

/// The shortest and the longest time that is noted for a day, in minutes.
pub(crate) const MINUTES: std::ops::RangeInclusive<i32> = 5..=1440;

fn plain(typed: &str) -> String {
    typed.nfkc().collect::<String>().trim().to_lowercase()
}

/// A day, such as `2026-11-24` or `2026. 11. 24.`; none where nothing was typed.
pub(crate) fn day(typed: &str) -> Result<Option<Date>, ()> {
    let typed: String = plain(typed).chars().filter(|c| !c.is_whitespace()).collect();
    let typed = typed.trim_end_matches('.').replace(['.', '/'], "-");
    if typed.is_empty() { Ok(None) } else { calendar::read_day(&typed).map(Some).ok_or(()) }
}

/// A number from 1 to this one.
pub(crate) fn count(typed: &str, most: i32) -> Option<i32> {
    let typed = plain(typed);
    let typed = typed.trim_end_matches('명').trim_end();
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    typed.parse().ok().filter(|count| is_number && (1..=most).contains(count))
}

/// A length of time in minutes: hours such as `2`, `2.5` or `2:30`, or with words, `2시간 30분`, `90 min`.
pub(crate) fn minutes(typed: &str) -> Option<i32> {
    let typed: String = plain(typed).chars().filter(|c| !c.is_whitespace()).collect();
    let (hours, rest) = match ["시간", "hours", "hour", "h"].iter().find_map(|word| typed.split_once(word)) {
        Some((hours, rest)) => (hours, rest),
        None if typed.ends_with(['분', 'n']) => ("0", typed.as_str()),
        None => typed.split_once(':').unwrap_or((&typed, "")),
    };
    let rest = ["분", "minutes", "min"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
    let rest = if rest.is_empty() { 0 } else { digits(rest).filter(|rest| *rest < 60 || hours == "0")? };
    let (whole, part) = hours.split_once(['.', ',']).unwrap_or((hours, ""));
    let part = match part.len() {
        0 => 0,
        1 => digits(part)? * 6,
        2 => (digits(part)? * 60 + 50) / 100,
        _ => return None,
    };
    Some(digits(whole)? * 60 + part + rest)
}

fn digits(text: &str) -> Option<i32> {
    let are_digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| are_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        for (typed, read) in [
            ("2", Some(120)),
            (" ２ ", Some(120)),
            ("2.5", Some(150)),
            ("2,5", Some(150)),
            ("２．５", Some(150)),
            ("1.25", Some(75)),
            ("0.33", Some(20)),
            ("2:30", Some(150)),
            ("２：３０", Some(150)),
            ("2시간", Some(120)),
            ("2시간 30분", Some(150)),
            ("2.5시간", Some(150)),
            ("2 h 30 min", Some(150)),
            ("90분", Some(90)),
            ("90 min", Some(90)),
            ("", None),
            ("two", None),
            ("두 시간", None),
            ("2:75", None),
            ("2.125", None),
            ("-2", None),
            ("1e3", None),
            ("99999", None),
        ] {
            assert_eq!(minutes(typed), read, "{typed}");
        }
    }

    #[test]
    fn days_are_read_with_digits_of_any_width() {
        let day_of = time::macros::date!(2026 - 03 - 09);
        for typed in ["2026-03-09", "2026.3.9", "2026. 3. 9.", "２０２６-０３-０９", "2026/03/09"] {
            assert_eq!(day(typed), Ok(Some(day_of)), "{typed}");
        }
        assert_eq!(day("  "), Ok(None));
        for typed in ["soon", "2026-02-30", "26-03-09", "1026-03-09"] {
            assert_eq!(day(typed), Err(()), "{typed}");
        }
    }
}
