//! The benchmark: the site beside nginx and a bare axum server that answer the same bytes, in turns on one core, loaded
//! from the other; then writing, starting, and how cost grows. Started by `script/bench`, which sets up what it needs.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod load;
mod reading;
mod report;
mod servers;
mod site;
mod writing;

use report::Report;

fn main() {
    let mut report = Report::begin();
    let site = site::Site::prepare();
    reading::measure(&site, &mut report);
    site::measure_start(&site, &mut report);
    writing::measure(&site, &mut report);
    reading::measure_growth(&site, &mut report);
    report.write();
}
