//! What is done after an edition went live, so that nobody waits for it: compression, cards, the copy on disk.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::copy;
use crate::{
    assets, error,
    pages::stand_back::{Behind, stand_back},
    state::AppState,
};

/// The least time between two copies on disk.
const BETWEEN_COPIES: Duration = Duration::from_secs(5);

/// Runs until told to stop: finishes whichever edition is live.
pub(crate) async fn finish(state: AppState, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let (edition, site, stopped) = (state.edition.load_full(), state.clone(), stop.clone());
        let finished = stand_back(Behind::Everybody, move || {
            assets::finish();
            let is_live = || !stopped.is_cancelled() && Arc::ptr_eq(&edition, &site.edition.load());
            edition.finish(is_live);
            match site.config.state_dir.as_ref().filter(|_| is_live()) {
                Some(folder) => copy::write(folder, &edition, &site.origin, &site.config.keys).map(|()| true),
                None => Ok(false),
            }
        });
        match finished.await.and_then(|written| written) {
            Ok(true) => drop(stop.run_until_cancelled(tokio::time::sleep(BETWEEN_COPIES)).await),
            Ok(false) => {}
            Err(error) => tracing::error!("no copy of the edition could be kept (STATE_DIR): {}", error::told(&error)),
        }
        stop.run_until_cancelled(state.edition.changed.notified()).await;
    }
}
