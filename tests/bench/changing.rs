//! Publishing on a large site: how soon visitors read a change, and how long others wait meanwhile.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use super::{
    load::median,
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
            let mut reader = Reader::default();
            while !is_over.load(Ordering::Relaxed) {
                waits.push(reader.read("/why-awesome").1);
            }
            waits
        });
        let mut watcher = Reader::default();
        for change in 1..=CHANGES {
            let title = format!("Change {change}");
            let committed = site.number(&format!("call bench_change('bench-{change}', '{title}')"));
            let deadline = Instant::now() + Duration::from_secs(10);
            while !watcher.read(&format!("/bench-{change}")).0.contains(&title) {
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
            &format!("commit to a page's new words, median of {CHANGES}: changes are gathered for 100 ms, then one page is made"),
            &format!("{:.0} ms", median(visible.clone())),
            "150 ms",
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

/// Somebody who reads page after page over one connection, as long as it is kept.
#[derive(Default)]
struct Reader {
    connection: Option<BufReader<TcpStream>>,
}

impl Reader {
    /// A page, and how many milliseconds it took.
    fn read(&mut self, path: &str) -> (String, f64) {
        let begun = Instant::now();
        let connection = self.connection.get_or_insert_with(|| {
            let stream = TcpStream::connect(("127.0.0.1", PORT)).unwrap();
            stream.set_nodelay(true).unwrap();
            BufReader::new(stream)
        });
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{PORT}\r\n\r\n");
        connection.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut is_last) = (0, false);
        loop {
            let mut line = String::new();
            connection.read_line(&mut line).unwrap();
            let line = line.trim_end().to_ascii_lowercase();
            assert!(!line.starts_with("http/1.1") || line == "http/1.1 200 ok", "{path}: {line}");
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            is_last |= line == "connection: close";
            if line.is_empty() {
                break;
            }
        }
        assert!(length > 0, "{path} has no body");
        let mut body = vec![0; length];
        connection.read_exact(&mut body).unwrap();
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if is_last {
            self.connection = None;
        }
        (String::from_utf8(body).unwrap(), took)
    }
}
