//! Who does what: a person is put into a role while a place in it is free, also where many coordinators do so at once.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::{checks, queries};
use crate::{
    rooms::{Coordinator, Pass},
    volunteers::words::Standing,
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assigned {
    Done,
    /// The person is in it already.
    Already,
    Full,
    /// It is not open, or its last day is over.
    Closed,
    /// The role needs a check, the person has none that is valid, and nobody said that it is all right.
    Unchecked,
}

/// Puts a person into a role. Whoever comes second waits for the lock of the role's row, and sees what the first one did.
pub(crate) async fn assign(
    pass: &Pass<Coordinator>,
    db: &mut PgConnection,
    (person_id, role_id): (Uuid, Uuid),
    is_confirmed: bool,
    today: Date,
) -> sqlx::Result<Assigned> {
    queries::lock(pass, &mut *db, role_id).await?;
    let Some(role) = queries::find(pass, &mut *db, role_id).await? else { return Ok(Assigned::Closed) };
    if queries::is_in(pass, &mut *db, person_id, role_id).await? {
        return Ok(Assigned::Already);
    }
    match role.standing {
        Standing::Open => {}
        Standing::Full => return Ok(Assigned::Full),
        Standing::Draft | Standing::Over | Standing::Closed => return Ok(Assigned::Closed),
    }
    if role.what.needs_check && !is_confirmed && !checks::queries::is_checked(pass, &mut *db, person_id, today).await? {
        return Ok(Assigned::Unchecked);
    }
    queries::add_assignment(pass, db, person_id, role_id, today).await?;
    Ok(Assigned::Done)
}
