//! The rooms of staff speak the language that each person chose, all of it, also where something goes wrong.

use std::collections::{BTreeMap, BTreeSet};

use connect_kindness::{admin, language::Language};
use scraper::{ElementRef, Html, Node};

use crate::{
    harness::{Answer, TestSite},
    staff::Staff,
};

/// Names that are written in Latin letters in Korean, too. Whatever else is English on a Korean page stands in an element
/// with `lang="en"`, in `code`, or is a mail address, an address or a code.
const NAMES: &[&str] = &[
    "NKHR",
    "Stripe",
    "LINE",
    "Naver",
    "X",
    "SWIFT",
    "QR",
    "SMTP",
    "CSV",
    "XLSX",
    "Excel",
    "PDF",
    "USB",
    "UTC",
    "SHA",
    "ID",
    "CLIENT",
    "MAIL",
    "FROM",
    "COI",
    "UN",
    "English",
    "USD",
    "EUR",
    "JPY",
    "KRW",
    "CK",
    "via",
    "line",
    "newsletter",
    "other",
    "connect",
    "kindness",
    "Connect",
    "Kindness",
    "PNG",
    "SVG",
    "doctor",
    "Tab",
    "EUC",
    "KR",
    "MiB",
    "eur",
    "jpy",
    "krw",
    "usd",
    "Esc",
];

/// How many pages of one kind are looked at.
const OF_ONE_KIND: usize = 2;

impl TestSite {
    /// An owner who reads Korean.
    async fn korean_owner(&self) -> Staff<'_> {
        let staff = Staff::sign_in(self).await;
        sqlx::query("update staff_members set rooms_language = 'ko'").execute(&self.db).await.unwrap();
        staff
    }

    /// Something of everything that rooms show.
    async fn busy_day(&self) {
        let offer = [
            ("token", &*self.token("volunteer")),
            ("name", "반딧불"),
            ("contact_kind", "signal"),
            ("contact", "firefly@example.org"),
            ("areas", "teaching"),
            ("availability", "monthly"),
            ("languages", "한국어"),
            ("consent", "yes"),
            ("of_age", "yes"),
        ];
        assert_eq!(self.submit("/ko/volunteer", &offer).await.status, 303);
        self.seed(200).await;
        sqlx::raw_sql(
            "insert into alerts (id, kind, subject)
             select gen_random_uuid(), kind, 'subject-1' from unnest(array['dead_event', 'orphan', 'unsent_mails', 'proxy_fault']) kind;
             update site_settings set bank_account_english = '은행 1-2-3';
             insert into roles (id, state, area, title_en, title_ko, text_en, text_ko, place_en, place_ko, languages_en,
                                languages_ko, hours_en, hours_ko, wanted, needs_check, created_at, changed_at)
             values (gen_random_uuid(), 'open', 'teaching', 'Tutor', '교사', 'Text', '글', 'Seoul', '서울', 'English', '영어',
                     '2 hours', '두 시간', 3, true, now(), now());
             insert into assignments (id, role_id, person_id, began_on)
             select gen_random_uuid(), roles.id, people.id, current_date from roles, people;
             insert into hours (id, person_id, worked_on, minutes) select gen_random_uuid(), id, current_date - 1, 90 from people;
             insert into person_checks (id, person_id, kind, checked_on, valid_until)
             select gen_random_uuid(), id, 'identity', current_date - 9, current_date + 9 from people",
        )
        .execute(&self.db)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn every_room_speaks_korean_to_those_who_chose_it() {
    let site = TestSite::start().await;
    let staff = site.korean_owner().await;
    let mut left = BTreeMap::new();
    // Empty rooms say other things than full ones.
    for is_full in [false, true] {
        if is_full {
            site.busy_day().await;
        }
        for address in rooms(&staff).await {
            let page = staff.visit(&address).await;
            if page.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
                assert_eq!(page.attribute("html", "lang").unwrap(), "ko", "{address}");
                let words = latin(&page);
                if !words.is_empty() {
                    left.insert(kind_of(&address), words);
                }
            }
        }
    }
    let list: Vec<_> = left.iter().map(|(address, words)| format!("{address}: {words:?}")).collect();
    assert!(list.is_empty(), "words that are no Korean:\n{}", list.join("\n"));
}

#[tokio::test]
async fn errors_in_the_rooms_speak_the_language_of_the_person_or_of_the_browser() {
    let site = TestSite::start().await;
    let staff = site.korean_owner().await;
    let missing = staff.visit("/admin/nowhere").await;
    assert_eq!((missing.status, missing.attribute("html", "lang").unwrap()), (404, "ko".to_owned()));
    assert_eq!(missing.texts("h1"), [Language::Korean.message("error-404-title")]);
    for (accepted, language) in [("ko-KR,ko;q=0.9,en;q=0.8", Language::Korean), ("en", Language::English)] {
        let request = site.request("POST", "/admin/settings/names").header("accept-language", accepted);
        let ended = Answer::of(request.form(&[("name_korean", "이름")]).send().await.unwrap()).await;
        assert_eq!((ended.status, ended.attribute("html", "lang").unwrap()), (401, language.tag().to_owned()));
    }
    // Korean browsers of people who chose English read English.
    sqlx::query("update staff_members set rooms_language = 'en'").execute(&site.db).await.unwrap();
    let request = site.request("GET", "/admin/nowhere").header("cookie", &staff.cookie);
    let answer = Answer::of(request.header("accept-language", "ko").send().await.unwrap()).await;
    assert_eq!(answer.attribute("html", "lang").unwrap(), "en");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_of_staff_is_told_in_korean() {
    let site = TestSite::start().await;
    let staff = site.korean_owner().await;
    let page = staff.visit("/admin/settings/goal").await;
    let version = page.attribute("[name=version]", "value").unwrap();
    let typed = |currency: &str| {
        [("version", &*version), ("goal_currency", currency), ("goal_amount", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (path, fields) in [
        ("/admin/settings/goal", typed("none").to_vec()),
        ("/admin/defence", vec![("mode".to_owned(), "closed".to_owned())]),
        ("/admin/settings/funds/new", vec![("name_english".to_owned(), String::new())]),
    ] {
        let again = staff.submit(path, &fields).await;
        assert_eq!(again.status, 422, "{path}");
        assert!(!again.texts("#problems li").is_empty(), "{path}");
        assert_eq!(latin(&again), BTreeSet::new(), "{path}");
    }
}

#[tokio::test]
async fn mails_to_staff_speak_the_language_of_each() {
    let site = TestSite::start().await;
    let staff = site.korean_owner().await;
    let guarded = [("mode".to_owned(), "guarded".to_owned())];
    assert_eq!(staff.submit("/admin/defence", &guarded).await.status, 303);
    let to: String = sqlx::query_scalar("select email from staff_members").fetch_one(&site.db).await.unwrap();
    let mail = site.mail_to(&to).await;
    assert!(mail.contains("후원 양식이 방어를 시작했습니다"), "{mail}");
    assert!(mail.contains("/admin/defence"), "{mail}");
}

/// Addresses of rooms: every door that is read and has no places to fill, and what leads on from there.
async fn rooms(staff: &Staff<'_>) -> Vec<String> {
    let house = admin::house();
    let read = house.doors().iter().filter(|door| door.method == "GET" && !door.path.contains('{'));
    let mut found: Vec<String> = read.map(|door| door.path.to_owned()).collect();
    let mut of_kind: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < found.len() {
        let page = staff.visit(&found[at]).await;
        for link in page.attributes("main a[href^='/admin/']", "href") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let count = of_kind.entry(kind_of(&link)).or_default();
            if !found.contains(&link) && *count < OF_ONE_KIND {
                *count += 1;
                found.push(link);
            }
        }
        at += 1;
    }
    found
}

/// The address without what tells one page of a kind from another.
fn kind_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_id = |part: &str| part.len() > 20 && part.contains(['-', '_']);
    let path: Vec<_> = path.split('/').map(|part| if is_id(part) { "{id}" } else { part }).collect();
    let query: Vec<_> = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    format!("{}?{}", path.join("/"), query.join("&"))
}

/// Latin words of a page that are neither names nor marked as something else than the page's own words.
fn latin(page: &Answer) -> BTreeSet<String> {
    // What stands there for browsers without scripts is read as marks, not as one text.
    let text = page.text.replace("<noscript>", "").replace("</noscript>", "");
    let document = Html::parse_document(&text);
    let mut words = BTreeSet::new();
    collect(document.root_element(), &mut words);
    words
}

fn collect(element: ElementRef<'_>, words: &mut BTreeSet<String>) {
    let skipped = ["code", "script", "style", "textarea", "time", "svg", "link", "meta"];
    let is_other = element.attr("lang").is_some_and(|lang| lang != "ko");
    // On the style page and in the editor stands what visitors see.
    let is_sample = element.value().classes().any(|class| ["sheet", "piece-page"].contains(&class));
    if is_other || is_sample || skipped.contains(&element.value().name()) {
        return;
    }
    for name in ["aria-label", "title", "alt", "placeholder", "data-name"] {
        words.extend(latin_words(element.attr(name).unwrap_or_default()));
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => words.extend(latin_words(text)),
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    collect(child, words);
                }
            }
        }
    }
}

fn latin_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for token in text.split(|c: char| c.is_whitespace() || "()[],;‘’“”·".contains(c)) {
        if token.starts_with("--") {
            continue;
        }
        let is_marked = token.contains(['@', '_', '=']);
        let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let is_code = is_marked || token.contains(['/', '.']) || token.chars().any(|c| c.is_ascii_digit());
        if is_code {
            continue;
        }
        let runs = token.split(|c: char| !c.is_ascii_alphabetic());
        words.extend(runs.filter(|run| run.len() > 1 && !NAMES.contains(run)).map(str::to_owned));
    }
    words
}
