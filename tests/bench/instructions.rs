//! What a request costs in the processor's instructions, the site beside the bare server: the same on every machine, unlike
//! time. The kernel's instructions are not among them.

use std::{fs, path::Path, process::Command};

use super::{
    load::BROWSER,
    reader::Reader,
    reading::{BROWSERS, save_page, start_bare},
    report::{Report, row},
    servers::Server,
    site::{PORT, Site},
};

/// Requests that warm up, and requests that count.
const WARMING: usize = 500;
const COUNTED: usize = 10_000;

/// The first page, request after request over one connection; the counter is read before and after.
pub(crate) fn measure(site: &Site, report: &mut Report) {
    let folder = std::env::var("BENCH_FOLDER").expect("script/bench makes a folder");
    let folder = Path::new(&folder);
    let usual = site.start(PORT, true);
    // the compressed forms come a moment after the first answer
    usual.rest();
    save_page(&usual, folder);
    drop(usual);
    let counting = |name: &str| {
        let file = folder.join(name).display().to_string();
        ["valgrind", "--tool=callgrind", "-q", &format!("--callgrind-out-file={file}")].map(str::to_owned).to_vec()
    };
    let ours = site.start_under(&counting("ours"), PORT);
    ours.rest();
    let bare = start_bare(&counting("bare"), folder, PORT + 2);
    report.section(&format!(
        "Instructions a request of the first page (callgrind, {COUNTED} requests one after the other)"
    ));
    let mut rows = vec![row(&["asked for", "connect-kindness", "bare axum", "of bare", "target"])];
    for (title, encoding) in [("not compressed", None), ("brotli", Some(BROWSERS))] {
        let mut headers: String = BROWSER.map(|line| format!("{line}\r\n")).concat();
        if let Some(encoding) = encoding {
            headers += &format!("Accept-Encoding: {encoding}\r\n");
        }
        let count = |server: &Server, name: &str, port: u16| {
            let mut reader = Reader::new(port, &headers);
            let mut counted = |requests: usize| {
                (0..requests).for_each(|_| drop(reader.read("/")));
                dump(server, &folder.join(name))
            };
            counted(WARMING);
            counted(COUNTED) / COUNTED as f64
        };
        let (ours, bare) = (count(&ours, "ours", PORT), count(&bare, "bare", PORT + 2));
        rows.push(row(&[title, &format!("{ours:.0}"), &format!("{bare:.0}"), &format!("{:.2}", ours / bare), "1.05"]));
    }
    report.table(&rows);
}

/// How many instructions were counted since the last time.
fn dump(server: &Server, file: &Path) -> f64 {
    let output = Command::new("callgrind_control").args(["--dump", &server.id().to_string()]).output().unwrap();
    assert!(output.status.success(), "callgrind_control: {}", String::from_utf8_lossy(&output.stderr));
    let number = |number: usize| format!("{}.{number}", file.display());
    let last = (1..).take_while(|at| Path::new(&number(*at)).exists()).last().expect("something was counted");
    let text = fs::read_to_string(number(last)).unwrap();
    text.lines().find_map(|line| line.strip_prefix("totals: ")).unwrap().parse().unwrap()
}
