//! What is typed to make or change a role, and what is valid. Knows no web server and no database.

use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use super::{
    role::{NewRole, Role},
    typed,
};
use crate::{
    form::Problems,
    language::Language,
    link,
    site::RoleWords,
    text::{self, Fault},
    volunteers::form::Area,
    words::Word as _,
};

/// The longest title, in characters.
pub(crate) const TITLE: usize = 80;
/// The longest place, list of languages and time, in characters.
pub(crate) const LINE: usize = 120;
/// The longest text, in characters.
pub(crate) const TEXT: usize = 2000;
/// The most people.
pub(crate) const MOST: i32 = 999;

/// What was typed. Every field may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoleForm {
    /// Names the showing, so that sending it twice makes one role.
    pub(crate) id: String,
    /// The state of the role that was changed.
    pub(crate) base: String,
    pub(crate) area: String,
    pub(crate) title_en: String,
    pub(crate) title_ko: String,
    pub(crate) text_en: String,
    pub(crate) text_ko: String,
    pub(crate) place_en: String,
    pub(crate) place_ko: String,
    pub(crate) languages_en: String,
    pub(crate) languages_ko: String,
    pub(crate) hours_en: String,
    pub(crate) hours_ko: String,
    pub(crate) until: String,
    pub(crate) wanted: String,
    pub(crate) needs_check: String,
}

/// The fields of words, each in both languages, and how long they may be.
const WORDS: [(&str, &str, usize); 5] = [
    ("title_en", "title_ko", TITLE),
    ("text_en", "text_ko", TEXT),
    ("place_en", "place_ko", LINE),
    ("hours_en", "hours_ko", LINE),
    ("languages_en", "languages_ko", LINE),
];

impl RoleForm {
    /// The fields with their names, in the order of the form.
    pub(crate) const FIELDS: [(&str, &str); 14] = [
        ("area", "rooms-roles-area"),
        ("title_en", "rooms-roles-title-en"),
        ("title_ko", "rooms-roles-title-ko"),
        ("text_en", "rooms-roles-text-en"),
        ("text_ko", "rooms-roles-text-ko"),
        ("place_en", "rooms-roles-place-en"),
        ("place_ko", "rooms-roles-place-ko"),
        ("hours_en", "rooms-roles-hours-en"),
        ("hours_ko", "rooms-roles-hours-ko"),
        ("languages_en", "rooms-roles-languages-en"),
        ("languages_ko", "rooms-roles-languages-ko"),
        ("wanted", "rooms-roles-wanted"),
        ("until", "rooms-roles-until"),
        ("needs_check", "rooms-roles-needs-check"),
    ];

    /// What was typed into a field.
    pub(crate) fn value(&self, field: &str) -> &str {
        match field {
            "area" => &self.area,
            "title_en" => &self.title_en,
            "title_ko" => &self.title_ko,
            "text_en" => &self.text_en,
            "text_ko" => &self.text_ko,
            "place_en" => &self.place_en,
            "place_ko" => &self.place_ko,
            "hours_en" => &self.hours_en,
            "hours_ko" => &self.hours_ko,
            "languages_en" => &self.languages_en,
            "languages_ko" => &self.languages_ko,
            "until" => &self.until,
            "wanted" => &self.wanted,
            "needs_check" => &self.needs_check,
            _ => "",
        }
    }

    /// An empty one.
    pub(crate) fn fresh() -> Self {
        Self { id: Uuid::now_v7().to_string(), wanted: "1".to_owned(), ..Self::default() }
    }

    /// The role as it stands, to be changed.
    pub(crate) fn of(role: &Role) -> Self {
        let NewRole { area, english, korean, until, wanted, needs_check } = role.what.clone();
        Self {
            id: role.id.to_string(),
            base: role.base(),
            area: area.word().to_owned(),
            title_en: english.title,
            title_ko: korean.title,
            text_en: english.text,
            text_ko: korean.text,
            place_en: english.place,
            place_ko: korean.place,
            languages_en: english.languages,
            languages_ko: korean.languages,
            hours_en: english.hours,
            hours_ko: korean.hours,
            until: until.map(|day| day.to_string()).unwrap_or_default(),
            wanted: wanted.to_string(),
            needs_check: if needs_check { "yes".to_owned() } else { String::new() },
        }
    }

    /// A new one that begins with the words of another. A last day that is over does not come along.
    pub(crate) fn copy(role: &Role, today: Date) -> Self {
        let until = role.what.until.filter(|day| *day >= today).map(|day| day.to_string()).unwrap_or_default();
        Self { id: Uuid::now_v7().to_string(), base: String::new(), until, ..Self::of(role) }
    }

    /// Checks every field. Words may be missing while it is a draft; the titles must not both be.
    ///
    /// # Errors
    /// A sentence for each field that needs another look, in the language of the rooms.
    pub(crate) fn check(&self, is_draft: bool, language: Language) -> Result<NewRole, Problems> {
        let mut problems = Problems::default();
        let area = Area::from_word(&self.area);
        if area.is_none() {
            problems.add("area", language.message("rooms-roles-problem-area"));
        }
        let [english, korean] = self.words(&mut problems, language);
        let wanted = typed::count(&self.wanted, MOST);
        if wanted.is_none() {
            let most = MOST.to_string();
            problems.add("wanted", language.message_with("rooms-roles-problem-wanted", &[("most", &most)]));
        }
        let until = match typed::day(&self.until) {
            Ok(until) => until,
            Err(()) => {
                problems.add("until", language.message("rooms-roles-problem-day"));
                None
            }
        };
        let needs_check = self.needs_check == "yes";
        match (area, wanted) {
            (Some(area), Some(wanted)) if problems.is_empty() => {
                let role = NewRole { area, english, korean, until, wanted, needs_check };
                let missing = if is_draft { title_missing(&role, language) } else { missing(&role, language) };
                if missing.is_empty() { Ok(role) } else { Err(missing) }
            }
            _ => Err(problems),
        }
    }

    fn words(&self, problems: &mut Problems, language: Language) -> [RoleWords; 2] {
        let mut read = |field: &'static str, typed: &str, longest: usize, is_prose: bool| {
            let text = if is_prose { text::prose(typed, longest) } else { text::name(typed, longest) };
            let text = match text {
                Ok(text) => text,
                Err(Fault::Empty) => String::new(),
                Err(fault) => problems.take(field, language, Err(fault)).unwrap_or_default(),
            };
            if let Some(sentence) = link::objection(language, &text) {
                problems.add(field, sentence);
            }
            text
        };
        let [title, text, place, hours, languages] = WORDS;
        let english = RoleWords {
            title: read(title.0, &self.title_en, title.2, false),
            text: read(text.0, &self.text_en, text.2, true),
            place: read(place.0, &self.place_en, place.2, false),
            hours: read(hours.0, &self.hours_en, hours.2, false),
            languages: read(languages.0, &self.languages_en, languages.2, false),
        };
        let korean = RoleWords {
            title: read(title.1, &self.title_ko, title.2, false),
            text: read(text.1, &self.text_ko, text.2, true),
            place: read(place.1, &self.place_ko, place.2, false),
            hours: read(hours.1, &self.hours_ko, hours.2, false),
            languages: read(languages.1, &self.languages_ko, languages.2, false),
        };
        [english, korean]
    }
}

/// That a draft is called nothing.
fn title_missing(role: &NewRole, language: Language) -> Problems {
    let mut problems = Problems::default();
    if role.english.title.is_empty() && role.korean.title.is_empty() {
        problems.add("title_en", language.message("rooms-roles-problem-title"));
    }
    problems
}

/// What visitors would miss, at its field.
pub(crate) fn missing(role: &NewRole, language: Language) -> Problems {
    let mut problems = Problems::default();
    for (words, side) in [(&role.english, 0), (&role.korean, 1)] {
        let texts = [&words.title, &words.text, &words.place, &words.hours, &words.languages];
        for ((english, korean, _), text) in WORDS.into_iter().zip(texts) {
            if text.is_empty() {
                problems.add([english, korean][side], language.message("rooms-roles-problem-missing"));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> RoleForm {
        let text = |text: &str| text.to_owned();
        RoleForm {
            area: text("teaching"),
            title_en: text("English tutor"),
            title_ko: text("영어 교사"),
            text_en: text("Read together.\r\n\r\nOnce a week."),
            text_ko: text("함께 읽습니다."),
            place_en: text("Seoul"),
            place_ko: text("서울"),
            languages_en: text("English"),
            languages_ko: text("영어"),
            hours_en: text("2 hours a week"),
            hours_ko: text("한 주에 2시간"),
            until: text("２０２６.12.31."),
            wanted: text("３"),
            ..RoleForm::fresh()
        }
    }

    #[test]
    fn a_good_form_is_a_role() {
        let role = good().check(false, Language::English).expect("a role");
        assert_eq!((role.wanted, role.until), (3, Some(time::macros::date!(2026 - 12 - 31))));
        assert_eq!(role.english.paragraphs().collect::<Vec<_>>(), ["Read together.", "Once a week."]);
    }

    #[test]
    fn what_is_to_be_put_right_stands_at_its_field() {
        type Change = fn(&mut RoleForm);
        let table: &[(&str, Change)] = &[
            ("area", |form| form.area = "cooking".to_owned()),
            ("title_ko", |form| form.title_ko = "\u{3164}".to_owned()),
            ("title_en", |form| form.title_en = "x".repeat(TITLE + 1)),
            ("text_en", |form| form.text_en.clear()),
            ("text_ko", |form| form.text_ko = "가".repeat(TEXT + 1)),
            ("place_en", |form| form.place_en.clear()),
            ("hours_ko", |form| form.hours_ko.clear()),
            ("languages_en", |form| form.languages_en = "x".repeat(LINE + 1)),
            ("wanted", |form| form.wanted = "0".to_owned()),
            ("wanted", |form| form.wanted = "1000".to_owned()),
            ("wanted", |form| form.wanted = "two".to_owned()),
            ("until", |form| form.until = "next year".to_owned()),
        ];
        for (field, change) in table {
            let mut form = good();
            change(&mut form);
            for language in Language::ALL {
                let problems = form.check(false, language).expect_err(field);
                assert_eq!(problems.all().iter().map(|problem| &*problem.field).collect::<Vec<_>>(), [*field]);
                assert!(problems.all().iter().all(|problem| !problem.sentence.contains("rooms-")), "{problems:?}");
            }
        }
    }

    #[test]
    fn a_draft_may_be_unfinished_but_is_called_something() {
        let mut form =
            RoleForm { area: "events".to_owned(), title_ko: "행사 도우미".to_owned(), ..RoleForm::fresh() };
        assert!(form.check(true, Language::Korean).is_ok() && form.check(false, Language::Korean).is_err());
        form.title_ko.clear();
        assert!(form.check(true, Language::Korean).is_err());
    }
}
