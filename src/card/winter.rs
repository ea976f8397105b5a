//! The fruit that is left on the tree for the magpies, as on the first page (`templates/winter.html`): it hangs on the
//! line, and below it the line is open.

use zeno::{Cap, Join, Stroke, Transform};

use super::canvas::{Canvas, Colour};

const BARK: &str = "M-380 63L-330 60L-240 82L-206 78C-150 84-116 72-84 80L-70 76L-54 86C-24 94-8 92 18 104L30 102L44 110\
    C66 118 84 116 104 121L150 119L166 113L178 119L232 131L246 129L262 135L304 144V147L258 141L226 139L176 129\
    C150 128 132 129 102 130L38 121L12 115L-58 100L-80 94C-120 88-150 100-206 96L-330 84L-380 87Z";
const TWIGS: &str = "M-70 80L-50 56L-44 40L-22 22M-300 66L-270 40L-262 14M170 118L186 98L190 84L210 66\
    M26 112L40 134L42 148L58 164M-190 90L-172 116L-168 136";
const TIPS: &str = "M-46 46L-54 28L-50 8M-22 22L-18 6M-30 30L-8 28L8 18M-268 36L-240 34L-224 22M210 66L216 46L214 34\
    M189 90L208 92L232 82M210 66L228 60M41 140L34 156L36 170M58 164L62 184M50 156L68 156M140 124L150 142L164 152\
    M150 142V156M-170 128L-184 146M-168 136L-150 150";
const STEM: &str = "M304.5 145V172";
const LEAF: &str = "M304.5 168C309 164 318 166 322 173C316 177 311 176 307 174C308 178 306 182 304.5 184\
    C302 182 300 178 301 174C297 176 292 177 286 173C290 166 299 164 304.5 168Z";
const BIRD: &str = "M133 73L122 68C119 61 107 60 101 68C96 74 84 83 75 94L9 134C7 137 10 139 13 138L72 116\
    C78 120 86 121 94 120C106 118 114 107 117 97C120 88 121 83 123 77Z";
const DOWN: &str = "M116 92C117 104 109 115 98 117C92 118 87 117 83 114C94 111 105 103 109 90C112 93 114 93 116 92Z\
    M99 74C91 77 81 86 77 95C83 95 97 88 99 74ZM117.6 70A1.6 1.6 0 1 1 114.4 70A1.6 1.6 0 1 1 117.6 70Z";

/// Where the branch meets the line, where the fruit hangs and where the line goes on, in the drawing's own measure.
const ON_LINE: f32 = 304.5;
const FRUIT: f32 = 194.0;
const TIP: f32 = 146.0;
const GOES_ON: f32 = 234.0;

/// Draws it left of a line at `x`, with its upper edge at `y`. Tells where the line ends above and goes on below.
pub(crate) fn draw(canvas: &mut Canvas, x: f32, y: f32, scale: f32) -> (f32, f32) {
    let (left, down) = (x - ON_LINE * scale, |at: f32| y + at * scale);
    let place = Transform::new(scale, 0.0, 0.0, scale, left, y);
    canvas.path(BARK, place, Colour::Ink);
    for (path, width) in [(TWIGS, 2.4), (TIPS, 1.5), (STEM, 2.0)] {
        let mut stroke = Stroke::new(width);
        stroke.cap(Cap::Round).join(Join::Round);
        canvas.stroke(path, stroke, place, Colour::Ink);
    }
    canvas.circle(x, down(FRUIT), 25.0 * scale, Colour::Accent);
    canvas.path(LEAF, place, Colour::Ink);
    canvas.path(BIRD, place, Colour::Ink);
    canvas.clear(DOWN, place);
    (down(TIP), down(GOES_ON))
}
