//! The job that signs the heads of both chains every night and posts them to the owners.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{
    head::{Chain, Head},
    mail::subject_of,
    queries,
};
use crate::{
    calendar, chain, database,
    error::Error,
    job::{Clock, Job},
    outbox::{self, MailKind},
    staff::{self, Role},
    state::AppState,
    words::Word as _,
};

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct SignHeads {}

impl Job for SignHeads {
    const IDENTIFIER: &'static str = "sign_heads";

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::DailyAt(3, 7), Self {}))
    }

    fn key(&self) -> Option<String> {
        Some("sign heads".to_owned())
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        sign(state, OffsetDateTime::now_utc()).await
    }
}

/// How old the newest head may be before a night was missed.
const OLDEST: Duration = Duration::hours(25);

/// Signs after a night in which the site did not run. A new site waits for its first night.
pub(crate) async fn sign_overdue(state: &AppState) -> Result<(), Error> {
    let now = OffsetDateTime::now_utc();
    match queries::newest(&state.db).await? {
        Some(newest) if now - newest > OLDEST => sign(state, now).await,
        _ => Ok(()),
    }
}

/// Signs how both chains end now, once a day.
///
/// # Errors
/// If the database fails.
pub async fn sign(state: &AppState, now: OffsetDateTime) -> Result<(), Error> {
    let (key, day) = (&state.config.signing_key, calendar::local(now).date());
    let mut tx = database::begin(&state.db).await?;
    let mut is_new = false;
    for chain in Chain::ALL {
        let tail = queries::tail(&mut *tx, *chain).await?;
        let tail = tail.as_ref().map_or((0, 0, &chain::GENESIS[..]), |tail| (tail.place, tail.id, &tail.hash[..]));
        let head = Head::new(*chain, &state.origin, now, tail, key.public());
        is_new |= queries::add(&mut *tx, day, &head, &head.line(key), now).await?;
    }
    if is_new {
        for (owner, _) in staff::queries::list_with_roles(&mut *tx, &[Role::Owner]).await? {
            outbox::post_to_staff(state, &mut tx, MailKind::ChainHeads, subject_of(day), owner).await?;
        }
    }
    Ok(tx.commit().await?)
}
