//! Draws QR codes. Knows nothing of pages.

use std::fmt::Write as _;

use anyhow::Context as _;
use fast_qr::{ECL, QRBuilder, QRCode};

/// White around a code, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;
/// The width of a PNG in pixels: 10 centimetres in print at 300 dots an inch.
const PNG_WIDTH: usize = 1200;

/// A code of which a quarter may be torn off or dirty (level Q).
pub(crate) struct Code(QRCode);

impl Code {
    /// The code that leads to an address. Fails if the address is too long for a code.
    pub(crate) fn of(address: &str) -> anyhow::Result<Self> {
        QRBuilder::new(address).ecl(ECL::Q).build().map(Self).with_context(|| format!("{address} has no QR code"))
    }

    /// As SVG: one path, a rectangle for each run of dark modules.
    pub(crate) fn svg(&self) -> String {
        let Self(code) = self;
        let width = code.size + 2 * QUIET;
        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{0}" height="{0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{width}H0z"/><path d=""##,
            width * 8,
        );
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let run = code[y][x..].iter().take_while(|module| module.value()).count();
                if run > 0 {
                    let _ = write!(svg, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
                }
                x += run.max(1);
            }
        }
        svg.push_str("\"/></svg>\n");
        svg
    }

    /// As PNG: one bit a pixel, whole pixels a module, the rest white.
    pub(crate) fn png(&self) -> anyhow::Result<Vec<u8>> {
        let Self(code) = self;
        let scale = PNG_WIDTH / (code.size + 2 * QUIET);
        let edge = (PNG_WIDTH - scale * code.size) / 2;
        let is_dark = |x: usize, y: usize| {
            let module = |at: usize| at.checked_sub(edge).map(|at| at / scale).filter(|at| *at < code.size);
            module(x).zip(module(y)).is_some_and(|(x, y)| code[y][x].value())
        };
        let mut bits = vec![0xff_u8; PNG_WIDTH / 8 * PNG_WIDTH];
        for y in 0..PNG_WIDTH {
            for x in 0..PNG_WIDTH {
                if is_dark(x, y) {
                    bits[y * PNG_WIDTH / 8 + x / 8] &= !(0x80 >> (x % 8));
                }
            }
        }
        let mut file = Vec::new();
        let width = u32::try_from(PNG_WIDTH)?;
        let mut encoder = png::Encoder::new(&mut file, width, width);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.write_header()?.write_image_data(&bits)?;
        Ok(file)
    }
}
