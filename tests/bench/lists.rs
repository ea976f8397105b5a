//! The rooms of staff with very much in them: how long a page takes.

use std::process::Command;

use super::{
    report::{Report, row},
    site::{PORT, Site, get},
};

const DONATIONS: u32 = 100_000;
const REQUESTS: usize = 100;

/// Lists with and without filters, and what sums up.
const PAGES: [&str; 12] = [
    "/admin",
    "/admin/donations",
    "/admin/donations?state=paid&method=card",
    "/admin/donations?from=2026-01-01&to=2026-06-30&currency=krw",
    "/admin/donations/months",
    "/admin/monthly",
    "/admin/events",
    "/admin/transfers",
    "/admin/reconciliation",
    "/admin/volunteers",
    "/admin/volunteers?stage=new&area=teaching&owner=nobody&quiet=14",
    "/admin/visits",
];

/// Asks for each page again and again, as a member of staff with every role.
pub(crate) fn measure(site: &Site, report: &mut Report) {
    site.sql(include_str!("seed.sql"));
    site.sql(&format!("call seed_donations({DONATIONS})"));
    site.sql("analyze donations, ledger_entries, receipts, refunds, disputes, monthly_gifts, mails, stripe_events, volunteers");
    let server = site.start(PORT, false);
    let cookie = sign_in(site, &server.url);
    server.rest();
    let mut rows = vec![row(&["page", "median ms", "p95 ms", "target"])];
    let story = site.text("select '/admin/donations/' || donation_id from refunds limit 1");
    for page in PAGES.into_iter().chain([story.as_str()]) {
        let mut times = ask(&cookie, &format!("{}{page}", server.url));
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[(times.len() as f64 * share) as usize];
        let shown =
            if page == story { "/admin/donations/{id}, the story of one that was partly refunded" } else { page };
        rows.push(row(&[shown, &format!("{:.1}", at(0.5)), &format!("{:.1}", at(0.95)), "50"]));
    }
    report.section(&format!("Rooms of staff with {DONATIONS} donations ({REQUESTS} requests one after the other)"));
    report.table(&rows);
}

/// The cookie of a session.
fn sign_in(site: &Site, url: &str) -> String {
    let run = |arguments: &[&str]| {
        let output = Command::new(&site.program).args(arguments).envs(site.settings(PORT)).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["staff", "add", "bench@example.org", "--role", "owner", "--role", "treasurer", "--role", "coordinator"]);
    let link = run(&["staff", "link", "bench@example.org"]);
    let token = link.trim().lines().last().and_then(|line| line.split_once("token=")).unwrap().1.to_owned();
    let answer = Command::new("curl")
        .args(["-s", "-i", "-d", &format!("token={token}"), "-H", "X-Forwarded-For: 10.0.0.1"])
        .arg(format!("{url}/admin/sign-in"))
        .output()
        .unwrap();
    let head = String::from_utf8_lossy(&answer.stdout).into_owned();
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{head}"));
    cookie.split(';').next().unwrap().to_owned()
}

/// How many milliseconds each answer took.
fn ask(cookie: &str, url: &str) -> Vec<f64> {
    let (head, _) = get(url, "identity");
    assert!(head.starts_with("HTTP/1.1 303"), "without a session: {head}");
    let output = Command::new("curl")
        .args(["-s", "-o", "/dev/null", "-w", "%{http_code} %{time_total}\n", "-H", &format!("Cookie: {cookie}")])
        .arg(format!("{url}#[1-{REQUESTS}]"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let milliseconds = |line: &str| {
        let seconds = line.strip_prefix("200 ").unwrap_or_else(|| panic!("{url}: {line}"));
        seconds.parse::<f64>().unwrap() * 1e3
    };
    text.lines().map(milliseconds).collect()
}
