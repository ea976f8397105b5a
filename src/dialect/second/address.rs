//! Addresses of the web, of mail and of telephones, as they stand in a text.

/// Words that follow an address without a blank in Korean.
const PARTICLES: [&str; 34] = [
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "에",
    "에서",
    "에게",
    "의",
    "로",
    "으로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "이나",
    "까지",
    "부터",
    "에는",
    "에도",
    "에서는",
    "라는",
    "이라는",
    "라고",
    "이라고",
    "입니다",
    "이며",
    "이고",
    "이다",
    "를통해",
    "처럼",
    "보다",
];

/// A telephone number as a link names it (RFC 3966): without blanks, and without a trunk digit in brackets.
pub(super) fn dialled(address: &str) -> String {
    let number = address[4..].trim().replace("(0)", "");
    let parts: Vec<&str> =
        number.split(|c: char| c.is_whitespace() || c == '(' || c == ')').filter(|part| !part.is_empty()).collect();
    format!("tel:{}", parts.join("-").replace("--", "-"))
}

/// The length of a mail address at the start of a text; nothing if there is none.
pub(super) fn mail(text: &str) -> usize {
    let local = text.find(|c: char| !(c.is_ascii_alphanumeric() || "._+-".contains(c))).unwrap_or(text.len());
    let Some(host) = text[local..].strip_prefix('@') else { return 0 };
    let length = host.find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c))).unwrap_or(host.len());
    let host = host[..length].trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.').unwrap_or_default();
    let is_host =
        !name.is_empty() && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()) && !host.contains("..");
    let is_name = !text[..local].is_empty() && !text.starts_with('.') && !text[..local].ends_with('.');
    if is_host && is_name { local + 1 + host.len() } else { 0 }
}

/// Where a bare address ends: before the sign that ends the sentence, a bracket that it did not open, or a Korean word.
pub(super) fn address_end(text: &str) -> usize {
    let mut end = 0;
    let mut brackets = 0_usize;
    let start = text.find("://").map_or(0, |at| at + 3);
    while let Some(c) = text[end..].chars().next() {
        let is_open = match c {
            '(' => {
                brackets += 1;
                true
            }
            ')' if brackets == 0 => false,
            ')' => {
                brackets -= 1;
                true
            }
            '*' => !text[end + 1..].starts_with('*'),
            c if c.is_ascii() => !c.is_whitespace() && !c.is_control() && !"<>\"`\\^{}|[]".contains(c),
            c if c.is_alphanumeric() && end >= start => match word_of(text, end, start) {
                0 => false,
                length => {
                    end += length - c.len_utf8();
                    true
                }
            },
            _ => false,
        };
        if !is_open {
            break;
        }
        end += c.len_utf8();
    }
    let mut link = &text[..end];
    loop {
        let shorter = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '&']);
        let opened = shorter.matches('(').count();
        let shorter = if opened > shorter.matches(')').count() && shorter.ends_with('(') {
            &shorter[..shorter.len() - 1]
        } else {
            shorter
        };
        if shorter.len() == link.len() {
            return link.len();
        }
        link = shorter;
    }
}

/// The length of a word in another script that belongs to an address: a host, or what stands behind a `/` or `=`, but no
/// particle of the sentence around it.
fn word_of(text: &str, at: usize, start: usize) -> usize {
    let rest = &text[at..];
    let length = rest.find(|c: char| c.is_ascii() || !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..length];
    let is_host = at == start || !text[start..at].contains('/') && !text[start..at].is_ascii();
    let is_part = text[..at].ends_with(['/', '=', '_', '-', '+', '%']) && !PARTICLES.contains(&word);
    if is_host || is_part { length } else { 0 }
}
