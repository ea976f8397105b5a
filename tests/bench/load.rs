//! Load by `wrk`, and what it says about it.

use std::process::Command;

/// What browsers send with each request and the site looks at, so that its pages count visits as they do for people.
pub(crate) const BROWSER: [&str; 4] = [
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language: ko-KR,ko;q=0.9,en;q=0.8",
    "Sec-Fetch-Dest: document",
];

/// What a round of load came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Round {
    pub(crate) requests: f64,
    pub(crate) per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Microseconds of the server's time on a processor for each request.
    pub(crate) cpu_us: f64,
    pub(crate) memory_mb: f64,
}

/// Loads an address for some seconds from the other core.
pub(crate) fn load(url: &str, encoding: Option<&str>, connections: u32, seconds: u32) -> Round {
    let mut command = Command::new("taskset");
    command.args(["-c", "1", "wrk", "-t1", "--latency", &format!("-c{connections}"), &format!("-d{seconds}s")]);
    for header in BROWSER {
        command.args(["-H", header]);
    }
    if let Some(encoding) = encoding {
        command.args(["-H", &format!("Accept-Encoding: {encoding}")]);
    }
    let output = command.arg(url).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "wrk: {text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(!has_errors(&text), "{text}");
    let word = |line: &str, at: usize| line.split_whitespace().nth(at).unwrap_or_default().to_owned();
    let mut round = Round::default();
    for line in text.lines().map(str::trim) {
        if line.starts_with("50%") {
            round.p50_ms = milliseconds(&word(line, 1));
        } else if line.starts_with("99%") {
            round.p99_ms = milliseconds(&word(line, 1));
        } else if line.contains("requests in") {
            round.requests = word(line, 0).parse().unwrap();
        } else if line.starts_with("Requests/sec:") {
            round.per_second = word(line, 1).parse().unwrap();
        }
    }
    round
}

/// Whether some requests were not answered, or not with success.
pub(crate) fn has_errors(said_by_wrk: &str) -> bool {
    said_by_wrk.contains("Non-2xx") || said_by_wrk.contains("Socket errors")
}

fn milliseconds(text: &str) -> f64 {
    let (number, unit) = text.split_at(text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len()));
    let factor = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        _ => 1000.0,
    };
    number.parse::<f64>().unwrap_or_default() * factor
}

/// The middle one of some numbers.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// The median of one figure of several rounds.
pub(crate) fn of(rounds: &[Round], figure: impl Fn(&Round) -> f64) -> f64 {
    median(rounds.iter().map(figure).collect())
}
