//! The mail by which owners hear of everything that is published, with what changes for visitors: an alarm when somebody
//! defaces the site.

use similar::{ChangeTag, TextDiff};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::queries::{self, Change};
use crate::{
    error::Error,
    language::Language,
    mail::{Mail, receiver},
    outbox::{self, MailKind},
    pages::{
        address::path_of,
        content::Content,
        staff::difference::{Difference, Side, differences},
    },
    rooms::{Editor, Pass, frame::Moment},
    staff::{self, Role},
    state::AppState,
};

/// The most lines of a difference in a mail.
const MOST_LINES: usize = 200;
/// The most characters of such a line.
const LONGEST_LINE: usize = 1_000;

/// Posts the mails about what this transaction put on the list of a page.
pub(crate) async fn tell_owners(
    state: &AppState,
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    page_id: Uuid,
) -> Result<(), Error> {
    let Some(number) = queries::first_of_act(pass, &mut *db, page_id).await? else { return Ok(()) };
    for (owner, _) in staff::queries::list_with_roles(&mut *db, &[Role::Owner]).await? {
        outbox::post_to_staff(state, db, MailKind::PagePublished, subject_of(number), owner).await?;
    }
    Ok(())
}

/// The subject of a mail: the number of the first entry of the act, in the form of an id.
fn subject_of(number: i64) -> Uuid {
    Uuid::from_u64_pair(0, number.unsigned_abs())
}

fn number_of(subject_id: Uuid) -> i64 {
    i64::try_from(subject_id.as_u64_pair().1).unwrap_or_default()
}

/// The mail to an owner; nothing if they are gone, or the page is.
pub(crate) async fn compose(
    state: &AppState,
    db: &mut PgConnection,
    mail_id: Uuid,
    subject_id: Uuid,
    staff_member_id: Uuid,
) -> Result<Option<Mail>, Error> {
    let changes = queries::list_changes(&mut *db, number_of(subject_id)).await?;
    let reader = staff::queries::find_reader(&mut *db, staff_member_id).await?;
    let (Some(first), Some((to, language))) = (changes.first(), reader) else { return Ok(None) };
    let by = first.by.clone().unwrap_or_else(|| language.message("rooms-pages-program"));
    let page = path_of(&first.path);
    let when = Moment::new(if first.is_cancelling {
        first.would_start_at.unwrap_or(first.starts_at)
    } else {
        first.starts_at
    });
    let until = first.ends_at.map(|at| Moment::new(at).to_string()).unwrap_or_default();
    let note = changes.iter().find_map(|change| change.note.clone()).unwrap_or_default();
    let (kind, site) = (kind(&changes), state.site());
    let values = [
        ("page", &*page),
        ("by", &*by),
        ("when", &*when.to_string()),
        ("made", &*Moment::new(first.made_at).to_string()),
        ("until", &*until),
        ("note", &*note),
        ("organisation", site.name(language)),
    ];
    let said = |key: &str| language.message_with(key, &values);
    let mut body = said(&format!("rooms-publishing-mail-{kind}"));
    for (is_there, key) in [(!until.is_empty(), "until"), (!note.is_empty(), "note")] {
        if is_there && kind != "cancelled" {
            body.push_str(&format!("\n{}", said(&format!("rooms-publishing-mail-{key}"))));
        }
    }
    body.push_str(&format!("\n\n{}", difference(language, &changes)));
    body.push_str(&format!("\n{}\n", said("rooms-publishing-mail-end")));
    let subject = said(&format!("rooms-publishing-mail-subject-{kind}"));
    Ok(Some(Mail { id: mail_id, to: receiver(&to)?, subject, body }))
}

/// What the act was, as a part of the names of messages.
fn kind(changes: &[Change]) -> &'static str {
    if changes.iter().any(|change| change.is_cancelling) {
        "cancelled"
    } else if changes.iter().all(|change| change.new.is_none()) {
        "withdrawn"
    } else if changes.iter().any(|change| change.starts_at > change.made_at) {
        "scheduled"
    } else {
        "published"
    }
}

/// What changes for visitors, side by side, as lines with − and +.
fn difference(language: Language, changes: &[Change]) -> String {
    let mut lines = Vec::new();
    for change in changes {
        lines.push(format!("{}: {}", change.language.name(), change.language.path(&path_of(&change.path))));
        let content = |side: &Option<Json<Content>>| side.clone().map(|content| content.0).unwrap_or_default();
        let found = differences(language, &content(&change.old), &content(&change.new));
        if found.is_empty() {
            lines.push(language.message("rooms-publishing-mail-same"));
        }
        found.iter().for_each(|difference| add(&mut lines, difference));
        lines.push(String::new());
    }
    let left = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if left > 0 {
        lines.push(language.message_with("rooms-publishing-mail-more", &[("count", &left.to_string())]));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The paragraphs of a field that differ. What is only told, such as that a block moved, is one line.
fn add(lines: &mut Vec<String>, difference: &Difference) {
    lines.push(format!("  {}", difference.place));
    let of = |wanted: Side| -> String {
        let words = difference.words.iter().filter(|(side, _)| *side == Side::Both || *side == wanted);
        words.map(|(_, text)| text.as_str()).collect()
    };
    let (old, new) = (of(Side::Old), of(Side::New));
    if old == new {
        lines.push(format!("    {}", cut(&new)));
        return;
    }
    for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
        let text = change.value().trim_end_matches(['\n', '\r']);
        match change.tag() {
            ChangeTag::Delete if !text.is_empty() => lines.push(format!("  − {}", cut(text))),
            ChangeTag::Insert if !text.is_empty() => lines.push(format!("  + {}", cut(text))),
            _ => {}
        }
    }
}

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(LONGEST_LINE).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use time::{Duration, OffsetDateTime};

    use super::*;
    use crate::pages::start;

    fn change(old: Option<Content>, new: Option<Content>) -> Change {
        Change {
            language: Language::Korean,
            path: "mission".to_owned(),
            new: new.map(Json),
            old: old.map(Json),
            note: None,
            starts_at: OffsetDateTime::UNIX_EPOCH,
            ends_at: None,
            made_at: OffsetDateTime::UNIX_EPOCH,
            by: None,
            is_cancelling: false,
            would_start_at: None,
        }
    }

    #[test]
    fn a_difference_is_read_as_lines() {
        let old = start::content("mission", Language::Korean).expect("a start page");
        let mut new = old.clone();
        new.lead = "한 줄\n다른 줄".to_owned();
        let text = difference(Language::English, &[change(Some(old.clone()), Some(new))]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "한국어: /ko/mission");
        assert_eq!(lines[1], "  Lead");
        assert_eq!(lines[2], format!("  − {}", old.lead));
        assert_eq!(lines[3..5], ["  + 한 줄", "  + 다른 줄"]);
        assert!(difference(Language::English, &[change(Some(old.clone()), Some(old))]).contains("same words"));
    }

    #[test]
    fn a_long_difference_is_cut_with_a_count() {
        let mut new = start::content("mission", Language::Korean).expect("a start page");
        new.lead = (0..500).map(|line| format!("{line}\n")).collect::<String>() + &"x".repeat(5_000);
        let text = difference(Language::English, &[change(None, Some(new))]);
        assert!(text.lines().count() <= MOST_LINES + 1 && text.contains("more lines"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= LONGEST_LINE + 5));
    }

    #[test]
    fn an_act_has_one_name() {
        let content = Content::default;
        let scheduled =
            Change { starts_at: OffsetDateTime::UNIX_EPOCH + Duration::DAY, ..change(None, Some(content())) };
        for (changes, name) in [
            (vec![change(None, Some(content()))], "published"),
            (vec![change(Some(content()), None)], "withdrawn"),
            (vec![scheduled.clone()], "scheduled"),
            (vec![Change { is_cancelling: true, ..scheduled }], "cancelled"),
        ] {
            assert_eq!(kind(&changes), name);
        }
        assert_eq!(number_of(subject_of(7_000_000_000)), 7_000_000_000);
    }
}
