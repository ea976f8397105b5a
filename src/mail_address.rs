//! Mail addresses as people type them: which one was probably meant, and how one is shown so that only its owner knows it.

use strsim::osa_distance;

use crate::{form::is_mail, text::ascii_twin};

/// The providers whose names are mistyped, the most usual first.
const PROVIDERS: [&str; 17] = [
    "gmail.com",
    "naver.com",
    "hanmail.net",
    "daum.net",
    "kakao.com",
    "nate.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "yahoo.co.kr",
    "yahoo.co.jp",
    "googlemail.com",
    "protonmail.com",
    "live.com",
    "hotmail.co.kr",
    "hotmail.co.uk",
];

/// Others that look like one of these and are right.
const OTHERS: [&str; 45] = [
    "aol.com",
    "att.net",
    "comcast.net",
    "docomo.ne.jp",
    "dreamwiz.com",
    "email.com",
    "empas.com",
    "ezweb.ne.jp",
    "fastmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "hanmir.com",
    "hey.com",
    "hotmail.de",
    "hotmail.fr",
    "i.softbank.jp",
    "korea.com",
    "korea.kr",
    "laposte.net",
    "libero.it",
    "live.co.uk",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.de",
    "outlook.kr",
    "paran.com",
    "pm.me",
    "posteo.de",
    "proton.me",
    "qq.com",
    "rocketmail.com",
    "t-online.de",
    "web.de",
    "yahoo.co.uk",
    "yahoo.de",
    "yahoo.fr",
    "ymail.com",
];

/// Names that only one provider has, so that any other ending is a mistake.
const ONLY: [&str; 5] = ["gmail", "naver", "hanmail", "daum", "kakao"];

/// The address that somebody probably meant who typed this one: the same mailbox at a well-known provider. None if nothing
/// looks mistyped; it is a question in any case, because nobody knows all domains.
pub(crate) fn meant(typed: &str) -> Option<String> {
    let typed: String = typed.trim().chars().map(ascii_twin).collect();
    let (local, domain) = typed.rsplit_once('@')?;
    let lower = domain.to_lowercase();
    let plain: String =
        lower.chars().filter(|c| *c != ' ').map(|c| if c == ',' || c == '。' { '.' } else { c }).collect();
    let plain = plain.trim_matches('.');
    let is_right = |domain: &str| PROVIDERS.contains(&domain) || OTHERS.contains(&domain);
    let domain = if is_right(plain) {
        (plain != lower).then_some(plain)?
    } else {
        let like = PROVIDERS.iter().filter(|provider| is_like(plain, provider));
        like.min_by_key(|provider| osa_distance(plain, provider))?
    };
    Some(format!("{local}@{domain}")).filter(|meant| is_mail(meant))
}

/// Whether a domain is that of a provider with a slip or two of the fingers.
fn is_like(typed: &str, provider: &str) -> bool {
    let Some((name, ending)) = provider.split_once('.') else { return false };
    let Some((typed_name, typed_ending)) = typed.split_once('.') else {
        return typed == name || typed == provider.replace('.', "");
    };
    let ending_slips = osa_distance(typed_ending, ending);
    if typed_name == name {
        return ending_slips == 1 || ONLY.contains(&name);
    }
    let slips = osa_distance(typed_name, name);
    match name.len() {
        // Short names have many neighbours that are names, too.
        ..5 => slips == 1 && ending_slips == 0 && sorted(typed_name) == sorted(name),
        5..8 => slips == 1 && ending_slips <= 1,
        _ => slips + ending_slips <= 2,
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// An address as its owner knows it and others do not: `m…@gmail.com`. The domain is whole, because a slip is mostly there.
pub(crate) fn masked(mail: &str) -> Option<String> {
    let (local, domain) = mail.rsplit_once('@')?;
    Some(format!("{}…@{}", local.chars().next()?, domain.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers_are_found() {
        for (typed, expected) in [
            ("a@gmial.com", "a@gmail.com"),
            ("a@gmail.con", "a@gmail.com"),
            ("a@gmail.co", "a@gmail.com"),
            ("a@gmail.cm", "a@gmail.com"),
            ("a@gmail.ocm", "a@gmail.com"),
            ("a@gmaill.com", "a@gmail.com"),
            ("a@gnail.con", "a@gmail.com"),
            ("a@gmail.co.kr", "a@gmail.com"),
            ("a@gmail", "a@gmail.com"),
            ("a@gmailcom", "a@gmail.com"),
            ("a@gmail,com", "a@gmail.com"),
            ("a@gmail. com", "a@gmail.com"),
            ("a@gmail.com.", "a@gmail.com"),
            ("A.B+c@GMIAL.COM", "A.B+c@gmail.com"),
            ("a@ｎａｖｅｒ.con", "a@naver.com"),
            ("a@naver.con", "a@naver.com"),
            ("a@navr.com", "a@naver.com"),
            ("a@anver.com", "a@naver.com"),
            ("a@naver.co.kr", "a@naver.com"),
            ("a@naver.net", "a@naver.com"),
            ("a@hanmail.ne", "a@hanmail.net"),
            ("a@hanmail.com", "a@hanmail.net"),
            ("a@hamail.net", "a@hanmail.net"),
            ("a@daum.nte", "a@daum.net"),
            ("a@duam.net", "a@daum.net"),
            ("a@kakao.co", "a@kakao.com"),
            ("a@kakoa.com", "a@kakao.com"),
            ("a@nate.con", "a@nate.com"),
            ("a@hotmial.com", "a@hotmail.com"),
            ("a@hotmal.con", "a@hotmail.com"),
            ("a@hotmail.co", "a@hotmail.com"),
            ("a@outlok.com", "a@outlook.com"),
            ("a@yaho.com", "a@yahoo.com"),
            ("a@yaho.co.kr", "a@yahoo.co.kr"),
            ("a@yahoo.co.k", "a@yahoo.co.kr"),
            ("a@iclod.com", "a@icloud.com"),
            ("a@protonmial.com", "a@protonmail.com"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_right_or_unknown_is_left_alone() {
        for domain in PROVIDERS.iter().chain(&OTHERS) {
            assert_eq!(meant(&format!("a@{domain}")), None, "{domain}");
        }
        for typed in [
            "",
            "a",
            "@gmial.com",
            "a b@gmial.com",
            "a@",
            "a@example.org",
            "a@example.com",
            "a@mail.go.kr",
            "a@korea.ac.kr",
            "a@nkhr.or.kr",
            "a@GMAIL.COM",
            "a@mail.naver.com",
            "a@hotmail.ca",
            "a@hotmail.it",
            "a@yahoo.ca",
            "a@yahoo.com.br",
            "a@yahoo.co.in",
            "a@outlook.jp",
            "a@live.nl",
            "a@gate.com",
            "a@love.com",
            "a@date.com",
            "a@baum.net",
            "a@gmx.org",
            "a@proton.ch",
        ] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_masked_address_hides_the_name_and_shows_a_slip_in_the_domain() {
        for (mail, expected) in [
            ("minsu@gmail.com", "m…@gmail.com"),
            ("Minsu@Naver.com", "M…@naver.com"),
            ("김@hanmail.net", "김…@hanmail.net"),
            ("minsu@gmial.com", "m…@gmial.com"),
            ("office@example.org", "o…@example.org"),
        ] {
            assert_eq!(masked(mail).as_deref(), Some(expected), "{mail}");
        }
        assert_eq!(masked("nobody"), None);
    }
}
