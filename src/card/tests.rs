//! Tests of the cards: every sign is a real one, and there is ink where it must be.

use super::*;

fn words(title: &str) -> Words {
    Words {
        title: title.to_owned(),
        organisation: "북한인권시민연합".to_owned(),
        address: "nkhr.example/ko".to_owned(),
        progress: Some(Progress { label: "목표 $50,000의 35% 넘게 모였습니다".to_owned(), percent: 35 }),
    }
}

#[test]
fn hangul_is_drawn_with_its_own_glyphs() {
    let title = "북한인권시민연합은 어떤 단체인가요?";
    let mut seen = std::collections::BTreeMap::new();
    for sign in title.chars().filter(|sign| !sign.is_whitespace()) {
        let (face, id) = Face::Serif.glyph(sign).unwrap_or_else(|| panic!("no glyph for {sign}"));
        assert_eq!(face, Face::Serif, "{sign}");
        let other = seen.insert(id, sign).filter(|other| *other != sign);
        assert_eq!(other, None, "{sign} looks like another sign");
        let mut canvas = Canvas::new(100, 100);
        let text = Text::line(&sign.to_string(), Face::Serif, 80.0).expect("it is set");
        canvas.write(&text, 10.0, 80.0, Colour::Ink);
        assert!(canvas.has_ink(&Rectangle { x: 10, y: 10, width: 80, height: 85 }), "{sign} leaves no ink");
    }
}

#[test]
fn every_syllable_can_be_drawn() {
    for sign in '가'..='힣' {
        assert!(Face::Serif.glyph(sign).is_some(), "{sign}");
    }
    assert_eq!(Face::Serif.glyph('뷁').map(|(face, _)| face), Some(Face::Sans), "a rare syllable comes from the sans");
    for sign in "Àéñßöø–—“”‘’…·€₩¥「」%&@".chars() {
        assert!(Face::Serif.glyph(sign).is_some(), "{sign}");
    }
}

#[test]
fn a_card_has_its_size_and_stays_small() {
    let long = "인권 ".repeat(80);
    let wide = "권".repeat(200);
    for title in ["북한인권시민연합은 어떤 단체인가요?", "Why they are awesome", &long, &wide, "", "👍🏽"]
    {
        let drawn = draw(&words(title));
        if title.starts_with('👍') {
            assert_eq!(drawn, None, "a sign that no font has is not shown as a box");
            continue;
        }
        let file = drawn.unwrap_or_else(|| panic!("{title} is not drawn"));
        assert!(file.len() < 60_000, "{}", file.len());
        let decoder = png::Decoder::new(std::io::Cursor::new(&file));
        let info = decoder.read_info().expect("a PNG").info().clone();
        assert_eq!((info.width, info.height), (1200, 630));
    }
}

#[test]
fn lines_are_parted_between_words_and_never_too_wide() {
    for size in [50.0, 88.0] {
        for text in [
            "Citizens' Alliance for North Korean Human Rights",
            "북한인권시민연합은 어떤 단체인가요? 함께하는 세 가지 방법",
            &"권".repeat(99),
        ] {
            let lines = Text::paragraph(text, Face::Serif, size, MEASURE).expect("it is set");
            assert!(lines.len() > 1 && lines.iter().all(|line| line.width <= MEASURE), "{text}");
        }
    }
}

#[test]
fn titles_are_balanced_between_words() {
    let widths = |words: &str| -> Vec<f32> {
        title(words).expect("it is set").lines.iter().map(|line| (line.width / 10.0).round()).collect()
    };
    for text in ["북한인권시민연합이 멋진 이유", "What is Citizens' Alliance for North Korean Human Rights?"]
    {
        let widths = widths(text);
        let (least, most) =
            (widths.iter().copied().fold(f32::MAX, f32::min), widths.iter().copied().fold(0.0, f32::max));
        assert!(widths.len() > 1 && least > most * 0.4, "{text}: {widths:?}");
    }
}
