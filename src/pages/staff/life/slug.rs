//! The last part of a page's address: how it is read, and how it follows from a title. Knows no web server.

use unicode_normalization::UnicodeNormalization as _;

use crate::{pages::address::is_free, text::tidy};

/// The longest one, in letters.
const LONGEST: usize = 80;
/// The longest that is made of a title.
const LONGEST_MADE: usize = 60;

/// Why a word can be no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlugFault {
    Empty,
    /// Other signs than small letters, digits and single hyphens between them.
    Signs,
    TooLong,
    /// The program answers there, or it means a language.
    Reserved,
}

impl SlugFault {
    /// The key of the message about it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Empty => "rooms-life-slug-empty",
            Self::Signs => "rooms-life-slug-signs",
            Self::TooLong => "rooms-life-slug-long",
            Self::Reserved => "rooms-life-slug-reserved",
        }
    }
}

/// What was typed as the last part of an address. Capitals and slashes around it do not matter.
pub(crate) fn read(typed: &str) -> Result<String, SlugFault> {
    let slug = tidy(typed).to_lowercase();
    let slug = slug.trim_matches('/');
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if slug.is_empty() {
        Err(SlugFault::Empty)
    } else if !slug.split('-').all(|part| !part.is_empty() && part.chars().all(is_plain)) {
        Err(SlugFault::Signs)
    } else if slug.len() > LONGEST {
        Err(SlugFault::TooLong)
    } else if !is_free(slug) {
        Err(SlugFault::Reserved)
    } else {
        Ok(slug.to_owned())
    }
}

/// The address that follows from a title, if it has Latin letters or digits.
pub(crate) fn of_title(title: &str) -> Option<String> {
    let plain: String = title.nfkd().filter(|c| !matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')).collect();
    let plain = plain.to_lowercase();
    let mut slug = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + word.len() + 1 > LONGEST_MADE {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(LONGEST_MADE);
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_and_nobody_elses() {
        for (typed, found) in [
            ("our-work", Ok("our-work")),
            ("  /Our-Work/ ", Ok("our-work")),
            ("2026", Ok("2026")),
            ("home", Ok("home")),
            ("", Err(SlugFault::Empty)),
            ("\u{200b}", Err(SlugFault::Empty)),
            ("/", Err(SlugFault::Empty)),
            ("our work", Err(SlugFault::Signs)),
            ("our_work", Err(SlugFault::Signs)),
            ("our--work", Err(SlugFault::Signs)),
            ("-work", Err(SlugFault::Signs)),
            ("work-", Err(SlugFault::Signs)),
            ("updates/work", Err(SlugFault::Signs)),
            ("사업", Err(SlugFault::Signs)),
            ("wоrk", Err(SlugFault::Signs)),
            ("a.html", Err(SlugFault::Signs)),
            ("work?x", Err(SlugFault::Signs)),
            ("donate", Err(SlugFault::Reserved)),
            ("KO", Err(SlugFault::Reserved)),
            ("updates", Err(SlugFault::Reserved)),
            (&*"x".repeat(80), Ok(&*"x".repeat(80))),
            (&*"x".repeat(81), Err(SlugFault::TooLong)),
        ] {
            assert_eq!(read(typed).as_deref(), found.as_ref().copied(), "{typed:?}");
        }
    }

    #[test]
    fn titles_become_addresses() {
        for (title, slug) in [
            ("Our work", Some("our-work")),
            ("Why North Korea? 7 reasons", Some("why-north-korea-7-reasons")),
            ("Citizens’ Alliance", Some("citizens-alliance")),
            ("Café “Über” — résumé", Some("cafe-uber-resume")),
            ("우리가 하는 일", None),
            ("우리가 하는 일 2026", Some("2026")),
            ("…", None),
        ] {
            assert_eq!(of_title(title).as_deref(), slug, "{title}");
        }
        let long = of_title(&"word ".repeat(40)).expect("an address");
        assert!(long.len() <= 60 && !long.ends_with('-') && read(&long).is_ok(), "{long}");
        assert_eq!(of_title(&"x".repeat(90)).map(|slug| slug.len()), Some(60));
    }
}
