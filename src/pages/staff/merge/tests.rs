//! Merging, case by case and by chance.

use serde_json::json;

use super::*;

fn content(blocks: &[(&str, &str)]) -> Content {
    let blocks = blocks.iter().map(|(id, text)| prose(id, text)).collect();
    let Value::Object(above) = json!({"title": "T", "menu": "M", "summary": "S", "lead": "L", "tone": "warm"}) else {
        unreachable!()
    };
    Content::of(above, blocks)
}

fn prose(id: &str, text: &str) -> Placed {
    let Value::Object(stored) = json!({"kind": "prose", "heading": "H", "text": text, "width": "wide"}) else {
        unreachable!()
    };
    Placed::new(BlockId::read(id).expect("a name"), stored)
}

fn written(content: &Content) -> Vec<(String, String)> {
    let text = |placed: &Placed| placed.stored()["text"].as_str().unwrap_or_default().to_owned();
    content.blocks.iter().map(|placed| (placed.id.to_string(), text(placed))).collect()
}

fn order_of(content: &Content) -> String {
    content.blocks.iter().map(|placed| placed.id.as_str()).collect::<Vec<_>>().join(" ")
}

const BASE: [(&str, &str); 3] = [("a", "1"), ("b", "2"), ("c", "3")];

#[test]
fn blocks_that_one_changed_merge_by_themselves() {
    type Blocks<'a> = &'a [(&'a str, &'a str)];
    let cases: [(Blocks<'_>, Blocks<'_>, Blocks<'_>); 8] = [
        (
            &[("a", "x"), ("b", "2"), ("c", "3")],
            &[("a", "1"), ("b", "2"), ("c", "y")],
            &[("a", "x"), ("b", "2"), ("c", "y")],
        ),
        (&BASE, &[("c", "3"), ("a", "1"), ("b", "2")], &[("c", "3"), ("a", "1"), ("b", "2")]),
        (
            &[("c", "3"), ("a", "1"), ("b", "2")],
            &[("a", "1"), ("b", "y"), ("c", "3")],
            &[("c", "3"), ("a", "1"), ("b", "y")],
        ),
        (
            &[("a", "1"), ("c", "3")],
            &[("a", "1"), ("b", "2"), ("n", "4"), ("c", "3")],
            &[("a", "1"), ("n", "4"), ("c", "3")],
        ),
        (
            &[("a", "1"), ("t", "5"), ("b", "2"), ("c", "3")],
            &[("a", "1"), ("m", "4"), ("b", "2"), ("c", "3")],
            &[("a", "1"), ("t", "5"), ("m", "4"), ("b", "2"), ("c", "3")],
        ),
        (&[("b", "2"), ("c", "3")], &[("b", "2"), ("c", "3")], &[("b", "2"), ("c", "3")]),
        (
            &[("a", "x"), ("b", "2"), ("c", "3")],
            &[("a", "x"), ("b", "2"), ("c", "3")],
            &[("a", "x"), ("b", "2"), ("c", "3")],
        ),
        (
            &BASE,
            &[("n", "0"), ("a", "1"), ("b", "2"), ("c", "3"), ("o", "4")],
            &[("n", "0"), ("a", "1"), ("b", "2"), ("c", "3"), ("o", "4")],
        ),
    ];
    for (theirs, mine, expected) in cases {
        let merged = merge(Some(&content(&BASE)), &content(theirs), &content(mine));
        assert_eq!((merged.conflicts, merged.content), (vec![], content(expected)), "{theirs:?} {mine:?}");
    }
}

#[test]
fn a_field_that_both_changed_asks_and_keeps_all_three_texts() {
    let (theirs, mine) = (content(&[("a", "x"), ("b", "2")]), content(&[("a", "y"), ("b", "2"), ("c", "3")]));
    let merged = merge(Some(&content(&BASE)), &theirs, &mine);
    let [conflict] = &merged.conflicts[..] else { panic!("one conflict: {:?}", merged.conflicts) };
    assert_eq!((conflict.name().as_str(), conflict.is_text()), ("a/text", true));
    assert_eq!(
        (&conflict.base, &conflict.theirs, &conflict.mine),
        (&Some(json!("1")), &Some(json!("x")), &Some(json!("y")))
    );
    for (value, text) in [(conflict.theirs.clone(), "x"), (conflict.mine.clone(), "y"), (Some(json!("z")), "z")] {
        let mut settled = merged.content.clone();
        conflict.settle(&mut settled, value.as_ref());
        assert_eq!(settled, content(&[("a", text), ("b", "2")]));
    }
}

#[test]
fn what_one_removed_and_the_other_changed_is_never_silently_gone() {
    let (less, more) = (content(&[("a", "1"), ("c", "3")]), content(&[("a", "1"), ("b", "y"), ("c", "3")]));
    for (theirs, mine) in [(&less, &more), (&more, &less)] {
        let merged = merge(Some(&content(&BASE)), theirs, mine);
        let [conflict] = &merged.conflicts[..] else { panic!("one conflict") };
        assert_eq!((conflict.name().as_str(), conflict.is_text()), ("b", false));
        assert_eq!(merged.content, more, "until somebody decides it stays");
        for (value, expected) in [(&conflict.theirs, theirs), (&conflict.mine, mine)] {
            let mut settled = merged.content.clone();
            conflict.settle(&mut settled, value.as_ref());
            assert_eq!(&settled, expected);
        }
    }
}

#[test]
fn the_head_merges_field_by_field() {
    let of = |title: &str, lead: &str| {
        let mut content = content(&BASE);
        (content.title, content.lead) = (title.to_owned(), lead.to_owned());
        content
    };
    let merged = merge(Some(&of("T", "L")), &of("T2", "L"), &of("T", "L2"));
    assert_eq!((merged.conflicts, merged.content), (vec![], of("T2", "L2")));
    let merged = merge(Some(&of("T", "L")), &of("T2", "L"), &of("T3", "L"));
    assert_eq!(merged.conflicts.iter().map(Conflict::name).collect::<Vec<_>>(), ["head/title"]);
    let mut settled = merged.content;
    merged.conflicts[0].settle(&mut settled, Some(&json!("T4")));
    assert_eq!(settled, of("T4", "L"));
    let merged = merge(None, &of("T", "L"), &of("T3", "L"));
    assert_eq!(merged.conflicts.iter().map(Conflict::name).collect::<Vec<_>>(), ["head/title"]);
}

#[test]
fn items_merge_by_place_while_their_number_stays() {
    let of = |items: &[(&str, &str)]| {
        let items: Vec<_> = items.iter().map(|(title, text)| json!({"title": title, "text": text})).collect();
        let Value::Object(stored) = json!({"kind": "reasons", "heading": "H", "items": items}) else { unreachable!() };
        Content::of(Map::new(), vec![Placed::new(BlockId::read("r").expect("a name"), stored)])
    };
    let base = of(&[("a", "1"), ("b", "2")]);
    let merged = merge(Some(&base), &of(&[("a", "x"), ("b", "2")]), &of(&[("a", "1"), ("y", "2")]));
    assert_eq!((merged.conflicts, merged.content), (vec![], of(&[("a", "x"), ("y", "2")])));
    let merged = merge(Some(&base), &of(&[("a", "x"), ("b", "2")]), &of(&[("a", "y"), ("b", "2")]));
    assert_eq!(merged.conflicts.iter().map(Conflict::name).collect::<Vec<_>>(), ["r/items/0/text"]);
    let more = of(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let merged = merge(Some(&base), &of(&[("a", "x"), ("b", "2")]), &more);
    assert_eq!(merged.conflicts.iter().map(Conflict::name).collect::<Vec<_>>(), ["r/items"]);
    assert_eq!(merge(Some(&base), &base, &more).content, more);
}

/// Numbers that look drawn and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("small")
    }

    /// The page after some steps of somebody, who marks everything that they type.
    fn edited(&mut self, from: &Content, mark: &str) -> Content {
        let mut content = from.clone();
        for step in 0..=self.below(5) {
            let count = content.blocks.len();
            let place = self.below(count + 1);
            let mark = format!("{mark}{step}");
            match self.below(5) {
                0 => content.blocks.insert(place, prose(&mark, &mark)),
                1 if place < count => drop(content.blocks.remove(place)),
                2 if place < count => {
                    let block = content.blocks.remove(place);
                    let place = self.below(count);
                    content.blocks.insert(place, block);
                }
                3 => content.title = mark,
                _ if place < count => content.blocks[place] = prose(content.blocks[place].id.clone().as_str(), &mark),
                _ => {}
            }
        }
        content
    }
}

#[test]
fn by_chance_nothing_typed_gets_lost_and_one_sided_changes_win() {
    let names: Vec<String> = (0..6).map(|number| format!("b{number}")).collect();
    let base = content(&names.iter().map(|name| (name.as_str(), name.as_str())).collect::<Vec<_>>());
    for seed in 1..3_000 {
        let mut chance = Chance(seed * 0x9E37_79B9);
        let (theirs, mine) = (chance.edited(&base, "t"), chance.edited(&base, "m"));
        let alone = |theirs, mine| merge(Some(&base), theirs, mine);
        assert_eq!(alone(&base, &mine), Merged { content: mine.clone(), conflicts: vec![] }, "{seed}");
        assert_eq!(alone(&theirs, &base), Merged { content: theirs.clone(), conflicts: vec![] }, "{seed}");
        assert_eq!(alone(&mine, &mine), Merged { content: mine.clone(), conflicts: vec![] }, "{seed}");
        let (merged, turned) = (alone(&theirs, &mine), alone(&mine, &theirs));
        let told = serde_json::to_string(&merged.content).expect("JSON")
            + &merged.conflicts.iter().map(|conflict| format!("{conflict:?}")).collect::<String>();
        for (_, text) in written(&theirs).into_iter().chain(written(&mine)) {
            let is_removed = |content: &Content| content.blocks.iter().all(|placed| placed.stored()["text"] != *text);
            let was = text.starts_with('b') && (is_removed(&theirs) || is_removed(&mine));
            assert!(was || told.contains(&text), "{seed}: {text} in {told}");
        }
        let is_told = |title: &String| *title == base.title || told.contains(title);
        assert!(is_told(&theirs.title) && is_told(&mine.title), "{seed}");
        if merged.conflicts.is_empty() && turned.conflicts.is_empty() {
            let sorted = |content: &Content| {
                let mut blocks = written(content);
                blocks.sort();
                (content.title.clone(), blocks)
            };
            assert_eq!(sorted(&merged.content), sorted(&turned.content), "{seed}");
        }
        assert_eq!(merged.conflicts.len(), turned.conflicts.len(), "{seed}");
    }
}

#[test]
fn changes_of_order_at_different_places_commute() {
    let base = content(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")]);
    let of = |order: &str| content(&order.split(' ').map(|id| (id, "0")).collect::<Vec<_>>());
    let base_order = Content::of(base.above(), of("a b c d e").blocks);
    for (one, other, expected) in [
        ("b a c d e", "a b c e d", "b a c e d"),
        ("a b x c d e", "a b c d e y", "a b x c d e y"),
        ("c d e", "a b c d e y", "c d e y"),
    ] {
        for (theirs, mine) in [(one, other), (other, one)] {
            let merged = merge(Some(&base_order), &of(theirs), &of(mine));
            assert_eq!((order_of(&merged.content).as_str(), merged.conflicts.len()), (expected, 0), "{theirs}, {mine}");
        }
    }
}
