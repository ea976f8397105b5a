//! The editor's form on every start page, and on bad input.

use super::*;
use crate::{
    language::Language,
    pages::{
        staff::{
            form::{Malformed, Step},
            kinds::{Control, KINDS},
        },
        start,
    },
};

const SLUGS: [&str; 6] = ["home", "mission", "why-awesome", "get-involved", "share", "privacy"];

fn start_pages() -> impl Iterator<Item = (String, Content)> {
    SLUGS.into_iter().flat_map(|slug| {
        Language::ALL
            .map(|language| (format!("{language}/{slug}"), start::content(slug, language).expect("a start page")))
    })
}

/// The fields as a browser sends them.
fn pairs(form: &PageForm, pressed: &str) -> Vec<(String, String)> {
    let mut pairs = vec![("base".to_owned(), form.base.to_string()), ("do".to_owned(), pressed.to_owned())];
    let mut add = |prefix: &str, texts: &Texts| {
        pairs.extend(texts.iter().map(|(name, text)| (format!("{prefix}{name}"), text.replace('\n', "\r\n"))))
    };
    add("", &form.head);
    for (b, block) in form.blocks.iter().enumerate() {
        add(&format!("b{b}."), &block.texts);
        add(&format!("b{b}."), &Texts::from([("kind", block.kind.word.to_owned())]));
        for (i, item) in block.items.iter().enumerate() {
            add(&format!("b{b}.i{i}."), item);
        }
    }
    pairs
}

fn good() -> PageForm {
    let mut form = PageForm::new(&start::content("home", Language::English).expect("a start page"), 3);
    for kind in KINDS {
        form.blocks.push(BlockForm::new(kind));
    }
    for block in &mut form.blocks {
        for field in block.kind.fields {
            fill(field, &mut block.texts);
        }
        for item in &mut block.items {
            for field in block.kind.items.as_ref().expect("a list").fields {
                fill(field, item);
            }
        }
    }
    form
}

fn fill(field: &Field, texts: &mut Texts) {
    let text = texts.entry(field.name).or_default();
    if text.is_empty() {
        *text = match field.control {
            Control::Path => "/donate",
            Control::Url => "https://example.org/a?b=c#d",
            Control::Drawing => "light",
            _ => "Words",
        }
        .to_owned();
    }
}

#[test]
fn every_start_page_survives_the_editor() {
    for (name, content) in start_pages() {
        let form = PageForm::new(&content, 7);
        let (read, step) = PageForm::read(pairs(&form, "save")).expect("our own form");
        assert_eq!((read.base, step), (7, Step::Save), "{name}");
        assert_eq!(read.check(Language::English).as_ref(), Ok(&content), "{name}");
    }
}

#[test]
fn every_kind_can_be_written() {
    let content = good().check(Language::English).expect("valid");
    let back = PageForm::new(&content, 3).check(Language::English);
    assert_eq!(back, Ok(content));
}

#[test]
fn start_pages_leave_room_in_the_form() {
    for (name, content) in start_pages() {
        let size: usize = pairs(&PageForm::new(&content, 1), "save")
            .iter()
            .map(|(name, value)| {
                name.len()
                    + 2
                    + percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string().len()
            })
            .sum();
        assert!(size < 40 * 1024, "{name} takes {size} bytes of the 64 KiB that a form may have");
    }
}

#[test]
fn bad_input_is_named_at_its_field() {
    type Spoil = fn(&mut PageForm);
    fn set(form: &mut PageForm, kind: &str, name: &'static str, text: &str) {
        let block = form.blocks.iter_mut().rfind(|block| block.kind.word == kind).expect("a block");
        let texts = block.items.first_mut().unwrap_or(&mut block.texts);
        texts.insert(name, text.to_owned());
    }
    let table: &[(&str, &str, Spoil)] = &[
        ("no title", "title", |f| drop(f.head.remove("title"))),
        ("a title of blanks", "title", |f| drop(f.head.insert("title", " \u{3000}\r\n".to_owned()))),
        ("a title of 121 characters", "title", |f| drop(f.head.insert("title", "가".repeat(121)))),
        ("no menu", "menu", |f| f.head.entry("menu").or_default().clear()),
        ("a menu of 25 characters", "menu", |f| drop(f.head.insert("menu", "a".repeat(25)))),
        ("a summary of 301 characters", "summary", |f| drop(f.head.insert("summary", "a".repeat(301)))),
        ("a lead of 601 characters", "lead", |f| drop(f.head.insert("lead", "a".repeat(601)))),
        ("prose without text", ".text", |f| {
            f.blocks.iter_mut().rfind(|b| b.kind.word == "prose").expect("prose").texts.clear()
        }),
        ("a path elsewhere", ".path", |f| set(f, "actions", "path", "https://example.org/")),
        ("a path to another host", ".path", |f| set(f, "actions", "path", "//example.org/")),
        ("a path to another host by backslash", ".path", |f| set(f, "actions", "path", "/\\example.org")),
        ("a path to another host by tab", ".path", |f| set(f, "actions", "path", "/ /example.org")),
        ("two slashes within", ".path", |f| set(f, "call_to_action", "path", "/a//b")),
        ("a script", ".path", |f| set(f, "call_to_action", "path", "javascript:alert(1)")),
        ("a path with its language", ".path", |f| set(f, "call_to_action", "path", "/ko/donate")),
        ("half a source", "source.date", |f| set(f, "reasons", "source.date", "")),
        ("a source by http", "source.url", |f| set(f, "reasons", "source.url", "http://example.org/")),
        ("a source by script", "source.url", |f| set(f, "quote", "source.url", "javascript:alert(1)")),
        ("a source without host", "source.url", |f| set(f, "figures", "source.url", "https:///x")),
        ("a source with a name before the host", "source.url", |f| {
            set(f, "figures", "source.url", "https://un.org@evil.example/")
        }),
        ("a drawing that is none", ".name", |f| set(f, "illustration", "name", "../favicon")),
        ("a list without items", ".add", |f| {
            f.blocks.iter_mut().rfind(|b| b.kind.word == "questions").expect("questions").items.clear()
        }),
        ("21 items", ".add", |f| {
            let block = f.blocks.iter_mut().rfind(|b| b.kind.word == "questions").expect("questions");
            block.items = vec![block.items[0].clone(); 21];
        }),
        ("41 blocks", "new_kind", |f| f.blocks = vec![f.blocks[0].clone(); 41]),
    ];
    for (why, name, spoil) in table {
        let mut form = good();
        spoil(&mut form);
        let problems = form.check(Language::English).expect_err(why);
        let [problem] = problems.all() else { panic!("{why}: {problems:?}") };
        assert!(problem.field.ends_with(name) && problem.sentence.ends_with('.'), "{why}: {problem:?}");
    }
}

#[test]
fn forms_of_others_are_refused() {
    let ours = || pairs(&good(), "save");
    for (name, value) in [
        ("b0.kind", "script"),
        ("b0.onclick", "x"),
        ("bx.kind", "prose"),
        ("b+1.kind", "prose"),
        ("b99999.kind", "prose"),
        ("b77.heading", "no kind"),
        ("b0.i0.text", "prose has no items"),
        ("owner", "me"),
        ("base", "one"),
        ("do", "delete"),
        ("do", "b0.i0"),
        ("do", "b0.i0.i0.up"),
        ("do", ""),
    ] {
        let mut pairs = ours();
        pairs.retain(|(other, _)| other != name);
        pairs.push((name.to_owned(), value.to_owned()));
        assert_eq!(PageForm::read(pairs).err(), Some(Malformed), "{name}={value}");
    }
}

#[test]
fn buttons_change_the_form_and_lose_nothing() {
    let words = |form: &PageForm| form.blocks.iter().map(|block| block.kind.word).collect::<Vec<_>>();
    let start = good();
    let after = |pressed: &str| {
        let mut pairs = pairs(&start, pressed);
        pairs.push(("new_kind".to_owned(), "goal".to_owned()));
        let (mut form, step) = PageForm::read(pairs).expect("our own form");
        let Step::Change(change) = step else { panic!("{pressed} is no change") };
        form.change(&change);
        form
    };
    let last = start.blocks.len() - 1;
    for nothing in ["b0.up", &format!("b{last}.down"), "b900.up", "b900.remove", "b0.add", "b1.i900.remove", "b1.i0.up"]
    {
        assert_eq!(words(&after(nothing)), words(&start), "{nothing}");
    }
    assert_eq!(after("b1.up").blocks[0], PageForm::read(pairs(&start, "save")).expect("ours").0.blocks[1]);
    assert_eq!(after("b1.up"), after("b0.down"));
    assert_eq!(after("add").blocks[last + 1], BlockForm::new(kinds::find("goal").expect("a kind")));
    assert_eq!(after("b2.remove").blocks.len(), last);
    let reasons = start.blocks.iter().position(|block| block.kind.word == "reasons").expect("reasons");
    let items = |form: PageForm| form.blocks[reasons].items.len();
    assert_eq!(items(after(&format!("b{reasons}.add"))), start.blocks[reasons].items.len() + 1);
    assert_eq!(items(after(&format!("b{reasons}.i0.remove"))), start.blocks[reasons].items.len() - 1);
}
