//! One's own account: keys, sessions, and the language of the rooms.

mod acts;
mod page;

use crate::rooms::{AnyStaff, Rooms};

/// Every URL of one's own account. Whatever concerns keys asks for one first.
pub(crate) fn rooms() -> Rooms<AnyStaff> {
    Rooms::of(AnyStaff)
        .get("/admin/account", page::account_page)
        .post("/admin/account/language", acts::choose_language)
        .get("/admin/account/keys/challenge", acts::challenge_of_account)
        .post("/admin/account/keys", acts::add_key)
        .proved()
        .post("/admin/account/keys/{id}", acts::change_key)
        .proved()
        .post("/admin/account/sessions", acts::end_others)
        .post("/admin/account/sessions/{id}", acts::end_one)
}
