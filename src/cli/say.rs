//! What the program prints for people.

use std::io::Write as _;

/// Prints a line. A reader that went away is no reason to fail.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
