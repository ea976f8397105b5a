//! Two people's changes of the same page as one: what only one of them changed merges by itself, and where both changed a
//! field differently, nobody but a person decides. Nothing that was typed is left out silently.

use serde_json::{Map, Value};

use crate::pages::{
    content::{BlockId, Content, Placed},
    staff::difference::moved,
};

/// What became of two changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Merged {
    /// With my words at the places of conflicts.
    pub(crate) content: Content,
    pub(crate) conflicts: Vec<Conflict>,
}

/// A place at which both changed the same, each differently.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conflict {
    /// The block; nothing for what stands above the blocks.
    pub(crate) block: Option<BlockId>,
    /// The way to the field in it; empty where one removed the whole block and the other changed it.
    pub(crate) field: Vec<String>,
    /// What stood there before, what they made of it, and what I made of it. Nothing where it is not there.
    pub(crate) base: Option<Value>,
    pub(crate) theirs: Option<Value>,
    pub(crate) mine: Option<Value>,
}

/// The name of what stands above the blocks.
const HEAD: &str = "head";
const KIND: &str = "kind";

/// Stored fields.
type Fields = Map<String, Value>;
/// Three states of a block or of the head.
type Three<T> = (Option<T>, Option<T>, Option<T>);

/// Merges two changes of a page. `base` is where both began; nothing if it was not there.
pub(crate) fn merge(base: Option<&Content>, theirs: &Content, mine: &Content) -> Merged {
    let empty = Content::default();
    let base = base.unwrap_or(&empty);
    let mut conflicts = Vec::new();
    let above = fields((&base.above(), &theirs.above(), &mine.above()), None, &mut conflicts);
    let mut blocks = Vec::new();
    for id in order(base, theirs, mine) {
        let of = |content: &'_ Content| content.find(&id).map(|(_, placed)| placed.clone());
        blocks.extend(block(&id, (of(base), of(theirs), of(mine)), &mut conflicts));
    }
    Merged { content: Content::of(above, blocks), conflicts }
}

/// The names of all blocks in the order of the result: theirs, with what I added or moved after its left neighbour of mine.
fn order(base: &Content, theirs: &Content, mine: &Content) -> Vec<BlockId> {
    let names = |content: &'_ Content| content.blocks.iter().map(|placed| placed.id.clone()).collect::<Vec<_>>();
    let (base, theirs, mine) = (names(base), names(theirs), names(mine));
    let both: Vec<BlockId> = mine.iter().filter(|id| base.contains(id)).cloned().collect();
    let was: Vec<BlockId> = base.iter().filter(|id| mine.contains(id)).cloned().collect();
    let moved = moved(&was, &both);
    let is_placed_by_me = |id: &BlockId| moved.contains(id) || !theirs.contains(id);
    let mut order: Vec<BlockId> = theirs.iter().filter(|id| !moved.contains(id)).cloned().collect();
    for (place, id) in mine.iter().enumerate().filter(|(_, id)| is_placed_by_me(id)) {
        let left = mine[..place].iter().rev().find_map(|left| order.iter().position(|other| other == left));
        let mut at = left.map_or(0, |left| left + 1);
        // What they added at the same place stands first.
        while order.get(at).is_some_and(|other| !base.contains(other) && !mine.contains(other)) {
            at += 1;
        }
        order.insert(at, id.clone());
    }
    order
}

/// A block of the result; nothing if it is removed.
fn block(id: &BlockId, (base, theirs, mine): Three<Placed>, conflicts: &mut Vec<Conflict>) -> Option<Placed> {
    let stored = |placed: &Option<Placed>| placed.as_ref().map(|placed| Value::Object(placed.stored().clone()));
    let whole = || Conflict {
        block: Some(id.clone()),
        field: Vec::new(),
        base: stored(&base),
        theirs: stored(&theirs),
        mine: stored(&mine),
    };
    match (&theirs, &mine) {
        (None, None) => None,
        (Some(kept), None) | (None, Some(kept)) => {
            if base.as_ref().is_some_and(|base| base.stored() == kept.stored()) {
                return None;
            }
            if base.is_some() {
                conflicts.push(whole());
            }
            Some(kept.clone())
        }
        (Some(their), Some(my)) => {
            let empty = Map::new();
            let was = base.as_ref().map_or(&empty, Placed::stored);
            if their.kind() != my.kind() && was != their.stored() && was != my.stored() {
                conflicts.push(whole());
                return Some(my.clone());
            }
            Some(Placed::new(id.clone(), fields((was, their.stored(), my.stored()), Some(id), conflicts)))
        }
    }
}

/// The fields of a block or of the head.
fn fields(
    (base, theirs, mine): (&Fields, &Fields, &Fields),
    block: Option<&BlockId>,
    conflicts: &mut Vec<Conflict>,
) -> Fields {
    let mut merger = Merger { block, way: Vec::new(), conflicts };
    merger.object(Some(base), theirs, mine)
}

struct Merger<'a> {
    block: Option<&'a BlockId>,
    /// The way to where we are.
    way: Vec<String>,
    conflicts: &'a mut Vec<Conflict>,
}

impl Merger<'_> {
    fn object(&mut self, base: Option<&Fields>, theirs: &Fields, mine: &Fields) -> Fields {
        let mut names: Vec<&String> = mine.keys().collect();
        names.extend(theirs.keys().filter(|name| !mine.contains_key(*name)));
        let mut merged = Map::new();
        for name in names {
            let was = base.and_then(|base| base.get(name));
            if let Some(value) = self.step(name, was, theirs.get(name), mine.get(name)) {
                merged.insert(name.clone(), value);
            }
        }
        merged
    }

    fn step(
        &mut self,
        name: &str,
        base: Option<&Value>,
        theirs: Option<&Value>,
        mine: Option<&Value>,
    ) -> Option<Value> {
        self.way.push(name.to_owned());
        let value = self.value(base, theirs, mine);
        self.way.pop();
        value
    }

    fn value(&mut self, base: Option<&Value>, theirs: Option<&Value>, mine: Option<&Value>) -> Option<Value> {
        if base == theirs || theirs == mine {
            return mine.cloned();
        }
        if base == mine || is_same(base, mine) {
            return theirs.cloned();
        }
        if is_same(base, theirs) || is_same(theirs, mine) {
            return mine.cloned();
        }
        match (base, theirs, mine) {
            (_, Some(Value::Object(theirs)), Some(Value::Object(mine))) => {
                Some(Value::Object(self.object(base.and_then(Value::as_object), theirs, mine)))
            }
            (Some(Value::Array(base)), Some(Value::Array(theirs)), Some(Value::Array(mine)))
                if keeps_places(base, theirs) && keeps_places(base, mine) =>
            {
                let items = base.iter().zip(theirs).zip(mine).enumerate();
                let merged = items.filter_map(|(place, ((base, theirs), mine))| {
                    self.step(&place.to_string(), Some(base), Some(theirs), Some(mine))
                });
                Some(Value::Array(merged.collect()))
            }
            _ => {
                self.conflicts.push(Conflict {
                    block: self.block.cloned(),
                    field: self.way.clone(),
                    base: base.cloned(),
                    theirs: theirs.cloned(),
                    mine: mine.cloned(),
                });
                mine.cloned()
            }
        }
    }
}

/// Whether the items of a list are as many as before and each, where it is still there word for word, at its place: only then
/// does the same place mean the same item.
fn keeps_places(base: &[Value], list: &[Value]) -> bool {
    let stays = |(place, item): (usize, &Value)| base.get(place) == Some(item) || !base.contains(item);
    base.len() == list.len() && list.iter().enumerate().all(stays)
}

/// Whether two fields say the same: one that is not there is empty.
fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let is_empty = |value: Option<&Value>| match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        _ => false,
    };
    one == other || (is_empty(one) && is_empty(other))
}

impl Conflict {
    /// Names it in a form.
    pub(crate) fn name(&self) -> String {
        let block = self.block.as_ref().map_or(HEAD, BlockId::as_str);
        std::iter::once(block).chain(self.field.iter().map(String::as_str)).collect::<Vec<_>>().join("/")
    }

    /// Whether it is a text, of which a person can write a third one.
    pub(crate) fn is_text(&self) -> bool {
        let is_text = |value: &Option<Value>| value.as_ref().is_none_or(|value| value.is_string() || value.is_null());
        let is_kind = self.field.last().is_some_and(|name| name == KIND);
        !self.field.is_empty() && !is_kind && [&self.base, &self.theirs, &self.mine].into_iter().all(is_text)
    }

    /// Puts a value at its place.
    pub(crate) fn settle(&self, content: &mut Content, value: Option<&Value>) {
        let Some(id) = &self.block else {
            let mut above = Value::Object(content.above());
            put(&mut above, &self.field, value);
            if let Value::Object(above) = above {
                *content = Content::of(above, std::mem::take(&mut content.blocks));
            }
            return;
        };
        let Some((place, placed)) = content.find(id) else { return };
        let mut stored = Value::Object(placed.stored().clone());
        if self.field.is_empty() {
            stored = value.cloned().unwrap_or_default();
        } else {
            put(&mut stored, &self.field, value);
        }
        match stored {
            Value::Object(stored) => content.blocks[place] = Placed::new(id.clone(), stored),
            _ => drop(content.blocks.remove(place)),
        }
    }
}

fn put(within: &mut Value, way: &[String], value: Option<&Value>) {
    let Some((last, above)) = way.split_last() else { return };
    let mut here = within;
    for name in above {
        let next = match here {
            Value::Object(object) => object.get_mut(name),
            Value::Array(items) => name.parse::<usize>().ok().and_then(|place| items.get_mut(place)),
            _ => None,
        };
        let Some(next) = next else { return };
        here = next;
    }
    match (here, value) {
        (Value::Object(object), Some(value)) => drop(object.insert(last.clone(), value.clone())),
        (Value::Object(object), None) => drop(object.remove(last)),
        (Value::Array(items), Some(value)) => {
            if let Some(item) = last.parse::<usize>().ok().and_then(|place| items.get_mut(place)) {
                *item = value.clone();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
