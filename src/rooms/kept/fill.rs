//! A page of a room with a form in it that holds again what was sent from there once. It works on the page as any room made
//! it, so that no room needs code of its own.

use std::{cell::RefCell, rc::Rc};

use lol_html::{
    RewriteStrSettings, element,
    html_content::{ContentType, Element},
    rewrite_str,
};
use uuid::Uuid;

use crate::rooms::kept::fields::Fields;

/// The part of an address that says which kept form is at work.
pub(super) const PARAMETER: &str = "kept";

/// The page with what was sent in the form that leads there; nothing if there is no such form.
pub(super) fn fill(page: &str, path: &str, fields: &Fields) -> Option<String> {
    let form = best_form(page, path, fields)?;
    let place = Rc::new(RefCell::new(Place::default()));
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("form", |form| enter(form, &place)))
        .append_element_content_handler(element!("input[name], textarea[name], option", |control| {
            let is_here = place.borrow().form == Some(form);
            if is_here {
                set(control, fields, &place.borrow().select)?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("select[name]", |select| {
            place.borrow_mut().select = select.get_attribute("name").map(|name| text_of(&name)).unwrap_or_default();
            Ok(())
        }));
    rewrite_str(page, settings).ok()
}

/// The page with a notice at the beginning of what it says.
pub(super) fn with_notice(page: &str, notice: &str) -> String {
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("main", |main| {
        main.prepend(notice, ContentType::Html);
        Ok(())
    }));
    rewrite_str(page, settings).unwrap_or_else(|_| page.to_owned())
}

/// The page whose forms say which kept form is at work when they lead where it was sent.
pub(super) fn linked(page: &str, path: &str, id: Uuid) -> String {
    let link = |element: &mut Element<'_, '_>, name: &str| {
        if let Some(address) = element.get_attribute(name).filter(|address| path_of(address) == path) {
            let (before, anchor) = address.split_once('#').unwrap_or((&address, ""));
            let joint = if before.contains('?') { "&amp;" } else { "?" };
            let hash = if anchor.is_empty() { "" } else { "#" };
            element.set_attribute(name, &format!("{before}{joint}{PARAMETER}={id}{hash}{anchor}"))?;
        }
        Ok(())
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("form[method='post']", |form| link(form, "action")))
        .append_element_content_handler(element!("button[formaction]", |button| link(button, "formaction")));
    rewrite_str(page, settings).unwrap_or_else(|_| page.to_owned())
}

/// Where in the page we are: which form, counted from 0, and which list of choices.
#[derive(Default)]
struct Place {
    forms: usize,
    form: Option<usize>,
    select: String,
}

type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn enter(form: &mut Element<'_, '_>, place: &Rc<RefCell<Place>>) -> Handled {
    let mut here = place.borrow_mut();
    here.form = Some(here.forms);
    here.forms += 1;
    let place = Rc::clone(place);
    form.on_end_tag(Box::new(move |_| {
        place.borrow_mut().form = None;
        Ok(())
    }))
}

/// Of the forms that lead there, the one that has most of the fields, and of several the one whose hidden fields say the same.
fn best_form(page: &str, path: &str, fields: &Fields) -> Option<usize> {
    let place = Rc::new(RefCell::new(Place::default()));
    let found: RefCell<Vec<(usize, usize, usize)>> = RefCell::default();
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("form", |form| {
            let leads = form.get_attribute("action").is_some_and(|action| path_of(&action) == path);
            let posts = form.get_attribute("method").is_some_and(|method| method == "post");
            enter(form, &place)?;
            if leads && posts {
                found.borrow_mut().push((0, 0, place.borrow().forms - 1));
            }
            Ok(())
        }))
        .append_element_content_handler(element!("input[name], textarea[name], select[name]", |control| {
            let mut found = found.borrow_mut();
            let Some(form) = found.last_mut().filter(|(.., form)| place.borrow().form == Some(*form)) else {
                return Ok(());
            };
            let name = control.get_attribute("name").map(|name| text_of(&name)).unwrap_or_default();
            let value = control.get_attribute("value").map(|value| text_of(&value)).unwrap_or_default();
            form.0 += usize::from(fields.of(&name).next().is_some());
            form.1 += usize::from(fields.of(&name).any(|text| text == value));
            Ok(())
        }));
    rewrite_str(page, settings).ok()?;
    found.into_inner().into_iter().max().map(|(_, _, form)| form)
}

/// Gives a control what was sent for it. One that sent nothing was not ticked, or is not of that form any more.
fn set(control: &mut Element<'_, '_>, fields: &Fields, select: &str) -> Handled {
    let attribute = |control: &Element<'_, '_>, name: &str| control.get_attribute(name).map(|text| text_of(&text));
    let name = attribute(control, "name").unwrap_or_default();
    let value = attribute(control, "value");
    let mark = |control: &mut Element<'_, '_>, mark: &str, is_set: bool| {
        control.remove_attribute(mark);
        if is_set { control.set_attribute(mark, "") } else { Ok(()) }
    };
    match (control.tag_name().as_str(), attribute(control, "type").as_deref()) {
        ("option", _) => {
            if fields.of(select).next().is_some() {
                let is_chosen = fields.of(select).any(|text| Some(text) == value.as_deref());
                mark(control, "selected", is_chosen)?;
            }
        }
        ("textarea", _) => {
            if let Some(text) = fields.of(&name).next() {
                // The first line break after the tag is not part of the text.
                control.set_inner_content(&format!("\n{text}"), ContentType::Text);
            }
        }
        (_, Some("checkbox" | "radio")) => {
            let value = value.as_deref().unwrap_or("on");
            mark(control, "checked", fields.of(&name).any(|text| text == value))?;
        }
        (_, Some("file" | "submit" | "password")) => {}
        _ => {
            if let Some(text) = fields.of(&name).next() {
                control.set_attribute("value", &text.replace('&', "&amp;").replace('<', "&lt;"))?;
            }
        }
    }
    Ok(())
}

/// The path of an address of ours.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// An attribute as it is meant.
fn text_of(attribute: &str) -> String {
    let mut text = attribute.to_owned();
    for (written, meant) in
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&#38;", "&"), ("&amp;", "&")]
    {
        text = text.replace(written, meant);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<main><form method="post" action="/admin/out"><input name="line" value="other"></form>
<form class="f" method="post" action="/admin/x"><input type="hidden" name="version" value="new">
<input name="line" value="old"><textarea name="text">
old</textarea><select name="currency"><option value="usd" selected>$</option><option value="krw">₩</option></select>
<input type="checkbox" name="box" value="yes" checked><input type="radio" name="why" value="a" checked><input type="radio" name="why" value="b">
<button formaction="/admin/x#more" name="do" value="add">+</button></form></main>"#;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_form_holds_again_what_was_sent() {
        let hostile = "\"><script>alert(1)</script>&amp; 가";
        let sent =
            [("version", "mine"), ("line", hostile), ("text", "</textarea><b>\n나"), ("currency", "krw"), ("why", "b")];
        let page = fill(PAGE, "/admin/x", &fields(&sent)).expect("a form");
        let read = scraper::Html::parse_document(&page);
        let one = |selector: &str| {
            let selector = scraper::Selector::parse(selector).expect("a selector");
            read.select(&selector)
                .next()
                .map(|element| element.attr("value").map(str::to_owned).unwrap_or_else(|| element.text().collect()))
        };
        assert_eq!(one(".f input[name=version]").as_deref(), Some("mine"));
        assert_eq!(one(".f input[name=line]").as_deref(), Some(hostile));
        assert_eq!(one("textarea").as_deref().map(|text| text.trim_start_matches('\n')), Some("</textarea><b>\n나"));
        assert_eq!(one("option[selected]").as_deref(), Some("krw"));
        assert_eq!(one("input[name=why][checked]").as_deref(), Some("b"));
        assert_eq!(one("input[name=box][checked]"), None, "what was not ticked sent nothing");
        assert_eq!(one("form:not(.f) input[name=line]").as_deref(), Some("other"), "another form is left alone");
        assert!(one("script").is_none() && one("b").is_none());
    }

    #[test]
    fn a_page_without_the_form_is_left_alone() {
        assert_eq!(fill(PAGE, "/admin/elsewhere", &fields(&[("line", "x")])), None);
    }

    #[test]
    fn of_several_forms_the_one_that_says_the_same_is_filled() {
        let page = r#"<form method="post" action="/a"><input type="hidden" name="id" value="1"><input name="why"></form><form method="post" action="/a"><input type="hidden" name="id" value="2"><input name="why"></form>"#;
        for id in ["1", "2"] {
            let filled = fill(page, "/a", &fields(&[("id", id), ("why", "because")])).expect("a form");
            assert!(
                filled.contains(&format!(r#"name="id" value="{id}"><input name="why" value="because""#)),
                "{filled}"
            );
            assert_eq!(filled.matches("because").count(), 1);
        }
    }

    #[test]
    fn the_way_back_stays_marked() {
        let page = linked(PAGE, "/admin/x", Uuid::nil());
        assert!(page.contains(r#"action="/admin/x?kept=00000000-0000-0000-0000-000000000000""#), "{page}");
        assert!(page.contains(r#"formaction="/admin/x?kept=00000000-0000-0000-0000-000000000000#more""#), "{page}");
        assert!(page.contains(r#"action="/admin/out""#));
    }

    #[test]
    fn a_notice_stands_first() {
        assert!(
            with_notice("<main id=\"main\"><h1>x</h1></main>", "<p>n</p>")
                .starts_with("<main id=\"main\"><p>n</p><h1>")
        );
    }
}
