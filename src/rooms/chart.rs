//! A column chart as SVG from the server, with its numbers as a table for those who do not see it or want them exactly.

use crate::language::Language;

/// The drawing's width and the space that the columns have, in its own units.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 200;
/// Room above the columns and below them.
const TOP: i64 = 16;
const BOTTOM: i64 = 32;
/// Room for the numbers of the axis: a letter of theirs, what stands around them, and the least.
const LETTER: i64 = 8;
const AROUND: i64 = 12;
const LEAST: i64 = 64;
/// How far apart the numbers of the axis are at least.
const CLOSE: i64 = 20;
/// Fewer columns than this have their names written below each.
const FEW: usize = 13;

/// A chart, drawn by `admin/chart.html`.
pub(crate) struct Chart {
    /// Names the chart's parts in the page.
    pub(crate) id: String,
    pub(crate) title: String,
    /// What it says, in a sentence.
    pub(crate) summary: String,
    /// What a column stands for, and what it counts.
    pub(crate) heads: (String, String),
    /// The columns, from the left.
    pub(crate) columns: Vec<Column>,
    /// The lines across, from below.
    pub(crate) ticks: Vec<Tick>,
    pub(crate) left: i64,
}

pub(crate) struct Column {
    pub(crate) name: String,
    /// Its number, as people read it.
    pub(crate) words: String,
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
    /// Whether its name is written below it: there is no room for all.
    pub(crate) is_named: bool,
    /// Whether it hangs from the line of zero.
    pub(crate) is_below: bool,
}

/// A line across and its number.
pub(crate) struct Tick {
    pub(crate) words: String,
    pub(crate) y: i64,
    pub(crate) is_zero: bool,
}

impl Chart {
    /// A chart of how often something happened. `heads` name the two columns of the table.
    pub(crate) fn of_counts(
        language: Language,
        (id, title): (&str, &str),
        heads: (String, String),
        values: Vec<(String, i64)>,
    ) -> Self {
        let what = heads.1.to_lowercase();
        let total: i64 = values.iter().map(|(_, value)| value).sum();
        let most = values.iter().max_by_key(|(_, value)| *value).filter(|(_, value)| *value > 0);
        let summary = match most {
            Some((name, value)) => language.message_with(
                "rooms-chart-counts",
                &[("total", &total.to_string()), ("what", &what), ("name", name), ("value", &value.to_string())],
            ),
            None => language.message_with("rooms-chart-none", &[("what", &what)]),
        };
        Self::new((id, title), summary, heads, values, |value| value.to_string())
    }

    /// A chart of named numbers, each read in these words. It has an id and a title.
    pub(crate) fn new(
        (id, title): (&str, &str),
        summary: String,
        heads: (String, String),
        values: Vec<(String, i64)>,
        words: impl Fn(i64) -> String,
    ) -> Self {
        let highest = values.iter().map(|(_, value)| *value).max().unwrap_or_default().max(0);
        let lowest = values.iter().map(|(_, value)| *value).min().unwrap_or_default().min(0);
        let top = if highest > 0 || lowest == 0 { round_up(highest) } else { 0 };
        let bottom = if lowest < 0 { -round_up(-lowest) } else { 0 };
        let scaled = |value: i64| scaled(value, top - bottom);
        let zero = TOP + scaled(top);
        let ticks = ticks(bottom, top, &words);
        let left = room_for(&ticks);
        let step = (WIDTH - left) / i64::try_from(values.len()).unwrap_or(1).max(1);
        let every = values.len().div_ceil(FEW).max(1);
        let columns = values.into_iter().enumerate().zip(0..).map(|((place, (name, value)), at)| {
            // What is there is seen, however little it is.
            let height = scaled(value.abs()).max(i64::from(value != 0));
            Column {
                name,
                words: words(value),
                x: left + at * step + step / 8,
                y: if value < 0 { zero } else { zero - height },
                width: step * 3 / 4,
                height,
                is_named: place % every == 0,
                is_below: value < 0,
            }
        });
        let columns = columns.collect();
        Self { id: id.to_owned(), title: title.to_owned(), summary, heads, columns, ticks, left }
    }

    /// The part of the plane that is drawn.
    pub(crate) fn view_box(&self) -> String {
        format!("0 0 {WIDTH} {}", TOP + HEIGHT + BOTTOM)
    }

    pub(crate) fn floor(&self) -> i64 {
        TOP + HEIGHT + 20
    }

    pub(crate) fn right(&self) -> i64 {
        WIDTH
    }
}

/// The numbers at the edge. Those that would stand in each other are left out; zero stays.
fn ticks(bottom: i64, top: i64, words: impl Fn(i64) -> String) -> Vec<Tick> {
    let scaled = |value: i64| scaled(value, top - bottom);
    let zero = TOP + scaled(top);
    let mut marks = vec![bottom, 0, top / 2, top];
    marks.dedup();
    let is_apart = |value: &i64| *value == 0 || scaled(value.abs()) >= CLOSE;
    let tick = |value| Tick { words: words(value), y: zero - scaled(value), is_zero: value == 0 };
    marks.into_iter().filter(is_apart).map(tick).collect()
}

/// How much room they take on the left.
fn room_for(ticks: &[Tick]) -> i64 {
    let longest = ticks.iter().map(|tick| tick.words.chars().count()).max().unwrap_or_default();
    (i64::try_from(longest).unwrap_or_default() * LETTER + AROUND).max(LEAST)
}

/// How high a number is drawn where the whole height stands for `span`.
fn scaled(value: i64, span: i64) -> i64 {
    i64::try_from(i128::from(value) * i128::from(HEIGHT) / i128::from(span.max(1))).unwrap_or_default()
}

/// The next number that is easily halved and read: 2, 4, 10, 20, 40, 100.
fn round_up(value: i64) -> i64 {
    let mut step = 1;
    loop {
        for factor in [2, 4, 10] {
            if value <= factor * step {
                return factor * step;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_ends_at_a_round_number() {
        for (value, top) in [(0, 2), (1, 2), (3, 4), (5, 10), (11, 20), (39, 40), (41, 100), (1234, 2000)] {
            assert_eq!(round_up(value), top);
        }
    }

    #[test]
    fn columns_stay_inside_and_are_as_high_as_their_numbers() {
        let values = (0..30).map(|day| (format!("2026-11-{day:02}"), day * 7)).collect();
        let heads = || ("Day".to_owned(), "Visits".to_owned());
        let of = |values| Chart::of_counts(Language::English, ("days", "Visits"), heads(), values);
        let chart = of(values);
        let last = &chart.columns[29];
        assert!(last.x + last.width <= WIDTH && last.y >= TOP);
        assert_eq!(last.height, 203 * HEIGHT / 400);
        assert_eq!((chart.columns[0].height, chart.columns[1].height), (0, 7 * HEIGHT / 400));
        assert!(chart.summary.contains("3045 visits in all; most on 2026-11-29: 203."), "{}", chart.summary);
        assert_eq!(of(Vec::new()).summary, "No visits yet.");
    }

    #[test]
    fn columns_stand_on_zero_or_hang_from_it() {
        let drawn = |values: &[i64]| {
            let values = values.iter().map(|value| (value.to_string(), *value)).collect();
            let heads = ("Month".to_owned(), "Sum".to_owned());
            Chart::new(("sums", "Sums"), String::new(), heads, values, |value| format!("₩{value}"))
        };
        let chart = drawn(&[3000, -1000, 1]);
        let zero = TOP + 4000 * HEIGHT / 5000;
        let places: Vec<_> = chart.columns.iter().map(|column| (column.y, column.height, column.is_below)).collect();
        assert_eq!(places, [(zero - 120, 120, false), (zero, 40, true), (zero - 1, 1, false)]);
        let ticks: Vec<_> = chart.ticks.iter().map(|tick| (&*tick.words, tick.y)).collect();
        assert_eq!(ticks, [("₩-1000", TOP + HEIGHT), ("₩0", zero), ("₩2000", TOP + 80), ("₩4000", TOP)]);
        let close = drawn(&[3000, -10]);
        assert_eq!(close.ticks.iter().map(|tick| &*tick.words).collect::<Vec<_>>(), ["₩0", "₩2000", "₩4000"]);
        let only_back = drawn(&[0, -5]);
        assert_eq!(only_back.ticks.len(), 2);
        assert_eq!((only_back.columns[1].y, only_back.columns[1].height), (TOP, HEIGHT / 2));
        assert!(drawn(&[1_000_000_000_000]).left > LEAST, "long numbers have room");
    }
}
