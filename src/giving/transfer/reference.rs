//! The code that a donor writes on a bank transfer: `XXXX-XXXX`. Its characters cannot be mistaken for one another, and the
//! last one checks the others.

use crate::{seal::random, text::ascii_twin};

/// No 0 and O, no 1, I and L. Their number is a prime, on which the check rests.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// How many characters are random. The last one follows from them.
const DRAWN: usize = 7;
/// Times 8, the weight of the last character, this is 1 modulo 31.
const INVERSE_OF_LAST_WEIGHT: usize = 4;

/// A new code: one of 27,512,614,111, all equally likely.
pub fn draw() -> String {
    let mut values = Vec::with_capacity(DRAWN + 1);
    while values.len() < DRAWN {
        // 248 is the largest multiple of 31 in a byte: the bytes above would make some characters likelier.
        let lots = random::<16>().into_iter().filter(|byte| *byte < 248).map(|byte| usize::from(byte) % ALPHABET.len());
        values.extend(lots.take(DRAWN - values.len()));
    }
    values.push((ALPHABET.len() - sum(&values)) * INVERSE_OF_LAST_WEIGHT % ALPHABET.len());
    shown(&values)
}

/// Reads a code as people type it: with or without dashes and blanks, in small or full-width letters. None if it is no
/// code.
pub fn parse(typed: &str) -> Option<String> {
    let plain = typed.chars().map(ascii_twin).filter(|c| !matches!(c, '-' | ' ' | '‐'..='―' | '−'));
    let value = |c: char| ALPHABET.iter().position(|known| char::from(*known) == c.to_ascii_uppercase());
    let values: Vec<usize> = plain.take(DRAWN + 2).map(value).collect::<Option<_>>()?;
    (values.len() == DRAWN + 1 && sum(&values) == 0).then(|| shown(&values))
}

/// The weights 1, 2, 3… all differ modulo the prime, so one wrong character, or two that changed places, always change the
/// sum.
fn sum(values: &[usize]) -> usize {
    values.iter().zip(1..).map(|(value, weight)| value * weight).sum::<usize>() % ALPHABET.len()
}

fn shown(values: &[usize]) -> String {
    let code: String = values.iter().map(|value| char::from(ALPHABET[*value])).collect();
    format!("{}-{}", &code[..4], &code[4..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn characters(code: &str) -> Vec<char> {
        code.chars().filter(|c| *c != '-').collect()
    }

    #[test]
    fn codes_look_alike_and_are_read_however_they_are_written() {
        let mut seen = std::collections::HashSet::new();
        for _ in 0..2000 {
            let code = draw();
            assert_eq!((code.len(), code.as_bytes()[4]), (9, b'-'), "{code}");
            assert!(!code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
            assert_eq!(parse(&code).as_deref(), Some(&*code));
            seen.insert(code);
        }
        assert!(seen.len() > 1990, "{} different codes of 2000", seen.len());
        let code = draw();
        let plain = code.replace('-', "");
        let wide: String = plain.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
        let typed = [plain.clone(), plain.to_lowercase(), format!(" {plain} "), code.replace('-', " – "), wide];
        for typed in typed {
            assert_eq!(parse(&typed).as_deref(), Some(&*code), "{typed}");
        }
        for typed in ["", "-", "2222", "2222-222", "2222-22222", "ABCD-EFGO", "가나다라-마바사아"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_or_two_that_changed_places_are_noticed(
            place in 0..8_usize, other in 0..8_usize, letter in 0..31_usize,
        ) {
            let code = characters(&draw());
            let mut wrong = code.clone();
            wrong[place] = char::from(ALPHABET[letter]);
            let mut swapped = code.clone();
            swapped.swap(place, other);
            for changed in [wrong, swapped] {
                let typed: String = changed.iter().collect();
                prop_assert_eq!(parse(&typed).is_some(), changed == code, "{}", typed);
            }
        }

        #[test]
        fn no_input_is_a_panic(typed in ".*") {
            let _ = parse(&typed);
        }
    }
}
