//! The recovery key in three shares on paper, of which two are enough (Shamir, over GF(2^8) as in AES). Browsers split it
//! (`static/shares.js`); here it is put together again on a machine without network.

use sha2::{Digest as _, Sha256};

use super::hpke::KEY;

/// Letters and digits that are not taken for each other (RFC 4648).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Two bytes that all shares of a key have in common, the number of the share, the share, and its check sum.
const LENGTH: usize = 3 + KEY + CHECK;
const CHECK: usize = 5;

/// One share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    set: [u8; 2],
    number: u8,
    part: [u8; KEY],
}

/// Why shares do not give the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ShareError {
    #[error("this is no share, or a letter of it is wrong: 64 letters and digits in groups of four")]
    Mistyped,
    #[error("these two are the same share; it takes two different ones")]
    Same,
    #[error("these shares belong to different keys")]
    Strangers,
}

impl Share {
    /// Reads a share as people type it: in any case, with or without spaces, with digits that look like letters.
    pub(crate) fn read(typed: &str) -> Result<Self, ShareError> {
        let mut bits = 0_u16;
        let mut held = 0_u32;
        let mut bytes = Vec::with_capacity(LENGTH);
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                '0' => 'O',
                '1' => 'I',
                '8' => 'B',
                other => other,
            };
            let value = LETTERS.iter().position(|known| char::from(*known) == letter).ok_or(ShareError::Mistyped)?;
            bits = (bits << 5) | u16::try_from(value).map_err(|_| ShareError::Mistyped)?;
            held += 5;
            if held >= 8 {
                held -= 8;
                bytes.push(u8::try_from((bits >> held) & 0xff).map_err(|_| ShareError::Mistyped)?);
                bits &= (1 << held) - 1;
            }
        }
        let (inside, check) = bytes.split_at_checked(3 + KEY).ok_or(ShareError::Mistyped)?;
        if held != 0 || check != &check_sum(inside)[..] || !(1..=3).contains(&inside[2]) {
            return Err(ShareError::Mistyped);
        }
        let part = inside[3..].try_into().map_err(|_| ShareError::Mistyped)?;
        Ok(Self { set: [inside[0], inside[1]], number: inside[2], part })
    }
}

/// The key that two shares give.
pub(crate) fn combine(one: &Share, other: &Share) -> Result<[u8; KEY], ShareError> {
    if one.set != other.set {
        return Err(ShareError::Strangers);
    }
    if one.number == other.number {
        return Err(ShareError::Same);
    }
    let divisor = inverse(one.number ^ other.number);
    let mut key = [0; KEY];
    for (place, byte) in key.iter_mut().enumerate() {
        let sum = times(one.part[place], other.number) ^ times(other.part[place], one.number);
        *byte = times(sum, divisor);
    }
    Ok(key)
}

fn check_sum(inside: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::new().chain_update(b"connect-kindness share 1").chain_update(inside).finalize();
    let mut check = [0; CHECK];
    check.copy_from_slice(&digest[..CHECK]);
    check
}

fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a = (a << 1) ^ if a & 0x80 == 0 { 0 } else { 0x1b };
        b >>= 1;
    }
    product
}

/// The inverse of a number that is not zero: its 254th power.
fn inverse(number: u8) -> u8 {
    (0..253).fold(number, |power, _| times(power, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `static/shares.js` splits it.
    fn split(key: &[u8; KEY], slope: &[u8; KEY], set: [u8; 2]) -> Vec<String> {
        let one = |number: u8| {
            let mut bytes = vec![set[0], set[1], number];
            bytes.extend((0..KEY).map(|place| key[place] ^ times(slope[place], number)));
            bytes.extend(check_sum(&bytes));
            written(&bytes)
        };
        (1..=3).map(one).collect()
    }

    fn written(bytes: &[u8]) -> String {
        let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        let letter = |five: &[u8]| char::from(LETTERS[five.iter().fold(0, |value, bit| value * 2 + usize::from(*bit))]);
        bits.chunks(5).map(letter).collect()
    }

    #[test]
    fn any_two_of_three_give_the_key_and_one_tells_nothing() {
        let (key, slope) = ([7; KEY], std::array::from_fn(|place| u8::try_from(place * 7 + 1).expect("small")));
        let shares = split(&key, &slope, [1, 2]);
        let read: Vec<Share> = shares.iter().map(|share| Share::read(share).expect("a share")).collect();
        for (one, other) in [(0, 1), (1, 2), (2, 0)] {
            assert_eq!(combine(&read[one], &read[other]), Ok(key));
        }
        assert_eq!(combine(&read[0], &read[0]), Err(ShareError::Same));
        // Another slope makes any other key of the same share.
        let other = split(&[9; KEY], &std::array::from_fn(|place| slope[place] ^ 7 ^ 9), [1, 2]);
        assert_eq!(other[0], shares[0]);
        let stranger = Share::read(&split(&key, &slope, [1, 3])[1]).expect("a share");
        assert_eq!(combine(&read[0], &stranger), Err(ShareError::Strangers));
    }

    #[test]
    fn shares_are_read_as_people_type_them_and_slips_are_found() {
        let share = &split(&[7; KEY], &[3; KEY], [0, 0])[1];
        let groups: Vec<&str> = (0..16).map(|group| &share[group * 4..group * 4 + 4]).collect();
        let typed = groups.join(" - ").to_lowercase().replace('o', "0").replace('i', "1").replace('b', "8");
        assert_eq!(Share::read(&typed), Share::read(share));
        for place in 0..64 {
            let other = if &share[place..=place] == "A" { "C" } else { "A" };
            let slip = format!("{}{other}{}", &share[..place], &share[place + 1..]);
            assert_eq!(Share::read(&slip), Err(ShareError::Mistyped), "{place}");
        }
        for bad in ["", "AAAA", "한글", &format!("{share}A"), &share[1..]] {
            assert!(Share::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_number_has_its_inverse() {
        assert!((1..=255).all(|number| times(number, inverse(number)) == 1));
    }
}
