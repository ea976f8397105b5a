//! What everything on the page is for, in the words of the page, and the samples that show it. A table, so it is long.

use crate::{
    admin::style::samples::Which,
    language::Language::{self, English, Korean},
    money::Currency::{self, Eur, Krw, Usd},
};

/// A part of the page whose samples are named here.
pub(crate) struct PartUse {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) groups: &'static [Use],
}

/// What something is for, and how it is shown.
pub(crate) struct Use {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) sheets: &'static [(Which, Language)],
}

pub(crate) const BLOCKS: &str = "Editors put pages together of these, and of nothing else. Each stands here as its template \
    draws it. Blocks have no settings of their own: how one looks follows from what is in it.";

/// The goal bar with nothing, with a part, and with more than the goal.
pub(crate) const GOALS: [(&str, &[(i64, Currency)]); 3] = [
    ("Nothing yet", &[]),
    ("A part, and two other currencies", &[(1_234_500, Usd), (98_000_000, Krw), (31_050, Eur)]),
    ("More than the goal", &[(5_120_000, Usd)]),
];

/// What a kind of block is for.
pub(crate) fn of_block(word: &str) -> &'static str {
    match word {
        "prose" => "Running text in Markdown. Without a heading it is no section of its own.",
        "reasons" => "Claims, each with its source in the margin if it needs one.",
        "actions" => {
            "What a reader can do, each with one button, on a warmer ground. The titles stand in the margin. Those \
            of the first page are repeated at its top."
        }
        "quote" => "Somebody else’s words. The margin says whose, and where they can be found.",
        "figures" => "Numbers that speak for themselves. Every figure has a source.",
        "call_to_action" => "One invitation with the one filled button of a page, on the same ground.",
        "questions" => "Questions and answers, always open.",
        "goal" => {
            "How far the campaign is: the line lies down, and the light moves along it, as far as the goal. Both follow the \
             ledger by themselves."
        }
        "share_kit" => "All ways to pass the site on. Buttons that need scripts appear with them.",
        "texts" => "Words that are ready to be sent, to copy as a whole.",
        "illustration" => {
            "One of our own drawings, across both sides of the line, on phones from edge to edge. Say in words what it shows."
        }
        _ => "",
    }
}

const fn both(which: Which) -> [(Which, Language); 2] {
    [(which, English), (which, Korean)]
}

const fn group(
    id: &'static str,
    name: &'static str,
    text: &'static str,
    origin: &'static str,
    sheets: &'static [(Which, Language)],
) -> Use {
    Use { id, name, text, origin, sheets }
}

/// All parts but the blocks.
pub(crate) const PARTS: [PartUse; 4] = [
    PartUse {
        id: "frame",
        title: "Frame of a page",
        text: "What stands around the words of every page. The skip link is the first stop of the Tab key on every page, \
            also on this one: it is hidden above the window until it has the focus.",
        groups: &[
            group(
                "grid",
                "Margin and line",
                "The one idea of the site. A hairline parts the page: text right of it, and left of it what a claim rests \
                 on, or who reads a field. What speaks out loud is set across both, and there the line is open. In \
                 narrow windows the margin follows below its text.",
                ".across, .text, .note",
                &both(Which::Grid),
            ),
            group(
                "header",
                "Header",
                "The line runs through the dot of the mark. The page where one is stays underlined.",
                "templates/site_header.html",
                &both(Which::Header),
            ),
            group(
                "first",
                "Opening of the first page",
                "Who, what, and at once the ways to act. The fruit that is left for the magpies hangs on the line, and \
                 below it the line is open. The page of thanks has it, too, and no other.",
                ".opening-first, templates/winter.html",
                &both(Which::First),
            ),
            group(
                "opening",
                "Opening of all others",
                "A title, and one or two sentences.",
                ".opening",
                &both(Which::Opening),
            ),
            group(
                "quick-exit",
                "Quick exit",
                "On the volunteer form, before everything else and above all of it. With scripts it leaves no entry in the \
                 history, so that the back button does not lead here again, and three presses of Escape do the same.",
                ".quick-exit",
                &both(Which::QuickExit),
            ),
            group(
                "share-line",
                "Share line",
                "Ends every page that has no whole kit. Buttons that need scripts appear with them.",
                "templates/share_line.html",
                &both(Which::ShareLine),
            ),
            group(
                "ways-on",
                "Ways on",
                "Where to go from a page that is an end, such as a page of thanks or an error. The number of a case stands \
                 in the margin.",
                ".ways-on",
                &both(Which::WaysOn),
            ),
            group(
                "find",
                "Search",
                "On the page of an address that leads nowhere.",
                "templates/macros/search.html",
                &[(Which::Search, English)],
            ),
            group(
                "footer",
                "Footer",
                "Who speaks and how to reach them, under a line of ink.",
                "templates/site_footer.html",
                &both(Which::Footer),
            ),
        ],
    },
    PartUse {
        id: "buttons",
        title: "Buttons",
        text: "A button says what happens. Filled is what a page is for, once; everything else is quiet. Under the pointer \
            a filled button grows darker (in dark pages lighter) and a quiet one fills with ink, quickly, or at once for \
            who wants no motion. What has the focus of the keyboard has a ring in the accent around it, a little apart. \
            Press Tab to see it here.",
        groups: &[group(
            "button-kinds",
            "Kinds and sizes",
            "None is lower than --touch. Long words break inside the button; a row breaks between buttons.",
            ".button",
            &both(Which::Buttons),
        )],
    },
    PartUse {
        id: "forms",
        title: "Forms",
        text: "A field has a name above it, then a hint, then what is wrong, so that all of it is read before the field. \
            In the margin stands who reads it, and until when. A rejected form comes back with everything that was typed.",
        groups: &[
            group(
                "fields",
                "Fields",
                "Every field says whether it must be filled. What can only be read has no ground of its own.",
                "templates/macros/form.html",
                &both(Which::Fields),
            ),
            group(
                "choices",
                "Choices",
                "Plates around radio buttons and boxes; the whole plate can be pressed. Nothing costly is chosen beforehand. \
                 Quiet plates are for a choice that depends on another.",
                ".choices, .choice",
                &both(Which::Choices),
            ),
            group(
                "more",
                "More, if you like",
                "What need not be said is closed, and its line says what is in it. With something typed inside it is open.",
                "details.more",
                &both(Which::More),
            ),
            group(
                "notices",
                "Notices",
                "What happened (a heavy edge of ink), what must be confirmed, and the summary of problems (the accent), which \
                 comes first on the page and leads to each field.",
                "templates/macros/form.html",
                &both(Which::Notices),
            ),
            group(
                "amounts",
                "Amounts",
                "The beginning of the donation form, with an amount that cannot be read. Other currencies are closed, and \
                 their line says which they are.",
                "templates/giving/parts/amount.html",
                &[(Which::Amounts, English)],
            ),
            group(
                "donor",
                "Donor, and what may be said",
                "The rest of the donation form, with an address that is none and one part open.",
                "templates/giving/parts/more.html",
                &[(Which::Donor, Korean)],
            ),
            group(
                "consent",
                "Consent",
                "What the law asks to say, as facts, then the boxes, one of them forgotten.",
                "templates/volunteers/consent.html",
                &[(Which::Consent, Korean)],
            ),
            group(
                "proof",
                "A task for the browser",
                "While somebody tries out stolen cards: how far the task is, in words rather than as a bar.",
                ".proof",
                &both(Which::Proof),
            ),
        ],
    },
    PartUse {
        id: "papers",
        title: "Papers",
        text: "Receipts and statements are made to be printed: on paper, header, footer and buttons are left out, and a \
            printed page of the site ends on its address with a code for cameras.",
        groups: &[
            group(
                "receipt",
                "Receipt",
                "It says whether it is the original or a copy.",
                "templates/donations/receipts/paper.html",
                &both(Which::Receipt),
            ),
            group(
                "statement",
                "Statement of a year",
                "Sums by currency, then every movement of money.",
                "templates/manage/paper.html",
                &both(Which::Statement),
            ),
            group(
                "gifts",
                "List of gifts",
                "What a donor gave, with receipts to read and to have sent again.",
                "templates/manage/gifts.html",
                &both(Which::Gifts),
            ),
            group(
                "transfer",
                "Code and account",
                "One press of the mouse selects the whole code.",
                "templates/giving/parts/account.html",
                &[(Which::Transfer, English)],
            ),
        ],
    },
];
