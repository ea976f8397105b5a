//! What stands on a person's card without opening it: the stage, the end, what was done, and that there are notes.

use time::{Date, Duration};
use uuid::Uuid;

use super::{
    queries::{Event, NoteRow, PersonRow},
    view::{NextLine, OwnerLine, areas, stage_badge},
};
use crate::{
    language::Language,
    volunteers::{
        record::months_later,
        words::{ENDS_SOON, PROMISED, Stage},
    },
};

/// What stands on a card without opening it.
pub(super) struct Card {
    pub(super) id: Uuid,
    pub(super) handle: String,
    pub(super) stage: Stage,
    pub(super) stage_words: String,
    pub(super) badge: &'static str,
    pub(super) stage_since: Date,
    pub(super) before: Option<String>,
    pub(super) owner_id: Option<Uuid>,
    pub(super) owner: OwnerLine,
    pub(super) is_waiting: bool,
    pub(super) is_opened: bool,
    pub(super) areas: String,
    pub(super) language: Language,
    pub(super) arrived_on: Date,
    pub(super) last_contact_on: Option<Date>,
    pub(super) next: Option<NextLine>,
    pub(super) erase_on: Date,
    pub(super) ends_soon: bool,
    /// The message that says how the end came about.
    pub(super) end_key: &'static str,
}

/// Something that was done.
pub(super) struct EventLine {
    pub(super) id: Uuid,
    pub(super) is_contact: bool,
    pub(super) on: Date,
    pub(super) words: String,
    pub(super) by: Option<String>,
}

/// A note that is not opened.
pub(super) struct NoteLine {
    pub(super) id: Uuid,
    pub(super) written_on: Date,
    pub(super) by: Option<String>,
}

impl Card {
    pub(super) fn new(language: Language, row: PersonRow, events: &[Event], today: Date) -> Self {
        let waits = today - row.arrived_on > Duration::days(PROMISED);
        let put_off = events.iter().filter_map(|event| event.until).max();
        let end_key = match (put_off, row.last_contact_on) {
            (Some(until), _) if until >= row.erase_on => "rooms-volunteers-end-prolonged",
            (_, Some(contact)) if months_later(contact) == row.erase_on => "rooms-volunteers-end-contact",
            _ => "rooms-volunteers-end-arrival",
        };
        Self {
            id: row.id,
            handle: row.handle().words(language),
            stage: row.stage,
            stage_words: language.words("rooms-volunteers-stage-", row.stage),
            badge: stage_badge(row.stage),
            stage_since: row.stage_since,
            before: row.stage_before.map(|stage| language.words("rooms-volunteers-stage-", stage)),
            owner_id: row.owner_id,
            owner: OwnerLine::new(row.owner_email, row.is_owner_here),
            is_waiting: row.stage == Stage::New && row.last_contact_on.is_none() && waits,
            is_opened: row.is_opened,
            areas: areas(language, &row.areas),
            language: row.language,
            arrived_on: row.arrived_on,
            last_contact_on: row.last_contact_on,
            next: NextLine::new(language, row.next_step, row.next_on, today),
            erase_on: row.erase_on,
            ends_soon: row.erase_on - today <= Duration::days(ENDS_SOON),
            end_key,
        }
    }
}

impl EventLine {
    pub(super) fn new(language: Language, event: Event) -> Self {
        let words = match event.kind.as_str() {
            "contact" => language.message(&format!("rooms-volunteers-contact-{}", event.word)),
            "prolonged" => {
                let until = event.until.map(|until| until.to_string()).unwrap_or_default();
                let why = language.message(&format!("rooms-volunteers-prolonging-{}", event.word));
                language.message_with("rooms-volunteers-event-prolonged", &[("until", &*until), ("why", &*why)])
            }
            _ => {
                let why = language.message(&format!("rooms-volunteers-reason-{}", event.word));
                language.message_with("rooms-volunteers-event-opened", &[("why", &why)])
            }
        };
        Self { id: event.id, is_contact: event.kind == "contact", on: event.on, words, by: event.by }
    }
}

impl From<NoteRow> for NoteLine {
    fn from(row: NoteRow) -> Self {
        Self { id: row.id, written_on: row.written_on, by: row.by }
    }
}
