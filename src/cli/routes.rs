//! `routes`: who may enter where, from the list by which the rooms of staff are mounted.

use super::say::say;
use crate::{admin, staff::Role, words::Word as _};

/// One line for each door. Owners have every role, so they stand in each line.
pub(crate) fn print() {
    for door in admin::house().doors() {
        say(&format!("{:<6} {:<44}  {}", door.method.as_str(), door.path, roles(door.role)));
    }
}

fn roles(role: Option<Role>) -> String {
    match role {
        None => "any member of staff".to_owned(),
        Some(Role::Owner) => Role::Owner.word().to_owned(),
        Some(role) => format!("{role}, {}", Role::Owner),
    }
}
