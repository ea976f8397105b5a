//! Draws the picture that goes along when a page is shared: its title, who speaks, and how far the campaign is. Knows
//! nothing of pages.

mod canvas;
mod font;

use serde::{Deserialize, Serialize};

use self::{
    canvas::{Canvas, Colour, Rectangle},
    font::{Face, Text},
};

/// Width of a card in pixels, as networks that show shared pages want it.
pub const WIDTH: usize = 1200;
/// Height of a card in pixels.
pub const HEIGHT: usize = 630;

/// Changes whenever cards are drawn in another way.
pub const STYLE: u32 = 1;

/// Where text begins, right of the line.
const LEFT: f32 = 200.0;
/// How wide text may be.
const MEASURE: f32 = 904.0;
/// Sizes of the title in pixels, each with the number of lines that it may take; the largest that fits is taken.
const TITLE_SIZES: [(f32, usize); 4] = [(88.0, 2), (72.0, 3), (60.0, 4), (50.0, 5)];

/// The words of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The title of the page.
    pub title: String,
    /// Who speaks.
    pub organisation: String,
    /// Where, without the scheme.
    pub address: String,
    /// How far the campaign is, where the page tells.
    pub progress: Option<Progress>,
}

/// The goal bar of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How far, in words.
    pub label: String,
    /// How far, in whole percent.
    pub percent: u8,
}

/// Draws a card as PNG; `None` if the fonts lack a sign of it, or for a fault that tests rule out.
pub fn draw(words: &Words) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    let title = title(&words.title)?;
    // The line that runs down every page, and the light that opens it beside the title.
    let light = 116.0;
    canvas.fill(Rectangle { x: 103, y: 0, width: 2, height: 56 }, Colour::Ink);
    canvas.circle(104.0, light, 42.0, Colour::Accent);
    canvas.fill(Rectangle { x: 103, y: 176, width: 2, height: HEIGHT - 176 }, Colour::Ink);
    let mut base = light + title.size * 0.36;
    for line in &title.lines {
        canvas.write(line, LEFT, base, Colour::Ink);
        base += title.size * 1.22;
    }
    if let Some(progress) = &words.progress {
        canvas.write(&Text::line(&progress.label, Face::Sans, 30.0)?.cut(MEASURE)?, LEFT, 448.0, Colour::Ink);
        canvas.fill(Rectangle { x: 200, y: 470, width: 904, height: 2 }, Colour::Ink);
        canvas.fill(Rectangle { x: 200, y: 490, width: 904, height: 2 }, Colour::Ink);
        let filled = 904 * usize::from(progress.percent.min(100)) / 100;
        canvas.fill(Rectangle { x: 200, y: 470, width: filled, height: 22 }, Colour::Accent);
    }
    canvas.write(&Text::line(&words.organisation, Face::Sans, 32.0)?.cut(MEASURE)?, LEFT, 550.0, Colour::Ink);
    canvas.write(&Text::line(&words.address, Face::Sans, 26.0)?.cut(MEASURE)?, LEFT, 590.0, Colour::Quiet);
    canvas.png()
}

struct Title {
    size: f32,
    lines: Vec<Text>,
}

/// Sets the title as large as it fits; beyond the smallest size it is cut.
fn title(words: &str) -> Option<Title> {
    for (size, most) in TITLE_SIZES {
        let lines = Text::paragraph(words, Face::Serif, size, MEASURE)?;
        if lines.len() <= most && lines.iter().all(|line| line.width <= MEASURE) {
            return Some(Title { size, lines });
        }
    }
    let (size, most) = TITLE_SIZES[TITLE_SIZES.len() - 1];
    let mut lines = Text::paragraph(words, Face::Serif, size, MEASURE)?;
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.pop() {
        lines.push(if cut { last.ended(MEASURE)? } else { last });
    }
    let lines = lines.into_iter().map(|line| line.cut(MEASURE)).collect::<Option<_>>()?;
    Some(Title { size, lines })
}

#[cfg(test)]
mod tests;
