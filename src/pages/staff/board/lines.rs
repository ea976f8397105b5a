//! The list as its page shows it: a line for each page, both sides beside each other.

use uuid::Uuid;

use crate::{
    language::Language,
    pages::{
        address::{HOME, path_of},
        staff::{address::SideAddress, board::queries::SideRow},
    },
    rooms::frame::Moment,
};

/// A page in the list.
pub(crate) struct PageLine {
    pub(crate) slug: String,
    pub(crate) room: String,
    /// The address without its language part.
    pub(crate) path: String,
    /// Its place in the navigation, counted from 1.
    pub(crate) place: Option<i64>,
    pub(crate) is_home: bool,
    pub(crate) is_unlisted: bool,
    /// English, then Korean.
    pub(crate) sides: Vec<SideLine>,
}

/// A side of it.
pub(crate) struct SideLine {
    pub(crate) language: Language,
    /// Its heading; empty where it has none.
    pub(crate) title: String,
    /// How it stands.
    pub(crate) badges: Vec<Badge>,
    /// What else there is to know, in short sentences.
    pub(crate) notes: Vec<String>,
    /// The address where visitors read it.
    pub(crate) public: Option<String>,
}

/// How a side stands, in a word and with a look.
pub(crate) struct Badge {
    pub(crate) look: &'static str,
    pub(crate) words: String,
}

/// What is known of sides beside their rows.
pub(crate) struct Known<'a> {
    /// Those that cannot be shown, as [`named`] names them.
    pub(crate) broken: &'a [String],
    /// Those that are behind the other language.
    pub(crate) behind: &'a [(Uuid, Language)],
}

/// The lines of rows that follow each other, in the language of who reads them.
pub(crate) fn lines(rows: Vec<SideRow>, known: &Known<'_>, language: Language) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    for row in rows {
        let side = SideLine::new(&row, known, language);
        match lines.last_mut().filter(|line| line.slug == row.slug) {
            Some(line) => line.sides.push(side),
            None => lines.push(PageLine::new(row, side)),
        }
    }
    lines
}

/// How the list and its query name a side.
pub(crate) fn named(language: Language, path: &str) -> String {
    format!("{language} {path}")
}

impl PageLine {
    fn new(row: SideRow, first: SideLine) -> Self {
        Self {
            room: format!("/admin/pages/{}", row.slug),
            path: path_of(&row.path),
            place: row.place,
            is_home: row.slug == HOME,
            is_unlisted: row.is_unlisted,
            slug: row.slug,
            sides: vec![first],
        }
    }

    /// What it is called, by its heading in the language of the reader if it has one there, or by its address; and the language
    /// of that.
    pub(crate) fn name(&self, reader: &Language) -> (Language, &str) {
        let titled =
            |language: Language| self.sides.iter().find(|side| side.language == language && !side.title.is_empty());
        let side = titled(*reader).or_else(|| titled(reader.other()));
        side.map_or((Language::English, self.path.as_str()), |side| (side.language, side.title.as_str()))
    }
}

impl SideLine {
    fn new(row: &SideRow, known: &Known<'_>, language: Language) -> Self {
        let address = SideAddress { language: row.language, slug: row.slug.clone(), path: row.path.clone() };
        Self {
            language: row.language,
            title: row.title.clone().unwrap_or_default().trim().to_owned(),
            badges: badges(row, known, language),
            notes: notes(row, language),
            public: row.visible_at.map(|_| address.public()),
        }
    }
}

fn badges(row: &SideRow, known: &Known<'_>, language: Language) -> Vec<Badge> {
    let badge = |look: &'static str, key: &str| Badge { look, words: language.message(key) };
    let mut badges = Vec::new();
    if known.broken.contains(&named(row.language, &row.path)) {
        badges.push(badge("badge-alarm", "rooms-board-broken"));
    }
    badges.push(match (row.has_words, row.visible_at, row.is_newest) {
        (false, None, _) => badge("badge-warn", "rooms-board-missing"),
        (_, Some(_), true) => badge("badge-good", "rooms-board-published"),
        (_, Some(_), false) => badge("badge-warn", "rooms-board-changed"),
        (true, None, _) => badge("badge-warn", "rooms-board-unpublished"),
    });
    if known.behind.contains(&(row.page_id, row.language)) {
        badges.push(badge("badge-warn", "rooms-board-behind"));
    }
    badges
}

fn notes(row: &SideRow, language: Language) -> Vec<String> {
    let at = |key: &str, moment| language.message_with(key, &[("moment", &Moment::new(moment).to_string())]);
    let mut notes = Vec::new();
    if let Some(coming) = row.coming_at {
        notes.push(at(if row.is_end_coming { "rooms-board-goes-at" } else { "rooms-board-comes-at" }, coming));
    }
    notes.extend(row.ends_at.map(|ends| at("rooms-board-ends-at", ends)));
    notes.extend(row.mine_at.map(|changed| at("rooms-board-mine", changed)));
    if !row.colleagues.is_empty() {
        notes.push(language.message_with("rooms-board-theirs", &[("who", &row.colleagues.join(", "))]));
    }
    notes
}
