//! The rules of the code base. A failure says the rule and the place.

mod modules;
mod text;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use self::{
    modules::{circles, graph, module},
    text::functions,
};

/// Layers from the top down: a module uses only modules of lower layers. Every module below `src/` stands in one.
const LAYERS: &[&[&str]] = &[
    &["cli"],
    &["process"],
    &["server"],
    &["front"],
    &["app"],
    &["admin", "development", "health", "jobs"],
    &["access", "arrivals", "books", "giving", "heads", "manage", "pages", "volunteers"],
    &["donations"],
    &["rooms"],
    &["access_events", "alerts"],
    &["bodies", "error_pages", "headers", "outbox", "showing"],
    &["job", "visitor"],
    &["state"],
    &["edition", "view"],
    &["assets", "audit", "keys", "ledger", "limits", "mail", "rights", "settings", "staff", "toll", "visits"],
    &["database", "inputs", "log"],
    &["config", "error"],
    &["site", "stripe"],
    &["money"],
    &["mail_address"],
    &["calendar", "dialect", "form", "sharing", "signing", "stored"],
    &["link", "text"],
    &["card", "chain", "language", "mailbox", "qr", "seal"],
    &["words"],
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

/// The files of the program without their unit tests.
fn program() -> Vec<(String, String)> {
    let is_program = |file: &str| !file.ends_with("/tests.rs") && !["src/main.rs", "src/lib.rs"].contains(&file);
    let files = files("src", &["rs"]).into_iter().filter(|(file, _)| is_program(file));
    files.map(|(file, text)| (file, without_tests(&text).to_owned())).collect()
}

fn layer(module: &str) -> Option<usize> {
    let top = module.split("::").next();
    LAYERS.iter().position(|layer| layer.iter().any(|name| Some(*name) == top))
}

/// A file's text without its unit tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

#[test]
fn every_module_stands_in_a_layer() {
    let modules: BTreeSet<String> =
        program().iter().map(|(file, _)| module(file).split("::").next().unwrap().to_owned()).collect();
    let named: Vec<String> = LAYERS.iter().copied().flatten().map(|name| (*name).to_owned()).collect();
    let layers: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(modules, layers, "LAYERS names each module below src/, and nothing else");
    assert_eq!(named.len(), layers.len(), "a module stands in one layer");
}

#[test]
fn arrows_only_point_down() {
    let mut broken = Vec::new();
    for (from, used) in graph(&program()) {
        let top = |module: &str| module.split("::").next().unwrap().to_owned();
        for to in used.iter().filter(|to| top(to) != top(&from)) {
            if layer(to) <= layer(&from) {
                broken.push(format!("{from} uses {to}"));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "a module uses only what stands below it, and features never use each other:\n{}",
        broken.join("\n")
    );
}

#[test]
fn no_module_leads_back_to_itself() {
    let circles: Vec<String> = circles(&graph(&program())).iter().map(|circle| circle.join(", ")).collect();
    assert!(circles.is_empty(), "these modules use each other, directly or by way of others:\n{}", circles.join("\n"));
}

#[test]
fn no_room_is_larger_than_a_fifth_of_the_house() {
    let mut rooms: BTreeMap<String, usize> = BTreeMap::new();
    for (file, text) in files("src", &["rs"]) {
        let room = module(&file).split("::").next().unwrap().to_owned();
        *rooms.entry(room).or_default() += text.lines().count();
    }
    let whole: usize = rooms.values().sum();
    for (room, lines) in rooms {
        assert!(lines * 5 <= whole, "src/{room}: {lines} of {whole} lines; a part of it wants a place of its own");
    }
}

#[test]
fn functions_are_short_enough_to_be_read() {
    let sources = [program(), files("crates", &["rs"])].concat();
    let long: Vec<String> = sources
        .iter()
        .filter(|(file, _)| !file.contains("/tests/"))
        .flat_map(|(file, text)| {
            functions(without_tests(text)).into_iter().map(move |(name, lines)| (file, name, lines))
        })
        .filter(|(.., lines)| *lines > 60)
        .map(|(file, name, lines)| format!("{file}: {name} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "a function has at most 60 lines:\n{}", long.join("\n"));
}

#[test]
fn deprecation_is_allowed_only_where_sql_stands() {
    for (file, text) in files("src", &["rs"]) {
        let allows = text.contains("allow(deprecated") || text.contains("allow(\n    deprecated");
        assert!(!allows || file.ends_with("/queries.rs"), "{file}: only queries may use what sqlx calls deprecated");
    }
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
fn transactions_begin_where_nobody_can_cancel_it() {
    for (file, text) in program() {
        assert!(file == "src/database.rs" || !text.contains(".begin()"), "{file}: begin by database::begin");
    }
}

#[test]
fn what_requests_bring_is_read_in_one_place() {
    let raw = ["Form", "Json", "Path", "Query", "RawForm", "RawPathParams", "RawQuery"];
    for (file, text) in files("src", &["rs"]) {
        for rest in text.split("extract::").skip(1).filter(|_| file != "src/inputs.rs") {
            let list = rest.strip_prefix('{').and_then(|list| list.split('}').next());
            let one = rest.split(|c: char| !c.is_alphanumeric()).next();
            let mut names = list.or(one).unwrap_or_default().split(|c: char| !c.is_alphanumeric());
            let name = names.find(|name| raw.contains(name));
            assert!(name.is_none(), "{file}: {name:?} of axum takes NUL; src/inputs.rs has one that does not");
        }
    }
}

#[test]
fn stories_wait_for_what_happens_and_not_for_how_long() {
    let bounds = ["sleep(", "timeout(", "elapsed() <", "elapsed() >"];
    for (file, text) in files("tests/integration", &["rs"]) {
        let code = text::code(&text);
        let is_story = !file.starts_with("tests/integration/harness/");
        let lines: Vec<_> = text.lines().zip(code.lines()).collect();
        for (number, pair) in lines.windows(2).enumerate().filter(|_| is_story) {
            let is_bound = bounds.iter().any(|bound| pair[1].1.contains(bound));
            let says_why = pair[0].0.trim_start().starts_with("//");
            let line = number + 2;
            assert!(
                !is_bound || says_why,
                "{file}:{line}: site.eventually waits; or the line above says why time counts"
            );
        }
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

/// The files and folders that a text names: words such as `src/app.rs` or `src/pages/`.
fn named(text: &str) -> Vec<&str> {
    let words = text.split(|sign: char| sign.is_whitespace() || "`,;:()|".contains(sign));
    let is_path = |word: &&str| {
        let folder = word.split_once('/').map(|(folder, _)| folder);
        let is_ours = matches!(folder, Some("src" | "tests" | "crates" | "script" | "templates" | "static"));
        is_ours && !word.contains(['{', '<', '*'])
    };
    words.map(|word| word.trim_end_matches('.')).filter(is_path).collect()
}

#[test]
fn documents_name_what_is_there() {
    let documents = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"];
    let mut seen = 0;
    for document in documents {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for name in named(&text) {
            assert!(root().join(name).exists(), "{document} names {name}, which is not there");
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} names were found");
}
