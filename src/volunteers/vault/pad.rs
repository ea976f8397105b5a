//! Padding: what is sealed has one length, whatever was written, so that lengths tell nothing.

/// The length of what a person sent: a message of 4,000 characters of four bytes, and all the fields beside it.
pub(crate) const OFFER: usize = 20 * 1024;
/// The length of a note of staff.
pub(crate) const NOTE: usize = 8 * 1024 + 4;

/// A text with its length before it and zeros behind it. None if it is longer than there is room for.
pub(crate) fn pad(text: &[u8], length: usize) -> Option<Vec<u8>> {
    let written = u32::try_from(text.len()).ok().filter(|_| text.len() + 4 <= length)?;
    let mut padded = Vec::with_capacity(length);
    padded.extend_from_slice(&written.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(length, 0);
    Some(padded)
}

/// The text in what was padded.
pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (written, rest) = padded.split_first_chunk::<4>()?;
    rest.get(..usize::try_from(u32::from_be_bytes(*written)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_and_all_have_one_length() {
        for text in ["", "가", &"a".repeat(92), &"가".repeat(32)] {
            let padded = pad(text.as_bytes(), 100).expect("fits");
            assert_eq!((padded.len(), unpad(&padded)), (100, Some(text.as_bytes())));
        }
        assert_eq!(pad(&[1; 97], 100), None);
        assert_eq!(unpad(&[0, 0]), None);
        assert_eq!(unpad(&[0, 0, 0, 9, 1]), None);
    }
}
