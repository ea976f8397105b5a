//! What a form costs while many come at once: nothing at first, then work of the browser, or time, for browsers that run no
//! scripts. The cost follows a level that every network has, narrow and wide, and one of all together; a level rises with
//! each form and halves every ten minutes. There is no ceiling, so no stranger can close a form to others.

mod amount;
mod bill;
mod busy;
mod door;
mod networks;
pub mod proof;
pub(crate) mod queries;
mod task;

use sqlx::PgExecutor;

pub use self::{amount::Toll, door::Door};
pub(crate) use self::{
    bill::{Bill, Taken},
    busy::Busy,
    task::{Task, TaskWords, wait_in_words},
};
use crate::{database::within, error::Error};

/// Takes the toll of a form. All instances share the levels.
pub(crate) async fn take(db: impl PgExecutor<'_>, bill: &Bill) -> Result<Taken, Error> {
    within(queries::take(db, bill)).await
}
