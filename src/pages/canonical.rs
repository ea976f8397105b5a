//! Where an address leads that people write otherwise than we do. This is the only place that decides it, and it answers with
//! addresses of this site alone: what is not known here leads nowhere.

use percent_encoding::percent_decode_str;

use crate::language::Language;

/// The addresses of the features, which stand in no edition.
const NOUNS: [&str; 10] = [
    "/donate",
    "/donate/confirm",
    "/donate/manage",
    "/donate/manage/asked",
    "/donate/thanks",
    "/donate/transfer",
    "/search",
    "/volunteer",
    "/volunteer/mine",
    "/volunteer/thanks",
];

/// Below these stand names that we drew, in which capitals count.
const DRAWN: [&str; 6] = [
    "/donate/confirm/",
    "/donate/manage/link/",
    "/donate/manage/",
    "/donate/receipt/",
    "/donate/transfer/",
    "/volunteer/confirm/",
];

/// The addresses to which forms are sent.
const FORMS: [&str; 5] = ["/donate", "/donate/manage", "/donate/transfer", "/volunteer", "/volunteer/mine"];

/// First words of addresses that people try, and ours.
const OTHER_WORDS: [(&str, &str); 19] = [
    ("give", "donate"),
    ("giving", "donate"),
    ("gift", "donate"),
    ("gifts", "donate"),
    ("donation", "donate"),
    ("donations", "donate"),
    ("donating", "donate"),
    ("후원", "donate"),
    ("후원하기", "donate"),
    ("기부", "donate"),
    ("기부하기", "donate"),
    ("volunteers", "volunteer"),
    ("volunteering", "volunteer"),
    ("자원봉사", "volunteer"),
    ("자원봉사자", "volunteer"),
    ("봉사", "volunteer"),
    ("manage", "donate/manage"),
    ("transfer", "donate/transfer"),
    ("bank-transfer", "donate/transfer"),
];

/// What people write for a language, beside our own `/ko`.
const ENGLISH: [&str; 5] = ["en", "en-us", "en-gb", "eng", "english"];
const KOREAN: [&str; 5] = ["ko", "ko-kr", "kr", "kor", "korean"];

/// Endings of files that other sites are made of, and the names of their first ones.
const ENDINGS: [&str; 8] = [".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".cgi"];
const FIRST_FILES: [&str; 3] = ["index", "default", "home"];

const LONGEST: usize = 500;

/// Whether a feature answers at this address, which has no language part.
pub(crate) fn is_of_a_feature(path: &str) -> bool {
    NOUNS.contains(&path)
}

/// The address that was meant, if it is not the one that was asked for. `is_page` knows the pages of the edition.
pub(crate) fn canonical(asked: &str, is_page: impl Fn(&str) -> bool) -> Option<String> {
    let decoded = percent_decode_str(asked).decode_utf8().ok().filter(|path| path.len() <= LONGEST)?;
    let trimmed = decoded.strip_prefix('/')?.trim_end_matches('/');
    if trimmed.starts_with('/') || trimmed.contains("//") {
        return None;
    }
    let mut parts: Vec<&str> = trimmed.split('/').filter(|part| !part.is_empty()).collect();
    let (language, is_named) = language_of(&parts);
    if is_named {
        parts.remove(0);
    }
    let mut words: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    if let Some(last) = words.last_mut() {
        without_ending(last);
    }
    if words.last().is_some_and(|last| FIRST_FILES.contains(&last.as_str())) {
        words.pop();
    }
    if let Some(first) = words.first_mut()
        && let Some((_, ours)) = OTHER_WORDS.iter().find(|(word, _)| word == first)
        && !is_page(&language.path(&format!("/{first}")))
    {
        (*ours).clone_into(first);
    }
    let path = format!("/{}", words.join("/"));
    let address = if NOUNS.contains(&path.as_str()) || is_page(&language.path(&path)) {
        language.path(&path)
    } else {
        language.path(&drawn(&path, &parts)?)
    };
    (address != asked).then_some(address)
}

/// Whether a form may be sent to this address of ours.
pub(crate) fn takes_forms(address: &str) -> bool {
    let path = Language::of_path(address).1;
    FORMS.contains(&path) || DRAWN.iter().any(|start| path.starts_with(start))
}

/// The language of an address, and whether its first part names it. Korean words need no such part.
fn language_of(parts: &[&str]) -> (Language, bool) {
    let first = parts.first().map(|first| first.to_lowercase()).unwrap_or_default();
    let is_hangul = first.starts_with(|c| ('가'..='힣').contains(&c));
    match first.as_str() {
        first if ENGLISH.contains(&first) => (Language::English, true),
        first if KOREAN.contains(&first) => (Language::Korean, true),
        _ if is_hangul => (Language::Korean, false),
        _ => (Language::English, false),
    }
}

fn without_ending(name: &mut String) {
    if let Some(stem) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).map(str::len) {
        name.truncate(stem);
    }
}

/// An address below one of [`DRAWN`], with the drawn names as they were written.
fn drawn(path: &str, parts: &[&str]) -> Option<String> {
    let start = DRAWN.iter().find(|start| path.starts_with(**start))?;
    let names = parts.get(start.matches('/').count() - 1..).filter(|names| !names.is_empty())?;
    let is_drawn = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    names.iter().all(is_drawn).then(|| format!("{start}{}", names.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_page(address: &str) -> bool {
        ["/", "/ko", "/mission", "/ko/mission", "/get-involved", "/sitemap.xml", "/support"].contains(&address)
    }

    #[test]
    fn what_people_write_leads_to_what_we_have() {
        for (asked, meant) in [
            ("/mission/", "/mission"),
            ("/mission//", "/mission"),
            ("/Mission", "/mission"),
            ("/MISSION/", "/mission"),
            ("/%4Dission", "/mission"),
            ("/mission.html", "/mission"),
            ("/mission/index.html", "/mission"),
            ("/sitemap.xml/", "/sitemap.xml"),
            ("/en", "/"),
            ("/EN/", "/"),
            ("/en-US/mission", "/mission"),
            ("/en/donate", "/donate"),
            ("/english", "/"),
            ("/ko/", "/ko"),
            ("/KO/Mission/", "/ko/mission"),
            ("/kr", "/ko"),
            ("/ko-KR/mission", "/ko/mission"),
            ("/index.html", "/"),
            ("/index.php", "/"),
            ("/Default.aspx", "/"),
            ("/home", "/"),
            ("/ko/index.html", "/ko"),
            ("/donate/", "/donate"),
            ("/Donate", "/donate"),
            ("/donate.php", "/donate"),
            ("/give", "/donate"),
            ("/ko/give", "/ko/donate"),
            ("/kr/Donations/", "/ko/donate"),
            ("/donation", "/donate"),
            ("/donations/transfer", "/donate/transfer"),
            ("/manage", "/donate/manage"),
            ("/%ED%9B%84%EC%9B%90", "/ko/donate"),
            ("/en/%ED%9B%84%EC%9B%90", "/donate"),
            ("/volunteers", "/volunteer"),
            ("/ko/Volunteer/index.html", "/ko/volunteer"),
            ("/Volunteer/Thanks", "/volunteer/thanks"),
            ("/search/", "/search"),
            ("/donate/receipt/AbC-_9/", "/donate/receipt/AbC-_9"),
            ("/KO/Donate/Manage/Link/AbC/", "/ko/donate/manage/link/AbC"),
            ("/donate/transfer/K7QF2M/", "/donate/transfer/K7QF2M"),
        ] {
            assert_eq!(canonical(asked, is_page).as_deref(), Some(meant), "{asked}");
        }
    }

    #[test]
    fn nothing_leads_to_another_site_or_to_nothing() {
        for asked in [
            "/",
            "/mission",
            "/donate",
            "/nothing",
            "/nothing/",
            "/ko/nothing/",
            "//evil.example",
            "//evil.example/",
            "//mission/",
            "///mission",
            "/\\evil.example",
            "/\\evil.example/donate",
            "/%2F%2Fevil.example",
            "/%2Fmission",
            "/%5Cevil.example",
            "/en//evil.example",
            "/en/%2Fevil.example/",
            "/mission/..//evil.example",
            "/donate/receipt/..%2F..%2Fevil",
            "/donate/receipt/a%0D%0ALocation:x/",
            "/donate/receipt/",
            "/admin/",
            "/Admin",
            "/webhooks/stripe/",
            "/Healthz",
            "/static/x/site.css/",
            "/%FF/",
            "mission/",
            "*",
            "",
        ] {
            assert_eq!(canonical(asked, is_page), None, "{asked}");
        }
    }

    #[test]
    fn a_page_of_staff_comes_before_another_word_for_ours() {
        let is_page = |address: &str| address == "/give";
        assert_eq!(canonical("/Give/", is_page).as_deref(), Some("/give"));
    }
}
