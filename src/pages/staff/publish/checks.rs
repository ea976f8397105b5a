//! What stands in the way of publishing a side, and what its editor should know before: fields, links, headings, sources.

use std::collections::HashSet;

use crate::{
    edition::Edition,
    language::Language,
    pages::{
        canonical::{canonical, is_of_a_feature},
        content::Content,
        staff::{
            kinds::{self, Kind},
            words::{Texts, Words},
        },
    },
};

/// Something about a place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The room of the place: the name of a block, or `head`; empty for the whole page.
    pub(crate) room: String,
    /// Where it is, for people.
    pub(crate) place: String,
    pub(crate) sentence: String,
}

/// Everything that was found on a side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// What must be put right before.
    pub(crate) faults: Vec<Finding>,
    /// What one should know.
    pub(crate) notices: Vec<Finding>,
}

/// The addresses that visitors can open at the moment of publication.
pub(crate) struct Ground<'a> {
    pub(crate) edition: &'a Edition,
    /// The paths of pages, without slash in front as they stand in the database.
    pub(crate) pages: HashSet<String>,
    /// Such as `https://example.org`.
    pub(crate) origin: &'a str,
}

/// Looks at the words of a side. `shown` is the HTML of each block, in their order; empty for those that are not shown.
pub(crate) fn look(reader: Language, content: &Content, shown: &[String], ground: &Ground<'_>) -> Findings {
    let mut found = Findings::default();
    if content.is_blank() {
        let sentence = reader.message("rooms-publishing-empty");
        found.faults.push(Finding { room: String::new(), place: String::new(), sentence });
        return found;
    }
    let head = Words::of_head(content.head());
    found.fields(reader, "head", &reader.message("rooms-pages-the-page"), &head);
    // The title of the page is the heading of the first rank.
    let mut rank = 1;
    for (number, placed) in content.blocks.iter().enumerate() {
        let Some(words) = Words::of(placed) else {
            let place = reader.message_with("rooms-publishing-block", &[("number", &(number + 1).to_string())]);
            let sentence = reader.message("rooms-publishing-unknown");
            found.notices.push(Finding { room: String::new(), place, sentence });
            continue;
        };
        let (room, place) = (placed.id.as_str(), words.kind.place("rooms-pages-block", reader, number));
        found.fields(reader, room, &place, &words);
        found.sources(reader, room, &place, &words);
        let html = shown.get(number).map(String::as_str).unwrap_or_default();
        for link in links(html, ground.origin) {
            if !ground.leads(&link) {
                let sentence = reader.message_with("rooms-publishing-dead-link", &[("link", &link)]);
                found.faults.push(Finding { room: room.to_owned(), place: place.clone(), sentence });
            }
        }
        for next in ranks(html) {
            if next > rank + 1 {
                let sentence = reader.message("rooms-publishing-heading-order");
                found.notices.push(Finding { room: room.to_owned(), place: place.clone(), sentence });
            }
            rank = next;
        }
    }
    found.faults.dedup();
    found.notices.dedup();
    found
}

impl Findings {
    /// Blocks whose words stay and whose HTML does not, because a newer dialect reads their marks in another way.
    pub(crate) fn compare(
        &mut self,
        reader: Language,
        (old, shown_before): (&Content, &[String]),
        (new, shown): (&Content, &[String]),
    ) {
        for (number, placed) in new.blocks.iter().enumerate() {
            let Some((was_at, was)) = old.find(&placed.id).filter(|(_, was)| was.stored() == placed.stored()) else {
                continue;
            };
            if shown_before.get(was_at) != shown.get(number)
                && let Some(words) = Words::of(was)
            {
                let place = words.kind.place("rooms-pages-block", reader, number);
                let sentence = reader.message("rooms-publishing-reads-anew");
                self.notices.push(Finding { room: placed.id.to_string(), place, sentence });
            }
        }
    }

    /// Fields that are empty or cannot stay as they are.
    fn fields(&mut self, reader: Language, room: &str, place: &str, words: &Words) {
        for problem in words.problems(reader).all() {
            let place = format!("{place}, {}", problem.place);
            self.faults.push(Finding { room: room.to_owned(), place, sentence: problem.sentence.clone() });
        }
    }

    /// Claims that nobody can check.
    fn sources(&mut self, reader: Language, room: &str, place: &str, words: &Words) {
        let Kind { fields, items, .. } = words.kind;
        let is_bare = |texts: &Texts, fields: &[kinds::Field]| {
            let mut sources = fields.iter().filter(|field| field.is_of_source()).peekable();
            sources.peek().is_some()
                && sources.all(|field| texts.get(field.name).is_none_or(|text| text.trim().is_empty()))
        };
        let mut add = |place: String| {
            let sentence = reader.message("rooms-publishing-no-source");
            self.notices.push(Finding { room: room.to_owned(), place, sentence });
        };
        if is_bare(&words.texts, fields) {
            add(place.to_owned());
        }
        let Some(items) = items else { return };
        for (number, _) in words.items.iter().enumerate().filter(|(_, texts)| is_bare(texts, items.fields)) {
            add(format!("{place}, {} {}", items.name(reader), number + 1));
        }
    }
}

impl Ground<'_> {
    /// Whether a visitor finds something at this address of ours.
    fn leads(&self, link: &str) -> bool {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let (_, path) = Language::of_path(path);
        self.is_there(path)
            || self.edition.moved.get(path).is_some_and(|now| self.is_there(now))
            || canonical(path, |address| self.is_there(Language::of_path(address).1))
                .is_some_and(|meant| self.is_there(Language::of_path(&meant).1))
    }

    fn is_there(&self, path: &str) -> bool {
        let name = if path == "/" { "home" } else { path.trim_start_matches('/') };
        if self.pages.contains(name) {
            return true;
        }
        let listed = Language::ALL.iter().find_map(|language| self.edition.find(*language, path));
        match listed {
            // A page that is there now and will not be then.
            Some(listed) if listed.page.is_some() => false,
            Some(_) => true,
            // The form of transfers is listed while there is one.
            None if path == "/donate/transfer" => false,
            None => {
                is_of_a_feature(path)
                    || ["/static/", "/qr/", "/cards/"].iter().any(|folder| path.starts_with(folder))
                    || self.edition.answers.contains_key(path)
            }
        }
    }
}

/// The addresses of ours to which HTML of ours leads.
fn links(html: &str, origin: &str) -> Vec<String> {
    let links = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = links.filter_map(|link| {
        let path = link.strip_prefix(origin).filter(|path| path.is_empty() || path.starts_with(['/', '?', '#']));
        let path = path.unwrap_or(link);
        let path = if path.is_empty() { "/" } else { path };
        (path.starts_with('/') && !path.starts_with("//")).then(|| path.replace("&amp;", "&"))
    });
    ours.collect()
}

/// The ranks of the headings in HTML of ours.
fn ranks(html: &str) -> Vec<u32> {
    let rank = |rest: &str| {
        let mut letters = rest.chars();
        let rank = letters.next()?.to_digit(10).filter(|rank| (1..=6).contains(rank))?;
        letters.next().is_some_and(|next| next == '>' || next == ' ').then_some(rank)
    };
    html.split("<h").skip(1).filter_map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_headings_are_read_from_what_visitors_get() {
        let html = r#"<h2 id="a">x</h2><p><a href="/mission?a=b&amp;c=d#x" rel="y">z</a> <a href="https://site.example/ko/press">p</a>
            <a href="https://site.example.evil/x">q</a> <a href="//evil.example">r</a> <a href="mailto:x@y">s</a></p><h4>t</h4><hr>"#;
        assert_eq!(links(html, "https://site.example"), ["/mission?a=b&c=d#x", "/ko/press"]);
        assert_eq!(ranks(html), [2, 4]);
    }
}
