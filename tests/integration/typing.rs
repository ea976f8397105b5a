//! What people type, in every form: names that nobody sees, numbers that may not be kept, texts that are too long, and
//! what a page says when something has to be looked at again.

use connect_kindness::language::Language;
use scraper::{Html, Selector};

use crate::{
    harness::{Answer, TestSite},
    staff::Staff,
};

/// Names of fields, and what is typed into them.
type Fields = &'static [(&'static str, &'static str)];

/// Good fields of the forms of visitors: the address, the name for tokens, and what is typed.
const FORMS: [(&str, &str, Fields); 4] = [
    (
        "/volunteer",
        "volunteer",
        &[
            ("name", "반딧불"),
            ("contact_kind", "phone"),
            ("contact", "010-1234-5678"),
            ("languages", "한국어"),
            ("areas", "teaching"),
            ("availability", "monthly"),
            ("message", "안녕하세요"),
            ("consent", "yes"),
            ("of_age", "yes"),
        ],
    ),
    (
        "/donate",
        "donate",
        &[
            ("choice", "usd:2500"),
            ("name", "Dana"),
            ("dedication", "memory"),
            ("dedicatee", "할머니"),
            ("message", "Hi"),
        ],
    ),
    (
        "/donate/transfer",
        "transfer",
        &[
            ("currency", "krw"),
            ("amount", "30000"),
            ("name", "Dana"),
            ("dedication", "memory"),
            ("dedicatee", "할머니"),
            ("message", "Hi"),
        ],
    ),
    ("/donate/manage", "manage", &[("mail", "dana@example.org")]),
];

/// A form with some fields typed otherwise.
fn typed<'a>(
    good: &'a [(&'a str, &'a str)],
    token: &'a str,
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("token", token)];
    fields.extend(good.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name)));
    fields.extend(changes);
    fields
}

/// Every address of a form, in both languages.
fn addresses(path: &str) -> [(Language, String); 2] {
    Language::ALL.map(|language| (language, language.path(path)))
}

#[tokio::test]
async fn the_same_texts_are_refused_in_every_form() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let too_long = "가".repeat(4001);
    for (path, form, good) in &FORMS[..3] {
        let name = if *form == "volunteer" { "name" } else { "dedicatee" };
        for (field, text, said) in [
            (name, "\u{3164}", ""),
            (name, "\u{200b}\u{2060}", ""),
            (name, "\u{301}…", ""),
            (name, "900101_1234567", "resident"),
            ("message", "900101/1234567", "resident"),
            ("message", "900101.1234567", "resident"),
            ("message", "900101ㅡ1234567", "resident"),
            ("message", "900101\r\n1234567", "resident"),
            ("message", "9001\u{200b}01-12\u{feff}34567", "resident"),
            ("message", "９００１０１ １２３４５６７", "resident"),
            ("message", &too_long, "4001"),
        ] {
            let answer = site.submit(path, &typed(good, &site.token(form), &[(field, text)])).await;
            assert_eq!(answer.status, 422, "{path} {field} {text:.40?}");
            let sentence = answer.texts(&format!("#problem-{field}")).pop().unwrap_or_default();
            assert!(sentence.contains(said) && sentence.ends_with('.'), "{path} {field} {text:.40?}: {sentence}");
            let area = if *form == "volunteer" { "volunteer" } else { "giving" };
            let label = Language::English.message(&format!("{area}-{field}"));
            let names = answer.texts("#problems a")[0].starts_with(&format!("{label}: "));
            assert_eq!(names, !said.is_empty(), "{path} {field} {text:.40?}: the summary says which field it is");
        }
    }
    assert_eq!(site.count("select (select count(*) from applications) + (select count(*) from donations)").await, 0);
    let staff = Staff::sign_in(&site).await;
    for (path, field) in [("/admin/transfers/new", "name"), ("/admin/donations/export", "reason")] {
        let page = staff.visit(path).await;
        let token = page.attribute("main input[name=token]", "value").unwrap();
        let fields = [("token".to_owned(), token), (field.to_owned(), "900101/1234567".to_owned())];
        let answer = staff.submit(path, &fields).await;
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.texts(&format!("#problem-{field}"))[0].contains("resident registration number"), "{path}");
    }
}

#[tokio::test]
async fn harmless_texts_are_taken_in_every_form() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for (path, form, good) in &FORMS[..3] {
        let text = [("message", "110101 1234567 bank account")];
        let answer = site.submit(path, &typed(good, &site.token(form), &text)).await;
        assert_eq!(answer.status, 303, "{path}: {:?}", answer.texts("#problems"));
    }
    let (path, form, good) = FORMS[0];
    for number in ["０１０－１２３４－５６７８", "010–1234–5678", "010-1234-5678 (저녁)", "+82 (0)10 1234 5678"]
    {
        let answer = site.submit(path, &typed(good, &site.token(form), &[("contact", number)])).await;
        assert_eq!(answer.status, 303, "{number}: {:?}", answer.texts("#problems"));
    }
}

#[tokio::test]
async fn after_a_mistake_the_page_says_so_first_and_begins_there() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for (path, form, _) in FORMS {
        for (language, address) in addresses(path) {
            let fresh = site.visit(&address).await;
            let answer = site.submit(&address, &[("token", &site.token(form))]).await;
            assert_eq!(answer.status, 422, "{address}");
            let mark = if language == Language::English { "Error: " } else { "오류: " };
            assert_eq!(answer.texts("title")[0], format!("{mark}{}", fresh.texts("title")[0]), "{address}");
            assert!(fresh.attribute("[autofocus]", "autofocus").is_none(), "{address}: nothing is wrong yet");
            begins_at_the_summary(&answer, &address);
        }
    }
    let staff = Staff::sign_in(&site).await;
    let token = staff.visit("/admin/transfers/new").await.attribute("main input[name=token]", "value").unwrap();
    let answer = staff.submit("/admin/transfers/new", &[("token".to_owned(), token)]).await;
    assert!(answer.texts("title")[0].starts_with("Error: "), "{:?}", answer.texts("title"));
    begins_at_the_summary(&answer, "/admin/transfers/new");
}

/// The focus is on the summary, and each of its links leads to a field.
fn begins_at_the_summary(answer: &Answer, address: &str) {
    assert_eq!(answer.attributes("[autofocus]", "id"), ["problems"], "{address}");
    assert_eq!(answer.attribute("#problems", "tabindex").as_deref(), Some("-1"), "{address}");
    let links = answer.attributes("#problems a", "href");
    assert!(!links.is_empty(), "{address}");
    for link in links {
        assert!(
            answer.attribute(&format!("[id='{}']", link.trim_start_matches('#')), "id").is_some(),
            "{address} {link}"
        );
    }
}

#[tokio::test]
async fn the_warning_is_read_before_the_button() {
    let site = TestSite::start().await;
    for (language, address) in addresses("/volunteer") {
        let fresh = site.visit(&address).await;
        let wrong = site.submit(&address, &[("token", &site.token("volunteer"))]).await;
        for page in [fresh, wrong] {
            let warning: String = language.message("volunteer-caution").chars().take(30).collect();
            let place = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("{address}: no {text}"));
            assert!(place(&warning) < place("name=\"message\""), "{address}");
            assert!(place(&warning) < place(&language.message("volunteer-submit")), "{address}");
        }
    }
}

#[tokio::test]
async fn who_was_taken_for_a_program_reads_why_and_gets_through() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for (path, form, good) in FORMS {
        for (language, address) in addresses(path) {
            let fresh = site.visit(&address).await;
            is_left_alone_by_password_managers(&fresh, &address);
            let token = site.token(form);
            let filled = typed(good, &token, &[("further", "https://dana.example")]);
            let answer = site.submit(&address, &filled).await;
            assert_eq!(answer.status, 422, "{address}");
            let said = answer.texts(".form-head .notice");
            assert_eq!(said, [language.message("form-notice-trap")], "{address}");
            for (name, text) in good.iter().filter(|(name, _)| ["name", "mail", "contact"].contains(name)) {
                let kept = answer.attribute(&format!("input[name={name}]"), "value");
                assert_eq!(kept.as_deref(), Some(*text), "{address}: {name}");
            }
            // The field is there to be seen and emptied, and is empty already.
            assert_eq!(
                answer.texts("label[for=field-further].field-label"),
                [language.message("form-trap")],
                "{address}"
            );
            assert_eq!(answer.attribute("#field-further", "value"), None, "{address}");
            assert_eq!(answer.attribute(".trap", "class"), None, "{address}");
            let token = answer.attribute("main input[name=token]", "value").unwrap();
            let answer = site.submit(&address, &typed(good, &token, &[("further", "")])).await;
            assert_eq!(answer.status, 303, "{address}: {:?}", answer.texts("#problems, .notice"));
        }
    }
}

/// The field for programs has no name or label that a browser would know, and says that it is not to be filled.
fn is_left_alone_by_password_managers(page: &Answer, address: &str) {
    let document = Html::parse_document(&page.text);
    let trap =
        document.select(&Selector::parse(".trap[aria-hidden=true] input").unwrap()).next().expect(address).value();
    for (name, value) in [
        ("name", "further"),
        ("type", "text"),
        ("autocomplete", "off"),
        ("tabindex", "-1"),
        ("data-1p-ignore", ""),
        ("data-lpignore", "true"),
        ("data-bwignore", "true"),
        ("data-form-type", "other"),
    ] {
        assert_eq!(trap.attr(name), Some(value), "{address}: {name}");
    }
    for known in ["website", "url", "homepage", "name=\"email", "phone\"", "address\""] {
        let label = page.texts(".trap label").join(" ").to_lowercase();
        assert!(!label.contains(known), "{address}: {label}");
    }
}

#[tokio::test]
async fn the_other_language_shows_what_was_typed_and_takes_nothing() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for (path, form, good) in FORMS {
        for (language, address) in addresses(path) {
            let fresh = site.visit(&address).await;
            let there = language.other().path(path);
            let id = fresh.attribute("main form", "id").unwrap();
            let switches = format!("button[type=submit][form={id}][formaction='{there}'][name=show][value=again]");
            assert_eq!(fresh.texts(&switches), [language.other().name(); 2], "{address}: at the head and the foot");
            assert!(fresh.attribute("a.language-switch", "href").is_none(), "{address}");
            // Enter presses the first button of a form, and that one sends it.
            let first = format!("button[form={id}], form[id={id}] button");
            assert_eq!(fresh.attribute(&first, "name"), None, "{address}");
            assert_eq!(fresh.attribute(&first, "formaction"), None, "{address}");

            let token = site.token(form);
            let half = typed(good, &token, &[("show", "again"), ("mail", "no address"), ("message", "900101-1234567")]);
            let answer = site.submit(&there, &half).await;
            assert_eq!(answer.status, 200, "{address}");
            assert_eq!(answer.attribute("html", "lang").as_deref(), Some(language.other().tag()));
            assert_eq!(answer.attribute("main input[name=token]", "value").as_deref(), Some(&*token), "{address}");
            assert!(answer.texts("#problems, .field-problem, .notice-problem").is_empty(), "{address}");
            assert!(answer.attribute("form[data-fresh]", "id").is_none(), "{address}");
            for (name, text) in good.iter().filter(|(name, _)| !["message", "mail"].contains(name)) {
                let field = format!("input[name={name}][value='{text}']");
                let is_there = answer.attribute(&format!("{field}:is([checked], [type=text], [type=email])"), "name");
                assert!(is_there.is_some(), "{address}: {name} {text}");
            }
            answer.shows(if form == "manage" { "no address" } else { "900101-1234567" });
        }
    }
    assert_eq!(site.count("select (select count(*) from applications) + (select count(*) from donations)").await, 0);
    assert_eq!(site.count("select count(*) from donor_requests").await, 0);
}

#[tokio::test]
async fn a_link_inside_a_form_opens_a_tab_of_its_own_and_says_so() {
    let site = TestSite::start().await;
    site.opens_account().await;
    let mut seen = 0;
    for (path, ..) in FORMS {
        for (language, address) in addresses(path) {
            let page = site.visit(&address).await;
            let document = Html::parse_document(&page.text);
            let links = Selector::parse("main form a[href^='/']:not([data-anew])").unwrap();
            for link in document.select(&links) {
                let words: String = link.text().collect();
                assert_eq!(link.attr("target"), Some("_blank"), "{address}: {words}");
                assert_eq!(link.attr("rel"), Some("noopener"), "{address}: {words}");
                assert!(words.contains(&language.message("form-own-tab")), "{address}: {words}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "{seen} links");
}

#[tokio::test]
async fn forms_of_money_may_come_back_by_the_browser_and_that_of_volunteers_may_not() {
    let site = TestSite::start().await;
    site.opens_account().await;
    for (path, form, _) in FORMS {
        let caching = if form == "volunteer" { "no-store" } else { "private, no-cache" };
        assert_eq!(site.visit(path).await.headers["cache-control"], caching, "{path}");
        let wrong = site.submit(path, &[("token", &site.token(form))]).await;
        assert_eq!(wrong.headers["cache-control"], "no-store", "{path}: what was typed stands in it");
    }
}

#[tokio::test]
async fn no_query_path_or_form_brings_what_is_no_text() {
    let site = TestSite::start().await;
    let staff = Staff::sign_in(&site).await;
    for path in [
        "/admin/events?before=1.%00",
        "/admin/events?show=%00",
        "/admin/donations?donor=%00",
        "/admin/transfers?search=%FF",
        "/admin/monthly?before=%00",
        "/admin/volunteers?before=%00",
        "/admin/settings?note=%00",
    ] {
        let answer = staff.visit(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(!answer.texts("h1").is_empty(), "{path}: a page");
    }
    for path in
        ["/search?q=%00", "/ko/search?q=%ED%A0%80", "/donate/thanks?session_id=%00", "/ko/donate/thanks?gift=%FF"]
    {
        let answer = site.visit(path).await;
        let title = Language::of_path(path).0.message("error-400-title");
        assert_eq!((answer.status, answer.texts("h1")), (400, vec![title]), "{path}");
    }
    // An address that is no text names nothing.
    for path in [
        "/donate/transfer/%00",
        "/ko/donate/confirm/%00",
        "/donate/manage/link/%00",
        "/ko/donate/manage/%00",
        "/donate/receipt/%FF",
        "/qr/%00",
    ] {
        assert_eq!(site.visit(path).await.status, 404, "{path}");
    }
    for path in ["/admin/donations/%00", "/admin/settings/funds/%FF"] {
        assert_eq!(staff.visit(path).await.status, 404, "{path}");
    }
    for (path, form) in [
        ("/volunteer", "volunteer"),
        ("/donate", "donate"),
        ("/donate/transfer", "transfer"),
        ("/donate/manage", "manage"),
    ] {
        for text in ["a\0b", "\0"] {
            let answer = site.submit(path, &[("token", &site.token(form)), ("name", text)]).await;
            assert_eq!((answer.status, answer.texts("h1").len()), (400, 1), "{path} {text:?}");
        }
        let body = format!("token={}&name=%C0%80", site.token(form));
        let request = site.request("POST", path).header("content-type", "application/x-www-form-urlencoded").body(body);
        assert_eq!(Answer::of(request.send().await.unwrap()).await.status, 400, "{path}");
    }
    let sent = staff.submit("/admin/settings/names", &[("name_korean".to_owned(), "\0".to_owned())]).await;
    assert_eq!(sent.status, 400);
}
