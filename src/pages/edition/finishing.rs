//! What is done to an edition after it went live, where it holds up nobody: compression.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::stand_back;
use crate::{assets, state::AppState};

/// Runs until told to stop: finishes whichever edition is live.
pub async fn finish(state: AppState, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let (edition, live, stopped) = (state.edition.load_full(), Arc::clone(&state.edition), stop.clone());
        let finished = stand_back(move || {
            assets::finish();
            edition.finish(|| !stopped.is_cancelled() && Arc::ptr_eq(&edition, &live.load()));
        });
        if let Err(error) = finished.await {
            tracing::error!("an edition could not be finished and stays as it is: {error:#}");
        }
        stop.run_until_cancelled(state.edition.changed.notified()).await;
    }
}
