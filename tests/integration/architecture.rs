//! The rules of the code base. A failure says the rule and the place.

use std::path::{Path, PathBuf};

/// Layers from the top down: a module uses only modules of lower layers.
const LAYERS: &[&[&str]] = &[
    &["cli"],
    &["process"],
    &["server"],
    &["front"],
    &["app", "jobs"],
    &["admin", "development", "health"],
    &["books", "giving", "manage", "pages", "volunteers"],
    &["donations"],
    &["rooms"],
    &["alerts"],
    &["bodies", "error_pages", "headers", "outbox"],
    &["job"],
    &["state"],
    &["view", "edition"],
    &["assets", "limits", "ledger", "audit", "mail", "settings", "staff", "visits"],
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All files below a folder with one of these endings, and their texts.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|found| found == *ending)) {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The module below `src/` to which a file belongs.
fn module(file: &str) -> &str {
    file.trim_start_matches("src/").split(['/', '.']).next().unwrap()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules of this crate that a text names.
fn uses(text: &str) -> Vec<String> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let mut found: Vec<String> =
        text.split("crate::").skip(1).filter_map(|rest| rest.split(ends).next().map(str::to_owned)).collect();
    for group in text.split("use crate::{").skip(1) {
        let mut depth = 0;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => found.push(std::mem::take(&mut item)),
                _ if depth == 0 => item.push(c),
                _ => {}
            }
        }
        found.push(item);
    }
    found
        .into_iter()
        .map(|item| item.trim().split("::").next().unwrap_or_default().trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// A file's text without its unit tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

#[test]
fn arrows_only_point_down() {
    let mut broken = Vec::new();
    for (file, text) in files("src", &["rs"]) {
        let from = module(&file);
        for to in uses(without_tests(&text)) {
            let (Some(above), Some(below)) = (layer(from), layer(&to)) else {
                if layer(from).is_none() && layer(&to).is_some() && !["main", "lib"].contains(&from) {
                    broken.push(format!("{file} uses {to}, which stands above it"));
                }
                continue;
            };
            if from != to && below <= above {
                broken.push(format!(
                    "{file} uses {to}: a module uses only what stands below it, and features never use each other"
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn sql_stands_only_in_queries() {
    for (file, text) in files("src", &["rs"]) {
        let allowed = file.ends_with("/queries.rs") || file == "src/database.rs";
        let calls = ["query!(", "query_as!(", "query_scalar!(", "sqlx::query(", "query_scalar(", "QueryBuilder"];
        assert!(allowed || !calls.iter().any(|call| text.contains(call)), "{file}: SQL stands only in queries.rs");
    }
}

#[test]
fn forms_and_queries_know_no_web_server() {
    for (file, text) in files("src", &["rs"]) {
        if file.ends_with("/queries.rs") || file.ends_with("form.rs") {
            assert!(!text.contains("axum"), "{file}: forms and queries know no web server");
        }
    }
}

#[test]
fn only_the_stripe_folder_knows_stripes_client() {
    let client = ["stripe_checkout::", "stripe_shared::", "stripe_client_core::"];
    for folder in ["src", "crates"] {
        for (file, text) in files(folder, &["rs"]) {
            let may = file.starts_with("src/stripe/") || file == "crates/stripe-stand-in/src/tests/foreign.rs";
            assert!(
                may || !client.iter().any(|name| text.contains(name)),
                "{file}: only src/stripe knows the client, and the tests of the stand-in that use it as a foreigner"
            );
        }
    }
}

#[test]
fn crates_know_nothing_of_the_site() {
    for (file, text) in files("crates", &["rs", "toml"]) {
        let own = text.replace("connect_kindness", "connect-kindness");
        assert!(!own.contains("connect-kindness"), "{file}: the site uses its crates, and they never use the site");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    for folder in ["src", "tests/integration", "crates"] {
        for (file, text) in files(folder, &["rs"]) {
            assert!(text.starts_with("//! "), "{file}: a file begins with a sentence that says what it is for");
            let lines = without_tests(&text).lines().count();
            let is_test = file.starts_with("tests/") || file.contains("/tests/");
            let longest = if file.ends_with("/queries.rs") || is_test { 420 } else { 300 };
            assert!(
                lines <= longest,
                "{file}: {lines} lines; a file that grew tells that something in it wants a place of its own"
            );
        }
    }
}

#[test]
fn pages_are_escaped_and_hold_nothing_inline() {
    let templates = [files("templates", &["html"]), files("crates", &["html"])].concat();
    let safe: Vec<String> = templates
        .iter()
        .flat_map(|(file, text)| {
            text.lines()
                .filter(|line| line.contains("|safe"))
                .map(|line| format!("{file}: {}", line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        safe.iter().all(|line| line.contains("markdown(")),
        "only sanitised Markdown and marked differences are not escaped: {safe:?}"
    );
    for (file, text) in templates {
        for forbidden in [
            " style=",
            "<style",
            "<script>",
            " onclick=",
            " onsubmit=",
            "javascript:",
            "src=\"http",
            "|escape(\"none\")",
        ] {
            assert!(!text.contains(forbidden), "{file}: {forbidden} breaks the security policy");
        }
        assert!(text.lines().count() <= 160, "{file}: a template that grew wants parts");
    }
}

#[test]
fn migrations_explain_themselves() {
    for (file, text) in files("migrations", &["sql"]) {
        assert!(text.starts_with("-- "), "{file}: the first comment says why");
    }
}
