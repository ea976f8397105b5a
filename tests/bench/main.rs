//! The benchmark: the site beside nginx and a bare axum server that answer the same bytes, in turns on one core, loaded
//! from the other; then writing, starting, and how cost grows. Started by `script/bench`, which sets up what it needs.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod changing;
mod instructions;
mod lists;
mod load;
mod reader;
mod reading;
mod report;
mod servers;
mod site;
mod writing;

use report::Report;

type Part = (&'static str, fn(&site::Site, &mut Report));

const PARTS: [Part; 7] = [
    ("reading", reading::measure),
    ("instructions", instructions::measure),
    ("starting", site::measure_start),
    ("writing", writing::measure),
    ("growing", reading::measure_growth),
    ("changing", changing::measure),
    ("lists", lists::measure),
];

/// Measures the parts that are named, or all, which alone is written down.
fn main() {
    let named: Vec<String> = std::env::args().skip(1).collect();
    for name in &named {
        assert!(PARTS.iter().any(|(part, _)| part == name), "there is no part {name}");
    }
    let mut report = Report::begin();
    let site = site::Site::prepare();
    for (name, measure) in PARTS {
        if named.is_empty() || named.iter().any(|named| named == name) {
            measure(&site, &mut report);
        }
    }
    if named.is_empty() {
        report.write();
    }
}
