//! What the rooms of staff are made of: samples that the macros of those rooms draw.

use askama::Template;
use time::macros::datetime;

use crate::{
    admin::style::samples::NOWHERE,
    form::Problems,
    language::Language,
    money::{Currency, sum},
    pages::staff::{Difference, Side, SideAddress},
    rooms::{
        chart::Chart,
        frame::{Moment, StaffFrame},
        list::List,
    },
};

#[derive(Template)]
#[template(path = "admin/style/rooms.html")]
pub(crate) struct Rooms {
    pub(crate) frame: StaffFrame,
    at: Moment,
    raised: [String; 2],
    gifts: Vec<Gift>,
    visits: Chart,
    sums: Chart,
    problems: Problems,
    address: SideAddress,
    differences: Vec<Difference>,
}

/// A row of a table.
struct Gift {
    amount: String,
    badge: &'static str,
    words: &'static str,
}

impl Rooms {
    pub(crate) fn new(frame: StaffFrame) -> Self {
        let at = Moment::new(datetime!(2026-11-23 03:00 UTC));
        let mut problems = Problems::default();
        problems.add("room_sum", frame.t("rooms-style-problem-sum"));
        problems.add("room_look", frame.t("rooms-style-problem-look"));
        let page = SideAddress { language: Language::English, slug: "mission".to_owned(), path: "mission".to_owned() };
        let words = |side: Side, text: &str| (side, text.to_owned());
        let difference = Difference {
            place: frame.t("rooms-pages-lead"),
            words: vec![
                words(Side::Both, "A movement of "),
                words(Side::Old, "people "),
                words(Side::New, "citizens "),
                words(Side::Both, "that was founded in Seoul in May 1996."),
            ],
        };
        let gift = |minor, currency, badge, words| Gift { amount: sum(minor, currency), badge, words };
        let language = frame.language;
        Self {
            frame,
            at,
            raised: [sum(1_234_500, "usd"), sum(98_000_000, "krw")],
            gifts: vec![
                gift(2_500, "usd", "badge-good", "rooms-style-paid"),
                gift(30_000, "krw", "badge-quiet", "rooms-style-not-paid"),
                gift(1_250_000, "krw", "badge-warn", "rooms-style-in-part"),
                gift(100_000, "eur", "badge-alarm", "rooms-style-disputed"),
                gift(5_000, "jpy", "", "rooms-style-refunded"),
            ],
            visits: visits(language),
            sums: sums(language),
            problems,
            address: page,
            differences: vec![difference],
        }
    }

    fn choices(&self) -> [(&'static str, &'static str, bool); 3] {
        [("", "rooms-all", true), ("failing", "rooms-style-failing", false), ("over", "rooms-style-over", false)]
    }

    fn states(&self) -> &'static [(&'static str, &'static str)] {
        &[("usd", "USD"), ("krw", "KRW")]
    }

    /// A part of a list with more before and after it.
    fn middle_of_a_list(&self) -> List<()> {
        List { rows: Vec::new(), is_first: false, next: Some("older".to_owned()) }
    }

    fn nowhere(&self) -> &'static str {
        NOWHERE
    }
}

fn visits(language: Language) -> Chart {
    let values = [14, 9, 22, 31, 18, 0, 5].into_iter().zip(16..).map(|(count, day)| (format!("11-{day}"), count));
    let heads = (language.message("rooms-day"), language.message("rooms-visits-visits"));
    let title = language.message("rooms-style-visits");
    Chart::of_counts(language, ("sample-visits", &title), heads, values.collect())
}

fn sums(language: Language) -> Chart {
    let values = [125_000, 310_000, -40_000, 95_000].into_iter().zip(8..);
    let values = values.map(|(minor, month)| (format!("2026-{month:02}"), minor)).collect();
    let words = |minor| sum(minor, Currency::Usd.code());
    Chart::new(
        ("sample-sums", &language.message("rooms-style-sums")),
        language.message("rooms-style-sums-text"),
        (language.message("rooms-month"), language.message("rooms-style-sum")),
        values,
        words,
    )
}
