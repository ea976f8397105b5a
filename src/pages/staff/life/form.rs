//! What is typed to make a page. Knows no web server.

use serde::Deserialize;
use uuid::Uuid;

use super::slug;
use crate::{form::Problems, language::Language, text};

/// The longest title, as everywhere.
const LONGEST_TITLE: usize = 120;

/// A new page as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewPageForm {
    /// Names the showing, so that sending it twice makes one page.
    pub(crate) id: String,
    pub(crate) title_en: String,
    pub(crate) title_ko: String,
    pub(crate) slug: String,
    /// The address of the page whose words it begins with; empty for none.
    pub(crate) from: String,
}

/// A page that can be made.
#[derive(Debug)]
pub(crate) struct NewPage {
    pub(crate) id: Uuid,
    /// The titles of its sides; none where it has no side yet.
    pub(crate) titles: [Option<String>; 2],
    pub(crate) slug: String,
    /// The slug of the page that is copied.
    pub(crate) from: Option<String>,
}

impl NewPageForm {
    /// An empty one.
    pub(crate) fn showing(from: String) -> Self {
        Self { id: Uuid::now_v7().to_string(), from, ..Self::default() }
    }

    /// The page, or what is to be put right, in the language of the rooms.
    pub(crate) fn check(&self, language: Language) -> Result<NewPage, Problems> {
        let mut problems = Problems::default();
        let mut title = |field: &'static str, typed: &str| match text::name(typed, LONGEST_TITLE) {
            Ok(title) => Some(title),
            Err(text::Fault::Empty) if typed.is_empty() => None,
            Err(text::Fault::Empty) => {
                problems.add(field, language.message("rooms-life-title-says-nothing"));
                None
            }
            Err(fault) => problems.take(field, language, Err(fault)),
        };
        let titles = [title("title_en", &self.title_en), title("title_ko", &self.title_ko)];
        if titles.iter().all(Option::is_none) {
            problems.add("title_en", language.message("rooms-life-title-needed"));
        }
        let slug = match (self.slug.trim(), &titles[0]) {
            ("", Some(title)) => slug::of_title(title).ok_or(slug::SlugFault::Empty).and_then(|slug| slug::read(&slug)),
            (typed, _) => slug::read(typed),
        };
        let slug = slug.map_err(|fault| problems.add("slug", language.message(fault.key()))).unwrap_or_default();
        let from = text::tidy(&self.from).trim_matches('/').to_lowercase();
        if problems.is_empty() {
            let id = self.id.parse().unwrap_or_else(|_| Uuid::now_v7());
            Ok(NewPage { id, titles, slug, from: (!from.is_empty()).then_some(from) })
        } else {
            Err(problems)
        }
    }

    /// The fields with their names, in the order of the form.
    pub(crate) const FIELDS: [(&str, &str); 4] = [
        ("title_en", "rooms-life-title-en"),
        ("title_ko", "rooms-life-title-ko"),
        ("slug", "rooms-life-slug"),
        ("from", "rooms-life-from"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(title_en: &str, title_ko: &str, slug: &str) -> NewPageForm {
        let [title_en, title_ko, slug] = [title_en, title_ko, slug].map(str::to_owned);
        NewPageForm { title_en, title_ko, slug, ..NewPageForm::showing(String::new()) }
    }

    #[test]
    fn the_address_follows_from_the_english_title_unless_another_is_typed() {
        for (english, korean, typed, slug) in [
            ("Our work", "", "", "our-work"),
            ("Our work", "우리가 하는 일", "", "our-work"),
            ("Our work", "", "what-we-do", "what-we-do"),
            ("", "우리가 하는 일", "our-work", "our-work"),
        ] {
            let page = form(english, korean, typed).check(Language::English).expect("a page");
            assert_eq!((page.slug.as_str(), page.titles[0].is_some()), (slug, !english.is_empty()));
        }
    }

    #[test]
    fn what_is_to_be_put_right_stands_at_its_field() {
        let long = "x".repeat(121);
        for (english, korean, typed, fields) in [
            ("", "", "", vec!["title_en", "slug"]),
            ("\u{200b}\u{3164}", "", "work", vec!["title_en"]),
            ("Work", "\u{200b}", "", vec!["title_ko"]),
            ("…", "", "work", vec!["title_en"]),
            ("", "우리가 하는 일", "", vec!["slug"]),
            ("Donate", "", "", vec!["slug"]),
            ("Work", "", "our work", vec!["slug"]),
            (&*long, "", "work", vec!["title_en"]),
        ] {
            for language in Language::ALL {
                let problems = form(english, korean, typed).check(language).expect_err("problems");
                let found: Vec<&str> = problems.all().iter().map(|problem| &*problem.field).collect();
                assert_eq!(found, fields, "{english:?} {korean:?} {typed:?}");
            }
        }
    }
}
