//! The modules of the program and which uses which, as `use` and paths say. A folder's `mod.rs` is a module beside those
//! in its folder: it may use them or be used by them, not both.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::text::{code, is_name};

/// What each module uses. A module is named by its path, such as `pages::edition::build`.
pub(crate) type Graph = BTreeMap<String, BTreeSet<String>>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    /// `::`
    Path,
    Sign(char),
}

/// The graph of files below `src/`, given by their names and texts.
pub(crate) fn graph(files: &[(String, String)]) -> Graph {
    let texts: BTreeMap<String, &String> = files.iter().map(|(file, text)| (module(file), text)).collect();
    let names: BTreeSet<String> = texts.keys().cloned().collect();
    texts.into_iter().map(|(module, text)| (module.clone(), uses(&module, &tokens(&code(text)), &names))).collect()
}

/// The module in a file.
pub(crate) fn module(file: &str) -> String {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").replace('/', "::")
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        if is_name(sign) {
            let mut name = String::from(sign);
            while let Some(sign) = signs.next_if(|sign| is_name(*sign)) {
                name.push(sign);
            }
            tokens.push(Token::Name(name));
        } else if sign == ':' && signs.next_if_eq(&':').is_some() {
            tokens.push(Token::Path);
        } else if !sign.is_whitespace() {
            tokens.push(Token::Sign(sign));
        }
    }
    tokens
}

fn uses(module: &str, tokens: &[Token], names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut imported = HashMap::new();
    let mut rest = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == Token::Name("use".to_owned()) {
            let end = at + tokens[at..].iter().position(|token| *token == Token::Sign(';')).unwrap_or(0);
            for (path, name) in imports(&tokens[at + 1..end], &[]) {
                if let Some(path) = absolute(module, &path, names, &HashMap::new()) {
                    found.extend(deepest(&path, names));
                    imported.insert(name, path);
                }
            }
            at = end;
        } else {
            rest.push(tokens[at].clone());
        }
        at += 1;
    }
    for path in paths(&rest) {
        found.extend(absolute(module, &path, names, &imported).and_then(|path| deepest(&path, names)));
    }
    found.remove(module);
    found
}

/// What a `use` names, with the name under which it is known afterwards.
fn imports(tree: &[Token], before: &[String]) -> Vec<(Vec<String>, String)> {
    let mut path = before.to_vec();
    let mut name = None;
    for (at, token) in tree.iter().enumerate() {
        match token {
            Token::Name(word) if word == "as" => {
                if let Some(Token::Name(alias)) = tree.get(at + 1) {
                    name = Some(alias.clone());
                }
                break;
            }
            Token::Name(word) if word == "self" && !path.is_empty() => {}
            Token::Name(word) => path.push(word.clone()),
            Token::Sign('{') => {
                let inside = &tree[at + 1..tree.len() - 1];
                return branches(inside).into_iter().flat_map(|branch| imports(branch, &path)).collect();
            }
            _ => {}
        }
    }
    let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
    vec![(path, name)]
}

/// The parts of a group, without those that are empty.
fn branches(group: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    let parts = group.split(|token| {
        match token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => depth -= 1,
            _ => {}
        }
        depth == 0 && *token == Token::Sign(',')
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// All paths of two names or more.
fn paths(tokens: &[Token]) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut goes_on = false;
    for token in tokens {
        match token {
            Token::Name(name) if goes_on => found.last_mut().unwrap().push(name.clone()),
            Token::Name(name) => found.push(vec![name.clone()]),
            _ => {}
        }
        goes_on = *token == Token::Path && !found.is_empty();
    }
    found.into_iter().filter(|path| path.len() > 1).collect()
}

/// A path from the root of the program; none if it leads elsewhere.
fn absolute(
    module: &str,
    path: &[String],
    names: &BTreeSet<String>,
    imported: &HashMap<String, Vec<String>>,
) -> Option<Vec<String>> {
    let here: Vec<String> = module.split("::").map(str::to_owned).collect();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([&here, &path[1..]].concat()),
        "super" => {
            let up = path.iter().take_while(|name| *name == "super").count();
            Some([&here[..here.len().checked_sub(up)?], &path[up..]].concat())
        }
        first if imported.contains_key(first) => Some([&imported[first], &path[1..]].concat()),
        _ => {
            let child = [&here, &path[..1]].concat().join("::");
            names.contains(&child).then(|| [&here, path].concat())
        }
    }
}

/// The module that a path leads to or into.
fn deepest(path: &[String], names: &BTreeSet<String>) -> Option<String> {
    (1..=path.len()).rev().map(|length| path[..length].join("::")).find(|name| names.contains(name))
}

/// The circles: modules that use each other, directly or by way of others.
pub(crate) fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|from| (from, reach(graph, from))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for (module, below) in &reached {
        if circles.iter().any(|circle| circle.contains(module)) {
            continue;
        }
        let circle: Vec<String> =
            below.iter().filter(|other| reached[**other].contains(module)).map(|other| (*other).clone()).collect();
        if !circle.is_empty() {
            circles.push(circle);
        }
    }
    circles
}

fn reach<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&String> = graph[from].iter().collect();
    while let Some(module) = waiting.pop() {
        if reached.insert(module) {
            waiting.extend(&graph[module]);
        }
    }
    reached
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let with = |text: &str| {
        let files = [
            ("src/a/mod.rs", "pub(crate) mod b;\nmod c;"),
            ("src/a/b.rs", text),
            ("src/a/c.rs", "use crate::{d::{self, Thing}, z};\nfn f() { d::g(\"a::b\") }"),
            ("src/d.rs", "use crate::a::{\n    b as other,\n};\nfn g() { other::h() }"),
        ];
        circles(&graph(&files.map(|(file, text)| (file.to_owned(), text.to_owned()))))
    };
    for circle in ["use super::c;", "fn h() -> crate::a::c::C {}", "use super::super::{a::c::X as Y};", "use crate::d;"]
    {
        assert_eq!(with(circle).len(), 1, "{circle}");
    }
    for straight in ["", "// use super::c;", "fn h() { c::g() }", "use crate::elsewhere::d;"] {
        assert!(with(straight).is_empty(), "{straight}");
    }
}
