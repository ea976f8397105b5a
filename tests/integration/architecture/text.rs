//! Rust's text without what is not code, and the functions in it.

/// The text with comments and what stands in quotes blanked. Lines stay where they are.
pub(crate) fn code(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let end = match signs[at] {
            '/' if signs.get(at + 1) == Some(&'/') => find(&signs, at, "\n").unwrap_or(signs.len()),
            '/' if signs.get(at + 1) == Some(&'*') => find(&signs, at, "*/").map_or(signs.len(), |end| end + 2),
            'r' if at == 0 || !is_name(signs[at - 1]) => raw_end(&signs, at).unwrap_or(at),
            '"' => quoted_end(&signs, at, '"'),
            '\'' if signs.get(at + 1) == Some(&'\\') || signs.get(at + 2) == Some(&'\'') => {
                quoted_end(&signs, at, '\'')
            }
            _ => at,
        };
        if end == at {
            out.push(signs[at]);
            at += 1;
        } else {
            out.extend(signs[at..end].iter().map(|sign| if *sign == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

pub(crate) fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}

fn find(signs: &[char], from: usize, what: &str) -> Option<usize> {
    let what: Vec<char> = what.chars().collect();
    (from..signs.len()).find(|at| signs[*at..].starts_with(&what))
}

/// Where a raw string ends that begins here, such as `r#"…"#`.
fn raw_end(signs: &[char], at: usize) -> Option<usize> {
    let hashes = signs[at + 1..].iter().take_while(|sign| **sign == '#').count();
    (signs.get(at + 1 + hashes) == Some(&'"')).then_some(())?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(find(signs, at + 2 + hashes, &end)? + end.len())
}

fn quoted_end(signs: &[char], at: usize, quote: char) -> usize {
    let mut end = at + 1;
    while end < signs.len() && signs[end] != quote {
        end += if signs[end] == '\\' { 2 } else { 1 };
    }
    (end + 1).min(signs.len())
}

/// The functions of a text and how many lines each has, from `fn` to its last brace.
pub(crate) fn functions(text: &str) -> Vec<(String, usize)> {
    let code = code(text);
    let starts = code.match_indices("fn ").filter(|(at, _)| !code[..*at].ends_with(is_name)).map(|(at, _)| at);
    starts
        .filter_map(|start| {
            let name: String = code[start + 3..].chars().take_while(|sign| is_name(*sign)).collect();
            let end = body_end(&code[start..])?;
            (!name.is_empty()).then(|| (name, code[start..start + end].matches('\n').count() + 1))
        })
        .collect()
}

/// Where the body of a function ends whose text begins here; none for a function without a body.
fn body_end(code: &str) -> Option<usize> {
    let (mut brackets, mut braces) = (0, 0);
    for (at, sign) in code.char_indices() {
        match sign {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if brackets == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[test]
fn code_is_told_from_text() {
    let text = r##"let a = "fn x() {"; // fn y() {
        let b = '{'; let c = '\''; let d = r#"a " {"#; fn z<'a>(_: [u8; 2]) {
        }"##;
    assert_eq!(functions(text), [("z".to_owned(), 2)]);
    assert_eq!(code(text).matches('{').count(), 1);
    assert_eq!(functions("trait T { fn a(&self); fn b(&self) { ( ) } }"), [("b".to_owned(), 1)]);
}
