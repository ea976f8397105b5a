//! Korean resident registration numbers in a text: six digits of a birth date and seven more, of which the first tells the
//! century. Those of foreigners (5 to 8) are built alike.
//!
//! Numbers given out before October 2020 end in a check digit. Later ones do not, so a wrong check digit proves nothing; what
//! then speaks for such a number is how it is written and whether somebody of that age can live.

use time::{Date, Month, OffsetDateTime};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// What may stand between the two parts.
const WIDEST_GAP: usize = 6;

/// Nobody who writes to us is older than this, in years.
const OLDEST: i32 = 105;

/// How the two parts are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// By a dash, a slash, a dot or another sign, as such numbers are.
    Sign,
    /// By blanks, an end of line or a comma, or not at all, as other numbers are, too.
    Loose,
}

/// Whether a text holds such a number: with plain digits and dashes, and without invisible signs.
pub(super) fn stands_in(plain: &[char]) -> bool {
    stands_in_on(plain, OffsetDateTime::now_utc().date())
}

fn stands_in_on(text: &[char], today: Date) -> bool {
    let runs = runs_of_digits(text);
    let is_of_a_bank = names_account(text);
    let is_number = |from: usize, to: usize, digits: &[char], joint| {
        let Some(number) = Number::read(digits) else { return false };
        let is_part = text[..from].ends_with(&['-']) && from > 1 && text[from - 2].is_ascii_digit()
            || text[to..].starts_with(&['-']) && text.get(to + 1).is_some_and(char::is_ascii_digit);
        number.birth <= today
            && (number.has_check_digit()
                || !is_part && (joint == Joint::Sign || !is_of_a_bank && today.year() - number.birth.year() <= OLDEST))
    };
    let in_one =
        runs.iter().any(|(from, to)| to - from == 13 && is_number(*from, *to, &text[*from..*to], Joint::Loose));
    in_one
        || runs.windows(2).any(|pair| {
            let [(from, birth_end), (tail, to)] = [pair[0], pair[1]];
            let gap = &text[birth_end..tail];
            let digits = [&text[from..birth_end], &text[tail..to]].concat();
            birth_end - from == 6
                && to - tail == 7
                && gap.len() <= WIDEST_GAP
                && !gap.iter().any(|c| c.is_alphanumeric())
                && is_number(from, to, &digits, joint(gap))
        })
}

fn joint(gap: &[char]) -> Joint {
    let is_loose = |c: &char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
    if gap.iter().all(is_loose) { Joint::Loose } else { Joint::Sign }
}

/// Whether a text holds such a number spread out: digit by digit, date by date, over lines, or in numerals such as 구공 or
/// 九〇. `text` is composed and of one width, with dashes as they were typed.
pub(super) fn is_spread_in(text: &[char]) -> bool {
    is_spread_in_on(text, OffsetDateTime::now_utc().date())
}

fn is_spread_in_on(text: &[char], today: Date) -> bool {
    let is_of_a_bank = names_account(text);
    let pieces = pieces(text);
    (0..pieces.len()).filter(|at| *at == 0 || !pieces[at - 1].has_next).any(|from| {
        let end = pieces[from..].iter().position(|piece| !piece.has_next).map_or(pieces.len(), |end| from + end + 1);
        let run = &pieces[from..end];
        let is_number = |digits: &[char]| {
            Number::read(digits).is_some_and(|number| {
                let can_live = number.birth <= today && today.year() - number.birth.year() <= OLDEST;
                can_live && (!is_of_a_bank || number.has_check_digit())
            })
        };
        let digits: Vec<char> = run.iter().flat_map(|piece| piece.digits.iter().copied()).collect();
        // A syllable of the sentence may stand beside numerals, as in 칠이다.
        let is_said = run.iter().any(|piece| piece.is_word) && digits.len() == 14;
        is_written_so(run) && is_number(&digits) || is_said && (is_number(&digits[..13]) || is_number(&digits[1..]))
    })
}

/// Whether the parts of a run are those of such a number: in words, or with an end after the birth date, which is no date
/// with a whole year.
fn is_written_so(run: &[Piece]) -> bool {
    let mut length = 0;
    let ends_after_birth = run.iter().any(|piece| {
        length += piece.digits.len();
        length == 6
    });
    run.iter().all(|piece| piece.is_word) || run.len() > 1 && run[0].digits.len() != 4 && ends_after_birth
}

/// Digits that stand together, and what follows them.
struct Piece {
    digits: Vec<char>,
    /// In numerals that are words or signs of their own.
    is_word: bool,
    /// Whether only what may stand within a number is between it and the next piece.
    has_next: bool,
}

/// What people say for the dash.
const SPOKEN_DASHES: [&str; 3] = ["다시", "대시", "dash"];

fn pieces(text: &[char]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let begin = at;
        let is_word = numeral(text[at]).is_some();
        while at < text.len() && (if is_word { numeral(text[at]) } else { digit(text[at]) }).is_some() {
            at += 1;
        }
        if at == begin {
            at += 1;
            continue;
        }
        let digits = text[begin..at].iter().filter_map(|c| digit(*c).or_else(|| numeral(*c))).collect();
        let gap_end = text[at..].iter().position(|c| digit(*c).or_else(|| numeral(*c)).is_some());
        let gap: Option<String> = gap_end.map(|gap| text[at..at + gap].iter().collect());
        let has_next = gap.is_some_and(|gap| is_gap(&gap));
        pieces.push(Piece { digits, is_word, has_next });
    }
    pieces
}

/// Whether a text may stand between two parts of one number.
fn is_gap(gap: &str) -> bool {
    let said = SPOKEN_DASHES.iter().fold(gap.to_lowercase(), |gap, dash| gap.replace(dash, "-"));
    said.chars().count() <= WIDEST_GAP && !said.chars().any(char::is_alphanumeric)
}

/// A decimal digit of any script as a plain one.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    // Digits of a script stand in a row of ten (Unicode, 4.6), so the first of them is as far away as the digit is worth.
    let is_digit = |c: char| c.general_category() == GeneralCategory::DecimalNumber;
    let before = |c: char, back: u32| char::from_u32(u32::from(c).wrapping_sub(back));
    let worth = is_digit(c).then(|| (1..10).take_while(|back| before(c, *back).is_some_and(is_digit)).count())?;
    char::from_digit(u32::try_from(worth).ok()?, 10)
}

/// A digit that is written as a syllable or as a sign.
fn numeral(c: char) -> Option<char> {
    let rows = ["공영령零〇○", "일一壹", "이二貳", "삼三參", "사四", "오五", "육륙六", "칠七", "팔八", "구九"];
    let worth = rows.iter().position(|row| row.contains(c))?;
    char::from_digit(u32::try_from(worth).ok()?, 10)
}

/// From where to where digits stand without a gap.
fn runs_of_digits(text: &[char]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some((_, to)) if *to == at => *to = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// Whether a text speaks of a bank account and of no registration.
fn names_account(text: &[char]) -> bool {
    let text = text.iter().collect::<String>().to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| text.contains(word));
    names(&["account", "bank", "계좌", "은행", "통장", "입금", "송금"])
        && !names(&["주민", "resident", "registration", "등록번호"])
}

struct Number {
    digits: [i32; 13],
    birth: Date,
}

impl Number {
    /// Reads thirteen digits, if they begin with a birth date.
    fn read(digits: &[char]) -> Option<Self> {
        let digits: Vec<i32> = digits.iter().filter_map(|c| c.to_digit(10)).map(|digit| digit as i32).collect();
        let digits: [i32; 13] = digits.try_into().ok()?;
        let two = |at: usize| digits[at] * 10 + digits[at + 1];
        let century = match digits[6] {
            1 | 2 | 5 | 6 => 1900,
            3 | 4 | 7 | 8 => 2000,
            _ => return None,
        };
        let month = Month::try_from(u8::try_from(two(2)).ok()?).ok()?;
        let birth = Date::from_calendar_date(century + two(0), month, u8::try_from(two(4)).ok()?).ok()?;
        Some(Self { digits, birth })
    }

    /// Whether it ends in the right check digit, by the rule for citizens or by that for foreigners.
    fn has_check_digit(&self) -> bool {
        let weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
        let sum: i32 = weights.iter().zip(self.digits).map(|(weight, digit)| weight * digit).sum();
        let least = if self.digits[6] >= 5 { 13 } else { 11 };
        (least - sum % 11) % 10 == self.digits[12]
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::text::{one_width, plain};

    const TODAY: Date = date!(2026 - 11 - 30);

    #[test]
    fn resident_numbers_are_found_however_they_are_written() {
        for gap in [
            "-",
            "–",
            "—",
            "‐",
            "−",
            "ㅡ",
            "ー",
            "－",
            "~",
            "/",
            ".",
            "_",
            "·",
            "|",
            "*",
            " ",
            "  ",
            "\u{a0}",
            "\u{3000}",
            " - ",
            " / ",
            "\n",
            "\r\n",
            "-\n",
            "\t",
            "\u{200b}",
            "\u{200d}",
            "\u{feff}",
            "\u{2060}-",
            "\u{ad}",
            "\u{3164}",
            "",
            ",",
            ": ",
        ] {
            for text in [format!("900101{gap}1234567"), format!("제 번호는 900101{gap}1234567입니다.")] {
                assert!(stands_in_on(&plain(&text), TODAY), "{text:?}");
            }
        }
        for text in [
            "９００１０１－１２３４５６７",
            "9\u{200b}0\u{200b}0101-12345\u{200b}67",
            "①⓪0101-1234567",
            "021130-4123456",
            "850229-1234567 840229-1234567",
            "900101-5234567",
            "010101-8234567",
            "110101-1234567",
            "주민등록번호 900101 1234567, 은행 계좌는 나중에",
        ] {
            assert!(stands_in_on(&plain(text), TODAY), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "110101 1234567 bank account",
            "110101 1234567",
            "900101 1234567 bank account",
            "계좌 3011010123456",
            "국민은행 900101 1234567",
            "302-900101-1234567",
            "900101-1234567-12",
            "+82 10-1234-5678",
            "01012345678",
            "2026-11-23 1234567",
            "20261123 1234567",
            "19001011234567890",
            "901301-1234567",
            "900132-1234567",
            "900229-1234567",
            "900101-9234567",
            "900101-0234567",
            "271130-3234567",
            "900101a1234567",
            "900101-123456",
            "1900101-1234567",
            "900101-12345678",
            "order 900101, room 1234567",
        ] {
            assert!(!stands_in_on(&plain(text), TODAY), "{text}");
        }
    }

    #[test]
    fn resident_numbers_are_found_however_they_are_spread_out() {
        for text in [
            "9 0 0 1 0 1 1 2 3 4 5 6 7",
            "9.0.0.1.0.1-1.2.3.4.5.6.7",
            "90.01.01-1234567",
            "90 01 01 1 234 567",
            "90/01/01 - 1234567",
            "900101-1 2 3 4 5 6 7",
            "900101\n-\n1234567",
            "9\n0\n0\n1\n0\n1\n1\n2\n3\n4\n5\n6\n7",
            "900101 다시 1234567",
            "제 번호는 구공공일공일-일이삼사오육칠입니다",
            "구공공일공일 다시 오이삼사오육칠",
            "九〇〇一〇一-一二三四五六七",
            "九零零一零一 五二三四五六七",
            "９ ０ ０ １ ０ １ ６ ２ ３ ４ ５ ６ ７",
            "٩٠٠١٠١-١٢٣٤٥٦٧",
            "900101-일이삼사오육칠",
        ] {
            assert!(is_spread_in_on(&one_width(text), TODAY), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_words_that_only_look_spread_out_are_left_alone() {
        for text in [
            "010-1234-5678",
            "02-723-1672 / 010-1234-5678",
            "2026-11-23 18:30, 2026-11-24",
            "이 일은 이 오월에 사 오 명이 구로에서",
            "일이삼사오육칠팔구",
            "1 2 3 4 5 6 7 8 9 10 11",
            "계좌 90 01 01 1 234 567",
            "130501 9 1 2 3 4 5 6",
            "제가 2019년 3월 4일부터 5678번",
        ] {
            assert!(!is_spread_in_on(&one_width(text), TODAY), "{text:?}");
        }
    }

    #[test]
    fn a_right_check_digit_proves_a_number() {
        for text in ["900101 1234568 bank account", "302-900101-1234568", "110101 1234560"] {
            assert!(stands_in_on(&plain(text), TODAY), "{text}");
        }
    }
}
