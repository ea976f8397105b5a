//! A picture of sixteen colours: paper, and three colours each with its steps towards paper, so that a card stays small.

use zeno::{Command, Mask, Placement, Stroke, Transform, Vector};

use super::font::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Ink,
    Quiet,
    Accent,
}

impl Colour {
    const ALL: [Self; 3] = [Self::Ink, Self::Quiet, Self::Accent];

    /// Red, green and blue, as in `static/site.css`.
    fn rgb(self) -> [u8; 3] {
        match self {
            Self::Ink => [0x1d, 0x1a, 0x16],
            Self::Quiet => [0x5b, 0x53, 0x48],
            Self::Accent => [0xd9, 0x56, 0x0f],
        }
    }

    /// The place in the palette where the colour of a pixel begins, and its number of steps; none of paper.
    fn of(pixel: u8) -> Option<(u8, u8)> {
        Self::ALL.into_iter().map(Self::steps).find(|(first, steps)| (*first..first + steps).contains(&pixel))
    }

    /// The first place in the palette and the number of steps.
    fn steps(self) -> (u8, u8) {
        match self {
            Self::Ink => (1, 7),
            Self::Quiet => (8, 4),
            Self::Accent => (12, 4),
        }
    }
}

const PAPER: [u8; 3] = [0xfa, 0xf6, 0xef];

/// A part of the picture, in pixels.
pub(crate) struct Rectangle {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// The picture as places in the palette, one byte a pixel.
pub(crate) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Fills a rectangle; what lies outside is left out.
    pub(crate) fn fill(&mut self, part: Rectangle, colour: Colour) {
        let (first, steps) = colour.steps();
        let right = (part.x + part.width).min(self.width);
        for y in part.y..(part.y + part.height).min(self.height) {
            if let Some(row) = self.pixels.get_mut(y * self.width + part.x..y * self.width + right) {
                row.fill(first + steps - 1);
            }
        }
    }

    pub(crate) fn circle(&mut self, x: f32, y: f32, radius: f32, colour: Colour) {
        // The usual four curves that come close to a circle.
        let (r, k) = (radius, radius * 0.552_285);
        let at = |dx: f32, dy: f32| Vector::new(x + dx, y + dy);
        self.shape(
            &[
                Command::MoveTo(at(r, 0.0)),
                Command::CurveTo(at(r, k), at(k, r), at(0.0, r)),
                Command::CurveTo(at(-k, r), at(-r, k), at(-r, 0.0)),
                Command::CurveTo(at(-r, -k), at(-k, -r), at(0.0, -r)),
                Command::CurveTo(at(k, -r), at(r, -k), at(r, 0.0)),
                Command::Close,
            ],
            colour,
        );
    }

    /// Writes a line that begins at this place on its base line.
    pub(crate) fn write(&mut self, text: &Text, x: f32, base: f32, colour: Colour) {
        self.shape(&text.outlines(x, base), colour);
    }

    /// Fills an outline, written as in an SVG.
    pub(crate) fn path(&mut self, path: &str, place: Transform, colour: Colour) {
        let mask = Mask::new(path).transform(Some(place)).render();
        self.cover(&mask, colour);
    }

    pub(crate) fn stroke(&mut self, path: &str, stroke: Stroke, place: Transform, colour: Colour) {
        let mask = Mask::new(path).style(stroke).transform(Some(place)).render();
        self.cover(&mask, colour);
    }

    /// Fills an outline with the colour of the paper.
    pub(crate) fn clear(&mut self, path: &str, place: Transform) {
        self.each(&Mask::new(path).transform(Some(place)).render(), |pixel, covered| {
            if let Some((first, _)) = Colour::of(*pixel) {
                let step = u16::from(*pixel - first + 1);
                let left = (step * (255 - u16::from(covered)) + 127) / 255;
                *pixel = u8::try_from(left).ok().filter(|left| *left > 0).map_or(0, |left| first + left - 1);
            }
        });
    }

    fn shape(&mut self, commands: &[Command], colour: Colour) {
        self.cover(&Mask::new(commands).render(), colour);
    }

    /// The palette has steps towards paper only, so an edge on another colour is not smoothed.
    fn cover(&mut self, mask: &(Vec<u8>, Placement), colour: Colour) {
        let (first, steps) = colour.steps();
        self.each(mask, |pixel, covered| {
            let step = u8::try_from((u16::from(covered) * u16::from(steps) + 127) / 255).unwrap_or_default();
            let step = match Colour::of(*pixel) {
                Some((other, _)) if other != first => {
                    if covered > 127 {
                        steps
                    } else {
                        0
                    }
                }
                Some(_) => step.max(*pixel - first + 1),
                None => step,
            };
            if step > 0 {
                *pixel = first + step - 1;
            }
        });
    }

    fn each(&mut self, (covered, place): &(Vec<u8>, Placement), mut paint: impl FnMut(&mut u8, u8)) {
        let width = usize::try_from(place.width).unwrap_or_default().max(1);
        for (y, row) in (place.top..).zip(covered.chunks(width)) {
            for (x, covered) in (place.left..).zip(row) {
                if let Some(pixel) = self.pixel(x, y) {
                    paint(pixel, *covered);
                }
            }
        }
    }

    fn pixel(&mut self, x: i32, y: i32) -> Option<&mut u8> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if x < self.width { self.pixels.get_mut(y * self.width + x) } else { None }
    }

    /// Whether anything is drawn in a part.
    #[cfg(test)]
    pub(crate) fn has_ink(&self, part: &Rectangle) -> bool {
        (part.y..part.y + part.height)
            .any(|y| self.pixels[y * self.width + part.x..][..part.width].iter().any(|pixel| *pixel != 0))
    }

    /// The picture as PNG with four bits a pixel.
    pub(crate) fn png(&self) -> Option<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width.try_into().ok()?, self.height.try_into().ok()?);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette());
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_compression(png::Compression::High);
        let rows: Vec<u8> = self.pixels.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect();
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&rows).ok()?;
        writer.finish().ok()?;
        file.shrink_to_fit();
        Some(file)
    }
}

fn palette() -> Vec<u8> {
    let mut palette = PAPER.to_vec();
    for colour in Colour::ALL {
        let steps = u16::from(colour.steps().1);
        for step in 1..=steps {
            let mixed = |(paper, full): (u8, u8)| {
                let sum = u16::from(paper) * (steps - step) + u16::from(full) * step;
                u8::try_from(sum / steps).unwrap_or(full)
            };
            palette.extend(PAPER.into_iter().zip(colour.rgb()).map(mixed));
        }
    }
    palette
}
