//! One spelling for each mailbox. Addresses are looked up, hashed, compared and counted by it; mails go to the address as
//! its owner wrote it.

use unicode_normalization::UnicodeNormalization as _;

/// A mail address in its canonical spelling: the domain by IDNA (UTS 46) in small letters, the local part in NFC with ASCII
/// letters in small ones. No other letters are made small or taken for others, because somebody else's address would match.
/// What NFC itself makes an ASCII letter, such as the sign for Kelvin, matches; mails go to the stored address all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    local: String,
    domain: String,
}

/// The longest mail address, in bytes (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// Domains of Google's mail for everybody, which are one domain and ignore dots
/// (<https://support.google.com/mail/answer/7436150>).
const GOOGLE: [&str; 2] = ["gmail.com", "googlemail.com"];
/// Domains of Apple's mail, which are one for a mailbox.
const APPLE: [&str; 3] = ["icloud.com", "me.com", "mac.com"];
/// Domains of Proton's mail, which are one for a mailbox and ignore dots, hyphens and underscores
///.
const PROTON: [&str; 3] = ["proton.me", "protonmail.com", "pm.me"];
/// Domains of Kakao's mail, which are one for a mailbox.
const KAKAO: [&str; 2] = ["hanmail.net", "daum.net"];

impl Mailbox {
    /// Reads one mail address of a domain with a dot; blanks around it do not count.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().nfc().collect();
        if typed.len() > LONGEST {
            return None;
        }
        let address: lettre::Address = typed.parse().ok()?;
        if !address.domain().contains('.') {
            return None;
        }
        let domain = idna::domain_to_ascii(address.domain()).ok()?;
        let local = unquoted(address.user()).to_ascii_lowercase();
        Some(Self { local, domain: domain.trim_end_matches('.').to_owned() })
    }

    /// The canonical spelling.
    pub fn canonical(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }

    /// The spelling under which mails to it are counted. What follows a plus sign is a label that leads to the same mailbox
    /// at Google, Microsoft, Apple and most others (RFC 5233); where it does not, two people share one count.
    pub fn counted(&self) -> String {
        let base = self.local.split('+').next().unwrap_or_default();
        let base = if base.is_empty() { &self.local } else { base };
        let domain = self.domain.as_str();
        if GOOGLE.contains(&domain) {
            return format!("{}@{}", base.replace('.', ""), GOOGLE[0]);
        }
        if PROTON.contains(&domain) {
            return format!("{}@{}", base.replace(['.', '-', '_'], ""), PROTON[0]);
        }
        let twins = [&APPLE[..], &KAKAO[..]].into_iter().find(|twins| twins.contains(&domain));
        format!("{base}@{}", twins.map_or(domain, |twins| twins[0]))
    }
}

/// The canonical spelling of a stored text; of one that is no mail address, the text itself.
pub(crate) fn canonical(text: &str) -> String {
    Mailbox::parse(text).map_or_else(|| text.trim().to_ascii_lowercase(), |mailbox| mailbox.canonical())
}

/// A quoted local part without its quotes, where it means the same (RFC 5321, 4.1.2): `"ada"` is `ada`.
fn unquoted(local: &str) -> String {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return local.to_owned() };
    let mut plain = String::new();
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        plain.extend(if sign == '\\' { signs.next() } else { Some(sign) });
    }
    let is_atom = |atom: &str| !atom.is_empty() && atom.chars().all(is_atext);
    if plain.split('.').all(is_atom) { plain } else { local.to_owned() }
}

/// What stands in a local part without quotes (RFC 5321, 4.1.2; RFC 6531, 3.3).
fn is_atext(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(sign) || !sign.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical_of(typed: &str) -> String {
        Mailbox::parse(typed).unwrap_or_else(|| panic!("{typed:?} is a mail address")).canonical()
    }

    #[test]
    fn one_mailbox_has_one_spelling() {
        for (typed, spelling) in [
            ("ada@example.org", "ada@example.org"),
            (" Ada@Example.ORG ", "ada@example.org"),
            ("\"ada\"@example.org", "ada@example.org"),
            ("\"a\\da\"@example.org", "ada@example.org"),
            ("\"a da\"@example.org", "\"a da\"@example.org"),
            ("ada@ＥＸＡＭＰＬＥ.org", "ada@example.org"),
            ("ada@bücher.example", "ada@xn--bcher-kva.example"),
            ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
            ("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"),
            ("ada@한국.example", "ada@xn--3e0b707e.example"),
            // Composed and decomposed
            ("e\u{301}mile@example.org", "\u{e9}mile@example.org"),
            ("가나@example.org", "가나@example.org"),
            ("\u{1100}\u{1161}@example.org", "가@example.org"),
        ] {
            assert_eq!(canonical_of(typed), spelling, "{typed}");
        }
    }

    #[test]
    fn letters_that_only_look_alike_are_others() {
        for (one, other) in [
            ("\u{131}da@example.org", "ida@example.org"),
            ("\u{130}da@example.org", "ida@example.org"),
            ("\u{fb01}n@example.org", "fin@example.org"),
            ("ａｄａ@example.org", "ada@example.org"),
            ("\u{c9}mile@example.org", "\u{e9}mile@example.org"),
            ("stra\u{df}e@example.org", "strasse@example.org"),
            ("\u{3a3}@example.org", "\u{3c3}@example.org"),
            ("ada+x@example.org", "ada@example.org"),
            ("a.da@gmail.com", "ada@gmail.com"),
        ] {
            assert_ne!(canonical_of(one), canonical_of(other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_address_has_no_spelling() {
        for typed in ["", "ada", "ada@home", "a@b.kr, c@d.kr", "@example.org", "ada@", "ada@exa mple.org", "ada@-.org"]
        {
            assert_eq!(Mailbox::parse(typed), None, "{typed:?}");
        }
        assert!(Mailbox::parse(&format!("{}@example.org", "a".repeat(64))).is_some());
        let long = format!("ada@{}org", "example.".repeat(31));
        assert!(long.len() == 255 && Mailbox::parse(&long).is_none() && Mailbox::parse(&long[1..]).is_some());
        assert_eq!(canonical(" No Address "), "no address");
    }

    #[test]
    fn labels_and_googles_dots_are_counted_together() {
        let counted = |typed: &str| Mailbox::parse(typed).expect("an address").counted();
        for (typed, mailbox) in [
            ("victim+17@example.org", "victim@example.org"),
            ("victim+a+b@outlook.com", "victim@outlook.com"),
            ("Vic.tim+x@GoogleMail.com", "victim@gmail.com"),
            ("v.i.c.t.i.m@gmail.com", "victim@gmail.com"),
            ("\"victim+2\"@icloud.com", "victim@icloud.com"),
            ("vic.tim@outlook.com", "vic.tim@outlook.com"),
            ("vic.tim@naver.com", "vic.tim@naver.com"),
            ("victim@me.com", "victim@icloud.com"),
            ("v.i-c_tim@pm.me", "victim@proton.me"),
            ("victim+1@protonmail.com", "victim@proton.me"),
            ("victim@daum.net", "victim@hanmail.net"),
            ("+x@example.org", "+x@example.org"),
        ] {
            assert_eq!(counted(typed), mailbox, "{typed}");
        }
    }
}
