//! Publishing on a large site: how soon visitors read a change, and how long others wait meanwhile.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use super::{
    load::median,
    reader::Reader,
    report::{Report, row},
    site::{PORT, Site},
};

const PAGES: usize = 1000;
const CHANGES: usize = 20;

/// Changes one page after the other while somebody reads another one without a pause.
pub(crate) fn measure(site: &Site, report: &mut Report) {
    site.sql(&format!("call bench_pages({PAGES})"));
    let server = site.start(PORT, false);
    let resting = server.rest();
    let is_over = AtomicBool::new(false);
    let (mut visible, mut waits) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut waits = Vec::new();
            let mut reader = Reader::new(PORT, "");
            while !is_over.load(Ordering::Relaxed) {
                waits.push(reader.read("/why-awesome").1);
            }
            waits
        });
        let mut watcher = Reader::new(PORT, "");
        for change in 1..=CHANGES {
            let title = format!("Change {change}");
            let committed = site.number(&format!("call bench_change('bench-{change}', '{title}')"));
            let deadline = Instant::now() + Duration::from_secs(10);
            while !String::from_utf8(watcher.read(&format!("/bench-{change}")).0).unwrap().contains(&title) {
                assert!(Instant::now() < deadline, "{title} is not seen");
            }
            visible.push(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1e3 - committed * 1e3);
            std::thread::sleep(Duration::from_millis(500));
        }
        is_over.store(true, Ordering::Relaxed);
        waits = reader.join().unwrap();
    });
    site.sql("call bench_pages(0)");
    let slowest = |times: &[f64]| times.iter().copied().fold(0.0, f64::max);
    report.section(&format!("Publishing among {PAGES} pages in each language"));
    report.table(&[
        row(&["what", "figure", "target"]),
        row(&["at rest after the start, all pages compressed, after", &format!("{:.0} s", resting.as_secs_f64()), ""]),
        row(&[
            &format!("commit to a page's new words, median of {CHANGES}"),
            &format!("{:.0} ms", median(visible.clone())),
            "50 ms",
        ]),
        row(&["the same, slowest", &format!("{:.0} ms", slowest(&visible)), ""]),
        row(&[
            &format!("slowest of {} requests meanwhile", waits.len()),
            &format!("{:.1} ms", slowest(&waits)),
            "20 ms",
        ]),
        row(&["their median", &format!("{:.2} ms", median(waits.clone())), ""]),
        row(&["memory", &format!("{:.1} MB", server.memory_mb()), ""]),
    ]);
}
