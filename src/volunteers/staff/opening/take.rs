//! The act of opening: counted, limited, kept with its reason, and told to the others when it is done very often.

use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    limits::{TOLD, Verdict, judge},
    queries,
};
use crate::{
    calendar,
    error::Error,
    outbox::{self, MailKind},
    rooms::{Act, Coordinator, Pass},
    staff::{self, Role},
    state::AppState,
    volunteers::{queries::mark_opened, words::OpeningReason},
};

/// What became of it.
pub(crate) enum Taken {
    /// Under this id the reason is kept.
    Opened(Uuid),
    /// Not before this moment.
    Stopped(OffsetDateTime),
}

/// Opens a person within an act, which the caller records. The person's row must be there.
pub(crate) async fn take(
    state: &AppState,
    act: &mut Act<'_, Coordinator>,
    pass: &Pass<Coordinator>,
    person_id: Uuid,
    reason: OpeningReason,
) -> Result<Taken, Error> {
    queries::lock(pass, act.db()).await?;
    // Whoever waited for the lock must not be older than the one before.
    let now = OffsetDateTime::now_utc();
    let seen = queries::seen(pass, act.db(), now).await?;
    let in_hour = match judge(&seen, person_id, now) {
        Verdict::Goes(in_hour) => in_hour,
        Verdict::Stops { until, people } => {
            tell(state, act, pass, people, true, now).await?;
            return Ok(Taken::Stopped(until));
        }
    };
    let id = Uuid::now_v7();
    queries::add(pass, act.db(), id, person_id, reason, now).await?;
    mark_opened(pass, act.db(), person_id, calendar::day(now)).await?;
    if in_hour >= TOLD {
        tell(state, act, pass, in_hour, false, now).await?;
    }
    Ok(Taken::Opened(id))
}

/// Tells the other coordinators and the owners, once an hour.
async fn tell(
    state: &AppState,
    act: &mut Act<'_, Coordinator>,
    pass: &Pass<Coordinator>,
    people: usize,
    stopped: bool,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let Some(warning) = queries::warn(pass, act.db(), people, stopped, now).await? else { return Ok(()) };
    let all = staff::queries::list_with_roles(act.db(), &[Role::Coordinator, Role::Owner]).await?;
    for (reader, _) in all.into_iter().filter(|(id, _)| *id != pass.id) {
        outbox::post_to_staff(state, act.db(), MailKind::VolunteerOpenings, warning, reader).await?;
    }
    Ok(())
}
