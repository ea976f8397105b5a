//! How often the public pages were opened, and by which ways of sharing people came. For any member of staff.

use askama::Template;
use axum::extract::State;
use time::{Date, Duration};

use crate::{
    calendar,
    database::within,
    error::Error,
    language::Language,
    rooms::{AnyStaff, Pass, chart::Chart, frame::StaffFrame},
    sharing::Via,
    state::AppState,
    view::Html,
    visits::queries::{self, Arrivals, LinkArrivals, PageTotal},
    words::Word as _,
};

/// How many days and months are shown, the present ones included.
const DAYS: i64 = 30;
const MONTHS: usize = 12;
/// How many words of links are shown, those with the most arrivals.
const MOST_WORDS: i64 = 50;

#[derive(Template)]
#[template(path = "admin/visits.html")]
struct VisitsPage {
    frame: StaffFrame,
    days: Chart,
    months: Chart,
    pages: Vec<PageLine>,
    /// All of them together.
    sum: PageLine,
    ways: Vec<WayLine>,
    links: Vec<LinkArrivals>,
}

/// A page of the site and how often it was opened in each language.
struct PageLine {
    path: String,
    english: i64,
    korean: i64,
}

/// A way of sharing and how many came by it.
struct WayLine {
    word: &'static str,
    name: String,
    recent: i64,
    all: i64,
}

/// `GET /admin/visits`
pub(crate) async fn visits_page(
    _: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let today = calendar::today();
    let (days, months) = (last_days(today), last_months(today));
    let (first_day, first_month) = (days[0], months[0]);
    let (by_day, by_month, by_page, by_word, links) = within(async {
        Ok::<_, sqlx::Error>((
            queries::by_day(&state.db, first_day).await?,
            queries::by_month(&state.db, first_month).await?,
            queries::by_page(&state.db, first_day).await?,
            queries::by_word(&state.db, first_day, first_month).await?,
            queries::by_link(&state.db, first_day, first_month, MOST_WORDS).await?,
        ))
    })
    .await?;
    let heads = |time: &str| (frame.t(time), frame.t("rooms-visits-visits"));
    let chart = |id, title: &str, time: &str, values| {
        Chart::of_counts(frame.language, (id, &frame.t(title)), heads(time), values)
    };
    let day = |day: &Date| format!("{:02}-{:02}", u8::from(day.month()), day.day());
    let month = |day: &Date| format!("{}-{:02}", day.year(), u8::from(day.month()));
    let pages = page_lines(by_page);
    Html::page(&VisitsPage {
        days: chart("days", "rooms-visits-last-days", "rooms-day", filled(&days, &by_day, day)),
        months: chart("months", "rooms-visits-last-months", "rooms-month", filled(&months, &by_month, month)),
        sum: PageLine::sum(&pages),
        pages,
        ways: way_lines(frame.language, &by_word),
        links,
        frame,
    })
}

impl PageLine {
    fn sum(lines: &[Self]) -> Self {
        let of = |count: fn(&Self) -> i64| lines.iter().map(count).sum();
        Self { path: String::new(), english: of(|line| line.english), korean: of(|line| line.korean) }
    }
}

fn last_days(today: Date) -> Vec<Date> {
    (0..DAYS).rev().map(|back| today - Duration::days(back)).collect()
}

/// The first days of the last months.
fn last_months(today: Date) -> Vec<Date> {
    let first = |day: Date| day.replace_day(1).unwrap_or(day);
    let mut months = vec![first(today)];
    while months.len() < MONTHS {
        let earlier = months[months.len() - 1] - Duration::DAY;
        months.push(first(earlier));
    }
    months.reverse();
    months
}

/// Each time with its name and its number, also where there was nothing.
fn filled(times: &[Date], counts: &[(Date, i64)], name: impl Fn(&Date) -> String) -> Vec<(String, i64)> {
    let count = |time: &Date| counts.iter().find(|(day, _)| day == time).map_or(0, |(_, count)| *count);
    times.iter().map(|time| (name(time), count(time))).collect()
}

/// Both languages of a page in one line, in the order of the rows.
fn page_lines(totals: Vec<PageTotal>) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    for total in totals {
        if lines.last().is_none_or(|line| line.path != total.path) {
            lines.push(PageLine { path: total.path, english: 0, korean: 0 });
        }
        if let Some(line) = lines.last_mut() {
            match total.language {
                Language::Korean => line.korean += total.count,
                Language::English => line.english += total.count,
            }
        }
    }
    lines
}

/// Every word of the list, also where nobody came.
fn way_lines(language: Language, arrivals: &[Arrivals]) -> Vec<WayLine> {
    let line = |via: &Via| {
        let found = arrivals.iter().find(|found| found.via == *via);
        let (recent, all) = found.map_or((0, 0), |found| (found.recent, found.all));
        WayLine { word: via.word(), name: name(*via, language), recent, all }
    };
    let mut lines: Vec<WayLine> = Via::ALL.iter().map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.recent, line.all)));
    lines
}

fn name(via: Via, language: Language) -> String {
    let key = match via {
        Via::Line => "rooms-visits-via-line",
        Via::Naver => "rooms-visits-via-naver",
        Via::Band => "rooms-visits-via-band",
        Via::X => "rooms-visits-via-x",
        Via::Facebook => "rooms-visits-via-facebook",
        Via::WhatsApp => "rooms-visits-via-whatsapp",
        Via::Telegram => "rooms-visits-via-telegram",
        Via::Bluesky => "rooms-visits-via-bluesky",
        Via::Mail => "rooms-visits-via-mail",
        Via::App => "rooms-visits-via-app",
        Via::Copy => "rooms-visits-via-copy",
        Via::Poster => "rooms-visits-via-poster",
        Via::Newsletter => "rooms-visits-via-newsletter",
        Via::KakaoStory => "rooms-visits-via-kakaostory",
    };
    language.message(key)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn months_are_calendar_months() {
        let months = last_months(date!(2026 - 03 - 31));
        assert_eq!(months.len(), MONTHS);
        assert_eq!((months[0], months[11]), (date!(2025 - 04 - 01), date!(2026 - 03 - 01)));
        assert_eq!(
            (last_days(date!(2026 - 03 - 01))[0], last_days(date!(2026 - 03 - 01)).len()),
            (date!(2026 - 01 - 31), 30)
        );
    }
}
