//! The tokens of `static/site.css`, read from the stylesheet that visitors get, and how well two of its colours can be
//! told apart.

use std::{fmt, sync::LazyLock};

use crate::assets;

static TOKENS: LazyLock<Tokens> = LazyLock::new(|| {
    let css = assets::file("site.css").map(|file| file.parts().identity).unwrap_or_default();
    Tokens::read(&String::from_utf8_lossy(&css))
});

/// All tokens, in the order of the stylesheet.
#[derive(Debug)]
pub(crate) struct Tokens(Vec<Declared>);

/// One declaration of a token.
#[derive(Debug)]
struct Declared {
    name: String,
    value: String,
    who: Look,
}

/// What a visitor's page is set for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Whether the page is Korean.
    pub(crate) korean: bool,
    /// Whether the window is wide enough for margin and text.
    pub(crate) wide: bool,
    /// Whether the visitor prefers dark pages.
    pub(crate) dark: bool,
    /// Whether the visitor prefers high contrast.
    pub(crate) contrast: bool,
}

impl Tokens {
    /// Those of the stylesheet that is given out.
    pub(crate) fn of_site() -> &'static Self {
        &TOKENS
    }

    /// Those of a stylesheet: what its layer `tokens` declares.
    fn read(css: &str) -> Self {
        let mut found = Vec::new();
        let css = without_comments(css);
        if let Some((_, rest)) = css.split_once("@layer tokens {") {
            read_block(block(rest).0, Look::default(), &mut found);
        }
        Self(found)
    }

    #[cfg(test)]
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for declared in &self.0 {
            if !names.contains(&&*declared.name) {
                names.push(&declared.name);
            }
        }
        names
    }

    /// A token as it is written for a look: the last declaration that holds wins.
    pub(crate) fn value(&self, name: &str, look: Look) -> Option<&str> {
        let holds = |declared: &&Declared| declared.name == name && look.has(declared.who);
        self.0.iter().rev().find(holds).map(|declared| &*declared.value)
    }

    /// A token as a colour, also where it is written as another token.
    pub(crate) fn colour(&self, name: &str, look: Look) -> Option<Colour> {
        let value = self.value(name, look)?;
        match value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
            Some(other) if other != name => self.colour(other, look),
            _ => Colour::parse(value),
        }
    }
}

impl Look {
    fn has(self, other: Self) -> bool {
        (self.korean || !other.korean)
            && (self.wide || !other.wide)
            && (self.dark || !other.dark)
            && (self.contrast || !other.contrast)
    }

    /// The same inside a rule that begins like this.
    fn inside(self, start: &str) -> Self {
        Self {
            korean: self.korean || start.contains("\"ko\""),
            wide: self.wide || start.contains("min-width"),
            dark: self.dark || start.contains("prefers-color-scheme: dark"),
            contrast: self.contrast || start.contains("prefers-contrast: more"),
        }
    }
}

fn without_comments(css: &str) -> String {
    css.split("/*").enumerate().map(|(at, part)| if at == 0 { part } else { after(part, "*/") }).collect()
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The declarations of a block and of those inside it.
fn read_block(mut css: &str, who: Look, found: &mut Vec<Declared>) {
    while let Some(at) = css.find([';', '{']) {
        let (start, rest) = (css[..at].trim(), &css[at + 1..]);
        if css[at..].starts_with('{') {
            let (inside, behind) = block(rest);
            read_block(inside, who.inside(start), found);
            css = behind;
        } else {
            if let Some((name, value)) = start.strip_prefix("--").and_then(|token| token.split_once(':')) {
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Declared { name: name.trim().to_owned(), value, who });
            }
            css = rest;
        }
    }
}

/// What stands before the brace that ends a block, and what stands behind it.
fn block(css: &str) -> (&str, &str) {
    let mut depth = 0;
    for (at, sign) in css.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => return (&css[..at], &css[at + 1..]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (css, "")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb` or `#rgb`.
    fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> =
            text.strip_prefix('#')?.chars().map(|c| c.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// How bright it is (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How well it can be told from another, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = "
        @layer reset { * { --not: #000000; } }
        @layer tokens {
          :root { /* --never: 1; */ --ink: #111; --quiet: #222222; --size: clamp(1rem,
              2vw, 3rem); }
          [lang=\"ko\"] { --size: 2rem; }
          @media (prefers-color-scheme: dark) { :root { --ink: #eeeeee; } }
          @media (prefers-contrast: more) { :root { --quiet: var(--ink); } }
          @media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { --ink: #fff; } }
        }
        @layer print { @media print { :root { --ink: #000; } } }";

    #[test]
    fn tokens_are_those_of_the_visitors_look() {
        let tokens = Tokens::read(CSS);
        assert_eq!(tokens.names(), ["ink", "quiet", "size"]);
        let [plain, dark, contrast, both] = [(false, false), (true, false), (false, true), (true, true)]
            .map(|(dark, contrast)| Look { dark, contrast, ..Look::default() });
        let hex = |name, look| tokens.colour(name, look).map(|colour| colour.to_string()).unwrap_or_default();
        assert_eq!(
            [plain, dark, contrast, both].map(|look| hex("ink", look)),
            ["#111111", "#eeeeee", "#111111", "#ffffff"]
        );
        assert_eq!(
            [plain, dark, contrast, both].map(|look| hex("quiet", look)),
            ["#222222", "#222222", "#111111", "#ffffff"]
        );
        let korean = Look { korean: true, ..plain };
        assert_eq!(tokens.value("size", plain), Some("clamp(1rem, 2vw, 3rem)"));
        assert_eq!((tokens.value("size", korean), tokens.colour("size", plain)), (Some("2rem"), None));
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colour = |text| Colour::parse(text).expect("a colour");
        assert!((colour("#000").contrast(colour("#ffffff")) - 21.0).abs() < 0.001);
        // The grey that just passes on white, and the one that just fails.
        assert!(colour("#767676").contrast(colour("#fff")) >= 4.5);
        assert!(colour("#777777").contrast(colour("#fff")) < 4.5);
        for text in ["#12", "#12345", "red", "#ggg", "", "#"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
