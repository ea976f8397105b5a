//! A column chart as SVG from the server, with its numbers as a table for those who do not see it or want them exactly.

/// The drawing's width and the space that the columns have, in its own units.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 200;
/// Room for the numbers of the axis, above the columns and below them.
const LEFT: i64 = 64;
const TOP: i64 = 16;
const BOTTOM: i64 = 32;
/// Fewer columns than this have their names written below each.
const FEW: usize = 13;

/// A chart, drawn by `drawing` of `admin/chart.html`.
pub struct Chart {
    /// Names the chart's parts in the page.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// What it says, in a sentence.
    pub summary: String,
    /// What a column stands for, and what it counts.
    pub heads: (&'static str, &'static str),
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The lines across, from below.
    pub ticks: Vec<Tick>,
}

/// One column.
pub struct Column {
    pub name: String,
    pub value: i64,
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// Whether its name is written below it: there is no room for all.
    pub is_named: bool,
}

/// A line across and its number.
pub struct Tick {
    pub value: i64,
    pub y: i64,
}

impl Chart {
    /// A chart of named numbers, none below zero. `heads` name the two columns of the table.
    pub fn new(
        id: &'static str,
        title: &'static str,
        heads: (&'static str, &'static str),
        values: Vec<(String, i64)>,
    ) -> Self {
        let total: i64 = values.iter().map(|(_, value)| value).sum();
        let most = values.iter().max_by_key(|(_, value)| *value).filter(|(_, value)| *value > 0);
        let summary = match most {
            Some((name, value)) => format!("{total} {} in all; most on {name}: {value}.", heads.1.to_lowercase()),
            None => format!("No {} yet.", heads.1.to_lowercase()),
        };
        let top = round_up(most.map_or(0, |(_, value)| *value));
        let height = |value: i64| value * HEIGHT / top;
        let count = i64::try_from(values.len()).unwrap_or(1).max(1);
        let step = (WIDTH - LEFT) / count;
        let every = values.len().div_ceil(FEW).max(1);
        let columns = values.into_iter().enumerate().zip(0..).map(|((place, (name, value)), at)| Column {
            name,
            value,
            x: LEFT + at * step + step / 8,
            // What is there is seen, however little it is.
            y: TOP + HEIGHT - height(value).max(i64::from(value > 0)),
            width: step * 3 / 4,
            height: height(value).max(i64::from(value > 0)),
            is_named: place % every == 0,
        });
        let columns = columns.collect();
        let ticks = [0, top / 2, top].map(|value| Tick { value, y: TOP + HEIGHT - height(value) }).into();
        Self { id, title, summary, heads, columns, ticks }
    }

    /// The part of the plane that is drawn.
    pub fn view_box(&self) -> String {
        format!("0 0 {WIDTH} {}", TOP + HEIGHT + BOTTOM)
    }

    /// Where the names stand.
    pub fn floor(&self) -> i64 {
        TOP + HEIGHT + 20
    }

    /// Where lines begin.
    pub fn left(&self) -> i64 {
        LEFT
    }

    /// Where lines end.
    pub fn right(&self) -> i64 {
        WIDTH
    }
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
        let chart = Chart::new("days", "Visits", ("Day", "Visits"), values);
        let last = &chart.columns[29];
        assert!(last.x + last.width <= WIDTH && last.y >= TOP);
        assert_eq!(last.height, 203 * HEIGHT / 400);
        assert_eq!((chart.columns[0].height, chart.columns[1].height), (0, 7 * HEIGHT / 400));
        assert!(chart.summary.contains("3045 visits in all; most on 2026-11-29: 203."), "{}", chart.summary);
        assert_eq!(Chart::new("none", "Visits", ("Day", "Visits"), Vec::new()).summary, "No visits yet.");
    }
}
