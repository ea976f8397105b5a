//! Draws the picture that goes along when a page is shared: its title, who speaks, and how far the campaign is. Knows
//! nothing of pages.

mod canvas;
mod font;
mod winter;

use serde::{Deserialize, Serialize};

use self::{
    canvas::{Canvas, Colour, Rectangle},
    font::{Face, Text},
};

/// Width of a card in pixels, as networks that show shared pages want it.
pub(crate) const WIDTH: usize = 1200;
/// Height of a card in pixels.
pub(crate) const HEIGHT: usize = 630;

/// Changes whenever cards are drawn in another way.
pub(crate) const STYLE: u32 = 2;

/// Where the title begins. It runs across both sides of the line.
const EDGE: f32 = 72.0;
/// How wide the title may be.
const MEASURE: f32 = 1056.0;
/// Where the line runs down, a quarter of the way, as on the pages.
const LINE: usize = 300;
/// Where text begins, right of the line.
const LEFT: f32 = 344.0;
/// How wide text right of the line may be.
const BESIDE: f32 = 784.0;
/// Sizes of the title in pixels, each with the number of lines that it may take; the largest that fits is taken.
const TITLE_SIZES: [(f32, usize); 5] = [(128.0, 1), (92.0, 2), (74.0, 3), (58.0, 4), (48.0, 5)];

/// The words of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Words {
    /// The title of the page.
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) address: String,
    /// How far the campaign is, where the page tells.
    pub(crate) progress: Option<Progress>,
}

/// The goal bar of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    pub(crate) label: String,
    /// How far, in whole percent.
    pub(crate) percent: u8,
}

/// Draws a card as PNG; `None` if the fonts lack a sign of it, or for a fault that tests rule out.
pub(crate) fn draw(words: &Words) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    let title = title(&words.title)?;
    let mut base = EDGE + title.size * 0.84;
    for line in &title.lines {
        canvas.write(line, EDGE, base, Colour::Ink);
        base += title.size * 1.2;
    }
    // The line is open for the title, and again below the fruit.
    let above = (base - title.size * 0.8).min(360.0);
    let (tip, goes_on) = winter::draw(&mut canvas, LINE as f32, 352.0, 0.96);
    let mut line = |from: f32, to: f32| {
        canvas.fill(Rectangle { x: LINE - 1, y: from as usize, width: 2, height: (to - from) as usize }, Colour::Quiet);
    };
    line(0.0, 40.0);
    line(above, tip);
    line(goes_on, HEIGHT as f32);
    if let Some(progress) = &words.progress {
        canvas.write(&Text::line(&progress.label, Face::Sans, 30.0)?.cut(BESIDE)?, LEFT, 428.0, Colour::Ink);
        canvas.fill(Rectangle { x: 344, y: 459, width: 784, height: 2 }, Colour::Ink);
        let light = 344.0 + 11.0 + (784.0 - 22.0) * f32::from(progress.percent.min(100)) / 100.0;
        canvas.circle(344.0 + 11.0, 460.0, 11.0, Colour::Accent);
        canvas.fill(Rectangle { x: 355, y: 449, width: light as usize - 355, height: 22 }, Colour::Accent);
        canvas.circle(light, 460.0, 11.0, Colour::Accent);
    }
    canvas.write(&Text::line(&words.organisation, Face::Sans, 32.0)?.cut(BESIDE)?, LEFT, 546.0, Colour::Ink);
    canvas.write(&Text::line(&words.address, Face::Sans, 26.0)?.cut(BESIDE)?, LEFT, 586.0, Colour::Quiet);
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
            return Some(Title { size, lines: balanced(words, size, lines)? });
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

/// Lines of about the same width: as narrow as they can be without becoming more or parting a word.
fn balanced(words: &str, size: f32, lines: Vec<Text>) -> Option<Vec<Text>> {
    let mut widest = 0.0_f32;
    for word in words.split_whitespace() {
        widest = widest.max(Text::line(word, Face::Serif, size)?.width);
    }
    let mut best = lines;
    let mut width = MEASURE * 0.95;
    while width > widest.max(MEASURE * 0.4) {
        let narrower = Text::paragraph(words, Face::Serif, size, width)?;
        if narrower.len() > best.len() {
            break;
        }
        best = narrower;
        width -= MEASURE * 0.05;
    }
    Some(best)
}

#[cfg(test)]
mod tests;
