//! The two fonts of the cards, and text set in them: Latin letters and Hangul syllables stand side by side as they are, so
//! widths are all that is needed.

use std::sync::LazyLock;

use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};
use zeno::{Command, Vector};

static SERIF: LazyLock<Vec<u8>> = LazyLock::new(|| opened(include_bytes!("../../fonts/serif-bold.otf.br")));
static SANS: LazyLock<Vec<u8>> = LazyLock::new(|| opened(include_bytes!("../../fonts/sans-bold.otf.br")));

fn opened(packed: &[u8]) -> Vec<u8> {
    let mut font = Vec::new();
    // A font that cannot be opened draws nothing, which is seen by a test.
    let _ = brotli::BrotliDecompress(&mut &*packed, &mut font);
    font
}

/// The fonts, each with what the other lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Serif,
    /// For everything but the title. It has every Hangul syllable.
    Sans,
}

impl Face {
    fn font(self) -> Option<FontRef<'static>> {
        let bytes: &'static [u8] = match self {
            Self::Serif => &SERIF,
            Self::Sans => &SANS,
        };
        FontRef::new(bytes).ok()
    }

    /// The glyph of a character in this face, or else in the other; never the box that stands for a missing one.
    pub(crate) fn glyph(self, sign: char) -> Option<(Self, GlyphId)> {
        let other = if self == Self::Serif { Self::Sans } else { Self::Serif };
        [self, other].into_iter().find_map(|face| {
            let id = face.font()?.charmap().map(sign)?;
            (id != GlyphId::NOTDEF).then_some((face, id))
        })
    }
}

#[derive(Clone)]
pub(crate) struct Text {
    face: Face,
    size: f32,
    signs: Vec<Sign>,
    /// How wide it is in pixels.
    pub(crate) width: f32,
}

#[derive(Clone, Copy)]
struct Sign {
    face: Face,
    id: GlyphId,
    width: f32,
}

impl Text {
    /// Sets a line; `None` if a sign is missing in both fonts.
    pub(crate) fn line(words: &str, face: Face, size: f32) -> Option<Self> {
        let mut text = Self { face, size, signs: Vec::new(), width: 0.0 };
        for sign in words.chars().filter(|sign| !is_invisible(*sign)) {
            let (face, id) = face.glyph(if sign.is_whitespace() { ' ' } else { sign })?;
            let width = face.font()?.glyph_metrics(Size::new(size), LocationRef::default()).advance_width(id)?;
            text.push(Sign { face, id, width });
        }
        Some(text)
    }

    /// Sets lines of at most this width, parted between words; a word that is wider is parted within.
    pub(crate) fn paragraph(words: &str, face: Face, size: f32, width: f32) -> Option<Vec<Self>> {
        let space = Self::line(" ", face, size)?;
        let mut lines: Vec<Self> = Vec::new();
        for word in words.split_whitespace() {
            for word in Self::line(word, face, size)?.parted(width) {
                match lines.last_mut() {
                    Some(line) if line.width + space.width + word.width <= width => {
                        line.append(&space);
                        line.append(&word);
                    }
                    _ => lines.push(word),
                }
            }
        }
        Some(lines)
    }

    /// The same, ended with an ellipsis where it is wider than this.
    pub(crate) fn cut(self, width: f32) -> Option<Self> {
        if self.width <= width { Some(self) } else { self.ended(width) }
    }

    /// The same with an ellipsis at the end, at most this wide.
    pub(crate) fn ended(mut self, width: f32) -> Option<Self> {
        let ellipsis = Self::line("…", self.face, self.size)?;
        while self.width + ellipsis.width > width {
            self.width -= self.signs.pop()?.width;
        }
        self.append(&ellipsis);
        Some(self)
    }

    /// The outlines with their beginning at this place on the base line.
    pub(crate) fn outlines(&self, x: f32, base: f32) -> Vec<Command> {
        let mut pen = Pen { commands: Vec::new(), x, base };
        for sign in &self.signs {
            let glyph = sign.face.font().and_then(|font| font.outline_glyphs().get(sign.id));
            if let Some(glyph) = glyph {
                // An outline that cannot be read stays empty, which is seen by a test.
                let _ = glyph.draw(DrawSettings::unhinted(Size::new(self.size), LocationRef::default()), &mut pen);
            }
            pen.x += sign.width;
        }
        pen.commands
    }

    fn push(&mut self, sign: Sign) {
        self.width += sign.width;
        self.signs.push(sign);
    }

    fn append(&mut self, other: &Self) {
        for sign in &other.signs {
            self.push(*sign);
        }
    }

    fn parted(self, width: f32) -> Vec<Self> {
        let empty = || Self { face: self.face, size: self.size, signs: Vec::new(), width: 0.0 };
        let mut parts = vec![empty()];
        for sign in &self.signs {
            let full = parts.last().is_some_and(|part| !part.signs.is_empty() && part.width + sign.width > width);
            if full {
                parts.push(empty());
            }
            if let Some(part) = parts.last_mut() {
                part.push(*sign);
            }
        }
        parts
    }
}

/// Signs that only say how others are to be shown.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Puts outlines, whose y points up, onto the card, where it points down.
struct Pen {
    commands: Vec<Command>,
    x: f32,
    base: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Vector {
        Vector::new(self.x + x, self.base - y)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.commands.push(Command::QuadTo(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.commands.push(Command::CurveTo(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}
