//! Keeps the edition up to date: waits for `site_changed` on every instance and swaps in a new one.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{Executor as _, postgres::PgListener};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

use crate::{
    database, error,
    log::Told,
    pages::{
        edition, queries,
        stand_back::{Behind, stand_back},
    },
    state::AppState,
};

/// Changes that come close together make one edition: so much time lies between two of them.
const GATHER: Duration = Duration::from_millis(100);
/// What is gathered after a quiet time: the other changes of the same press.
const GATHER_FIRST: Duration = Duration::from_millis(5);
/// How long nothing may be heard before the connection is tried.
const SILENCE: Duration = Duration::from_secs(60);
/// How long to wait before the database is asked for again.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs until told to stop. While the database is away the last edition stays up.
pub(crate) async fn watch(state: AppState, stop: CancellationToken) {
    let mut last = Told::default();
    let forever = async {
        loop {
            let begun = state.listened_at();
            if let Err(error) = listen(&state).await {
                if state.listened_at() > begun {
                    last.forget();
                }
                let words = cause(&state, &error).await;
                if last.is_news(&words) {
                    tracing::warn!("not listening for changes; the last edition stays up: {words}");
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    };
    tokio::select! {
        () = forever => {}
        () = stop.cancelled() => {}
    }
}

/// Why nobody listens. A pool only says that it waited, so the database is asked directly.
async fn cause(state: &AppState, error: &anyhow::Error) -> String {
    match database::reach(&state.config.database_url).await {
        Err(away) if error::is_away(error) => error::told(&away),
        _ => error::told(error),
    }
}

async fn listen(state: &AppState) -> anyhow::Result<()> {
    let mut listener = PgListener::connect_with(&state.db).await?;
    listener.listen("site_changed").await?;
    // What changed before we listened was not told.
    let mut due = renew(state).await?.map(|left| Instant::now() + left);
    let mut made = Instant::now();
    loop {
        state.note_listening();
        let patience = due.map_or(SILENCE, |due| due.saturating_duration_since(Instant::now()).min(SILENCE));
        match tokio::time::timeout(patience, listener.try_recv()).await {
            Err(_) if due.is_some_and(|due| due <= Instant::now()) => {
                due = renew(state).await?.map(|left| Instant::now() + left);
                made = Instant::now();
            }
            // A connection can die without a word: asking keeps it honest.
            Err(_) => {
                listener.execute("select 1").await?;
                // The machine may have slept, or the clock of the database may have been set.
                due = queries::time_to_next_change(&state.db).await?.map(|left| Instant::now() + left);
            }
            // Nothing received means that the connection was lost and made anew: something may have been missed.
            Ok(received) => {
                let _ = received?;
                tokio::time::sleep(gathering(made.elapsed())).await;
                while listener.next_buffered().is_some() {}
                due = renew(state).await?.map(|left| Instant::now() + left);
                made = Instant::now();
            }
        }
    }
}

/// For how long changes are gathered when the first one comes after this much time without an edition.
fn gathering(quiet: Duration) -> Duration {
    GATHER.saturating_sub(quiet).max(GATHER_FIRST)
}

/// Makes the next edition on a thread of its own and swaps it in, one at a time. If it fails, the old edition stays. Says in
/// how long the clock asks for the next one.
pub async fn renew(state: &AppState) -> anyhow::Result<Option<Duration>> {
    let _turn = state.edition.turn().await;
    let before = state.edition.load_full();
    let material = edition::load(&state.db, &state.origin, state.config.stripe.is_trial, Some(&before)).await?;
    let next_change = material.next_change;
    let (origin, last, now) = (Arc::clone(&state.origin), Arc::clone(&before), OffsetDateTime::now_utc());
    // Readers wait no longer for one page than for each other; for all of them they would.
    let behind = if material.is_small() { Behind::Nobody } else { Behind::Visitors };
    let edition = stand_back(behind, move || edition::build(material, &origin, Some(&last), now)).await??;
    if !edition.is_like(&before) {
        tracing::info!(pages = edition.listed.len(), rendered = edition.rendered, "a new edition is up");
        for fault in edition.faults.iter().filter(|fault| !before.faults.contains(fault)) {
            tracing::error!(page = fault.address, "what is published there cannot be shown: {}", fault.why);
        }
        state.edition.publish(edition);
    }
    Ok(next_change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_less_goes_on_the_shorter_changes_are_gathered() {
        for (quiet, gathered) in [(0, 100), (1, 99), (60, 40), (94, 6), (95, 5), (99, 5), (100, 5), (3_600_000, 5)] {
            let found = gathering(Duration::from_millis(quiet));
            assert_eq!(found, Duration::from_millis(gathered), "after {quiet} ms");
        }
    }
}
