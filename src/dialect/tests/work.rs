//! No text, however its marks nest, takes much work or much room.

use super::*;

fn shown(text: &str) -> String {
    html(Dialect::Second, text, &Reader { language: Language::Korean, mark: "m-", heading: 2 })
}

#[test]
fn no_text_is_much_work() {
    for mark in [
        ">",
        "[",
        "*",
        "- ",
        "|",
        "`",
        "<",
        "![",
        "](",
        "1. ",
        "_*",
        "[^1]",
        "a|",
        "> - ",
        "~",
        "\t",
        "**a ",
        "*a_ ",
        "&",
        "\\",
        "[a](",
        "a@b.co ",
        "a\tb\n",
        "https://a.b/ ",
        "| a | b |\n",
        "[^a]: x\n",
        "``a",
        "> ",
    ] {
        for (line, times) in [("", 10_000), ("\n", 3_000)] {
            let shown = shown(&format!("{mark}{line}").repeat(times));
            assert!(shown.len() < 2_000_000, "{mark:?}{line:?} {times}: {}", shown.len());
            assert!(deepest(&shown) <= 40, "{mark:?}{line:?} {times}");
        }
    }
    for mark in [">", "<", "|", "* "] {
        assert!(shown(&mark.repeat(1_000_000)).len() < 300_000, "{mark:?}");
    }
    let long = "가나다 **라** [마](/mission)\n".repeat(25_000);
    let start = shown(&long);
    assert!(start.starts_with("<p>가나다 **라**"), "a text that no field takes is shown without marks");
    assert!((49_000..60_000).contains(&start.len()), "and its start alone: {}", start.len());
}

/// How deep tags nest.
fn deepest(html: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for tag in html.split('<').skip(1).filter(|tag| !tag.starts_with("br") && !tag.starts_with("hr")) {
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        most = most.max(depth);
    }
    most
}
