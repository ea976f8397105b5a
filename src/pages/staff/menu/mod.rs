//! The order of the navigation: pages change places there, come in and go out.

pub(crate) mod queries;

use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Error,
    pages::staff::queries::find_page,
    rooms::{Editor, Pass},
    seal::hex,
};

/// Where a page is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Up,
    Down,
    /// At this place, counted from 1.
    To(usize),
    /// Not in the navigation.
    Out,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arranged {
    /// This page has its place.
    Done(Uuid),
    /// The order is another than the one that was seen, or the page is gone.
    Changed,
}

impl Step {
    /// Reads a button, and the place that stands beside it.
    pub(crate) fn read(pressed: &str, place: &str) -> Option<Self> {
        match pressed {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "to" => place.trim().parse().ok().filter(|place| *place > 0).map(Self::To),
            _ => None,
        }
    }

    /// The order after this step of one page. A place behind the last one is the last one.
    fn apply(self, order: &mut Vec<Uuid>, page_id: Uuid) {
        let stood = order.iter().position(|id| *id == page_id);
        if let Some(place) = stood {
            order.remove(place);
        }
        let place = match (self, stood) {
            (Self::Out, _) => return,
            (Self::To(place), _) => place - 1,
            (Self::Up, Some(stood)) => stood.saturating_sub(1),
            (Self::Down, Some(stood)) => stood + 1,
            (Self::Up | Self::Down, None) => order.len(),
        };
        order.insert(place.min(order.len()), page_id);
    }
}

/// Moves the page of this slug, if the order is still the one that was seen.
pub(crate) async fn arrange(
    pass: &Pass<Editor>,
    db: &mut PgConnection,
    slug: &str,
    step: Step,
    seen: &str,
) -> Result<Arranged, Error> {
    let mut order = queries::lock(pass, &mut *db).await?;
    let page = find_page(pass, &mut *db, slug).await?.filter(|page| page.trashed_at.is_none());
    let Some(page) = page.filter(|_| version(&order) == seen) else { return Ok(Arranged::Changed) };
    step.apply(&mut order, page.id);
    queries::set(pass, db, &order).await?;
    Ok(Arranged::Done(page.id))
}

/// A word that changes with the order.
pub(crate) fn version(order: &[Uuid]) -> String {
    let ids: Vec<u8> = order.iter().flat_map(|id| id.into_bytes()).collect();
    hex(&Sha256::digest(ids)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_its_place_and_the_others_keep_their_order() {
        let id = |letter: char| Uuid::from_u128(u128::from(u32::from(letter)));
        for (before, page, step, after) in [
            ("abcd", 'c', Step::Up, "acbd"),
            ("abcd", 'a', Step::Up, "abcd"),
            ("abcd", 'c', Step::Down, "abdc"),
            ("abcd", 'd', Step::Down, "abcd"),
            ("abcd", 'd', Step::To(1), "dabc"),
            ("abcd", 'a', Step::To(3), "bcad"),
            ("abcd", 'a', Step::To(99), "bcda"),
            ("abcd", 'e', Step::To(2), "aebcd"),
            ("abcd", 'e', Step::Up, "abcde"),
            ("abcd", 'b', Step::Out, "acd"),
            ("", 'a', Step::To(1), "a"),
        ] {
            let mut order: Vec<Uuid> = before.chars().map(id).collect();
            step.apply(&mut order, id(page));
            assert_eq!(order, after.chars().map(id).collect::<Vec<_>>(), "{before} {page} {step:?}");
        }
    }

    #[test]
    fn buttons_are_read_and_nothing_else() {
        for (pressed, place, step) in [
            ("up", "", Some(Step::Up)),
            ("down", "7", Some(Step::Down)),
            ("to", " 3 ", Some(Step::To(3))),
            ("to", "0", None),
            ("to", "-1", None),
            ("to", "three", None),
            ("to", "", None),
            ("out", "", None),
        ] {
            assert_eq!(Step::read(pressed, place), step, "{pressed} {place}");
        }
    }
}
